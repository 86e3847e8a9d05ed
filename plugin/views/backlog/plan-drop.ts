// What it means to put a story into another column: which transition is asked for, and what has to be asked first.
// Whether it is allowed is decided by the core alone. No DOM.
import type { StoryItem } from '../../../shared/story/item';
import { deferStory, reopenStory } from '../../../shared/story/planners/move';
import { updateStory } from '../../../shared/story/planners/update';
import type { Planner } from '../../../shared/vault/plan';
import type { StoryRow } from '../../../shared/story/backlog';
import { statusName } from './columns';

export interface Answers {
  reason?: string;
  /** A date. */
  until?: string;
}

export interface Move {
  kind: 'move';
  title: string;
  /** What is asked before; `null`: nothing. */
  ask: { reason: 'required' | 'optional'; date: boolean } | null;
  /** It is a verdict, and a card is dropped easily: ask whether it is meant. */
  confirm: boolean;
  /** With the answers, or with stand-ins to learn whether it would be allowed at all. */
  planner: (answers: Answers) => Planner<StoryItem>;
}

/** `none`: it is there already. `verdict`: a delivery goes back, which is a rejection with its four parts. */
export type Drop = { kind: 'none' } | { kind: 'verdict' } | Move;

export function planDrop(row: Pick<StoryRow, 'id' | 'status'>, status: string): Drop {
  if (status === row.status) return { kind: 'none' };
  if (row.status === 'delivered' && (status === 'open' || status === 'in_progress')) return { kind: 'verdict' };
  const { id } = row;
  return {
    kind: 'move',
    title: row.status === 'delivered' && status === 'closed' ? `Accept ${id}` : `Move ${id} to ${statusName(status).toLowerCase()}`,
    ask: questionOf(row.status, status),
    confirm: row.status === 'delivered' && status === 'closed',
    planner: status === 'deferred'
      ? ({ reason, until }) => deferStory({ story: id, reason, until })
      : ({ reason }) => updateStory({ story: id, status, reason }),
  };
}

/** Opens a story again without a verdict. */
export function reopening(id: string): Move {
  return {
    kind: 'move', title: `Reopen ${id}`, ask: { reason: 'optional', date: false }, confirm: false,
    planner: ({ reason }) => reopenStory({ story: id, reason }),
  };
}

/** Answers that pass wherever any answer would; only ever previewed. */
export const STAND_INS: Answers = { reason: 'a reason' };

function questionOf(from: string, to: string): Move['ask'] {
  if (to === 'blocked') return { reason: 'required', date: false };
  if (to === 'deferred') return { reason: 'optional', date: true };
  const isClosing = to === 'closed' && from !== 'delivered';
  const isReopening = from === 'closed' && to === 'open';
  return isClosing || isReopening ? { reason: 'optional', date: false } : null;
}
