// What waits for a decision: proposals for a person, learnings for the Sr PM.
import { TouchstoneError } from '../errors';
import { classOf } from '../policy/note-classes';
import { proposalItem, type ProposalItem } from '../proposal/item';
import { readHead } from '../proposal/head';
import { proposalRows } from '../proposal/store';
import type { Io } from '../vault/io';
import { nameOf } from '../vault/paths';
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
  /** Notes that should be proposals and can't be read as one. */
  damaged: { path: string; problem: string }[];
}

export function* proposalsHealth(view: VaultView): Io<ProposalsHealth> {
  const { rows, unreadable } = yield* proposalRows(view, { open: true, decided: false });
  const items: ProposalItem[] = [];
  const damaged = [...unreadable];
  for (const row of rows) {
    const item = itemOrProblem(view, row);
    if (typeof item === 'string') damaged.push({ path: row.path, problem: item });
    else items.push(item);
  }
  const pending = items.filter(({ status }) => status === 'pending').sort(byTime(({ created }) => created));
  const deferred = items.filter(({ status }) => status === 'deferred').sort(byTime((item) => item.defer_until ?? ''));
  return {
    pending: pending.map(waiting),
    overdue: pending.filter(({ overdue }) => overdue).map(({ id }) => id),
    deferred: deferred.map((item) => ({ ...waiting(item), defer_until: item.defer_until, due: item.due })),
    damaged,
  };
}

export interface PendingLearning {
  path: string;
  title: string;
  type: string | null;
  created: string | null;
}

/** Learnings that nobody has incorporated or dismissed, oldest first. */
export function pendingLearnings(notes: readonly IndexedNote[], view: Pick<VaultView, 'config'>): PendingLearning[] {
  return notes
    .filter(({ path, properties }) => properties?.['actionable'] === 'pending' && classOf(path, view.config) !== 'template')
    .map(({ path, properties }) => ({ path, title: nameOf(path).replace(/\.md$/iu, ''), type: text(properties?.['type']), created: text(properties?.['created']) }))
    .sort((a, b) => compare(a.created ?? '', b.created ?? '') || compare(a.path, b.path));
}

function itemOrProblem(view: VaultView, { path, sha256, properties }: IndexedNote): ProposalItem | string {
  try {
    return proposalItem({ ...readHead(properties ?? {}, path), path, sha256 }, view);
  } catch (error) {
    if (error instanceof TouchstoneError && error.code === 'E_INTEGRITY') return error.message;
    throw error;
  }
}

function waiting({ id, path, kind, target_path, author, created, age_days }: ProposalItem): WaitingProposal {
  return { id, path, kind, target_path, author, created, age_days };
}

function byTime(time: (item: ProposalItem) => string): (a: ProposalItem, b: ProposalItem) => number {
  return (a, b) => compare(time(a), time(b)) || compare(a.id, b.id);
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
