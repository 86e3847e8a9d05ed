// All stories of a vault as the index knows them, and what follows from them together: open blockers, what blocks
// what, children, readiness. Nothing here reads a note's text.
import type { NoteTable } from '../vault/note-table';
import { plainTable } from '../vault/note-table';
import { folderOf } from '../vault/paths';
import { propertyOf } from '../vault/property-of';
import type { IndexedNote, VaultView } from '../vault/view';
import type { Properties } from '../note/frontmatter';
import type { Io } from '../vault/io';
import { idOfPath } from './ids';
import { isPast } from './times';
import { FieldsOfNote, fieldsOf, PROPERTY_OF } from './fields';
import type { SharedField, StoryFields } from './fields';

export interface StoryRow extends StoryFields {
  sha256: string;
  criteria: { done: number; total: number };
}

/** What is said of several stories at once, which agree in these fields. */
export type Alike<Field extends SharedField> = Pick<StoryFields, Field | 'governed' | 'integrity'>;

/** The stories among notes; whatever isn't `type: story` is just a note. Each is called by its note's number until it is asked for. */
export class Backlog {
  /** Numbers of all, by path. */
  readonly stories: readonly number[];
  /** Notes below the stories folder that can't be read. */
  readonly unreadable: { path: string; problem: string }[] = [];
  private readonly made: StoryRow[] = [];
  private sorted: StoryRow[] | null = null;
  private found: Map<string, StoryRow> | null = null;
  private closed: ReadonlySet<string> | null = null;

  constructor(private readonly notes: NoteTable, readonly now: string) {
    const all = [...Array(notes.length).keys()];
    const groups = notes.alike(['type'], all).filter((alike) => this.areStories(alike));
    this.stories = groups.length === 1 && groups[0] ? groups[0] : groups.flat().sort((a, b) => a - b);
    this.unreadable.sort((a, b) => compareText(a.path, b.path));
  }

  private areStories(alike: readonly number[]): boolean {
    const note = this.notes.note(alike[0] ?? 0);
    if (note.problem === null) return propertyOf(note, 'type') === 'story';
    for (const n of alike) this.unreadable.push({ path: this.notes.path(n), problem: this.notes.note(n).problem ?? '' });
    return false;
  }

  /** Sorted by id. */
  get rows(): readonly StoryRow[] {
    return (this.sorted ??= this.rowsOf(this.stories));
  }

  get byId(): ReadonlyMap<string, StoryRow> {
    return (this.found ??= new Map(this.rows.map((row) => [row.id, row])));
  }

  row(n: number): StoryRow {
    return (this.made[n] ??= storyRow(this.notes.note(n)));
  }

  /** Sorted by id. */
  rowsOf(numbers: readonly number[]): StoryRow[] {
    return Array.from(numbers).sort((a, b) => a - b).map((n) => this.row(n)).sort((a, b) => compareText(a.id, b.id));
  }

  /** Groups of stories that agree in these fields; each group by path. */
  alike(fields: readonly SharedField[], among: readonly number[]): number[][] {
    return this.notes.alike(fields.map((field) => PROPERTY_OF[field]), among);
  }

  /** Numbers of the stories that fit, in no certain order. Those that agree in all that is asked for are asked once. */
  where<Field extends SharedField>(fields: readonly Field[], fits: (of: Alike<Field>) => boolean, among = this.stories): number[] {
    return this.alike(fields, among).flatMap((alike) => (fits(this.row(alike[0] ?? 0)) ? alike : []));
  }

  /** True on the ledger's word only; a story that is missing or unreadable can't be told closed. */
  isClosed(id: string): boolean {
    return (this.closed ??= this.closedIds()).has(id);
  }

  private closedIds(): Set<string> {
    const closed = this.where(['status'], isClosed);
    const ids = new Set(closed.map((n) => idOfPath(this.notes.path(n))));
    if (this.areInOneFolder()) return ids;
    // Of two stories with one id, in two folders, the later one counts.
    const isOneOf = new Set(closed);
    for (const n of this.stories) {
      const id = idOfPath(this.notes.path(n));
      if (isOneOf.has(n)) ids.add(id);
      else ids.delete(id);
    }
    return ids;
  }

  /** Then no two have the same id. */
  private areInOneFolder(): boolean {
    const [first] = this.stories;
    if (first === undefined) return true;
    const folder = folderOf(this.notes.path(first));
    return this.stories.every((n) => {
      const path = this.notes.path(n);
      return path.endsWith('.md') && path.startsWith(folder) && path.lastIndexOf('/') === folder.length;
    });
  }
}

