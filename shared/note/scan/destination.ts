// What stands in the parentheses of `[text](target "title")`, as CommonMark 6.3 reads it.
import { isEscaped } from './finder';

/** Finds a mark at or after an offset; `Infinity` when there is none. */
export type Search = (mark: string, from: number) => number;

export interface Destination {
  /** The target as written, without `<>`. */
  start: number;
  end: number;
  /** After the closing parenthesis. */
  after: number;
}

/** Parentheses in parentheses, as the reference implementation allows; keeps open ones from costing length². */
const MOST_NESTED = 32;
const TITLE_ENDS: Readonly<Record<string, string>> = { '"': '"', "'": "'", '(': ')' };

/** The destination that begins at `from`, after the opening parenthesis, or `null` when no link ends there. */
export function destinationAt(text: string, from: number, search: Search): Destination | null {
  const first = skipWhite(text, from);
  const angled = text[first] === '<';
  const end = angled ? angledEnd(text, first, search) : plainEnd(text, first);
  if (end === -1) return null;
  const start = angled ? first + 1 : first;
  const close = closeAfter(text, angled ? end + 1 : end, search);
  return close === -1 || start === end ? null : { start, end, after: close + 1 };
}

function angledEnd(text: string, open: number, search: Search): number {
  const limit = Math.min(search('<', open + 1), search('\n', open + 1), search('\r', open + 1));
  let end = search('>', open + 1);
  while (end < limit && isEscaped(text, end)) end = search('>', end + 1);
  return end < limit ? end : -1;
}

/** No blanks, and parentheses in pairs. */
function plainEnd(text: string, from: number): number {
  let depth = 0;
  let at = from;
  for (; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code <= 32 || code === 127) break;
    if (code === 92) at += 1;
    else if (code === 40 && ++depth > MOST_NESTED) return -1;
    else if (code === 41 && depth-- === 0) break;
  }
  return Math.min(at, text.length);
}

/** Offset of the closing parenthesis after an optional title, or -1. */
function closeAfter(text: string, from: number, search: Search): number {
  const at = skipWhite(text, from);
  if (text[at] === ')') return at;
  const quote = text.charAt(at);
  const ending = Object.hasOwn(TITLE_ENDS, quote) ? TITLE_ENDS[quote] : undefined;
  if (ending === undefined || at === from) return -1;
  const limit = quote === '(' ? search('(', at + 1) : Infinity;
  let end = search(ending, at + 1);
  while (end < limit && isEscaped(text, end)) end = search(ending, end + 1);
  if (end >= limit) return -1;
  const close = skipWhite(text, end + 1);
  return text[close] === ')' ? close : -1;
}

function skipWhite(text: string, from: number): number {
  let at = from;
  while (at < text.length && ' \t\r\n'.includes(text.charAt(at))) at += 1;
  return at;
}
