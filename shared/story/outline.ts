// Guards what a planner made of a story's text: only the sections it meant to change may differ (decision 19).
// Text that slipped past the checks on input, or a note that hides its end in an open fence, is caught here.
import { TouchstoneError } from '../errors';
import { scanNote } from '../note/scan';
import type { NoteScan } from '../note/scan';
import { trimBlankLines } from './given-text';
import { CONTRACT } from './sections';

/**
 * How a section may differ: `append` keeps what it had and adds below, `entry` adds in the last of several of its
 * name, `block` adds one more of its name, `replace` may be anything.
 */
export type Touch = 'append' | 'replace' | 'block' | 'entry';

interface Part {
  title: string;
  content: string;
}

/**
 * Refuses a story whose body hides its end: what is appended there would be inert text.
 *
 * @throws E_INTEGRITY with the line.
 */
export function assertClosed(scan: NoteScan, path: string): void {
  const end = scan.text.trimEnd().length;
  const nested = new Set(scan.fences.filter((fence) => fence.nested).map(({ start }) => start));
  const open = scan.inert.find((zone) => !zone.closed && zone.end >= end && !(zone.kind === 'fence' && nested.has(zone.start)));
  if (open === undefined) return;
  const line = scan.lineStarts.findLastIndex((start) => start <= open.start) + 1;
  throw new TouchstoneError('E_INTEGRITY', `${path} opens a ${open.kind.replace('_', ' ')} in line ${line} and never closes it, so everything after it is inert text.`, {
    hint: 'A person closes it in the note and acknowledges the edit.',
    details: { path, line, kind: open.kind },
  });
}

/**
 * Asserts that `after` differs from `before` in properties and in the `touched` sections only, and in those as meant.
 *
 * @throws E_USAGE naming the section that would change: the given text reads as structure.
 */
export function assertTouched(before: string, after: string, touched: Readonly<Record<string, Touch>>): void {
  const [was, is] = [scanNote(before), scanNote(after)];
  const old = partsOf(was);
  const present = partsOf(is);
  const untouched = (parts: readonly Part[]): Part[] => parts.filter(({ title }) => !Object.hasOwn(touched, title));
  if (openMarks(is) > openMarks(was)) {
    throw new TouchstoneError('E_USAGE', 'The given text opens a fence, a comment or math and does not close it.', {
      hint: 'Close it in the same text, or write the mark in `backticks`.',
    });
  }
  const strayed = firstDifference(untouched(old), untouched(present)) ?? firstWrongTouch(old, present, touched);
  if (strayed === null) return;
  throw new TouchstoneError('E_USAGE', `The given text would change the story's section ${JSON.stringify(strayed)}, which this command must not touch.`, {
    hint: 'Put text that looks like Markdown structure into a fence.',
    details: { section: strayed },
  });
}

/** Marks that nothing closes, whether they hide text here or in the app only. */
function openMarks(scan: NoteScan): number {
  return scan.dangling.length + scan.inert.filter(({ closed }) => !closed).length;
}

function partsOf(scan: NoteScan): Part[] {
  const { text } = scan;
  const tops = scan.headings.filter(({ level }) => level <= 2);
  const preamble = { title: '', content: trimBlankLines(text.slice(scan.bodyStart, tops[0]?.start ?? text.length)) };
  return [preamble, ...tops.map((heading, n) => ({
    title: heading.level === 2 ? heading.text : `# ${heading.text}`,
    content: trimBlankLines(text.slice(heading.end, tops[n + 1]?.start ?? text.length)),
  }))];
}

function firstDifference(old: readonly Part[], present: readonly Part[]): string | null {
  for (let n = 0; n < Math.max(old.length, present.length); n++) {
    const [a, b] = [old[n], present[n]];
    if (a?.title !== b?.title || a?.content !== b?.content) return (a ?? b)?.title ?? '';
  }
  return null;
}

function firstWrongTouch(old: readonly Part[], present: readonly Part[], touched: Readonly<Record<string, Touch>>): string | null {
  for (const [title, touch] of Object.entries(touched)) {
    const a = old.filter((part) => part.title === title).map(({ content }) => content);
    const b = present.filter((part) => part.title === title).map(({ content }) => content);
    if (!isTouchedAsMeant(a, b, touch)) return title;
  }
  return null;
}

function isTouchedAsMeant(old: readonly string[], present: readonly string[], touch: Touch): boolean {
  const added = touch === 'block' || old.length === 0 ? 1 : 0;
  const optional = touch !== 'block' && old.length === 0 && present.length === 0;
  if (optional) return true;
  if (present.length !== old.length + added) return false;
  const kept = touch === 'block' ? old.length : old.length - 1;
  if (old.some((content, n) => n < kept && content !== present[n])) return false;
  if (touch !== 'append' || old.length === 0) return true;
  return (present.at(-1) ?? '').startsWith(old.at(-1) ?? '');
}

/** What the transitions touch besides properties, where they do. */
export const TRANSITION_TOUCH = { History: 'append', [CONTRACT]: 'block' } as const satisfies Record<string, Touch>;
