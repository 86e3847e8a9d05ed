// Blank lines around text, and line breaks of text that comes from elsewhere. Blank means spaces and tabs only.
import { isBlankCode } from '../scan/cursor';

const LF = 10;
const CR = 13;

function isBreakCode(code: number): boolean {
  return code === LF || code === CR;
}

/**
 * `[start, end)` without blank lines at both ends: from the start of the first line with text to the end of the last
 * one, before its break. `null` when all lines are blank.
 */
export function contentRange(text: string, start: number, end: number): { start: number; end: number } | null {
  let first = start;
  let at = start;
  for (; at < end; at += 1) {
    const code = text.charCodeAt(at);
    if (isBreakCode(code)) first = at + 1;
    else if (!isBlankCode(code)) break;
  }
  if (at === end) return null;
  let last = end;
  for (at = end - 1; at >= first; at -= 1) {
    const code = text.charCodeAt(at);
    if (isBreakCode(code)) last = at;
    else if (!isBlankCode(code)) break;
  }
  return { start: first, end: last };
}

/** True when `offset` stands after a break, or at the very start. */
export function startsLine(text: string, offset: number): boolean {
  return offset === 0 || isBreakCode(text.charCodeAt(offset - 1));
}

/** True when the line before the one that starts at `offset` has nothing but blanks. */
export function followsBlankLine(text: string, offset: number): boolean {
  let at = offset - 1;
  if (text.charCodeAt(at) === LF && text.charCodeAt(at - 1) === CR) at -= 1;
  while (at > 0 && isBlankCode(text.charCodeAt(at - 1))) at -= 1;
  return at > 0 && isBreakCode(text.charCodeAt(at - 1));
}

/** Text that comes from elsewhere, without BOM and outer blank lines, with the note's breaks. */
export function fitted(content: string, eol: '\n' | '\r\n'): string {
  const start = content.charCodeAt(0) === 0xfeff ? 1 : 0;
  const range = contentRange(content, start, content.length);
  return range === null ? '' : content.slice(range.start, range.end).replace(/\r\n?|\n/g, eol);
}
