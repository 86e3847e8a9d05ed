// The view of a real vault: reads through the ports, each note at most once, and tells how it stands to its baseline.
// A reader without the lock never mistakes a governed write in flight for drift (`docs/write-path.md`).
import type { Actor } from '../policy/actor';
import type { Config } from '../settings/config';
import type { Baselines } from './baselines';
import { decodeNote, encodeNote } from './bytes';
import { isBeingDeleted } from './deletion';
import type { DriftReport } from './drift';
import { driftReport } from './drift';
import { cleanMerge } from './forks';
import type { GraphedNotes } from './graphed-note';
import { noteGraphs } from './graph-index';
import type { HistoryEntry } from './history';
import { readHistory } from './history';
import type { Io, MaybePromise } from './io';
import { wait } from './io';
import type { IndexRow, NoteReader } from './note-index';
import type { NoteRows, Sources } from './note-rows';
import type { RowSet } from './row-set';
import type { NoteTable } from './note-table';
import { plainTable, storedTable } from './note-table';
import { findObject, stagedContent } from './objects';
import { rememberedAnswer, rememberedAnswers, rememberedNumbers, rememberedOfLedgers, type Derived, type Memory } from './memory';
import { comparePaths, vaultPath } from './paths';
import type { PathRecord } from './path-record';
import type { GovernedState } from './plan';
import type { Ports, Random, Sha256 } from './ports';
import type { HistoryFilter, IndexedNote, Integrity, NoteSnapshot, VaultView } from './view';
import { otherFiles, type Sweep } from './note-folders';
import { walkFiles, walkNotes, type WalkedFile } from './walk';

/** How often a reader looks again when a writer is at work on the very note. Two are enough for one writer. */
const READ_ATTEMPTS = 5;

interface Standing {
  integrity: Integrity;
  state: GovernedState | null;
}

export class LiveView implements VaultView {
  readonly now: string;
  readonly random: Random;
  private readonly snapshots = new Map<string, NoteSnapshot | null>();
  private readonly walked = new Map<string, RowSet>();
  private readonly source: NoteRows;
  private readonly reader: NoteReader;
  private source256: Sha256 | null = null;
  /** Something that was read had changed since the rows were looked at. */
  private hasReadNewer = false;
  private readonly isNewer = (): void => { this.hasReadNewer = true; };
  private graphed: GraphedNotes | null = null;

  constructor(
    readonly ports: Ports,
    readonly config: Config,
    readonly actor: Actor,
    readonly baselines: Baselines,
    sources: Sources,
  ) {
    this.now = ports.clock.now();
    this.random = ports.random;
    this.reader = lookingOnce(ports.notes);
    this.source = sources.rows(config, this.reader, baselines);
  }

  *note(path: string): Io<NoteSnapshot | null> {
    const normalised = vaultPath(path);
    const known = this.snapshots.get(normalised);
    if (known !== undefined) return known;
    const snapshot = yield* this.readNote(normalised);
    this.snapshots.set(normalised, snapshot);
    return snapshot;
  }

  *bytes(path: string): Io<Uint8Array | null> {
    return yield* wait(this.ports.notes.read(vaultPath(path)));
  }

  *index(folder: string): Io<IndexedNote[]> {
    return yield* this.notesOf(yield* this.rows(folder, false));
  }

  *table(folder: string): Io<NoteTable> {
    const { stored, others } = yield* this.rowSet(folder, false);
    const governed = stored.map(({ table, numbers }) => ({ table, numbers: table.governed(numbers) }));
    const unjudged = stored.flatMap(({ table, numbers }) => Array.from(table.ungoverned(numbers), (at) => table.row(at)));
    const notes = yield* this.notesOf([...unjudged, ...others]);
    return stored.length === 0 ? plainTable(notes) : storedTable(governed, notes);
  }

  /** Rows below a folder, in path order. */
  *rows(folder: string, hashAll: boolean): Io<readonly IndexRow[]> {
    return (yield* this.rowSet(folder, hashAll)).all();
  }

  /** Looked at once in one view. */
  *rowSet(folder: string, hashAll: boolean): Io<RowSet> {
    const key = `${hashAll ? 'hashed' : 'stat'} ${folder}`;
    const known = this.walked.get(key) ?? (yield* this.source.rows(folder, hashAll));
    this.walked.set(key, known);
    return known;
  }

