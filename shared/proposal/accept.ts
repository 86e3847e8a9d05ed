// `proposal accept`: a person makes a proposal true. Target, decision and move to the archive are one plan.
import { TouchstoneError } from '../errors';
import { requireRole } from '../policy/roles';
import type { Io } from '../vault/io';
import type { Planned, Planner, PlannedWrite } from '../vault/plan';
import type { Sha256 } from '../vault/ports';
import type { VaultView } from '../vault/view';
import { archiveProposal, decidedText, optionalReason, repeated, requireOpen } from './decision';
import { withApplied } from './format';
import type { ProposalItem } from './item';
import { holdsConflictMarks } from '../note/merge';
import { requireReadableNote } from './note-text';
import { previewAccept, type Outcome, type Preview } from './outcome';
import { NO_NOTE, type StoredProposal } from './proposal';
import { findProposal } from './store';
import { supersedeMoot } from './supersede';
import { requireProposable } from './target';

export interface AcceptRequest {
  ref: string;
  reason?: string;
  /** Takes the place of the proposal's After; merged when the target moved on. */
  after?: string;
  /** The final text, made from what the target says now; applied as it is. Needs `seen`. */
  result?: string;
  /** What the person saw when deciding; anything else by now is E_CONFLICT. `null` is a target that was not there. */
  seen?: { proposal: Sha256; target: Sha256 | null };
}

export interface AcceptItem extends ProposalItem {
  /** The target had moved on, and the change was put on top of it. */
  merged: boolean;
  /** A person put another text in the place of After. */
  edited: boolean;
  /** Ids of open proposals that this one made moot. */
  superseded: string[];
}

/**
 * Accepts. Repeating one's own acceptance is success.
 * @throws E_POLICY for anybody but a person, E_GATE when it was decided before, E_CONFLICT with the conflicting lines
 *   (nothing is applied) or when something changed since `seen`, E_USAGE for a text that can't be applied.
 */
export function acceptProposal(request: AcceptRequest): Planner<AcceptItem> {
  return function* (view) {
    requireRole(view.actor, 'proposal.decide', view.config);
    const reason = optionalReason(request.reason);
    const proposal = yield* findProposal(view, request.ref);
    const again = repeated(view, proposal, 'accepted');
    if (again !== null) return { ...again, item: { ...again.item, merged: false, edited: false, superseded: [] } };
    requireOpen(proposal, 'accepted');
    requireTextFits(proposal, request);
    const preview = yield* previewAccept(view, proposal, request.after ?? proposal.after);
    requireProposable(proposal.targetPath, preview.target !== null, view.config);
    requireSeen(proposal, preview, request.seen);
    const applied = textToApply(proposal, preview, request.result);
    return yield* planAccept(view, { proposal, preview, applied, reason, edited: isEdited(request) });
  };
}

/** @throws E_CONFLICT that lists the conflicting lines and says that nothing was applied. */
function requireClean(proposal: StoredProposal, outcome: Outcome): { text: string | null; merged: boolean } {
  if (outcome.kind === 'write') return outcome;
  throw new TouchstoneError('E_CONFLICT', `${proposal.id} can't be applied to ${proposal.targetPath}: ${outcome.why}. Nothing was changed.`, {
    hint: `A person can settle it by hand: touchstone proposal accept ${proposal.id} --edit`,
    details: { id: proposal.id, target_path: proposal.targetPath, why: outcome.why, conflicts: outcome.conflicts },
  });
}

interface Acceptance {
  proposal: StoredProposal;
  preview: Preview;
  /** What the target will say; `null` deletes it. */
  applied: string | null;
  reason: string | undefined;
  edited: boolean;
}

function* planAccept(view: VaultView, acceptance: Acceptance): Io<Planned<AcceptItem>> {
  const { proposal, preview, applied, reason } = acceptance;
  const now = preview.target?.sha256 ?? null;
  const decision = decidedText(proposal, {
    status: 'accepted',
    decided_by: view.actor.name,
    decided_at: view.now,
    decision_reason: reason,
    applied_sha256: applied === null ? undefined : yield* view.sha256(applied),
    replaced_sha256: now === proposal.baseSha256 ? undefined : now ?? NO_NOTE,
    defer_until: undefined,
    reverted_by: undefined,
    reverted_at: undefined,
    revert_reason: undefined,
  });
  const differs = applied !== null && applied !== proposal.after;
  const { writes, item } = yield* archiveProposal(view, proposal, differs ? withApplied(decision, applied) : decision);
  const warnings = preview.now === applied ? [`${proposal.targetPath} reads like that already; only the decision was recorded.`] : [];
  const superseded = yield* supersedeMoot(view, proposal, applied, warnings);
  return {
    plan: {
      op: 'proposal.accept',
      writes: [...writes, ...targetWrite(proposal.targetPath, preview, applied), ...superseded.writes],
      ...(reason === undefined ? {} : { reason }),
    },
    item: {
      ...item,
      merged: preview.outcome.kind === 'write' && preview.outcome.merged,
      edited: acceptance.edited,
      superseded: superseded.ids,
    },
    warnings,
  };
}

function targetWrite(path: string, preview: Preview, applied: string | null): PlannedWrite[] {
  if (preview.now === applied) return [];
  return [{ path, content: applied, before: preview.target?.sha256 ?? null }];
}

function isEdited(request: AcceptRequest): boolean {
  return request.after !== undefined || request.result !== undefined;
}

function requireTextFits(proposal: StoredProposal, request: AcceptRequest): void {
  const text = request.result ?? request.after;
  if (text === undefined) return;
  if (proposal.kind === 'delete') {
    throw new TouchstoneError('E_USAGE', `${proposal.id} proposes to remove ${proposal.targetPath}; there is no text to edit.`, {
      hint: `Accept it as it is, or propose a change: touchstone proposal create --target ${JSON.stringify(proposal.targetPath)}`,
      details: { id: proposal.id, kind: proposal.kind },
    });
  }
  if (request.result !== undefined && holdsConflictMarks(text)) {
    throw new TouchstoneError('E_USAGE', 'The edited text still holds the marks of a conflict.', {
      hint: 'Settle each passage between `<<<<<<< now` and `>>>>>>> proposed`, and take the marks out.',
      details: { id: proposal.id },
    });
  }
  requireReadableNote(proposal.targetPath, text);
}

function requireSeen(proposal: StoredProposal, preview: Preview, seen: AcceptRequest['seen']): void {
  if (seen === undefined) return;
  const target = preview.target?.sha256 ?? null;
  const changed = [
    ...(proposal.sha256 === seen.proposal ? [] : [proposal.path]),
    ...(target === seen.target ? [] : [proposal.targetPath]),
  ];
  if (changed.length === 0) return;
  throw new TouchstoneError('E_CONFLICT', `${changed.join(' and ')} changed while ${proposal.id} was being decided. Nothing was changed.`, {
    hint: `Look again: touchstone proposal diff ${proposal.id}`,
    details: { id: proposal.id, changed },
  });
}

function textToApply(proposal: StoredProposal, preview: Preview, result: string | undefined): string | null {
  return result ?? requireClean(proposal, preview.outcome).text;
}
