// How the backlog stands: by status, what can be taken, what waits for somebody.
import { backlogOf, compareText, immovable, isReclaim, readyAmong, type Backlog, type StoryRow } from '../story/backlog';
import { inQueueOrder } from '../story/queue';
import { ESCALATED, knownStatuses } from '../story/statuses';
import type { Config } from '../settings/config';
import { isBelow } from '../vault/paths';
import type { IndexedNote } from '../vault/view';

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

/** @param notes all notes of the vault; those outside of the stories folder are left out */
export function backlogHealth(notes: readonly IndexedNote[], config: Config, now: string): BacklogHealth {
  const backlog = backlogOf(notes.filter(({ path }) => isBelow(path, config.folders.stories)), now);
  const { rows } = backlog;
  return {
    total: rows.length,
    by_status: countStatuses(rows, knownStatuses(config)),
    ready: readyIds(backlog),
    delivered: longestFirst(rows.filter(({ status }) => status === 'delivered'), ({ updatedAt }) => updatedAt)
      .map(({ id, title, assignee, updatedAt }) => ({ id, title, assignee, updated_at: updatedAt })),
    stalled: longestFirst(rows.filter((row) => row.kind !== 'epic' && isReclaim(row, now)), ({ leaseUntil }) => leaseUntil)
      .map(({ id, title, assignee, leaseUntil }) => ({ id, title, assignee, lease_until: leaseUntil })),
    escalated: rows.filter(({ status, labels }) => status === 'blocked' && labels.includes(ESCALATED))
      .map(({ id, title, rejections }) => ({ id, title, rejections })),
    hand_changed: rows.flatMap(handChanged),
    immovable: rows.flatMap((row) => {
      const reason = immovable(row);
      return reason === null ? [] : [{ id: row.id, path: row.path, reason }];
    }),
  };
}

function countStatuses(rows: readonly StoryRow[], known: readonly string[]): { status: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const { status } of rows) counts.set(status, (counts.get(status) ?? 0) + 1);
  const others = [...counts.keys()].filter((status) => !known.includes(status)).sort();
  return [...known, ...others].map((status) => ({ status, count: counts.get(status) ?? 0 }));
}

/** As `story ready` has them: what can't be moved is not offered. */
function readyIds(backlog: Backlog): string[] {
  const ready = backlog.where([], (row) => immovable(row) === null, readyAmong(backlog));
  return Array.from(inQueueOrder(backlog, ready, null), ({ id }) => id);
}

function longestFirst(rows: readonly StoryRow[], time: (row: StoryRow) => string | null): StoryRow[] {
  return rows.toSorted((a, b) => compareText(time(a) ?? '', time(b) ?? ''));
}

function handChanged({ id, path, status, editedStatus, integrity }: StoryRow): BacklogHealth['hand_changed'] {
  return editedStatus === null ? [] : [{ id, path, status, edited_status: editedStatus, drifted: integrity !== 'ok' }];
}