/** Backlogs of views, which answer everything once. */
const known = new WeakMap<VaultView, Backlog>();

export function* readBacklog(view: VaultView): Io<Backlog> {
  const backlog = known.get(view) ?? new Backlog(yield* view.table(view.config.folders.stories), view.now);
  known.set(view, backlog);
  return backlog;
}

/** Of notes that are there already. */
export function backlogOf(notes: readonly IndexedNote[], now: string): Backlog {
  return new Backlog(plainTable(notes), now);
}

function storyRow(note: IndexedNote): StoryRow {
  return note.property === undefined && note.properties !== null ? rowOf(note, note.properties) : new IndexedStory(note);
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
export function isClosed(row: Alike<'status'>): boolean {
  return row.governed && row.status === 'closed';
}

/** Blockers of `row` that are not closed, or missing. */
export function openBlockers(backlog: Backlog, row: Pick<StoryFields, 'blockedBy'>): string[] {
  return row.blockedBy.filter((id) => !backlog.isClosed(id));
}

/** What a claim is told by. */
type ClaimField = 'status' | 'assignee' | 'leaseUntil';

/** True while somebody's lease on the story runs. */
export function hasLiveClaim(row: Pick<StoryFields, ClaimField>, now: string): boolean {
  return row.status === 'in_progress' && row.assignee !== null && row.leaseUntil !== null && !isPast(row.leaseUntil, now);
}

/** Stories that `actor` holds a live claim on, sorted by id. */
export function liveClaims(backlog: Backlog, actor: string): StoryRow[] {
  return backlog.rowsOf(backlog.where(['status', 'assignee', 'leaseUntil'], (row) => row.assignee === actor && hasLiveClaim(row, backlog.now)));
}

/** True when it is under way and nobody's lease on it runs any more: it is offered again. */
export function isReclaim(row: Pick<StoryFields, ClaimField>, now: string): boolean {
  return row.status === 'in_progress' && !hasLiveClaim(row, now);
}

/** Open, or deferred to a time that has come. */
function isOpenNow(row: Pick<StoryFields, 'status' | 'deferUntil'>, now: string): boolean {
  if (row.status === 'deferred') return row.deferUntil !== null && isPast(row.deferUntil, now);
  return row.status === 'open' && (row.deferUntil === null || isPast(row.deferUntil, now));
}

/** Open, no open blocker, not an epic, `defer_until` passed. */
export function isReady(backlog: Backlog, row: StoryRow): boolean {
  return isWaiting(row, backlog.now) && isUnblocked(backlog, row);
}

/** Ready, or in progress with an expired lease and no open blocker. */
export function isClaimable(backlog: Backlog, row: StoryRow): boolean {
  return (isWaiting(row, backlog.now) || isAbandoned(row, backlog.now)) && isUnblocked(backlog, row);
}

/** Numbers of the stories that {@link isReady} says are. */
export function readyAmong(backlog: Backlog): number[] {
  const waiting = backlog.where(['status', 'deferUntil', 'kind'], (row) => isWaiting(row, backlog.now));
  return backlog.where(['blockedBy'], (row) => isUnblocked(backlog, row), waiting);
}

/** Numbers of the stories that {@link isClaimable} says are. */
export function claimableAmong(backlog: Backlog): number[] {
  const { now } = backlog;
  const offered = backlog.where(
    ['status', 'deferUntil', 'kind', 'assignee', 'leaseUntil'], (row) => isWaiting(row, now) || isAbandoned(row, now),
  );
  return backlog.where(['blockedBy'], (row) => isUnblocked(backlog, row), offered);
}

function isWaiting(row: Pick<StoryFields, 'status' | 'deferUntil' | 'kind'>, now: string): boolean {
  return isOpenNow(row, now) && row.kind !== 'epic';
}

function isAbandoned(row: Pick<StoryFields, ClaimField | 'kind'>, now: string): boolean {
  return row.kind !== 'epic' && isReclaim(row, now);
}

function isUnblocked(backlog: Backlog, row: Pick<StoryFields, 'blockedBy'>): boolean {
  return openBlockers(backlog, row).length === 0;
}

/** Why a story that could be claimed by its fields can't be moved at all; `null` when it can. */
export function immovable(row: Pick<StoryFields, 'governed' | 'integrity'>): string | null {
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
