// What waits for a decision: proposals for a person, learnings for the Sr PM.
import { textOf, titleOf } from '../knowledge/learning';
import { learningsAmong } from '../knowledge/list-learnings';
import type { ProposalItem } from '../proposal/item';
import { listProposals } from '../proposal/queries';
import type { Config } from '../settings/config';
import type { Io } from '../vault/io';
import { propertyOf } from '../vault/property-of';
import type { NoteTable } from '../vault/note-table';
import { comparePaths, isBelow } from '../vault/paths';
import type { IndexedNote, VaultView } from '../vault/view';

export interface WaitingProposal {
  id: string;
  path: string;
  kind: string;
  target_path: string;
  author: string;
  created: string;
  /** Whole days; `null` when `created` is no date. */
  age_days: number | null;
}

export interface ProposalsHealth {
  /** Oldest first. */
  pending: WaitingProposal[];
  /** Ids of pending ones older than the setting `proposal_expiry_days`, oldest first. */
  overdue: string[];
  /** Earliest end first; `due`: the time has come. */
  deferred: (WaitingProposal & { defer_until: string | null; due: boolean })[];
  /** Notes in the inbox that should be proposals and can't be read as one. */
  damaged: { path: string; problem: string }[];
}

export function* proposalsHealth(view: VaultView): Io<ProposalsHealth> {
  const { items, unreadable } = yield* listProposals(view, {});
  const pending = items.filter(({ status }) => status === 'pending');
  const deferred = items.filter(({ status }) => status === 'deferred');
  return {
    pending: pending.map(waiting),
    overdue: pending.filter(({ overdue }) => overdue).map(({ id }) => id),
    deferred: deferred
      .toSorted((a, b) => comparePaths(a.defer_until ?? '', b.defer_until ?? '') || comparePaths(a.id, b.id))
      .map((item) => ({ ...waiting(item), defer_until: item.defer_until, due: item.due })),
    damaged: unreadable,
  };
}

export interface LearningsHealth {
  /** Learnings that nobody has incorporated or dismissed, oldest first. */
  pending: { path: string; title: string; type: string; created: string | null }[];
  /** Notes that claim to be learnings and aren't. Those whose properties can't be read are counted with all notes. */
  damaged: { path: string; problem: string }[];
}

/** @param notes all notes of the vault */
export function learningsHealth(notes: NoteTable, config: Config): LearningsHealth {
  const isAsked = ({ path, problem }: IndexedNote): boolean => problem === null && isBelow(path, config.folders.knowledge);
  const { learnings, unreadable } = learningsAmong(notes, isAsked, ['pending']);
  return {
    pending: learnings.map(pendingLearning).sort((a, b) => comparePaths(a.created ?? '', b.created ?? '') || comparePaths(a.path, b.path)),
    damaged: unreadable,
  };
}

function pendingLearning(note: IndexedNote): LearningsHealth['pending'][number] {
  const { path } = note;
  return {
    path, title: titleOf(path, propertyOf(note, 'aliases')), type: textOf(propertyOf(note, 'type')) ?? '', created: textOf(propertyOf(note, 'created')),
  };
}

function waiting({ id, path, kind, target_path, author, created, age_days }: ProposalItem): WaitingProposal {
  return { id, path, kind, target_path, author, created, age_days };
}
