// How the backlog stands: by status, what can be taken, what waits for somebody.
import { compareText, immovable, isReclaim, readyAmong, underWay, type Backlog, type StoryRow } from '../story/backlog';
import { inQueueOrder } from '../story/queue';
import { ESCALATED, knownStatuses } from '../story/statuses';
import type { Config } from '../settings/config';
import { sizeOf } from '../vault/note-table';

export interface BacklogHealth {
  total: number;
  /** All known statuses in their order, then what notes say beyond them. The ledger's word counts (`decisions.md` 31). */
  by_status: { status: string; count: number }[];
  /** Ids in the order of the queue. */
  ready: string[];
  /** Delivered, waiting for a reviewer. Longest waiting first. */
  delivered: { id: string; title: string; assignee: string | null; updated_at: string | null }[];
  /** In progress, and the lease expired. */
  stalled: { id: string; title: string; assignee: string | null; lease_until: string | null }[];
  /** Set aside after too many rejections; a person's to reopen. */
  escalated: { id: string; title: string; rejections: number }[];
  /** Stories whose text says another status than their last transition left. */
  hand_changed: { id: string; path: string; status: string; edited_status: string; drifted: boolean }[];
  /** Stories that are there but can't be moved. */
  immovable: { id: string; path: string; reason: string }[];
}

export function backlogHealth(backlog: Backlog, config: Config): BacklogHealth {
  const { now } = backlog;
  const blocked = backlog.where(['status'], ({ status }) => status === 'blocked');
  return {
    total: sizeOf(backlog.groups),
    by_status: countStatuses(backlog, knownStatuses(config)),
    ready: readyIds(backlog),
    delivered: longestFirst(backlog.rowsOf(backlog.where(['status'], ({ status }) => status === 'delivered')), ({ updatedAt }) => updatedAt)
      .map(({ id, title, assignee, updatedAt }) => ({ id, title, assignee, updated_at: updatedAt })),
    stalled: longestFirst(stalled(backlog, now), ({ leaseUntil }) => leaseUntil)
      .map(({ id, title, assignee, leaseUntil }) => ({ id, title, assignee, lease_until: leaseUntil })),
    escalated: backlog.rowsOf(backlog.where(['labels'], ({ labels }) => labels.includes(ESCALATED), blocked))
      .map(({ id, title, rejections }) => ({ id, title, rejections })),
    hand_changed: backlog.rowsOf(backlog.where(['editedStatus'], ({ editedStatus }) => editedStatus !== null)).flatMap(handChanged),
    immovable: backlog.rowsOf(backlog.where([], (row) => immovable(row) !== null))
      .map((row) => ({ id: row.id, path: row.path, reason: immovable(row) ?? '' })),
  };
}

function countStatuses(backlog: Backlog, known: readonly string[]): { status: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const group of backlog.groups) {
    const { status } = backlog.row(group[0] ?? 0);
    counts.set(status, (counts.get(status) ?? 0) + group.length);
  }
  const others = [...counts.keys()].filter((status) => !known.includes(status)).sort();
  return [...known, ...others].map((status) => ({ status, count: counts.get(status) ?? 0 }));
}

/** As `story ready` has them: what can't be moved is not offered. */
function readyIds(backlog: Backlog): string[] {
  const ready = backlog.where([], (row) => immovable(row) === null, readyAmong(backlog));
  return Array.from(inQueueOrder(backlog, ready, null), ({ id }) => id);
}

function stalled(backlog: Backlog, now: string): StoryRow[] {
  return backlog.rowsOf(backlog.where(['kind', 'status', 'assignee', 'leaseUntil'], (row) => row.kind !== 'epic' && isReclaim(row, now), underWay(backlog)));
}

function longestFirst(rows: readonly StoryRow[], time: (row: StoryRow) => string | null): StoryRow[] {
  return rows.toSorted((a, b) => compareText(time(a) ?? '', time(b) ?? ''));
}

function handChanged({ id, path, status, editedStatus, integrity }: StoryRow): BacklogHealth['hand_changed'] {
  return editedStatus === null ? [] : [{ id, path, status, edited_status: editedStatus, drifted: integrity !== 'ok' }];
}
