// `story show`: everything about one story, its criteria beside their proof, and what other stories say of it.
import type { Io } from '../../vault/io';
import type { VaultView } from '../../vault/view';
import { blocksOf, childrenOf, isClaimable, isReady, isReclaim, immovable, ledTo, openBlockers, readBacklog } from '../backlog';
import type { Backlog, StoryRow } from '../backlog';
import { readComments } from '../comments';
import type { Comment } from '../comments';
import type { ContractBlock, Proof } from '../contract';
import { countCriteria } from '../criteria';
import type { Evidence } from '../evidence';
import { readHistory } from '../history';
import { findStoryNote } from '../ids';
import { storyItem } from '../item';
import type { StoryItem } from '../item';
import { readReferred } from '../load';
import { storyOf } from '../model';
import type { Story } from '../model';
import type { Rejection } from '../rejection';
import { storySectionText } from '../sections';

export interface ShownCriterion {
  /** `null` for a task line without `AC #n:`. */
  n: number | null;
  text: string;
  done: boolean;
  /** What shows that it holds, as last recorded for the work at hand; `null` when nothing does. */
  proof: string | null;
}

export interface ShownBlock {
  status: string;
  at: string | null;
  by: string | null;
  role: string | null;
  session: string | null;
  commit: string | null;
  phase: string | null;
  reason: string | null;
  evidence: Evidence[];
  proof: Proof[];
  rejection: Rejection | null;
}

/** A story that another refers to; its title and status are `null` when it doesn't exist or can't be read. */
export interface StoryReference {
  id: string;
  title: string | null;
  status: string | null;
}

export interface ShownStory extends StoryItem {
  sha256: string;
  ready: boolean;
  claimable: boolean;
  reclaim: boolean;
  open_blockers: StoryReference[];
  /** What only a look at all stories tells: `null` unless it was asked for. */
  blocks: StoryReference[] | null;
  children: StoryReference[] | null;
  led_to: StoryReference[] | null;
  description: string;
  acceptance_criteria: ShownCriterion[];
  design: string;
  notes: string;
  contract: ShownBlock[];
  history: { at: string; actor: string; role: string | null; text: string; from: string | null; to: string | null }[];
  comments: Comment[];
}

export interface Shown {
  story: ShownStory;
  /** Ids of other stories with the same title. */
  also: string[];
}

/**
 * A story named by its whole id costs the same in a vault of any size, unless its dependents are asked for.
 *
 * @throws E_NOT_FOUND, E_AMBIGUOUS for an id prefix, E_INTEGRITY when the note can't be read
 */
export function showStory(reference: string, options: { dependents: boolean }): (view: VaultView) => Io<Shown> {
  return function* (view) {
    const { note, also } = yield* findStoryNote(view, reference, 'read');
    const story = storyOf(note);
    const backlog = yield* options.dependents ? readBacklog(view) : readReferred(view, story.blockedBy);
    return { story: shown(story, backlog, options.dependents), also };
  };
}

function shown(story: Story, backlog: Backlog, dependents: boolean): ShownStory {
  const row: StoryRow = { ...story, criteria: countCriteria(story.criteria) };
  const references = (ids: readonly string[]): StoryReference[] => ids.map((id) => referenceTo(backlog, id));
  const isMovable = immovable(row) === null;
  return {
    ...storyItem(story, row.criteria),
    sha256: story.sha256,
    ready: isMovable && isReady(backlog, row),
    claimable: isMovable && isClaimable(backlog, row),
    reclaim: row.kind !== 'epic' && isReclaim(row, backlog.now),
    open_blockers: references(openBlockers(backlog, row)),
    blocks: dependents ? references(blocksOf(backlog, story.id)) : null,
    children: dependents ? references(childrenOf(backlog, story.id).map(({ id }) => id)) : null,
    led_to: dependents ? references(ledTo(backlog, story.id)) : null,
    description: storySectionText(story.scan, 'Description') ?? '',
    acceptance_criteria: criteriaWithProof(story),
    design: storySectionText(story.scan, 'Design') ?? '',
    notes: storySectionText(story.scan, 'Notes') ?? '',
    contract: story.contract.map(shownBlock),
    history: readHistory(story.scan),
    comments: readComments(story.scan),
  };
}

export function referenceTo(backlog: Backlog, id: string): StoryReference {
  const row = backlog.byId.get(id);
  return { id, title: row?.title ?? null, status: row?.status ?? null };
}

function criteriaWithProof(story: Story): ShownCriterion[] {
  const proofs = proofsInForce(story.contract);
  return [
    ...story.criteria.numbered.map(({ n, text, done }) => ({ n, text, done, proof: proofs.findLast((proof) => proof.n === n)?.by ?? null })),
    ...story.criteria.unnumbered.map((text) => ({ n: null, text, done: false, proof: null })),
  ];
}

/** Proofs of the last block that opens or delivers work; a rejection or reopening after it ends what they prove. */
function proofsInForce(contract: readonly ContractBlock[]): Proof[] {
  const last = contract.findLast(({ status }) => status !== 'accepted');
  return last?.status === 'in_progress' || last?.status === 'delivered' ? last.proof : [];
}

function shownBlock(block: ContractBlock): ShownBlock {
  const { status, at, by, role, session, commit, phase, reason, evidence, proof, rejection } = block;
  return { status, at, by, role, session, commit, phase, reason, evidence, proof, rejection };
}
