// Properties as Obsidian and Touchstone write them, which no reader stumbles over: told apart from others, and read, without
// taking them apart. Sure or silent: whatever it can't rule out is left to the reader of notes.

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

/** Text that is no other value: no number, and none of the words that stand for one. */
const TEXT = /^(?:"[^"]+"|(?!(?:null|true|false)$)[A-Za-z].*)$/i;
const ITEM_LINE = /\r?\n(?: {2})?- (.*)/y;
const ROW_ITEM = /"[^"]*"|[A-Za-z][^,\]]*/g;

/**
 * The texts of a property in a block that {@link plainBodyStart} ends: those of a list, one, or none. `null` when a value
 * may be something else than its text.
 */
export function plainTexts(text: string, bodyStart: number, key: string): string[] | null {
  const start = text.slice(0, bodyStart).indexOf(`\n${key}:`);
  if (start === -1) return [];
  const from = start + key.length + 2;
  const end = text.indexOf('\n', from);
  const value = text.slice(from, end).trim();
  const written = value === '' ? itemsBelow(text, text[end - 1] === '\r' ? end - 1 : end) : value.startsWith('[') ? [...value.match(ROW_ITEM) ?? []] : [value];
  const items = written.map((item) => item.trim());
  return items.every((item) => TEXT.test(item)) ? items.map((item) => (item.startsWith('"') ? item.slice(1, -1) : item)) : null;
}

/** @param lineEnd where the line of the property ends, before its break */
function itemsBelow(text: string, lineEnd: number): string[] {
  const items: string[] = [];
  ITEM_LINE.lastIndex = lineEnd;
  for (let item = ITEM_LINE.exec(text); item !== null; item = ITEM_LINE.exec(text)) items.push(item[1] ?? '');
  return items;
}
