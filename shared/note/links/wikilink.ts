// Reads what stands between `[[` and `]]`.
import type { NoteLink, TextRange } from './model';
import { parseSubpath } from './subpath';

export type LinkTarget = Pick<NoteLink, 'target' | 'targetRange' | 'headings' | 'block' | 'subpathRange' | 'display' | 'displayRange'>;

/**
 * The parts of `text` between two offsets: `target#heading|shown`. The bar may be written `\|`, as in tables.
 * `null` when it points to nothing.
 */
export function readWikilink(text: string, start: number, end: number): LinkTarget | null {
  const inner = text.slice(start, end);
  const bar = inner.indexOf('|');
  const escaped = bar > 0 && inner[bar - 1] === '\\' ? 1 : 0;
  const linkEnd = bar === -1 ? end : start + bar - escaped;
  const hash = text.slice(start, linkEnd).indexOf('#');
  const targetRange = trimmed(text, start, hash === -1 ? linkEnd : start + hash);
  const subpathRange = hash === -1 ? { start: targetRange.end, end: targetRange.end } : trimmed(text, start + hash, linkEnd);
  const target = plainBlanks(text.slice(targetRange.start, targetRange.end));
  const { headings, block } = parseSubpath(plainBlanks(text.slice(subpathRange.start, subpathRange.end)));
  if (target === '' && headings.length === 0 && block === null) return null;
  const displayRange = bar === -1 ? null : trimmed(text, start + bar + 1, end);
  return {
    target, targetRange, headings, block, subpathRange,
    display: displayRange === null ? null : text.slice(displayRange.start, displayRange.end),
    displayRange,
  };
}

/** The app takes no-break spaces in a link for spaces. */
function plainBlanks(text: string): string {
  return text.replaceAll('\u00a0', ' ');
}

function trimmed(text: string, from: number, to: number): TextRange {
  let start = from;
  let end = to;
  while (start < end && isBlank(text, start)) start += 1;
  while (end > start && isBlank(text, end - 1)) end -= 1;
  return { start, end };
}

function isBlank(text: string, at: number): boolean {
  return text.charAt(at).trim() === '';
}
