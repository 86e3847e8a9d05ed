// The order of the queue: which story `claim --next` takes, and how `story ready` sorts. One table; docs and help
// are made from it (decision 26).
import { isReclaim } from './backlog';
import type { StoryRow } from './backlog';

export interface QueueRule {
  name: string;
  /** What comes first by this rule. */
  first: string;
  /** The lowest comes first. `actor` is the name of the one who asks, or `null` for nobody's view. */
  rank(row: StoryRow, now: string, actor: string | null): number | string;
}

export const QUEUE: readonly QueueRule[] = [
  {
    name: 'assigned', first: 'what is assigned to the actor',
    rank: (row, _now, actor) => firstWhen(actor !== null && row.assignee === actor),
  },
  { name: 'rejected', first: 'work that was rejected', rank: (row) => firstWhen(row.verdict === 'rejected') },
  { name: 'reclaim', first: 'work whose lease expired', rank: (row, now) => firstWhen(isReclaim(row, now)) },
  { name: 'priority', first: 'the more urgent priority', rank: (row) => row.priority },
  { name: 'age', first: 'the older story', rank: (row) => row.createdAt ?? '' },
  { name: 'id', first: 'the lower id', rank: (row) => row.id },
];

/** `rows` in the order of the queue, as `actor` meets it. */
export function inQueueOrder(rows: readonly StoryRow[], now: string, actor: string | null): StoryRow[] {
  const ranked = rows.map((row) => ({ row, ranks: QUEUE.map((rule) => rule.rank(row, now, actor)) }));
  ranked.sort((a, b) => compareRanks(a.ranks, b.ranks));
  return ranked.map(({ row }) => row);
}

function compareRanks(a: readonly (number | string)[], b: readonly (number | string)[]): number {
  for (let at = 0; at < a.length; at++) {
    const rank = a[at] ?? 0;
    const other = b[at] ?? 0;
    if (rank !== other) return rank < other ? -1 : 1;
  }
  return 0;
}

/** Whether `actor` may have it: a story that is assigned to somebody else ahead of time is theirs. */
export function isOpenTo(row: StoryRow, actor: string, now: string): boolean {
  return row.assignee === null || row.assignee === actor || isReclaim(row, now);
}

function firstWhen(isFirst: boolean): number {
  return isFirst ? 0 : 1;
}
