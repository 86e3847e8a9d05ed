// The order of the queue: which story `claim --next` takes, and how `story ready` sorts. One table; docs and help
// are made from it (decision 26).
import { compareText, isReclaim } from './backlog';
import type { StoryRow } from './backlog';

export interface QueueRule {
  name: string;
  /** What comes first by this rule. */
  first: string;
  /** Negative when `a` comes first. `actor` is the name of the one who asks, or `null` for nobody's view. */
  compare(a: StoryRow, b: StoryRow, now: string, actor: string | null): number;
}

export const QUEUE: readonly QueueRule[] = [
  {
    name: 'assigned', first: 'what is assigned to the actor',
    compare: (a, b, _now, actor) => firstWhen(actor !== null && a.assignee === actor, actor !== null && b.assignee === actor),
  },
  {
    name: 'rejected', first: 'work that was rejected',
    compare: (a, b) => firstWhen(a.verdict === 'rejected', b.verdict === 'rejected'),
  },
  {
    name: 'reclaim', first: 'work whose lease expired',
    compare: (a, b, now) => firstWhen(isReclaim(a, now), isReclaim(b, now)),
  },
  { name: 'priority', first: 'the more urgent priority', compare: (a, b) => a.priority - b.priority },
  { name: 'age', first: 'the older story', compare: (a, b) => compareText(a.createdAt ?? '', b.createdAt ?? '') },
  { name: 'id', first: 'the lower id', compare: (a, b) => compareText(a.id, b.id) },
];

/** `rows` in the order of the queue, as `actor` meets it. */
export function inQueueOrder(rows: readonly StoryRow[], now: string, actor: string | null): StoryRow[] {
  return [...rows].sort((a, b) => {
    for (const rule of QUEUE) {
      const order = rule.compare(a, b, now, actor);
      if (order !== 0) return order;
    }
    return 0;
  });
}

/** Whether `actor` may have it: a story that is assigned to somebody else ahead of time is theirs. */
export function isOpenTo(row: StoryRow, actor: string, now: string): boolean {
  return row.assignee === null || row.assignee === actor || isReclaim(row, now);
}

function firstWhen(a: boolean, b: boolean): number {
  return Number(b) - Number(a);
}
