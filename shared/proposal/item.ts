// A proposal as JSON, and how it stands in time: its age, whether it waited too long, whether a deferral has ended.
import { TouchstoneError } from '../errors';
import type { Config } from '../settings/config';
import { checkTime, compareTimes } from '../settings/duration';
import type { ProposalHead, ProposalKind, ProposalStatus } from './proposal';
import { titleOf } from './proposal';

export interface ProposalItem {
  id: string;
  path: string;
  sha256: string;
  kind: ProposalKind;
  status: ProposalStatus;
  title: string;
  target_path: string;
  base_sha256: string | null;
  author: string;
  author_role: string | null;
  project: string | null;
  created: string;
  /** Whole days since it was created; `null` when `created` is no date. */
  age_days: number | null;
  /** Pending for longer than the setting `proposal_expiry_days`. */
  overdue: boolean;
  defer_until: string | null;
  /** Deferred until a time that has come. */
  due: boolean;
  evidence: string[];
  source: string | null;
  reverts: string | null;
  decided_by: string | null;
  decided_at: string | null;
  decision_reason: string | null;
  applied_sha256: string | null;
  superseded_by: string | null;
}

/** What an item is made from besides the proposal: {@link VaultView} has both. */
export interface Occasion {
  now: string;
  config: Config;
}

export function proposalItem(proposal: ProposalHead & { path: string; sha256: string }, occasion: Occasion): ProposalItem {
  const { decision } = proposal;
  const age = daysBetween(proposal.created, occasion.now);
  return {
    id: proposal.id,
    path: proposal.path,
    sha256: proposal.sha256,
    kind: proposal.kind,
    status: proposal.status,
    title: titleOf(proposal.targetPath),
    target_path: proposal.targetPath,
    base_sha256: proposal.baseSha256,
    author: proposal.author,
    author_role: proposal.authorRole,
    project: proposal.project,
    created: proposal.created,
    age_days: age,
    overdue: proposal.status === 'pending' && age !== null && age > occasion.config.settings.proposal_expiry_days,
    defer_until: decision.deferUntil,
    due: proposal.status === 'deferred' && hasCome(decision.deferUntil, occasion.now),
    evidence: proposal.evidence,
    source: proposal.source,
    reverts: proposal.reverts,
    decided_by: decision.by,
    decided_at: decision.at,
    decision_reason: decision.reason,
    applied_sha256: decision.appliedSha256,
    superseded_by: decision.supersededBy,
  };
}

const DAY_SECONDS = 86_400;

/** Whole days from a date or time to a time, never negative; `null` when `from` can't be read. */
function daysBetween(from: string, to: string): number | null {
  return isTime(from) ? Math.max(0, Math.floor(compareTimes(to, from) / DAY_SECONDS)) : null;
}

/** A deferral without a readable end has ended, so that it shows up rather than being forgotten. */
function hasCome(until: string | null, now: string): boolean {
  return until === null || !isTime(until) || compareTimes(until, now) <= 0;
}

function isTime(text: string): boolean {
  try {
    checkTime(text);
    return true;
  } catch (error) {
    if (error instanceof TouchstoneError) return false;
    throw error;
  }
}
