// All stories of a vault as the index knows them, and what follows from them together: open blockers, what blocks
// what, children, readiness. Nothing here reads a note's text.
import { propertyOf } from '../vault/property-of';
import type { IndexedNote, VaultView } from '../vault/view';
import type { Properties } from '../note/frontmatter';
import type { Io } from '../vault/io';
import { isPast } from './times';
import { FieldsOfNote, fieldsOf } from './fields';
import type { StoryFields } from './fields';

export interface StoryRow extends StoryFields {
  sha256: string;
  criteria: { done: number; total: number };
}

export interface Backlog {
  /** Sorted by id. */
  rows: readonly StoryRow[];
  byId: ReadonlyMap<string, StoryRow>;
  /** Notes below the stories folder that can't be read. */
  unreadable: { path: string; problem: string }[];
  now: string;
}

/** Backlogs of views, which answer everything once. */
const known = new WeakMap<VaultView, Backlog>();

export function* readBacklog(view: VaultView): Io<Backlog> {
  const backlog = known.get(view) ?? backlogOf(yield* view.index(view.config.folders.stories), view.now);
  known.set(view, backlog);
  return backlog;
}

/** The stories among `notes`; whatever isn't `type: story` is just a note. */
export function backlogOf(notes: readonly IndexedNote[], now: string): Backlog {
  const rows: StoryRow[] = [];
  const unreadable: Backlog['unreadable'] = [];
  for (const note of notes) {
    if (note.problem !== null) unreadable.push({ path: note.path, problem: note.problem });
    else if (propertyOf(note, 'type') === 'story') rows.push(note.property === undefined && note.properties !== null ? rowOf(note, note.properties) : new IndexedStory(note));
  }
  rows.sort((a, b) => compareText(a.id, b.id));
  const byId = new Map<string, StoryRow>();
  for (const row of rows) byId.set(row.id, row);
  return { rows, byId, unreadable, now };
}

/** Rows by the properties they were made of: a process that keeps its notes in memory makes each row once. */
const madeRows = new WeakMap<Properties, StoryRow>();

function rowOf(note: IndexedNote, properties: Properties): StoryRow {
  const made = madeRows.get(properties);
  if (made !== undefined && isRowOf(made, note)) return made;
  const row = { ...fieldsOf(note.path, properties, note.state, note.integrity), sha256: note.sha256, criteria: note.criteria };
  madeRows.set(properties, row);
  return row;
}

/** What a row takes from the ledger may change under the same bytes. */
function isRowOf(row: StoryRow, { path, sha256, integrity, state }: IndexedNote): boolean {
  return row.path === path && row.sha256 === sha256 && row.integrity === integrity
    && row.governed === (state !== null) && (state === null || row.status === state.status);
}

/** A story as a row of the index knows it. */
class IndexedStory extends FieldsOfNote implements StoryRow {
  constructor(private readonly row: IndexedNote) {
    super(row);
  }

  get sha256(): string { return this.row.sha256; }
  get criteria(): StoryRow['criteria'] { return this.row.criteria; }
}

/** True on the ledger's word only: a text that says `closed` unblocks nothing. */
export function isClosed(row: StoryFields): boolean {
  return row.governed && row.status === 'closed';
}

/** Blockers of `row` that are not closed; one that is missing or unreadable can't be told closed. */
export function openBlockers(backlog: Backlog, row: Pick<StoryFields, 'blockedBy'>): string[] {
  return row.blockedBy.filter((id) => {
    const blocker = backlog.byId.get(id);
    return blocker === undefined || !isClosed(blocker);
  });
}

/** True while somebody's lease on the story runs. */
export function hasLiveClaim(row: StoryFields, now: string): boolean {
  return row.status === 'in_progress' && row.assignee !== null && row.leaseUntil !== null && !isPast(row.leaseUntil, now);
}

/** True when it is under way and nobody's lease on it runs any more: it is offered again. */
export function isReclaim(row: StoryFields, now: string): boolean {
  return row.status === 'in_progress' && !hasLiveClaim(row, now);
}

/** Open, or deferred to a time that has come. */
function isOpenNow(row: StoryFields, now: string): boolean {
  if (row.status === 'deferred') return row.deferUntil !== null && isPast(row.deferUntil, now);
  return row.status === 'open' && (row.deferUntil === null || isPast(row.deferUntil, now));
}

/** Open, no open blocker, not an epic, `defer_until` passed. */
export function isReady(backlog: Backlog, row: StoryRow): boolean {
  return isOpenNow(row, backlog.now) && row.kind !== 'epic' && openBlockers(backlog, row).length === 0;
}

/** Ready, or in progress with an expired lease and no open blocker. */
export function isClaimable(backlog: Backlog, row: StoryRow): boolean {
  return isReady(backlog, row) || (row.kind !== 'epic' && isReclaim(row, backlog.now) && openBlockers(backlog, row).length === 0);
}

/** Why a story that could be claimed by its fields can't be moved at all; `null` when it can. */
export function immovable(row: StoryFields): string | null {
  if (row.integrity !== 'ok') return `its note is ${row.integrity}`;
  return row.governed ? null : 'no story command ever wrote it';
}

/** Ids of stories that `id` blocks, closed ones included. */
export function blocksOf(backlog: Backlog, id: string): string[] {
  return backlog.rows.filter((row) => row.blockedBy.includes(id)).map((row) => row.id);
}

export function childrenOf(backlog: Backlog, id: string): StoryRow[] {
  return backlog.rows.filter((row) => row.parent === id);
}

export function ledTo(backlog: Backlog, id: string): string[] {
  return backlog.rows.filter((row) => row.follows.includes(id)).map((row) => row.id);
}

/** Ids of stories that become ready when `id` closes: those whose only open blocker it is. */
export function readyAfter(backlog: Backlog, id: string): string[] {
  return backlog.rows
    .filter((row) => row.blockedBy.includes(id) && row.kind !== 'epic' && isOpenNow(row, backlog.now))
    .filter((row) => openBlockers(backlog, row).every((blocker) => blocker === id))
    .map((row) => row.id);
}

/** Order of code units: the same on every machine, unlike a locale's. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
