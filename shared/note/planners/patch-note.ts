// `note patch`: replaces or deletes one part of a note, named by a heading, by lines or by the exact text that is there.
import { TouchstoneError } from '../../errors';
import type { Planner } from '../../vault/plan';
import { replaceFound, replaceLines } from '../find';
import { lineOf, scanNote } from '../scan';
import { deleteSection, replaceSection } from '../sections';
import { assertFitsSection, assertOnlySection } from './section-rules';
import { planChange, targetNote } from './target';

export interface PatchRequest {
  ref: string;
  /** `lines` counts from 1, `7` or `7-12`. */
  part: { section: string } | { lines: string } | { find: string };
  /** The new text; `null` deletes the part (a section with its heading). */
  text: string | null;
}

export interface PatchedItem {
  path: string;
  section: string | null;
  /** The first line that changed, counted from 1; `null` when nothing did. */
  line: number | null;
}

/** @throws E_NOT_FOUND, E_AMBIGUOUS (with 1-based lines) when the part is not exactly one place in the note */
export function patchNote(request: PatchRequest): Planner<PatchedItem> {
  const { part, text } = request;
  return function* (view) {
    const target = yield* targetNote(view, request.ref, 'note patch');
    const after = patched(target.text, part, text);
    const item = { path: target.path, section: 'section' in part ? part.section : null, line: firstChangedLine(target.text, after) };
    return planChange('note.patch', target, after, item);
  };
}

function patched(note: string, part: PatchRequest['part'], text: string | null): string {
  if ('section' in part) return patchedSection(note, part.section, text);
  const after = 'lines' in part ? replaceLines(note, part.lines, text) : replaceFound(note, part.find, text ?? '', { delete: text === null });
  assertNothingOpened(note, after);
  return after;
}

function patchedSection(note: string, headingPath: string, text: string | null): string {
  if (text === null) return deleteSection(note, headingPath);
  assertFitsSection(note, headingPath, text);
  const after = replaceSection(note, headingPath, text);
  assertOnlySection(note, after, headingPath);
  return after;
}

/** What follows an open fence is text to no reader any more, the next append included. */
function assertNothingOpened(before: string, after: string): void {
  const now = scanNote(after);
  const open = now.inert.filter(({ closed }) => !closed);
  const last = open.at(-1);
  if (last === undefined || open.length <= scanNote(before).inert.filter(({ closed }) => !closed).length) return;
  const line = lineOf(now, last.start) + 1;
  throw new TouchstoneError('E_USAGE', `The ${last.kind} that would begin in line ${line} would stay open to the end of the note.`, {
    hint: 'Close it in the same text.',
    details: { line, kind: last.kind },
  });
}

function firstChangedLine(before: string, after: string): number | null {
  if (before === after) return null;
  let same = 0;
  while (same < before.length && before[same] === after[same]) same += 1;
  return lineOf(scanNote(before), same) + 1;
}
