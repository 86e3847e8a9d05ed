// Where the body of a note begins whose properties surely can be read: told without reading them. Sure or silent: whatever it
// can't rule out is left to the reader of notes.

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
