// All stories of a vault as the index knows them, and what follows from them together: open blockers, what blocks
// what, children, readiness. Nothing here reads a note's text.
import type { Group, NoteTable } from '../vault/note-table';
import { plainTable } from '../vault/note-table';
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

/** Properties that the groups of a backlog agree in. */
const SHARED: readonly string[] = ['type', PROPERTY_OF.status];

/** The stories among notes; whatever isn't `type: story` is just a note. Each is called by its note's number until it is asked for. */
export class Backlog {
  /** All, in groups that agree in their status, in their note's integrity, and in what the ledger says of both. */
  readonly groups: readonly Group[];
  /** Notes below the stories folder that can't be read. */
  readonly unreadable: { path: string; problem: string }[] = [];
  private readonly made: (StoryRow | undefined)[];
  private sorted: StoryRow[] | null = null;
  private found: Map<string, StoryRow> | null = null;
  private closed: ReadonlySet<string> | null = null;

  constructor(private readonly notes: NoteTable, readonly now: string) {
    this.made = new Array<StoryRow | undefined>(notes.length);
    this.groups = notes.alike(SHARED).filter((group) => this.areStories(group));
    this.unreadable.sort((a, b) => compareText(a.path, b.path));
  }

  private areStories(group: Group): boolean {
    const note = this.notes.note(group[0] ?? 0);
    if (note.problem === null) return propertyOf(note, 'type') === 'story';
    for (const n of group) this.unreadable.push({ path: this.notes.path(n), problem: this.notes.note(n).problem ?? '' });
    return false;
  }

  /** Sorted by id. */
  get rows(): readonly StoryRow[] {
    return (this.sorted ??= this.rowsOf(this.groups));
  }

  get byId(): ReadonlyMap<string, StoryRow> {
    return (this.found ??= new Map(this.rows.map((row) => [row.id, row])));
  }

  row(n: number): StoryRow {
    return (this.made[n] ??= storyRow(this.notes.note(n)));
  }

  /** Sorted by id. */
  rowsOf(groups: readonly Group[]): StoryRow[] {
    return inPathOrder(groups).map((n) => this.row(n)).sort((a, b) => compareText(a.id, b.id));
  }

  /** Groups of stories, or parts of these, parted so that each agrees in these fields. */
  parted(groups: readonly Group[], fields: readonly SharedField[]): Group[] {
    return this.notes.parted(groups, keysOf(fields));
  }

  /** What fits of each group. Stories that agree in all that is asked for are asked once. */
  where<Field extends SharedField>(fields: readonly Field[], fits: (of: Alike<Field>) => boolean, among = this.groups): Group[] {
    const keys = keysOf(fields);
    return among.flatMap((group): Group[] => {
      const parts = keys.length === 0 || group.length === 1 ? [group] : this.notes.parted([group], keys);
      const fitting = parts.filter((part) => fits(this.row(part[0] ?? 0)));
      if (fitting.length === 0) return [];
      return [fitting.length === parts.length ? group : fitting.flat()];
    });
  }

  /** True on the ledger's word only; a story that is missing or unreadable can't be told closed. */
  isClosed(id: string): boolean {
    return (this.closed ??= this.closedIds()).has(id);
  }

  private closedIds(): Set<string> {
    const closed = this.where(['status'], isClosed).flat();
    const ids = new Set(closed.map((n) => idOfPath(this.notes.path(n))));
    // In one folder no two have the same id.
    if (this.notes.folder !== null) return ids;
    // Of two stories with one id, in two folders, the later one counts.
    const isOneOf = new Set(closed);
    for (const n of inPathOrder(this.groups)) {
      const id = idOfPath(this.notes.path(n));
      if (isOneOf.has(n)) ids.add(id);
      else ids.delete(id);
    }
    return ids;
  }
}

/** The properties that tell in which of these fields stories of one group agree. */
function keysOf(fields: readonly SharedField[]): string[] {
  return fields.map((field) => PROPERTY_OF[field]).filter((key) => !SHARED.includes(key));
}

/** Numbers of all notes in these groups. */
function inPathOrder(groups: readonly Group[]): number[] {
  return groups.flat().sort((a, b) => a - b);
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
  return backlog.rowsOf(backlog.where(['status', 'assignee', 'leaseUntil'], (row) => row.assignee === actor && hasLiveClaim(row, backlog.now), underWay(backlog)));
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

/** Whether {@link isOpenNow} may be true: the other fields are not asked for of all. */
function mayBeOpen({ status }: Pick<StoryFields, 'status'>): boolean {
  return status === 'open' || status === 'deferred';
}

/** Open, no open blocker, not an epic, `defer_until` passed. */
export function isReady(backlog: Backlog, row: StoryRow): boolean {
  return isWaiting(row, backlog.now) && isUnblocked(backlog, row);
}

/** Ready, or in progress with an expired lease and no open blocker. */
export function isClaimable(backlog: Backlog, row: StoryRow): boolean {
  return (isWaiting(row, backlog.now) || isAbandoned(row, backlog.now)) && isUnblocked(backlog, row);
}

/** The stories that {@link isReady} says are. */
export function readyAmong(backlog: Backlog): Group[] {
  const open = backlog.where(['status'], mayBeOpen);
  const waiting = backlog.where(['status', 'deferUntil', 'kind'], (row) => isWaiting(row, backlog.now), open);
  return backlog.where(['blockedBy'], (row) => isUnblocked(backlog, row), waiting);
}

/** The stories that {@link isClaimable} says are. */
export function claimableAmong(backlog: Backlog): Group[] {
  const abandoned = backlog.where(['status', 'kind', 'assignee', 'leaseUntil'], (row) => isAbandoned(row, backlog.now), underWay(backlog));
  return [...readyAmong(backlog), ...backlog.where(['blockedBy'], (row) => isUnblocked(backlog, row), abandoned)];
}

/** Those that {@link isReclaim} may be true of: the other fields are not asked for of all. */
export function underWay(backlog: Backlog): Group[] {
  return backlog.where(['status'], ({ status }) => status === 'in_progress');
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
