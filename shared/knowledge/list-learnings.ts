// The learnings of a vault, for the Sr PM before the next backlog is approved, and for the status report.
import type { PropertyValue } from '../note/frontmatter';
import type { Io } from '../vault/io';
import { propertyOf } from '../vault/property-of';
import type { NoteTable } from '../vault/note-table';
import { comparePaths } from '../vault/paths';
import type { IndexedNote, VaultView } from '../vault/view';
import { learningItem, learningOf, learningProblem, type LearningItem } from './learning';
import { ACTIONABLE, type Actionable } from './types';

export interface LearningList {
  items: LearningItem[];
  /** Notes below the knowledge folder that can't be read, or that claim to be learnings and aren't. */
  unreadable: { path: string; problem: string }[];
}

/**
 * Learnings, the newest first, then by path.
 * @param states which to answer; all when absent
 */
export function* listLearnings(view: VaultView, states: readonly Actionable[] = ACTIONABLE): Io<LearningList> {
  const notes = yield* view.table(view.config.folders.knowledge);
  const { learnings, unreadable } = learningsAmong(notes, () => true, states);
  const items = learnings.flatMap((note) => {
    const learning = note.properties && learningOf(note, note.properties);
    return learning === null ? [] : [learningItem(learning)];
  });
  return { items: items.sort(byNewest), unreadable };
}

/**
 * The learnings among notes, in no certain order, and what claims to be one and isn't, or can't be read, by path.
 * @param isAsked of notes that say something of being actionable, or can't be read
 * @param states which to answer
 */
export function learningsAmong(
  notes: NoteTable, isAsked: (note: IndexedNote) => boolean, states: readonly Actionable[],
): { learnings: IndexedNote[]; unreadable: LearningList['unreadable'] } {
  const learnings: IndexedNote[] = [];
  const unreadable: LearningList['unreadable'] = [];
  for (const group of notes.alike(['type', 'actionable'])) {
    const { actionable, problem } = saidBy(notes.note(group[0] ?? 0));
    // Most notes are no learnings, or none that are asked for, so nothing of them need be made.
    if (problem === null && !states.some((state) => state === actionable)) continue;
    for (const note of group.map((n) => notes.note(n)).filter(isAsked)) {
      if (problem === null) learnings.push(note);
      else unreadable.push({ path: note.path, problem: note.problem ?? problem });
    }
  }
  return { learnings, unreadable: unreadable.sort((a, b) => comparePaths(a.path, b.path)) };
}

/** What several notes agree in. */
function saidBy(note: IndexedNote): { actionable: PropertyValue | undefined; problem: string | null } {
  const actionable = propertyOf(note, 'actionable');
  return { actionable, problem: note.problem ?? learningProblem({ type: propertyOf(note, 'type'), actionable }) };
}

function byNewest(a: LearningItem, b: LearningItem): number {
  const [first, second] = [a.created ?? '', b.created ?? ''];
  if (first !== second) return first > second ? -1 : 1;
  return a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
}
