// What every new proposal goes through, whoever makes it: create, promote, or a revert that became a counter-proposal.
import { TouchstoneError } from '../errors';
import { slug } from '../note/names';
import { knowledgeFindings } from '../knowledge/findings';
import { requireRole, type Action } from '../policy/roles';
import { givenText } from '../story/given-text';
import type { Io } from '../vault/io';
import type { Planned } from '../vault/plan';
import type { Sha256 } from '../vault/ports';
import type { NoteSnapshot, VaultView } from '../vault/view';
import { proposalItem, type ProposalItem } from './item';
import { requireReadableNote } from './note-text';
import { composeProposal, readProposal } from './format';
import { isOpen, NO_DECISION, titleOf, type Proposal, type ProposalKind, type StoredProposal } from './proposal';
import { freshId, proposalRows, readableProposal } from './store';
import { requireProposable } from './target';

export interface Draft {
  /** As in the ledger. */
  op: string;
  /** What the actor must be allowed to do. */
  action: Action;
  kind: ProposalKind;
  targetPath: string;
  /** The target as it is; `null` when there is none. */
  target: NoteSnapshot | null;
  /** The whole new text; `null` to delete the target. */
  after: string | null;
  motivation: string;
  impact: string;
  evidence?: string[];
  source?: string;
  reverts?: string;
  /** The note that the caller named and read, where that is not the target. */
  about?: { path: string; sha256: Sha256 };
}

/**
 * Plans the note of a new proposal.
 * @throws E_POLICY, E_USAGE (no difference, a text that forges structure or can't be a note), E_GATE (identical to a
 *   pending one), E_INTEGRITY (the target is not text).
 */
export function* planDraft(view: VaultView, draft: Draft): Io<Planned<ProposalItem>> {
  const role = requireRole(view.actor, draft.action, view.config);
  requireProposable(draft.targetPath, draft.target !== null, view.config);
  const before = textOf(draft.target);
  const motivation = requireProse('motivation', draft.motivation);
  const impact = requireProse('impact', draft.impact);
  if (draft.after !== null) requireReadableNote(draft.targetPath, draft.after);
  if (before === draft.after) throw noDifference(draft.targetPath);
  const warnings = [
    ...driftWarning(draft.target),
    ...(yield* earlierDecisions(view, draft)),
    ...findingWarnings(view, draft),
  ];
  const proposal: Proposal = {
    id: yield* freshId(view),
    kind: draft.kind,
    status: 'pending',
    targetPath: draft.targetPath,
    baseSha256: draft.target?.sha256 ?? null,
    project: view.config.project,
    created: view.now.slice(0, 10),
    author: view.actor.name,
    authorRole: role,
    evidence: draft.evidence ?? [],
    source: draft.source ?? null,
    reverts: draft.reverts ?? null,
    motivation,
    impact,
    before,
    after: draft.after,
    applied: null,
    decision: NO_DECISION,
  };
  const path = `${view.config.folders.inbox}/${proposal.id} ${slug(titleOf(draft.targetPath))}.md`;
  const text = composeProposal(proposal);
  requireRoundTrip(readProposal({ path, sha256: '', text }), proposal);
  const about = draft.about ?? { path: draft.targetPath, sha256: draft.target?.sha256 ?? null };
  const stored: StoredProposal = { ...proposal, path, sha256: yield* view.sha256(text), text };
  return {
    plan: {
      op: draft.op,
      writes: [{ path, content: text, before: null }],
      about: { path: about.path, before: about.sha256 },
    },
    item: proposalItem(stored, view),
    warnings,
  };
}

/** The texts must come back exactly; anything else would propose something that nobody wrote. */
function requireRoundTrip(read: Proposal, written: Proposal): void {
  const same = read.before === written.before && read.after === written.after
    && read.motivation === written.motivation && read.impact === written.impact;
  if (!same) throw new Error(`the proposal for ${written.targetPath} does not read back as it was written`);
}

function textOf(target: NoteSnapshot | null): string | null {
  if (target === null) return null;
  if (target.text !== null) return target.text;
  throw new TouchstoneError('E_INTEGRITY', `${target.path} is not UTF-8 text, so no text can be proposed for it.`, {
    details: { path: target.path },
  });
}

function requireProse(name: string, text: string): string {
  if (text.trim() !== '') return givenText(`The ${name}`, text.replaceAll('\r\n', '\n'));
  throw new TouchstoneError('E_USAGE', `A proposal needs its ${name}.`, {
    hint: `Say it with --${name} <text>; the person who decides reads it first.`,
    details: { missing: name },
  });
}

function noDifference(path: string): TouchstoneError {
  return new TouchstoneError('E_USAGE', `${path} already reads exactly like that.`, {
    hint: `See it with: touchstone note read ${JSON.stringify(path)}`,
    details: { path },
  });
}

function driftWarning(target: NoteSnapshot | null): string[] {
  if (target === null || target.integrity === 'ok') return [];
  return [`${target.path} has changes that nobody acknowledged (${target.integrity}); the proposal starts from these.`];
}

function findingWarnings(view: VaultView, draft: Draft): string[] {
  if (draft.after === null) return [];
  return knowledgeFindings(draft.after, draft.targetPath, view.config).map((finding) => finding.message);
}

/** Warns of identical proposals that were rejected. @throws E_GATE when an identical one is still open. */
function* earlierDecisions(view: VaultView, draft: Draft): Io<string[]> {
  const warnings: string[] = [];
  const { rows } = yield* proposalRows(view, { open: true, decided: true });
  for (const row of rows) {
    const status = row.properties['status'];
    if (row.properties['target_path'] !== draft.targetPath) continue;
    if (status !== 'pending' && status !== 'deferred' && status !== 'rejected') continue;
    const other = yield* readableProposal(view, row.path, warnings);
    if (other?.after !== draft.after) continue;
    if (isOpen(other)) throw alreadyProposed(other);
    warnings.push(rejectedBefore(other));
  }
  return warnings;
}

function alreadyProposed(other: StoredProposal): TouchstoneError {
  return new TouchstoneError('E_GATE', `${other.author} already proposed exactly this: ${other.id} is ${other.status}.`, {
    hint: `See it with: touchstone proposal show ${other.id}`,
    details: { id: other.id, path: other.path, status: other.status, author: other.author, created: other.created },
  });
}

function rejectedBefore(other: StoredProposal): string {
  const { by, at, reason } = other.decision;
  return `The same was proposed in ${other.id} and rejected by ${by ?? 'somebody'} on ${at?.slice(0, 10) ?? 'an unknown day'}: ${reason ?? 'no reason given'}`;
}