  /** In path order. */
  private *notesOf(rows: readonly IndexRow[]): Io<IndexedNote[]> {
    const notes: IndexedNote[] = [];
    const others: IndexRow[] = [];
    for (const row of rows) {
      const { governed } = row;
      if (governed) notes.push(governed);
      else others.push(row);
    }
    if (others.length === 0) return notes;
    const records = yield* this.baselines.records(others.map(({ path }) => path));
    for (const row of others) {
      const note = yield* this.indexed(row, records.get(row.path) ?? []);
      if (note) notes.push(note);
    }
    return notes.sort((a, b) => comparePaths(a.path, b.path));
  }

  *paths(folder: string): Io<string[]> {
    return (yield* walkNotes(this.reader, folder, null)).map(({ path }) => path);
  }

  *noteFiles(folder: string): Io<WalkedFile[]> {
    return yield* walkNotes(this.reader, folder, null);
  }

  *readEach(files: readonly WalkedFile[], take: (path: string, bytes: Uint8Array) => void, fail: (path: string, error: unknown) => void): Io<void> {
    const { notes } = this.ports;
    for (const { path, kind } of files) {
      let bytes: Uint8Array | null;
      try {
        const normalised = vaultPath(path);
        const answer = notes.glance && kind === 'file' ? notes.glance(normalised) : notes.read(normalised);
        // A step of the generator for each note would cost as much as looking at it.
        bytes = answer instanceof Promise ? yield* wait(answer) : answer;
      } catch (error) {
        fail(path, error);
        continue;
      }
      if (bytes !== null) take(path, bytes);
    }
  }

  *files(folder: string): Io<string[]> {
    return (yield* walkFiles(this.reader, folder, null, () => true)).flatMap(({ path, kind }) => (kind === 'file' ? [path] : []));
  }

  *graphs(): Io<GraphedNotes> {
    this.graphed ??= { ...yield* noteGraphs(this.ports, yield* this.rowSet('', false), this.isNewer), others: yield* otherFiles(this.reader, '') };
    return this.graphed;
  }

  *remembered<T>(name: string, derive: () => Io<T>): Io<T> {
    this.source256 ??= yield* this.sha256OfAll();
    return yield* rememberedAnswer(this.ports, { name, source: this.source256 }, derive, () => !this.hasReadNewer);
  }

  *rememberedOfLedgers<T>(name: string, derive: () => Io<T>): Io<T> {
    return yield* rememberedOfLedgers(this.ports, name, derive, this.now);
  }

  *rememberedOfEach<Note extends Pick<IndexedNote, 'sha256'>, T>(memory: Memory, notes: readonly Note[], derive: (note: Note) => Io<Derived<T>>): Io<T[]> {
    return yield* rememberedAnswers(this.ports, memory, notes, derive, this.isNewer);
  }

  *rememberedNumbers(memory: Memory, derive: () => Uint32Array): Io<Uint32Array> {
    return yield* rememberedNumbers(this.ports, memory, derive);
  }

  /** Of the content of every note, the name of every file, and the settings of folders. */
  private *sha256OfAll(): Io<Sha256> {
    const notes = (yield* this.rowSet('', false)).content();
    const files = yield* otherFiles(this.reader, '');
    return yield* this.sha256(JSON.stringify([notes, files, this.config.folders]));
  }

  *sha256(content: string | Uint8Array): Io<Sha256> {
    return yield* wait(this.ports.hash.sha256(encodeNote(content)));
  }

  *object(path: string, sha256: Sha256): Io<Uint8Array | null> {
    return yield* findObject(this.ports, path, sha256);
  }

  *baseline(path: string): Io<Sha256 | null> {
    const record = yield* this.baselines.lookup(path);
    return record.at(-1)?.after ?? null;
  }

  *integrityOf(path: string, sha256: Sha256): Io<Integrity> {
    return (yield* this.standing(path, sha256, yield* this.baselines.lookup(path))).integrity;
  }

  *history(filter: HistoryFilter): Io<HistoryEntry[]> {
    return yield* readHistory(this.ports.state, filter);
  }

  *drift(hash: 'all' | 'changed'): Io<DriftReport> {
    return yield* driftReport(this, hash);
  }

