// What accepting a proposal would write now: its text, a merge with what the target says by now, or a conflict.
// `show`, `diff`, `accept` and the plugin's view all take it from here.
import { readFrontmatter } from '../note/frontmatter';
import type { Io } from '../vault/io';
import type { NoteSnapshot, VaultView } from '../vault/view';
import { mergeTexts, type MergeConflict } from '../note/merge';
import type { StoredProposal } from './proposal';

/**
 * How the target stands to what the proposer saw: `unchanged`, `changed` since, `gone`, there though it was to be
 * created (`exists`), or already as proposed (`done`).
 */
export type TargetState = 'unchanged' | 'changed' | 'gone' | 'exists' | 'done';

export type Outcome =
  | { kind: 'write'; text: string | null; merged: boolean }
  | { kind: 'conflict'; why: string; conflicts: MergeConflict[]; marked: string };

export interface Preview {
  target: NoteSnapshot | null;
  /** The target's text; `null` when there is no such note. */
  now: string | null;
  state: TargetState;
  outcome: Outcome;
}

/**
 * Decides what `wanted` (the proposal's After, or what a person put in its place) comes to on the target as it is.
 * A target that is not text counts as a conflict.
 */
export function* previewAccept(view: VaultView, proposal: StoredProposal, wanted: string | null): Io<Preview> {
  const target = yield* view.note(proposal.targetPath);
  const now = target === null ? null : target.text;
  if (target !== null && now === null) {
    return { target, now, state: 'changed', outcome: conflict('it is no longer UTF-8 text', [], '') };
  }
  return { target, now, state: stateOf(proposal.before, now, wanted), outcome: outcomeOf(proposal.before, now, wanted) };
}

function stateOf(base: string | null, now: string | null, wanted: string | null): TargetState {
  if (now === wanted) return 'done';
  if (now === base) return 'unchanged';
  if (now === null) return 'gone';
  return base === null ? 'exists' : 'changed';
}

/** What the change from `base` to `wanted` comes to on `now`; `null` is a note that is not there. */
export function outcomeOf(base: string | null, now: string | null, wanted: string | null): Outcome {
  if (now === base || now === wanted) return { kind: 'write', text: wanted, merged: false };
  if (now === null) return conflict('it was deleted', [], wanted ?? '');
  if (base === null) return conflictOf('it was created meanwhile', '', now, wanted ?? '');
  if (wanted === null) return conflictOf('it changed since its removal was proposed', base, now, '');
  const merge = mergeTexts(base, now, wanted);
  if (merge.kind === 'conflict') return conflict('both changed the same lines', merge.conflicts, merge.marked);
  const problem = unreadableBy(now, merge.text);
  if (problem === null) return { kind: 'write', text: merge.text, merged: true };
  return conflict(`the merged properties could not be read, ${problem}`, [], merge.text);
}

function conflictOf(why: string, base: string, now: string, wanted: string): Outcome {
  const merge = mergeTexts(base, now, wanted);
  return merge.kind === 'conflict' ? conflict(why, merge.conflicts, merge.marked) : conflict(why, [], merge.text);
}

function conflict(why: string, conflicts: MergeConflict[], marked: string): Outcome {
  return { kind: 'conflict', why, conflicts, marked };
}

/** Two clean changes of the properties can meet in a block that no longer parses, a key given twice for one. */
function unreadableBy(now: string, merged: string): string | null {
  if (readFrontmatter(now).kind === 'unreadable') return null;
  const reading = readFrontmatter(merged);
  return reading.kind === 'unreadable' ? reading.problem : null;
}
