// How a proposal and its change are told to people. No DOM.
import type { ProposalItem } from '../../../shared/proposal/item';
import type { TargetState } from '../../../shared/proposal/outcome';

const KINDS: Readonly<Record<ProposalItem['kind'], string>> = { change: 'change', create: 'new note', delete: 'removal', promotion: 'promotion' };

export function kindWords({ kind }: Pick<ProposalItem, 'kind'>): string {
  return KINDS[kind];
}

/** Who and since when: `retro-2 (retro), 3 days ago`. */
export function originWords({ author, author_role: role, age_days: age }: ProposalItem): string {
  const who = role === null ? author : `${author} (${role})`;
  if (age === null) return who;
  return `${who}, ${age === 0 ? 'today' : age === 1 ? 'yesterday' : `${age} days ago`}`;
}

export interface Flag {
  text: string;
  tone: 'quiet' | 'warning' | 'success' | 'error';
}

/** What of its place in time or its decision a person should see at a glance; `null` for a plain pending one. */
export function flagOf(item: ProposalItem): Flag | null {
  switch (item.status) {
    case 'pending': return item.overdue ? { text: 'Overdue', tone: 'warning' } : null;
    case 'deferred': return item.due ? { text: 'Due again', tone: 'warning' } : { text: `Deferred to ${item.defer_until?.slice(0, 10) ?? 'later'}`, tone: 'quiet' };
    case 'accepted': return { text: 'Accepted', tone: 'success' };
    case 'rejected': return { text: 'Rejected', tone: 'error' };
    case 'withdrawn': return { text: 'Withdrawn', tone: 'quiet' };
    case 'superseded': return { text: 'Superseded', tone: 'quiet' };
  }
}

/** Who decided, when and why; `null` while it is open. */
export function decisionWords(item: ProposalItem): string | null {
  if (item.status === 'pending' || item.decided_by === null) return null;
  const when = item.decided_at === null ? '' : ` on ${item.decided_at.slice(0, 16).replace('T', ' ')} UTC`;
  const why = item.decision_reason === null ? '' : `: ${item.decision_reason}`;
  const flag = flagOf(item)?.text ?? 'Decided';
  return `${flag} by ${item.decided_by}${when}${why}`;
}

/** How the target stands to what the proposer saw; `null` where nothing has to be said. */
export function targetWords(state: TargetState | null, isConflict: boolean): string | null {
  if (isConflict) return null;
  switch (state) {
    case 'changed': return 'The target moved on since this was proposed. Both changes fit together; this is the merged result.';
    case 'done': return 'The target reads like this already; accepting only records the decision.';
    case 'gone': return 'The target is gone.';
    case 'exists': return 'The note was created meanwhile.';
    default: return null;
  }
}

export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
