// `story stats`: counts over the backlog, for people and for scripts that watch it.
import type { Io } from '../../vault/io';
import type { VaultView } from '../../vault/view';
import { immovable, isClaimable, isReady, isReclaim, openBlockers, readBacklog } from '../backlog';
import type { StoryRow } from '../backlog';
import { ESCALATED, KINDS, knownStatuses } from '../statuses';

export interface StoryStats {
  total: number;
  /** Every known status, also those that no story has. */
  by_status: Record<string, number>;
  by_kind: Record<string, number>;
  /** Of stories that aren't closed; `P0` to `P4`. */
  open_by_priority: Record<string, number>;
  /** Live claims per actor, sorted by name. */
  claims: Record<string, number>;
  ready: number;
  claimable: number;
  waiting_for_blockers: number;
  escalated: number;
  stale: number;
  rejections: number;
  /** Sums of estimates, stories without one counted apart. */
  estimate: { open: number; closed: number; open_without: number };
  criteria: { done: number; total: number };
  unreadable: number;
}

export function storyStats(): (view: VaultView) => Io<StoryStats> {
  return function* (view) {
    const backlog = yield* readBacklog(view);
    const { rows } = backlog;
    const open = rows.filter(({ status }) => status !== 'closed');
    const count = (test: (row: StoryRow) => boolean): number => rows.filter(test).length;
    return {
      total: rows.length,
      by_status: tally(rows.map(({ status }) => status), knownStatuses(view.config)),
      by_kind: tally(rows.map(({ kind }) => kind), KINDS),
      open_by_priority: tally(open.map(({ priority }) => `P${priority}`), ['P0', 'P1', 'P2', 'P3', 'P4']),
      claims: tally(rows.flatMap((row) => (row.status === 'in_progress' && row.assignee !== null && !isReclaim(row, view.now) ? [row.assignee] : [])), []),
      ready: count((row) => immovable(row) === null && isReady(backlog, row)),
      claimable: count((row) => immovable(row) === null && isClaimable(backlog, row)),
      waiting_for_blockers: open.filter((row) => openBlockers(backlog, row).length > 0).length,
      escalated: count((row) => row.status === 'blocked' && row.labels.includes(ESCALATED)),
      stale: count((row) => row.kind !== 'epic' && isReclaim(row, view.now)),
      rejections: rows.reduce((sum, row) => sum + row.rejections, 0),
      estimate: {
        open: sumOf(open), closed: sumOf(rows.filter(({ status }) => status === 'closed')),
        open_without: open.filter(({ estimate }) => estimate === null).length,
      },
      criteria: {
        done: rows.reduce((sum, row) => sum + row.criteria.done, 0),
        total: rows.reduce((sum, row) => sum + row.criteria.total, 0),
      },
      unreadable: backlog.unreadable.length,
    };
  };
}

/** Counts per word: `known` ones in their order, then others sorted. Built from entries, so no word is special. */
function tally(words: readonly string[], known: readonly string[]): Record<string, number> {
  const counts = new Map<string, number>(known.map((word) => [word, 0]));
  for (const word of [...words].sort()) counts.set(word, (counts.get(word) ?? 0) + 1);
  return Object.fromEntries(counts);
}

function sumOf(rows: readonly StoryRow[]): number {
  return Math.round(rows.reduce((sum, row) => sum + (row.estimate ?? 0), 0) * 100) / 100;
}
