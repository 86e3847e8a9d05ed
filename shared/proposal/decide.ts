// The decisions that change no other note: reject, defer, withdraw.
import { TouchstoneError } from '../errors';
import { setProperties } from '../note/properties';
import { requireRole } from '../policy/roles';
import { checkTime, compareTimes } from '../settings/duration';
import type { Planner } from '../vault/plan';
import type { VaultView } from '../vault/view';
import { archiveProposal, decidedText, optionalReason, repeated, requireOpen, requireReason } from './decision';
import { readProposal } from './format';
import { proposalItem, type ProposalItem } from './item';
import type { StoredProposal } from './proposal';
import { findProposal } from './store';

/**
 * A person says no, with the reason that an identical proposal will later be told.
 * @throws E_POLICY for anybody but a person, E_GATE when it was decided before, E_USAGE without a reason.
 */
export function rejectProposal(request: { ref: string; reason: string | undefined }): Planner<ProposalItem> {
  return function* (view) {
    requireRole(view.actor, 'proposal.decide', view.config);
    const reason = requireReason(request.reason, 'Rejecting a proposal');
    const proposal = yield* findProposal(view, request.ref);
    const again = repeated(view, proposal, 'rejected');
    if (again !== null) return again;
    requireOpen(proposal, 'rejected');
    const text = decidedText(proposal, decided(view, 'rejected', reason));
    const { writes, item } = yield* archiveProposal(view, proposal, text);
    return { plan: { op: 'proposal.reject', writes, reason }, item };
  };
}

/**
 * The proposer takes a proposal back. Agents may, each its own.
 * @throws E_POLICY for somebody else's, E_GATE when it was decided before.
 */
export function withdrawProposal(request: { ref: string; reason?: string }): Planner<ProposalItem> {
  return function* (view) {
    requireRole(view.actor, 'proposal.withdraw', view.config);
    const reason = optionalReason(request.reason);
    const proposal = yield* findProposal(view, request.ref);
    requireOwn(view, proposal);
    const again = repeated(view, proposal, 'withdrawn');
    if (again !== null) return again;
    requireOpen(proposal, 'withdrawn');
    const text = decidedText(proposal, decided(view, 'withdrawn', reason));
    const { writes, item } = yield* archiveProposal(view, proposal, text);
    return { plan: { op: 'proposal.withdraw', writes, ...(reason === undefined ? {} : { reason }) }, item };
  };
}

/**
 * A person puts the decision off; the proposal stays in the inbox and comes up again when the time has come.
 * @throws E_POLICY for anybody but a person, E_USAGE for a time that has passed or is none, E_GATE when it was decided.
 */
export function deferProposal(request: { ref: string; until: string; reason?: string }): Planner<ProposalItem> {
  return function* (view) {
    requireRole(view.actor, 'proposal.decide', view.config);
    const until = requireFuture(request.until, view.now);
    const reason = optionalReason(request.reason);
    const proposal = yield* findProposal(view, request.ref);
    requireOpen(proposal, 'deferred');
    if (proposal.status === 'deferred' && proposal.decision.deferUntil === until) {
      return { plan: null, item: proposalItem(proposal, view) };
    }
    const text = setProperties(proposal.text, { ...decided(view, 'deferred', reason), defer_until: until });
    const item = proposalItem(readProposal({ path: proposal.path, sha256: yield* view.sha256(text), text }), view);
    return {
      plan: {
        op: 'proposal.defer',
        writes: [{ path: proposal.path, content: text, before: proposal.sha256 }],
        ...(reason === undefined ? {} : { reason }),
      },
      item,
    };
  };
}

function decided(view: VaultView, status: string, reason: string | undefined): Record<string, string | undefined> {
  return {
    status,
    decided_by: view.actor.name,
    decided_at: view.now,
    decision_reason: reason,
    defer_until: undefined,
  };
}

function requireOwn(view: VaultView, proposal: StoredProposal): void {
  if (proposal.author === view.actor.name) return;
  throw new TouchstoneError('E_POLICY', `${view.actor.name} may not withdraw ${proposal.id}: ${proposal.author} proposed it.`, {
    hint: view.actor.kind === 'human'
      ? `Reject it with: touchstone proposal reject ${proposal.id} --reason <text>`
      : `See it with: touchstone proposal show ${proposal.id}; a person decides it.`,
    details: { id: proposal.id, author: proposal.author, actor: view.actor.name },
  });
}

function requireFuture(given: string, now: string): string {
  const until = checkTime(given);
  if (compareTimes(until, now) > 0) return until;
  throw new TouchstoneError('E_USAGE', `${until} has passed; a decision can only be put off to later.`, {
    hint: `It is ${now}.`,
    details: { until, now },
  });
}
