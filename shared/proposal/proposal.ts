// What a proposal is: a change to one protected note, its reasons, and what was decided about it.
import type { Sha256 } from '../vault/ports';

export const PROPOSAL_KINDS = ['change', 'create', 'delete', 'promotion'] as const;
export type ProposalKind = (typeof PROPOSAL_KINDS)[number];

export const PROPOSAL_STATUSES = ['pending', 'accepted', 'rejected', 'deferred', 'superseded', 'withdrawn'] as const;
export type ProposalStatus = (typeof PROPOSAL_STATUSES)[number];

/** What `replaced_sha256` says of a target that was not there. */
export const NO_NOTE = 'none';

/** What deciding wrote; `null` where it wrote nothing. */
export interface Decision {
  by: string | null;
  /** RFC 3339. */
  at: string | null;
  reason: string | null;
  /** Hash that the target had after it was applied; `null` for a delete. */
  appliedSha256: Sha256 | null;
  /** Hash that the target had before, where that was not the base; {@link NO_NOTE} for a target that was not there. */
  replacedSha256: string | null;
  /** A date or time until which the decision was put off. */
  deferUntil: string | null;
  /** Id of the accepted proposal that made this one moot. */
  supersededBy: string | null;
}

/** What a proposal's properties say. */
export interface ProposalHead {
  id: string;
  kind: ProposalKind;
  status: ProposalStatus;
  /** Path of the note it would change. */
  targetPath: string;
  /** `null` when there was no such note. */
  baseSha256: Sha256 | null;
  project: string | null;
  /** `YYYY-MM-DD`. */
  created: string;
  author: string;
  authorRole: string | null;
  /** Ids or titles of what speaks for it. */
  evidence: string[];
  /** Promotions: the learning it copies. */
  source: string | null;
  /** Counter-proposals: id of the accepted proposal that this one takes back. */
  reverts: string | null;
  decision: Decision;
}

export interface Proposal extends ProposalHead {
  motivation: string;
  impact: string;
  /** The target's exact text as the proposer saw it; `null` when there was none. */
  before: string | null;
  /** The exact text to replace it; `null` to delete it. */
  after: string | null;
  /** The text that was written, where it is not `after`. */
  applied: string | null;
}

/** A proposal and the note that holds it. */
export interface StoredProposal extends Proposal {
  path: string;
  sha256: Sha256;
  /** The whole note. */
  text: string;
}

export const NO_DECISION: Readonly<Decision> = {
  by: null, at: null, reason: null, appliedSha256: null, replacedSha256: null, deferUntil: null, supersededBy: null,
};

/** True while a person may still decide it. */
export function isOpen(proposal: Pick<ProposalHead, 'status'>): boolean {
  return proposal.status === 'pending' || proposal.status === 'deferred';
}

/** `conventions/Testing pyramid.md` → `Testing pyramid`. */
export function titleOf(targetPath: string): string {
  return targetPath.slice(targetPath.lastIndexOf('/') + 1).replace(/\.md$/i, '');
}
