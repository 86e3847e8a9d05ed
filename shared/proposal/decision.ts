// What all decisions share: who may, which proposals are still open, what is written into the note, and where it goes.
import { TouchstoneError } from '../errors';
import type { PropertyValue } from '../note/frontmatter';
import { setProperties } from '../note/properties';
import { givenText } from '../story/given-text';
import type { Io } from '../vault/io';
import type { Planned, PlannedWrite } from '../vault/plan';
import type { VaultView } from '../vault/view';
import { readProposal } from './format';
import { proposalItem, type ProposalItem } from './item';
import { isOpen, type ProposalStatus, type StoredProposal } from './proposal';
import { decidedPath } from './store';

/** A property's new value, or `undefined` to take it out. */
export type DecisionProperties = Readonly<Record<string, PropertyValue | undefined>>;

/** @throws E_GATE when it was decided before. */
export function requireOpen(proposal: StoredProposal, doing: string): void {
  if (isOpen(proposal)) return;
  const { by, at } = proposal.decision;
  const when = by === null ? '' : ` by ${by}${at === null ? '' : ` on ${at.slice(0, 10)}`}`;
  throw new TouchstoneError('E_GATE', `${proposal.id} can't be ${doing}: it was ${proposal.status}${when}.`, {
    hint: proposal.status === 'accepted'
      ? `A person takes an accepted change back with: touchstone proposal revert ${proposal.id}`
      : `Propose it anew with: touchstone proposal create --target ${JSON.stringify(proposal.targetPath)}`,
    details: { id: proposal.id, status: proposal.status, decided_by: by, decided_at: at },
  });
}

/** Repeating one's own finished decision is success, and writes nothing; `null` when it is not that. */
export function repeated(view: VaultView, proposal: StoredProposal, status: ProposalStatus): Planned<ProposalItem> | null {
  if (proposal.status !== status || proposal.decision.by !== view.actor.name) return null;
  return { plan: null, item: proposalItem(proposal, view) };
}

/** A reason as it is recorded. @throws E_USAGE when it is empty or forges structure. */
export function requireReason(reason: string | undefined, what: string): string {
  const text = optionalReason(reason);
  if (text !== undefined) return text;
  throw new TouchstoneError('E_USAGE', `${what} needs a reason.`, {
    hint: 'Say why with --reason <text>; whoever proposes the same again will be told.',
    details: { missing: 'reason' },
  });
}

/** A reason where none is needed; an empty one counts as none. @throws E_USAGE when it forges structure. */
export function optionalReason(reason: string | undefined): string | undefined {
  return reason === undefined || reason.trim() === '' ? undefined : givenText('The reason', reason.replaceAll('\r\n', '\n').trim());
}

/** The proposal's note with its decision; the texts of Before and After stay as they were, byte for byte. */
export function decidedText(proposal: StoredProposal, properties: DecisionProperties): string {
  const text = setProperties(proposal.text, properties);
  const read = readProposal({ path: proposal.path, sha256: '', text });
  if (read.before !== proposal.before || read.after !== proposal.after) {
    throw new Error(`deciding ${proposal.id} would have changed its texts`);
  }
  return text;
}

/** The writes that move a proposal's note and give it `text`, and the item that it then is. */
export function* moveProposal(
  view: VaultView, proposal: StoredProposal, to: string, text: string,
): Io<{ writes: PlannedWrite[]; item: ProposalItem }> {
  if ((yield* view.note(to)) !== null) {
    throw new TouchstoneError('E_INTEGRITY', `${to} is in the way: ${proposal.id} would move there.`, {
      hint: `See what it is with: touchstone note history ${JSON.stringify(to)}`,
      details: { id: proposal.id, path: proposal.path, in_the_way: to },
    });
  }
  const sha256 = yield* view.sha256(text);
  return {
    writes: [
      // The proposal comes first: it is the note that `--if-sha256` is about.
      { path: proposal.path, content: null, before: proposal.sha256 },
      { path: to, content: text, before: null },
    ],
    item: proposalItem({ ...readProposal({ path: to, sha256, text }) }, view),
  };
}

/** As {@link moveProposal}, to the archive of decided proposals. */
export function archiveProposal(view: VaultView, proposal: StoredProposal, text: string): Io<{ writes: PlannedWrite[]; item: ProposalItem }> {
  return moveProposal(view, proposal, decidedPath(proposal.path, view.config), text);
}
