// Tells whether words of a body may stand in a heading or a tag, without scanning the note. Sure or silent: whatever it
// can't rule out is left to the scanner.

const SPACE = 0x20;
const LONE_RETURN = /\r(?!\n)/;
/** A line that may make a heading of the text above it. */
const UNDERLINE = /(?:-+|=+)[ \t]*(?:[\r\n]|$)/y;
/** Text behind a `#` that is looked at. */
const LONGEST_MARK = 1000;
const [TAB, NEWLINE, RETURN, HASH, DASH, EQUALS, QUOTE] = [0x09, 0x0a, 0x0d, 0x23, 0x2d, 0x3d, 0x3e];

export interface Marks {
  /** Where ends the last line that may be such a heading; 0 when there is none. */
  headings: number;
  tags: boolean;
}

/**
 * Whether any of these places may stand in a heading of the body, or in a tag.
 *
 * @param places in order; those before the body are left out
 */
export function marksAt(text: string, bodyStart: number, places: readonly number[]): Marks {
  if (text.includes('\r') && LONE_RETURN.test(text)) return { headings: text.length, tags: true };
  const marks: Marks = { headings: 0, tags: false };
  let [lineStart, lineEnd, hash, paragraphEnd] = [bodyStart, -1, -1, -1];
  for (const place of places) {
    if (place < bodyStart) continue;
    if (place > lineEnd) {
      lineStart = text.lastIndexOf('\n', place) + 1;
      lineEnd = endOfLine(text, place);
    }
    if (hash < lineStart) hash = placeOf('#', text, lineStart);
    if (hash < place) addMarks(marks, text, hash, place, lineEnd);
    if (place < paragraphEnd) continue;
    const end = endOfParagraph(text, lineEnd);
    if (end === null) marks.headings = text.length;
    paragraphEnd = end ?? text.length;
  }
  return marks;
}

/** A `#` at or after `hash` may make a heading of the text behind it, or a tag of what follows without a blank. */
function addMarks(marks: Marks, text: string, hash: number, place: number, lineEnd: number): void {
  const isFar = place - hash > LONGEST_MARK;
  let [isHeading, isTag, isBlankBetween] = [isFar, isFar, false];
  let follower = text.charCodeAt(place);
  for (let at = place - 1; at >= hash && !(isHeading && isTag); at--) {
    const code = text.charCodeAt(at);
    const isBlank = code === SPACE || code === TAB;
    isHeading ||= code === HASH && (follower === HASH || follower === SPACE || follower === TAB);
    isTag ||= code === HASH && !isBlankBetween;
    isBlankBetween ||= isBlank;
    follower = code;
  }
  if (isHeading) marks.headings = Math.max(marks.headings, lineEnd);
  marks.tags ||= isTag;
}

/** Offset of the blank line that ends a paragraph; `null` when a line before it may make a heading of the paragraph. */
function endOfParagraph(text: string, lineEnd: number): number | null {
  for (let at = lineEnd + 1; at < text.length; at = endOfLine(text, at) + 1) {
    let first = at;
    while (isMargin(text.charCodeAt(first))) first += 1;
    const code = text.charCodeAt(first);
    if (first >= text.length || code === NEWLINE || code === RETURN) return at;
    UNDERLINE.lastIndex = first;
    if ((code === DASH || code === EQUALS) && UNDERLINE.test(text)) return null;
    at = first;
  }
  return text.length;
}

/** What may stand before the mark of a line: blanks, and marks of a quote. */
function isMargin(code: number): boolean {
  return code === SPACE || code === TAB || code === QUOTE;
}

function endOfLine(text: string, from: number): number {
  return placeOf('\n', text, from);
}

function placeOf(mark: string, text: string, from: number): number {
  const place = text.indexOf(mark, from);
  return place === -1 ? text.length : place;
}
