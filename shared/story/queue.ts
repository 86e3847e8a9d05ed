// The order of the queue: which story `claim --next` takes, and how `story ready` sorts. One table; docs and help
// are made from it (decision 26).
import { isReclaim } from './backlog';
import type { Alike, Backlog, StoryRow } from './backlog';
import type { SharedField } from './fields';
import type { Group } from '../vault/note-table';

export interface QueueRule {
  name: string;
  /** What comes first by this rule. */
  first: string;
  /** What the rank is made of; `null` where it is another one for each story. */
  fields: readonly SharedField[] | null;
  /** The lowest comes first. `actor` is the name of the one who asks, or `null` for nobody's view. */
  rank(row: StoryRow, now: string, actor: string | null): number | string;
}

export const QUEUE: readonly QueueRule[] = [
  rule('assigned', 'what is assigned to the actor', ['assignee'], (row, _now, actor) => firstWhen(actor !== null && row.assignee === actor)),
  rule('rejected', 'work that was rejected', ['verdict'], (row) => firstWhen(row.verdict === 'rejected')),
  rule('reclaim', 'work whose lease expired', ['status', 'assignee', 'leaseUntil'], (row, now) => firstWhen(isReclaim(row, now))),
  rule('priority', 'the more urgent priority', ['priority'], (row) => row.priority),
  rule('age', 'the older story', ['createdAt'], (row) => row.createdAt ?? ''),
  { name: 'id', first: 'the lower id', fields: null, rank: (row) => row.id },
];

function rule<Field extends SharedField>(
  name: string, first: string, fields: readonly Field[], rank: (row: Alike<Field>, now: string, actor: string | null) => number | string,
): QueueRule {
  return { name, first, fields, rank };
}

/** These stories in the order of the queue, as `actor` meets it; what is not asked for is not sorted. */
export function inQueueOrder(backlog: Backlog, groups: readonly Group[], actor: string | null): Generator<StoryRow, void> {
  return ordered(backlog, actor, groups, QUEUE);
}

/** Rule by rule, so that a later one is asked only about stories that the earlier ones leave equal. */
function* ordered(backlog: Backlog, actor: string | null, groups: readonly Group[], [rule, ...later]: readonly QueueRule[]): Generator<StoryRow, void> {
  const [only = []] = groups;
  if (groups.length === 1 && only.length === 1) {
    yield backlog.row(only[0] ?? 0);
    return;
  }
  if (rule === undefined) {
    for (const n of groups.flat().sort((a, b) => a - b)) yield backlog.row(n);
    return;
  }
  const byRank = new Map<number | string, Group[]>();
  for (const group of rule.fields ? backlog.parted(groups, rule.fields) : groups.flat().map((n) => [n])) {
    const rank = rule.rank(backlog.row(group[0] ?? 0), backlog.now, actor);
    const before = byRank.get(rank);
    if (before === undefined) byRank.set(rank, [group]);
    else before.push(group);
  }
  for (const rank of [...byRank.keys()].sort((a, b) => (a < b ? -1 : 1))) yield* ordered(backlog, actor, byRank.get(rank) ?? [], later);
}

/** Whether `actor` may have it: a story that is assigned to somebody else ahead of time is theirs. */
export function isOpenTo(row: Alike<'status' | 'assignee' | 'leaseUntil'>, actor: string, now: string): boolean {
  return row.assignee === null || row.assignee === actor || isReclaim(row, now);
}

function firstWhen(isFirst: boolean): number {
  return isFirst ? 0 : 1;
}
