// `proposal revert`: a person takes an accepted change back. As long as the target is what was applied, both notes are
// restored; after that only a counter-proposal can say what taking it back would mean.
import { TouchstoneError } from '../errors';
import { setProperties } from '../note/properties';
import { requireRole } from '../policy/roles';
import type { Io } from '../vault/io';
import type { Planned, Planner, PlannedWrite } from '../vault/plan';
import type { NoteSnapshot, VaultView } from '../vault/view';
import { moveProposal, optionalReason } from './decision';
import { planDraft } from './draft';
import { withoutApplied } from './format';
import type { ProposalItem } from './item';
import { proposalItem } from './item';
import { mergeTexts } from '../note/merge';
import { outcomeOf } from './outcome';
import { NO_NOTE, type StoredProposal } from './proposal';
import { findProposal, openPath, proposalRows } from './store';
import { requireProposable } from './target';

export interface RevertItem extends ProposalItem {
  /** `restored`: the target says again what it said, and the proposal is pending. Else a counter-proposal waits. */
  outcome: 'restored' | 'counter_proposal';
  counter_proposal: ProposalItem | null;
}

/**
 * Takes an accepted proposal back.
 * @throws E_POLICY for anybody but a person, E_GATE when it was not accepted or nothing of it is left, E_CONFLICT when
 *   the change can't be taken out of what the target says now.
 */
export function revertProposal(request: { ref: string; reason?: string }): Planner<RevertItem> {
  return function* (view) {
    requireRole(view.actor, 'proposal.decide', view.config);
    const reason = optionalReason(request.reason);
    const proposal = yield* findProposal(view, request.ref);
    requireAccepted(proposal);
    const target = yield* view.note(proposal.targetPath);
    requireProposable(proposal.targetPath, target !== null, view.config);
    const applied = proposal.applied ?? proposal.after;
    const prior = yield* priorText(view, proposal, applied);
    if (prior.known && textIn(target) === applied) return yield* restore(view, { proposal, target, prior: prior.text, reason });
    return yield* counter(view, { proposal, target, applied, prior, reason });
  };
}

/** What the target said before the proposal was applied. `known` is false when it can only be guessed by a merge. */
type Prior = { known: true; text: string | null } | { known: false };

/**
 * Before is what the proposer saw. Where the change was merged into a target that had moved on, the text in between
 * is found again by its recorded hash: by taking the change out of what was applied, or among the kept objects.
 */
function* priorText(view: VaultView, proposal: StoredProposal, applied: string | null): Io<Prior> {
  const { replacedSha256 } = proposal.decision;
  if (replacedSha256 === null) return { known: true, text: proposal.before };
  if (replacedSha256 === NO_NOTE) return { known: true, text: null };
  if (applied !== null && proposal.after !== null && proposal.before !== null) {
    const merge = mergeTexts(proposal.after, applied, proposal.before);
    if (merge.kind === 'clean' && (yield* view.sha256(merge.text)) === replacedSha256) return { known: true, text: merge.text };
  }
  const object = yield* view.object(proposal.targetPath, replacedSha256);
  return object === null ? { known: false } : { known: true, text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(object) };
}

interface Restoration {
  proposal: StoredProposal;
  target: NoteSnapshot | null;
  prior: string | null;
  reason: string | undefined;
}

function* restore(view: VaultView, restoration: Restoration): Io<Planned<RevertItem>> {
  const { proposal, target, prior, reason } = restoration;
  const text = setProperties(withoutApplied(proposal.text), {
    status: 'pending',
    decided_by: undefined,
    decided_at: undefined,
    decision_reason: undefined,
    applied_sha256: undefined,
    replaced_sha256: undefined,
    reverted_by: view.actor.name,
    reverted_at: view.now,
    revert_reason: reason,
  });
  const { writes, item } = yield* moveProposal(view, proposal, openPath(proposal.path, view.config), text);
  const targetWrite: PlannedWrite[] = prior === textIn(target)
    ? []
    : [{ path: proposal.targetPath, content: prior, before: target?.sha256 ?? null }];
  return {
    plan: { op: 'proposal.revert', writes: [...writes, ...targetWrite], ...(reason === undefined ? {} : { reason }) },
    item: { ...item, outcome: 'restored', counter_proposal: null },
    warnings: yield* supersededWarnings(view, proposal),
  };
}

