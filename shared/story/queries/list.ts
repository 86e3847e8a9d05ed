// Lists of stories: all of them by filter, those that are ready, those that wait and why, and those that stand still.
import { addSeconds, parseDuration } from '../../settings/duration';
import type { Io } from '../../vault/io';
import { sizeOf } from '../../vault/note-table';
import type { VaultView } from '../../vault/view';
import {
  claimableAmong, compareText, immovable, isClosed, isReady, isReclaim, openBlockers, readBacklog, readyAmong,
} from '../backlog';
import type { Backlog, StoryRow } from '../backlog';
import { storyItem } from '../item';
import type { StoryItem } from '../item';
import { findStoryNote, idOfPath } from '../ids';
import { inQueueOrder } from '../queue';
import { ESCALATED, parseKind, parseStatus } from '../statuses';
import { isPast } from '../times';

/** A story as lists show it. */
export interface ListedStory extends StoryItem {
  sha256: string;
  open_blockers: string[];
  ready: boolean;
  /** Its lease ended: it is offered to others. */
  reclaim: boolean;
}

export interface StoryList<Row = ListedStory> {
  /** All, or the asked page. */
  rows: Row[];
  total: number;
  unreadable: { path: string; problem: string }[];
  /** Stories that would be in the list but can't be moved, and why. */
  warnings: string[];
}

/** Which part of a list is asked for; what is left out need not be made. */
export interface Page {
  offset: number;
  /** 0 means all. */
  limit: number;
}

const ALL: Page = { offset: 0, limit: 0 };

export interface ListFilter {
  status?: readonly string[];
  kind?: readonly string[];
  /** All of them. */
  labels?: readonly string[];
  assignee?: string | undefined;
  parent?: string | undefined;
  ready?: boolean;
}

/** Stories that pass the filter, the most urgent and oldest first. @throws E_USAGE for an unknown status or kind */
export function listStories(filter: ListFilter, page: Page = ALL): (view: VaultView) => Io<StoryList> {
  return function* (view) {
    const statuses = filter.status?.map((status) => parseStatus(status, view.config)) ?? [];
    const kinds: string[] = filter.kind?.map(parseKind) ?? [];
    const parent = filter.parent === undefined ? null : idOfPath((yield* findStoryNote(view, filter.parent, 'write')).note.path);
    const backlog = yield* readBacklog(view);
    const fits = (row: StoryRow): boolean => (statuses.length === 0 || statuses.includes(row.status))
      && (kinds.length === 0 || kinds.includes(row.kind))
      && (filter.labels ?? []).every((label) => row.labels.includes(label))
      && (filter.assignee === undefined || row.assignee === filter.assignee)
      && (parent === null || row.parent === parent)
      && (filter.ready !== true || (isReady(backlog, row) && immovable(row) === null));
    return answer(backlog, inListOrder(backlog.rows.filter(fits)), page, filter.ready === true ? backlog.rows.filter((row) => isReady(backlog, row)) : []);
  };
}

/** What can be claimed now, in the order of the queue. `claimable` adds work whose lease expired. */
export function readyStories(options: { claimable?: boolean }, page: Page = ALL): (view: VaultView) => Io<StoryList> {
  return function* (view) {
    const backlog = yield* readBacklog(view);
    const fits = options.claimable === true ? claimableAmong(backlog) : readyAmong(backlog);
    const movable = backlog.where([], (row) => immovable(row) === null, fits);
    const queue = inQueueOrder(backlog, movable, null);
    const shown = page.limit === 0 ? [...queue] : firstOf(queue, page.offset + page.limit);
    const total = sizeOf(movable);
    return { ...answer(backlog, shown, page, sizeOf(fits) === total ? [] : backlog.rowsOf(fits)), total };
  };
}

export interface BlockedStory extends ListedStory {
  why: 'escalated' | 'status' | 'dependency';
}

/** Stories that wait for a person, for an unblocking, or for other stories. */
export function blockedStories(): (view: VaultView) => Io<StoryList<BlockedStory>> {
  return function* (view) {
    const backlog = yield* readBacklog(view);
    const rows = inListOrder(backlog.rows).flatMap((row): BlockedStory[] => {
      const why = whyBlocked(backlog, row);
      return why === null ? [] : [{ ...listed(backlog, row), why }];
    });
    return { rows, total: rows.length, unreadable: backlog.unreadable, warnings: [] };
  };
}

function whyBlocked(backlog: Backlog, row: StoryRow): BlockedStory['why'] | null {
  if (row.status === 'blocked') return row.labels.includes(ESCALATED) ? 'escalated' : 'status';
  return !isClosed(row) && openBlockers(backlog, row).length > 0 ? 'dependency' : null;
}

export interface StaleStory extends ListedStory {
  why: 'lease' | 'untouched';
  /** When its lease ended, or when it last changed. */
  since: string | null;
}

/** Work whose lease ended, and open work that nobody touched for `after` (a duration). @throws E_USAGE */
export function staleStories(after: string): (view: VaultView) => Io<StoryList<StaleStory>> {
  const seconds = parseDuration(after);
  return function* (view) {
    const backlog = yield* readBacklog(view);
    const limit = addSeconds(view.now, -seconds);
    const rows = backlog.rows.flatMap((row): StaleStory[] => {
      if (row.kind !== 'epic' && isReclaim(row, view.now)) return [{ ...listed(backlog, row), why: 'lease', since: row.leaseUntil }];
      const isWaiting = row.status !== 'closed' && row.status !== 'deferred';
      const isUntouched = row.updatedAt !== null && isPast(row.updatedAt, limit);
      return isWaiting && isUntouched ? [{ ...listed(backlog, row), why: 'untouched', since: row.updatedAt }] : [];
    });
    rows.sort((a, b) => compareText(a.why, b.why) || compareText(a.since ?? '', b.since ?? '') || compareText(a.id, b.id));
    return { rows, total: rows.length, unreadable: backlog.unreadable, warnings: [] };
  };
}

function firstOf<T>(items: Iterable<T>, count: number): T[] {
  const first: T[] = [];
  for (const item of items) {
    if (first.length >= count) break;
    first.push(item);
  }
  return first;
}

function listed(backlog: Backlog, row: StoryRow): ListedStory {
  return {
    ...storyItem(row, row.criteria),
    sha256: row.sha256,
    open_blockers: openBlockers(backlog, row),
    ready: isReady(backlog, row) && immovable(row) === null,
    reclaim: row.kind !== 'epic' && isReclaim(row, backlog.now),
  };
}

function answer(backlog: Backlog, rows: readonly StoryRow[], { offset, limit }: Page, wouldFit: readonly StoryRow[]): StoryList {
  const warnings = wouldFit.flatMap((row) => {
    const why = immovable(row);
    return why === null ? [] : [`${row.id} is left out: ${why}`];
  });
  const shown = rows.slice(offset, limit === 0 ? rows.length : offset + limit);
  return { rows: shown.map((row) => listed(backlog, row)), total: rows.length, unreadable: backlog.unreadable, warnings };
}

/** The most urgent first, then the oldest, then by id. */
export function inListOrder(rows: readonly StoryRow[]): StoryRow[] {
  return [...rows].sort((a, b) => a.priority - b.priority || compareText(a.createdAt ?? '', b.createdAt ?? '') || compareText(a.id, b.id));
}
