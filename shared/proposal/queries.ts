// Reading proposals: the list for triage, one with its reasons, and what accepting it would change now.
import { TouchstoneError } from '../errors';
import type { Io } from '../vault/io';
import type { Sha256 } from '../vault/ports';
import type { VaultView } from '../vault/view';
import { differenceOf, type Hunk } from '../note/difference';
import { readHead } from './head';
import { proposalItem, type ProposalItem } from './item';
import type { MergeConflict } from '../note/merge';
import { previewAccept, type Preview, type TargetState } from './outcome';
import { isOpen, type ProposalStatus, type StoredProposal } from './proposal';
import { findProposal, proposalRows } from './store';

export interface ListRequest {
  /** Default: those that wait for a decision, `pending` and `deferred`. */
  statuses?: readonly ProposalStatus[];
  author?: string;
}

export interface ProposalList {
  /** The longest waiting first, then by id. */
  items: ProposalItem[];
  unreadable: { path: string; problem: string }[];
}

export function* listProposals(view: VaultView, request: ListRequest): Io<ProposalList> {
  const statuses: readonly ProposalStatus[] = request.statuses ?? ['pending', 'deferred'];
  const decided = statuses.some((status) => !isOpen({ status }));
  const { rows, unreadable } = yield* proposalRows(view, { open: true, decided });
  const items: ProposalItem[] = [];
  for (const row of rows) {
    try {
      const item = proposalItem({ ...readHead(row.properties, row.path), path: row.path, sha256: row.sha256 }, view);
      if (statuses.includes(item.status)) items.push(item);
    } catch (error) {
      if (!(error instanceof TouchstoneError)) throw error;
      unreadable.push({ path: row.path, problem: error.message });
    }
  }
  const wanted = request.author === undefined ? items : items.filter((item) => item.author === request.author);
  return { items: wanted.sort(byAge), unreadable };
}

/** What accepting would change, or for a decided proposal what it changed. */
export interface ProposalChange {
  /** `null` once it was decided. */
  target_state: TargetState | null;
  target_sha256: Sha256 | null;
  hunks: Hunk[];
  /** Why it can't be applied as the target is now; `null` when it can. The hunks are then those of the proposal. */
  conflict: { why: string; passages: MergeConflict[] } | null;
}

export interface ShownProposal extends ProposalItem {
  motivation: string;
  impact: string;
  before: string | null;
  after: string | null;
  applied: string | null;
  change: ProposalChange;
}

/** @throws E_NOT_FOUND, E_AMBIGUOUS, E_INTEGRITY */
export function* showProposal(view: VaultView, ref: string): Io<ShownProposal> {
  const proposal = yield* findProposal(view, ref);
  return {
    ...proposalItem(proposal, view),
    motivation: proposal.motivation,
    impact: proposal.impact,
    before: proposal.before,
    after: proposal.after,
    applied: proposal.applied,
    change: isOpen(proposal)
      ? changeBy(proposal, proposal.after, yield* previewAccept(view, proposal, proposal.after))
      : changeMade(proposal),
  };
}

/** What a person sees before accepting. */
export interface AcceptPreview {
  item: ProposalItem;
  change: ProposalChange;
  /** The target's text; `null` when there is no such note. */
  now: string | null;
  /** The text to edit: what accepting would write, conflicting passages between marks. `null` where it deletes. */
  editable: string | null;
  /** Binds the acceptance to what was shown. */
  seen: { proposal: Sha256; target: Sha256 | null };
}

/**
 * The change that accepting would make now, with `after` in the place of the proposal's own.
 * @throws E_NOT_FOUND, E_AMBIGUOUS, E_INTEGRITY
 */
export function* acceptPreview(view: VaultView, ref: string, after?: string): Io<AcceptPreview> {
  const proposal = yield* findProposal(view, ref);
  const wanted = after ?? proposal.after;
  const preview = yield* previewAccept(view, proposal, wanted);
  const { outcome } = preview;
  return {
    item: proposalItem(proposal, view),
    change: changeBy(proposal, wanted, preview),
    now: preview.now,
    editable: outcome.kind === 'conflict' ? outcome.marked : outcome.text,
    seen: { proposal: proposal.sha256, target: preview.target?.sha256 ?? null },
  };
}

function changeBy(proposal: StoredProposal, wanted: string | null, preview: Preview): ProposalChange {
  const { target, now, state, outcome } = preview;
  const common = { target_state: state, target_sha256: target?.sha256 ?? null };
  if (outcome.kind === 'write') {
    return { ...common, hunks: differenceOf(now ?? '', outcome.text ?? ''), conflict: null };
  }
  return {
    ...common,
    hunks: differenceOf(proposal.before ?? '', wanted ?? ''),
    conflict: { why: outcome.why, passages: outcome.conflicts },
  };
}

/** A decided proposal's change: what was applied, or what would have been. */
function changeMade(proposal: StoredProposal): ProposalChange {
  return {
    target_state: null,
    target_sha256: null,
    hunks: differenceOf(proposal.before ?? '', proposal.applied ?? proposal.after ?? ''),
    conflict: null,
  };
}

function byAge(a: ProposalItem, b: ProposalItem): number {
  if (a.created !== b.created) return a.created < b.created ? -1 : 1;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