function* supersededWarnings(view: VaultView, proposal: StoredProposal): Io<string[]> {
  const { rows } = yield* proposalRows(view, { open: false, decided: true });
  return rows
    .filter((row) => row.properties['superseded_by'] === `[[${proposal.id}]]`)
    .map((row) => `${row.path} was set aside because of ${proposal.id}; propose it anew if it is still wanted.`);
}

interface Counter {
  proposal: StoredProposal;
  target: NoteSnapshot | null;
  applied: string | null;
  prior: Prior;
  reason: string | undefined;
}

function* counter(view: VaultView, request: Counter): Io<Planned<RevertItem>> {
  const { proposal, target, reason } = request;
  const now = textIn(target);
  const after = withoutChange(request, now);
  if (after === now) throw nothingLeft(proposal);
  const { by, at } = proposal.decision;
  const accepted = `${proposal.id}, which ${by ?? 'somebody'} accepted${at === null ? '' : ` on ${at.slice(0, 10)}`}`;
  const planned = yield* planDraft(view, {
    op: 'proposal.revert',
    action: 'proposal.decide',
    kind: after === null ? 'delete' : now === null ? 'create' : 'change',
    targetPath: proposal.targetPath,
    target,
    after,
    motivation: reason === undefined ? `Takes back ${accepted}.` : `Takes back ${accepted}.\n\n${reason}`,
    impact: `${proposal.targetPath} changed since, so nothing was restored. After is what it says now with that change taken out of it.`,
    evidence: [proposal.id],
    reverts: proposal.id,
    about: proposal,
  });
  return {
    ...planned,
    item: { ...proposalItem(proposal, view), outcome: 'counter_proposal', counter_proposal: planned.item },
    warnings: [
      `${proposal.targetPath} changed since ${proposal.id} was applied, so nothing was restored; ${planned.item.id} proposes to take the change out and waits for a decision.`,
      ...(planned.warnings ?? []),
    ],
  };
}

/** What the target would say without the change; `null` when the change was its creation. */
function withoutChange(request: Counter, now: string | null): string | null {
  const { proposal, applied, prior } = request;
  if (now === null && applied !== null) throw nothingLeft(proposal);
  // A removal taken back while another note took the place: nothing of the two can be merged, the person compares.
  if (applied === null) return proposal.before;
  const [from, to] = prior.known ? [applied, prior.text] : [proposal.after, proposal.before];
  if (to === null) return null;
  const outcome = outcomeOf(from, now, to);
  if (outcome.kind === 'write') return outcome.text;
  throw new TouchstoneError('E_CONFLICT', `The change of ${proposal.id} can't be taken out of ${proposal.targetPath}: ${outcome.why}. Nothing was changed.`, {
    hint: `Write what it should say and propose that: touchstone proposal create --target ${JSON.stringify(proposal.targetPath)}`,
    details: { id: proposal.id, target_path: proposal.targetPath, why: outcome.why, conflicts: outcome.conflicts },
  });
}

function requireAccepted(proposal: StoredProposal): void {
  if (proposal.status === 'accepted') return;
  throw new TouchstoneError('E_GATE', `${proposal.id} can't be reverted: it is ${proposal.status}, and only an accepted one was applied.`, {
    hint: `See it with: touchstone proposal show ${proposal.id}`,
    details: { id: proposal.id, status: proposal.status },
  });
}

function nothingLeft(proposal: StoredProposal): TouchstoneError {
  return new TouchstoneError('E_GATE', `Nothing of ${proposal.id} is left in ${proposal.targetPath} that could be taken back.`, {
    hint: `See what became of it: touchstone note history ${JSON.stringify(proposal.targetPath)}`,
    details: { id: proposal.id, target_path: proposal.targetPath },
  });
}

function textIn(target: NoteSnapshot | null): string | null {
  if (target === null) return null;
  if (target.text !== null) return target.text;
  throw new TouchstoneError('E_INTEGRITY', `${target.path} is no longer UTF-8 text.`, { details: { path: target.path } });
}
