// The learnings of a vault, for the Sr PM before the next backlog is approved, and for the status report.
import type { Io } from '../vault/io';
import { propertyOf } from '../vault/property-of';
import type { IndexedNote, VaultView } from '../vault/view';
import { learningItem, learningOf, learningProblem, type LearningItem } from './learning';
import { ACTIONABLE, type Actionable } from './types';

export interface LearningList {
  /** The newest first, then by path. */
  items: LearningItem[];
  /** Notes below the knowledge folder that can't be read, or that claim to be learnings and aren't. */
  unreadable: { path: string; problem: string }[];
}

/** @param states which to answer; all when absent */
export function* listLearnings(view: VaultView, states?: readonly Actionable[]): Io<LearningList> {
  const { items, unreadable } = learningsAmong(yield* view.index(view.config.folders.knowledge), states);
  return { items: items.sort(byNewest), unreadable };
}

/**
 * The learnings among rows of the index, in the rows' order.
 * @param states which to answer; all when absent
 */
export function learningsAmong(rows: readonly IndexedNote[], states: readonly Actionable[] = ACTIONABLE): LearningList {
  const list: LearningList = { items: [], unreadable: [] };
  for (const row of rows) {
    // Most notes are no learnings, so their other properties need not be made.
    const actionable = propertyOf(row, 'actionable');
    if (row.problem === null && actionable === undefined) continue;
    const problem = row.problem ?? learningProblem({ type: propertyOf(row, 'type'), actionable });
    if (problem !== null) list.unreadable.push({ path: row.path, problem });
    if (!states.some((state) => state === actionable) || row.properties === null) continue;
    const learning = learningOf(row, row.properties);
    if (learning !== null) list.items.push(learningItem(learning));
  }
  return list;
}

function byNewest(a: LearningItem, b: LearningItem): number {
  const [first, second] = [a.created ?? '', b.created ?? ''];
  if (first !== second) return first > second ? -1 : 1;
  return a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
}
