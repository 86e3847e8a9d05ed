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
const UNDERLINE = /\n[ \t>]*(?:-+|=+)[ \t]*(?=[\r\n]|$)/g;
const NOT_BLANK_BEFORE = /[^ \t\r\n]/;
const BREAK = /\n|$/g;
const BLANK = /\s|$/g;

/**
 * Whether none of the places that `next` gives stands in a heading or a tag of the body.
 *
 * @param next the first place at or after an offset; `-1` when there is none
 */
export function isRunningText(text: string, bodyStart: number, next: (from: number) => number): boolean {
  if (text.includes('\r') && LONE_RETURN.test(text)) return false;
  return !isUnderlined(text, bodyStart) && !isMarked(text, bodyStart, next);
}

/** Whether any text of the body may be a heading because of a line of `-` or `=` below it. */
function isUnderlined(text: string, bodyStart: number): boolean {
  UNDERLINE.lastIndex = bodyStart;
  for (let line = UNDERLINE.exec(text); line !== null; line = UNDERLINE.exec(text)) {
    const above = text.slice(Math.max(bodyStart, text.lastIndexOf('\n', line.index - 1)), line.index);
    if (NOT_BLANK_BEFORE.test(above)) return true;
  }
  return false;
}

/** Whether a place stands behind a `#` that makes a heading of its line, or a tag of what stands there up to a blank. */
function isMarked(text: string, bodyStart: number, next: (from: number) => number): boolean {
  let place = next(bodyStart);
  let [lineEnd, tagEnd] = [0, 0];
  for (let hash = text.indexOf('#', bodyStart); hash !== -1; hash = text.indexOf('#', hash + 1)) {
    if (place !== -1 && place < hash) place = next(hash);
    if (place === -1) return false;
    if (lineEnd <= hash) lineEnd = placeOf(BREAK, text, hash);
    if (tagEnd <= hash) tagEnd = placeOf(BLANK, text, hash);
    const isHeading = tagEnd === hash + 1 || text.charAt(hash + 1) === '#';
    if (place < (isHeading ? lineEnd : tagEnd)) return true;
  }
  return false;
}

function placeOf(pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = from;
  return pattern.exec(text)?.index ?? text.length;
}
