// How the change of a proposal is put to people: one wording for all verbs.
import type { Hunk } from '../../../shared/note/difference';
import { sizeOf } from '../../../shared/note/difference';
import type { MergeConflict } from '../../../shared/note/merge';
import type { ProposalChange } from '../../../shared/proposal/queries';
import { hunkText } from '../../output/hunks';
import type { Paint } from '../../paint';

const STATES: Readonly<Record<Exclude<ProposalChange['target_state'], null>, string>> = {
  unchanged: 'the target is as the proposer saw it',
  changed: 'the target changed since it was proposed; shown is the merge with what it says now',
  gone: 'the target was deleted since',
  exists: 'a note was created there since',
  done: 'the target reads like that already',
};

/** The change for people: how the target stands, the hunks, and what is in the way. */
export function changeText(change: ProposalChange, paint: Paint): string {
  const { added, removed } = sizeOf(change.hunks);
  const state = change.target_state === null || change.conflict !== null ? '' : `  ${STATES[change.target_state]}`;
  return [
    `${paint.green(`+${added}`)} ${paint.red(`-${removed}`)}${paint.dim(state)}`,
    ...(change.hunks.length === 0 ? [] : [hunkText(withLineEnds(change.hunks), paint)]),
    ...(change.conflict === null ? [] : [conflictText(change.conflict, paint)]),
  ].join('\n');
}

function conflictText({ why, passages }: { why: string; passages: readonly MergeConflict[] }, paint: Paint): string {
  return [
    paint.yellow(`This can't be applied to what the target says now: ${why}.`),
    ...passages.flatMap(({ line, now, proposed }) => [
      paint.cyan(`line ${line} of the target:`),
      ...now.map((text) => `  now       ${text}`),
      ...proposed.map((text) => `  proposed  ${text}`),
    ]),
  ].join('\n');
}

/** Shows the carriage returns where changed lines differ in them, which would otherwise look like no change. */
function withLineEnds(hunks: readonly Hunk[]): readonly Hunk[] {
  const changed = hunks.flatMap(({ lines }) => lines.filter((line) => /^[-+]/.test(line)));
  const carriage = changed.filter((line) => line.endsWith('\r')).length;
  if (carriage === 0 || carriage === changed.length) return hunks;
  return hunks.map((hunk) => ({ ...hunk, lines: hunk.lines.map((line) => line.replace(/\r$/, '␍')) }));
}