  /** How bytes with this hash stand to the path's record. */
  *standing(path: string, found: Sha256, record: PathRecord): Io<Standing> {
    const head = record.find((candidate) => candidate.after === found);
    if (head) return { integrity: 'ok', state: head.state };
    const merged = record.length > 1 ? yield* cleanMerge(this.ports, this.baselines, path, record, found) : null;
    if (merged) return { integrity: 'ok', state: merged.state };
    const wasWritten = record.some((candidate) => candidate.after !== null);
    return { integrity: wasWritten ? 'modified' : 'untracked', state: record.at(-1)?.state ?? null };
  }

  private *indexed(row: IndexRow, record: PathRecord): Io<IndexedNote | null> {
    const { path, sha256, properties, problem, criteria } = row;
    const { integrity, state } = yield* this.standing(path, sha256, record);
    if (integrity === 'ok' || row.stat.kind !== 'file' || (integrity === 'untracked' && record.length === 0)) {
      return { path, sha256, size: row.stat.size, properties, problem, criteria, integrity, state };
    }
    // It may be a governed write in flight: only the careful read can tell that from drift.
    const snapshot = yield* this.note(path);
    if (!snapshot) return null;
    return { path, sha256, size: row.stat.size, properties, problem, criteria, integrity: snapshot.integrity, state: snapshot.state };
  }

  private *readNote(path: string): Io<NoteSnapshot | null> {
    let last = null as { found: Sha256 | null; baseline: string } | null;
    for (let attempt = 0; ; attempt++) {
      const bytes = yield* wait(this.ports.notes.read(path));
      const found = bytes && (yield* wait(this.ports.hash.sha256(bytes)));
      const record = yield* this.baselines.lookup(path);
      const standing: Standing | null = found === null ? null : yield* this.standing(path, found, record);
      if (bytes && found !== null && standing?.integrity === 'ok') return snapshotOf(path, bytes, found, standing);
      const staged = yield* this.stagedHead(path, record);
      if (staged) return staged;
      if (found !== null && isDeleted(record) && (yield* isBeingDeleted(this.ports, path, found))) return null;
      const isSettled = record.every((head) => head.after === null);
      const baseline = JSON.stringify(record);
      const isUnchanged = last?.found === found && last.baseline === baseline;
      if (isUnchanged || attempt >= READ_ATTEMPTS || (attempt > 0 && isSettled)) {
        return bytes && found !== null && standing ? snapshotOf(path, bytes, found, standing) : null;
      }
      last = { found, baseline };
      yield* this.baselines.refresh();
    }
  }

  /** The committed version of a note whose rename is still to come. */
  private *stagedHead(path: string, record: PathRecord): Io<NoteSnapshot | null> {
    for (const head of record) {
      const bytes = head.after && (yield* stagedContent(this.ports, head.after));
      if (bytes && head.after) return snapshotOf(path, bytes, head.after, { integrity: 'ok', state: head.state });
    }
    return null;
  }
}

/** A folder is looked at once in one view: several questions walk the same ones. */
function lookingOnce(notes: Ports['notes']): NoteReader {
  const listed = new Map<string, ReturnType<NoteReader['list']>>();
  const swept = new Map<string, MaybePromise<Sweep>>();
  return {
    read: (path) => notes.read(path),
    ...(notes.glance && { glance: notes.glance.bind(notes) }),
    stat: (path) => notes.stat(path),
    ...(notes.hashes && { hashes: notes.hashes.bind(notes) }),
    ...(notes.stamps && { stamps: notes.stamps.bind(notes) }),
    ...(notes.sweep && { sweep: keptBy(swept, notes.sweep.bind(notes)) }),
    list: keptBy(listed, (folder) => {
      const known = swept.get(folder);
      if (!known || known instanceof Promise) return notes.list(folder);
      return [...known.notes.map((name) => ({ name, kind: 'file' as const })), ...known.others];
    }),
  };
}

function keptBy<T>(known: Map<string, T>, look: (folder: string) => T): (folder: string) => T {
  return (folder) => {
    const found = known.get(folder) ?? look(folder);
    known.set(folder, found);
    return found;
  };
}

/** Every newest entry is a delete. */
function isDeleted(record: PathRecord): boolean {
  return record.length > 0 && record.every((head) => head.after === null);
}

function snapshotOf(path: string, bytes: Uint8Array, sha256: Sha256, standing: Standing): NoteSnapshot {
  return { path, bytes, sha256, text: decodeNote(bytes), ...standing };
}
