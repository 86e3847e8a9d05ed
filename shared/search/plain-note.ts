// Tells of most notes that hold a term, without taking them apart, that it stands in the running text and nowhere else.
// Sure or silent: whatever it can't rule out is left to the scanner of notes.

/** Text without quotes that reads as it is written: no mapping, no comment, no number of which another is made. */
const WORDS = String.raw`(?!\d+(?:\.\d{4}|\d{15}|[.\d]*[eExXoO]))\w(?:[\w .,;()+/@=~*?!$%^&'<>|[\]{}"-]|:(?=[^\s]))*`;
const QUOTED = String.raw`"[\x20\x21\x23-\x5b\x5d-\x7e]*"`;
const VALUE = `(?:${WORDS}|${QUOTED})`;
const LISTED = `(?:[A-Za-z][\\w ./-]*|${QUOTED})`;
/** The end of a line. */
const END = '[ ]*\\r?\\n';
/** A property as Obsidian and Touchstone write it, which no reader stumbles over: a value, a row, or lines of a list. */
const ENTRY = `[A-Za-z_][\\w-]*:(?:${END}(?:(?:  - ${VALUE}${END})+|(?:- ${VALUE}${END})+)?| (?:${VALUE}|\\[(?:${LISTED}(?:, ${LISTED})*)?\\])${END})`;
const BLOCK = new RegExp(`---\\r?\\n(?:${ENTRY})*---(?:\\r?\\n|$)`, 'y');
const COLON = 0x3a;
const SPACE = 0x20;
/** Longer ones are no properties of people; a pattern's memory is bounded. */
const LONGEST_BLOCK = 20_000;

/**
 * Offset at which the body begins, when the note has no properties or such as surely can be read, in ASCII and without
 * escapes; else `null`.
 */
export function plainBodyStart(text: string): number | null {
  if (!text.startsWith('---')) return text.startsWith('\ufeff') ? null : 0;
  const closing = text.indexOf('\n---', 3);
  BLOCK.lastIndex = 0;
  if (closing === -1 || closing > LONGEST_BLOCK || !BLOCK.test(text)) return null;
  return mayRepeatKey(text, closing) ? null : BLOCK.lastIndex;
}

/** By hash of a key: the last block it stood in, counted from 1. Different keys with one hash are taken for the same. */
const lastBlock = new Int32Array(1 << 16);
let blocks = 0;

/** Whether two lines may begin with the same key, which makes properties unreadable. */
function mayRepeatKey(text: string, end: number): boolean {
  blocks += 1;
  for (let at = text.indexOf('\n') + 1; at < end; at = text.indexOf('\n', at) + 1) {
    let hash = 0;
    for (let code = text.charCodeAt(at); code !== COLON && code !== SPACE; code = text.charCodeAt(++at)) hash = Math.imul(hash, 31) + code;
    const slot = (hash ^ (hash >>> 16)) & 0xffff;
    // What begins with a blank, or with a dash and a blank, is of a list.
    if (text.charCodeAt(at) === COLON && lastBlock[slot] === blocks) return true;
    lastBlock[slot] = blocks;
  }
  return false;
}

const LONE_RETURN = /\r(?!\n)/;
/** A line that may make a heading of the text above it. */
const UNDERLINE = /(?:-+|=+)[ \t]*(?:[\r\n]|$)/y;
/** Text behind a `#` that is looked at. */
const LONGEST_MARK = 1000;
const [TAB, NEWLINE, RETURN, HASH, DASH, EQUALS, QUOTE] = [0x09, 0x0a, 0x0d, 0x23, 0x2d, 0x3d, 0x3e];

export interface Marks {
  headings: boolean;
  tags: boolean;
}

/**
 * Whether any of these places may stand in a heading of the body, or in a tag.
 *
 * @param places in order; those before the body are left out
 */
export function marksAt(text: string, bodyStart: number, places: readonly number[]): Marks {
  if (text.includes('\r') && LONE_RETURN.test(text)) return { headings: true, tags: true };
  const marks = { headings: false, tags: false };
  let [lineStart, lineEnd, hash, paragraphEnd] = [bodyStart, -1, -1, -1];
  for (const place of places) {
    if (place < bodyStart) continue;
    if (place > lineEnd) {
      lineStart = text.lastIndexOf('\n', place) + 1;
      lineEnd = endOfLine(text, place);
    }
    if (hash < lineStart) hash = placeOf('#', text, lineStart);
    if (hash < place) addMarks(marks, text, hash, place);
    if (marks.headings || place < paragraphEnd) continue;
    const end = endOfParagraph(text, lineEnd);
    if (end === null) marks.headings = true;
    else paragraphEnd = end;
  }
  return marks;
}

/** A `#` at or after `hash` may make a heading of the text behind it, or a tag of what follows without a blank. */
function addMarks(marks: Marks, text: string, hash: number, place: number): void {
  const isFar = place - hash > LONGEST_MARK;
  marks.headings ||= isFar;
  marks.tags ||= isFar;
  let isTag = true;
  let follower = text.charCodeAt(place);
  for (let at = place - 1; at >= hash && !(marks.headings && marks.tags); at--) {
    const code = text.charCodeAt(at);
    if (code === HASH) {
      marks.tags ||= isTag;
      marks.headings ||= follower === HASH || follower === SPACE || follower === TAB;
    }
    if (code === SPACE || code === TAB) isTag = false;
    follower = code;
  }
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
