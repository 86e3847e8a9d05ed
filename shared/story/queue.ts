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

/** `rows` in the order of the queue, as `actor` meets it; what is not asked for is not sorted. */
export function inQueueOrder(rows: readonly StoryRow[], now: string, actor: string | null): Generator<StoryRow, void> {
  return ordered(rows, QUEUE.map((rule) => (row) => rule.rank(row, now, actor)));
}

/** Rule by rule, so that a later one is asked only about rows that the earlier ones leave equal. */
function* ordered(rows: readonly StoryRow[], [rank, ...later]: readonly Rank[]): Generator<StoryRow, void> {
  if (rank === undefined || rows.length <= 1) return yield* rows;
  const groups = new Map<number | string, StoryRow[]>();
  for (const row of rows) {
    const at = rank(row);
    const group = groups.get(at);
    if (group === undefined) groups.set(at, [row]);
    else group.push(row);
  }
  if (groups.size === 1) return yield* ordered(rows, later);
  for (const at of [...groups.keys()].sort((a, b) => (a < b ? -1 : 1))) yield* ordered(groups.get(at) ?? [], later);
}

type Rank = (row: StoryRow) => number | string;

/** Whether `actor` may have it: a story that is assigned to somebody else ahead of time is theirs. */
export function isOpenTo(row: StoryRow, actor: string, now: string): boolean {
  return row.assignee === null || row.assignee === actor || isReclaim(row, now);
}

function firstWhen(isFirst: boolean): number {
  return isFirst ? 0 : 1;
}
