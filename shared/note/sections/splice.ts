// Puts text into a note and makes sure that it changed nothing around it: given text can open a fence, underline the
// line above it or fall into an open comment, and none of that is seen from the text alone.
import { TouchstoneError } from '../../errors';
import { lineOf, scanNote, type FrontmatterBlock, type Heading, type NoteScan } from '../scan';

/**
 * `scan.text` with `[from, to)` replaced.
 *
 * @throws E_USAGE when a heading outside `[from, to)` or the frontmatter would no longer be what it was, or when
 * `insert` would land in a fence, comment or math that stands open before it
 */
export function splice(scan: NoteScan, from: number, to: number, insert: string): string {
  const text = scan.text.slice(0, from) + insert + scan.text.slice(to);
  const after = scanNote(text);
  assertSameProperties(scan.frontmatter, after.frontmatter);
  assertOuterHeadings(scan, after, from, to, insert.length);
  assertNotSwallowed(after, from, insert);
  return text;
}

/**
 * Refuses a change of the body that makes or takes away properties, or closes those that are never closed.
 * @throws E_USAGE
 */
export function assertSameProperties(before: FrontmatterBlock | null, after: FrontmatterBlock | null): void {
  if (endOf(before) === endOf(after)) return;
  throw new TouchstoneError('E_USAGE', 'This text would change where the properties of the note begin or end.', {
    hint: 'Properties are changed with: touchstone note prop set <ref> <key>=<value>',
  });
}

function endOf(block: FrontmatterBlock | null): number | 'none' | 'never closed' {
  if (block === null) return 'none';
  return block.closed ? block.contentEnd : 'never closed';
}

function assertOuterHeadings(before: NoteScan, after: NoteScan, from: number, to: number, length: number): void {
  const shift = length - (to - from);
  const above = before.headings.filter(({ end }) => end <= from);
  const below = before.headings.filter(({ start }) => start >= to);
  const firstBelow = after.headings.length - below.length;
  const lost = above.find((heading, index) => !isSame(heading, after.headings[index], 0))
    ?? below.find((heading, index) => !isSame(heading, after.headings[firstBelow + index], shift));
  if (lost === undefined) return;
  throw new TouchstoneError('E_USAGE', `With this text, the heading "${lost.text}" in line ${lost.line + 1} would be no heading any more, or another one.`, {
    hint: 'Close every fence, comment and math block in the text, and leave no line of = or - below other text.',
    details: { heading: lost.text, line: lost.line + 1 },
  });
}

function isSame(heading: Heading, other: Heading | undefined, shift: number): boolean {
  return other !== undefined && other.start === heading.start + shift && other.level === heading.level
    && other.text === heading.text;
}

function assertNotSwallowed(after: NoteScan, from: number, insert: string): void {
  const first = insert.search(/\S/);
  if (first === -1) return;
  const at = from + first;
  const open = after.inert.find((zone) => !zone.closed && zone.start < at && zone.end > at);
  if (open === undefined) return;
  const line = lineOf(after, open.start) + 1;
  throw new TouchstoneError('E_USAGE', `The text would become part of what opens in line ${line} of the note (${open.kind}) and is never closed.`, {
    hint: 'Close it first, with touchstone note patch --lines.',
    details: { line, kind: open.kind },
  });
}
