// What a card says about a story, in words; `card-element.ts` draws it. No DOM.
import type { Backlog, StoryRow } from '../../../shared/story/backlog';
import { immovable, isReady, isReclaim, openBlockers } from '../../../shared/story/backlog';
import { ESCALATED } from '../../../shared/story/statuses';
import { secondsOf } from '../../../shared/settings/duration';

export interface Card {
  id: string;
  title: string;
  kind: string;
  status: string;
  priority: number;
  assignee: string | null;
  /** `3 h left`, or that the lease is over; `null` without a claim. */
  lease: string | null;
  isLeaseOver: boolean;
  deferUntil: string | null;
  criteria: { done: number; total: number };
  blockers: number;
  rejections: number;
  isEscalated: boolean;
  isReady: boolean;
  /** Why its note can't be trusted as it is, or what an edit wrote into it. */
  warning: string | null;
  /** It is being moved. */
  isPending: boolean;
}

export function cardOf(backlog: Backlog, row: StoryRow, isPending: boolean): Card {
  const isLeaseOver = row.kind !== 'epic' && isReclaim(row, backlog.now);
  return {
    id: row.id, title: row.title, kind: row.kind, status: row.status, priority: row.priority, assignee: row.assignee,
    lease: leaseOf(row, backlog.now, isLeaseOver),
    isLeaseOver: isLeaseOver && row.claimedAt !== null,
    deferUntil: row.status === 'deferred' ? row.deferUntil : null,
    criteria: row.criteria,
    blockers: row.status === 'closed' ? 0 : openBlockers(backlog, row).length,
    rejections: row.rejections,
    isEscalated: row.labels.includes(ESCALATED),
    isReady: immovable(row) === null && isReady(backlog, row),
    warning: warningOf(row),
    isPending,
  };
}

/** All that the card shows, as one sentence: what a screen reader says of it. */
export function cardSentence(card: Card): string {
  const { criteria: { done, total }, assignee, blockers, rejections } = card;
  return [
    `${card.id}: ${card.title}`, `${card.kind}`, `priority ${card.priority}`,
    ...(assignee === null ? [] : [`assigned to ${assignee}`]),
    ...(card.lease === null ? [] : [card.lease]),
    ...(card.deferUntil === null ? [] : [`deferred until ${card.deferUntil}`]),
    ...(total === 0 ? [] : [`${done} of ${total} criteria done`]),
    ...(blockers === 0 ? [] : [`blocked by ${blockers} open ${blockers === 1 ? 'story' : 'stories'}`]),
    ...(rejections === 0 ? [] : [`rejected ${rejections} times`]),
    ...(card.isEscalated ? ['escalated'] : []),
    ...(card.isReady ? ['ready'] : []),
    ...(card.warning === null ? [] : [card.warning]),
    ...(card.isPending ? ['being moved'] : []),
  ].join(', ');
}

function leaseOf(row: StoryRow, now: string, isOver: boolean): string | null {
  if (row.status !== 'in_progress' || row.claimedAt === null || row.leaseUntil === null) return null;
  return isOver ? 'Lease over' : `${timeLeft(row.leaseUntil, now)} left`;
}

/** From `now` to `until` in its largest unit: `2 d`, `3 h`, `15 min`. */
function timeLeft(until: string, now: string): string {
  const minutes = Math.max(1, Math.ceil((secondsOf(until) - secondsOf(now)) / 60));
  if (minutes < 60) return `${minutes} min`;
  return minutes < 48 * 60 ? `${Math.floor(minutes / 60)} h` : `${Math.floor(minutes / 1440)} d`;
}

function warningOf(row: StoryRow): string | null {
  const why = immovable(row);
  if (row.editedStatus !== null) return `an edit wrote status ${row.editedStatus}, which doesn't count`;
  return why;
}
