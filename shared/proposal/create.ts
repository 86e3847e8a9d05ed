// `proposal create`: an agent or a person proposes a new text for a protected note, a new note, or its removal.
import { TouchstoneError } from '../errors';
import { findNote } from '../note/queries/find-note';
import type { Io } from '../vault/io';
import type { Planner } from '../vault/plan';
import type { VaultView } from '../vault/view';
import { planDraft } from './draft';
import type { ProposalItem } from './item';
import { titleOf } from './proposal';
import { findTarget } from './target';

export interface CreateRequest {
  /** A reference to a note, or the path of a new one. */
  target: string;
  motivation: string;
  impact: string;
  /** The whole new text of the target; `null` proposes to delete it. */
  content: string | null;
  /** References to notes that speak for it. */
  evidence?: readonly string[];
}

/**
 * Proposes. The kind follows from what exists: a text for a present note is a change, for a new path a create.
 * @throws E_NOT_FOUND, E_AMBIGUOUS, E_POLICY (a target of project scope, a story), E_USAGE, E_GATE (identical to an
 *   open one).
 */
export function createProposal(request: CreateRequest): Planner<ProposalItem> {
  return function* (view) {
    const target = yield* findTarget(view, request.target);
    if (request.content === null && target.note === null) throw nothingToDelete(target.path);
    return yield* planDraft(view, {
      op: 'proposal.create',
      action: 'proposal.create',
      kind: request.content === null ? 'delete' : target.note === null ? 'create' : 'change',
      targetPath: target.path,
      target: target.note,
      after: request.content,
      motivation: request.motivation,
      impact: request.impact,
      evidence: yield* evidenceLinks(view, request.evidence ?? []),
    });
  };
}

/** The names by which a proposal links to its evidence. @throws E_NOT_FOUND, E_AMBIGUOUS */
function* evidenceLinks(view: VaultView, references: readonly string[]): Io<string[]> {
  const links: string[] = [];
  for (const reference of references) {
    const { path } = yield* findNote(view, reference, 'write');
    const link = titleOf(path);
    if (!links.includes(link)) links.push(link);
  }
  return links;
}

function nothingToDelete(path: string): TouchstoneError {
  return new TouchstoneError('E_NOT_FOUND', `There is no note ${path} whose removal could be proposed.`, {
    hint: 'See what there is with: touchstone note list',
    details: { path },
  });
}
