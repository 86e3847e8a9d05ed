// The marks of headings on one line: `#` to `######`, underlines of `=` or `-`, and rulers, which look alike.
import { isBlankFrom, matchAt } from './containers';
import { isBlankCode } from './cursor';

export interface HeadingMark {
  level: number;
  textStart: number;
  textEnd: number;
}

const ATX = /#{1,6}(?=[ \t\r\n]|$)/y;

/** The ATX heading that begins at `offset` of a line that ends at `end`, or `null`. */
export function headingMarkAt(text: string, offset: number, end: number): HeadingMark | null {
  const mark = matchAt(ATX, text, offset);
  if (mark === null) return null;
  let textStart = offset + mark[0].length;
  while (textStart < end && isBlankCode(text.charCodeAt(textStart))) textStart += 1;
  return { level: mark[0].length, textStart, textEnd: Math.max(textStart, withoutClosing(text, textStart, end)) };
}

/** End of the heading's text: without blanks, and without closing `#` that a blank divides from it. */
function withoutClosing(text: string, start: number, end: number): number {
  const textEnd = blankBack(text, start, end);
  let hashes = textEnd;
  while (hashes > start && text.charCodeAt(hashes - 1) === 35) hashes -= 1;
  if (hashes === start) return start;
  return isBlankCode(text.charCodeAt(hashes - 1)) ? blankBack(text, start, hashes) : textEnd;
}

function blankBack(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && isBlankCode(text.charCodeAt(at - 1))) at -= 1;
  return at;
}

/** 1 for a line of `=`, 2 for a line of `-`, else 0. */
export function setextLevel(text: string, offset: number, end: number): 0 | 1 | 2 {
  const mark = text.charCodeAt(offset);
  let at = offset;
  while (at < end && text.charCodeAt(at) === mark) at += 1;
  if (!isBlankFrom(text, at, end)) return 0;
  return mark === 61 ? 1 : mark === 45 ? 2 : 0;
}

/**
 * Where a ruler that begins at `offset` stops being one: the first character before `end` that is neither its mark
 * nor a blank, or `end`.
 */
export function rulerStop(text: string, offset: number, end: number): number {
  const mark = text.charCodeAt(offset);
  let at = offset;
  while (at < end && (text.charCodeAt(at) === mark || isBlankCode(text.charCodeAt(at)))) at += 1;
  return at;
}

/** True when at least three of the mark at `offset` stand before `end`. */
export function hasThree(text: string, offset: number, end: number): boolean {
  const mark = text.charCodeAt(offset);
  let count = 0;
  for (let at = offset; at < end && count < 3; at += 1) if (text.charCodeAt(at) === mark) count += 1;
  return count >= 3;
}
