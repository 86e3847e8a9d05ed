// The learnings of a vault, for the Sr PM before the next backlog is approved, and for the status report.
import type { Io } from '../vault/io';
import { propertyOf } from '../vault/property-of';
import type { IndexedNote, VaultView } from '../vault/view';
import { learningItem, learningOf, learningProblem, type LearningItem } from './learning';
import type { Actionable } from './types';

export interface LearningList {
  /** The newest first, then by path. */
  items: LearningItem[];
  /** Notes below the knowledge folder that can't be read, or that claim to be learnings and aren't. */
  unreadable: { path: string; problem: string }[];
}

/** @param states which to answer; all when absent */
export function* listLearnings(view: VaultView, states?: readonly Actionable[]): Io<LearningList> {
  const { items, unreadable } = learningsAmong(yield* view.index(view.config.folders.knowledge));
  const wanted = states === undefined ? items : items.filter((item) => states.some((state) => state === item.actionable));
  return { items: wanted.sort(byNewest), unreadable };
}

/** The learnings among rows of the index, in the rows' order. */
export function learningsAmong(rows: readonly IndexedNote[]): LearningList {
  const list: LearningList = { items: [], unreadable: [] };
  for (const row of rows) {
    // Most notes are no learnings, so their other properties need not be made.
    if (row.problem === null && propertyOf(row, 'actionable') === undefined) continue;
    const problem = row.properties === null ? row.problem ?? 'unreadable' : learningProblem(row.properties);
    if (problem !== null) list.unreadable.push({ path: row.path, problem });
    const learning = row.properties === null ? null : learningOf(row, row.properties);
    if (learning !== null) list.items.push(learningItem(learning));
  }
  return list;
}

function byNewest(a: LearningItem, b: LearningItem): number {
  const [first, second] = [a.created ?? '', b.created ?? ''];
  if (first !== second) return first > second ? -1 : 1;
  return a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
}
