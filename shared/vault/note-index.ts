// The index of notes: what lists need of each, kept between commands and checked against every note's stat, so that an
// answer never comes from the past. Derived: deleting, damaging or copying it changes no answer.
import { countChecklist } from '../note/checklist';
import type { Properties } from '../note/frontmatter';
import { readFrontmatter } from '../note/frontmatter';
import { decodeNote } from './bytes';
import type { Io } from './io';
import { wait } from './io';
import { comparePaths, isBelow } from './paths';
import type { FileStat, FolderEntry, Ports, Sha256 } from './ports';

export interface IndexRow {
  path: string;
  stat: FileStat;
  sha256: Sha256;
  properties: Properties | null;
  problem: string | null;
  criteria: { done: number; total: number };
}

/** Stories and all other notes have an index each, so that a question about one does not read the other. */
export type Partition = 'stories' | 'notes';

/** What reading the vault's files takes. */
export type NoteReader = Pick<Ports['notes'], 'read' | 'stat' | 'list'>;

/** Changes with the format, and whenever rows would be derived differently from the same bytes. */
const VERSION = 'touchstone-index-1';
/** Rows that were read anew before the index is written again; below it, reading them once more is cheaper. */
const CHANGES_TO_SAVE = 32;
/** A note modified this shortly before the index was written may have changed again within the clock's tick. */
const RACY_NANOSECONDS = 20_000_000n;
/** The section that stories keep their criteria in (`formats.md`). */
const CRITERIA = 'Acceptance Criteria';
const NOT_A_FILE = 'it is no regular file, or a link that leads out of the vault';

export class NoteIndex {
  private known: Map<string, IndexRow> | null = null;
  private writtenAt = 0n;

  constructor(
    private readonly ports: Pick<Ports, 'state' | 'hash' | 'place'> & { notes: NoteReader },
    private readonly partition: Partition,
    private readonly storiesFolder: string,
  ) {}

  /**
   * The rows of all notes below `folder`, sorted by path.
   * `hashAll` reads every note; otherwise one whose stat is as remembered is taken as remembered.
   */
  *rows(folder: string, hashAll = false): Io<IndexRow[]> {
    const known = yield* this.load();
    const rows: IndexRow[] = [];
    const changed: IndexRow[] = [];
    for (const { path, kind } of yield* walkNotes(this.ports.notes, folder, this.excluded())) {
      if (kind !== 'file') {
        rows.push(unreadableRow(path, NOT_A_FILE));
        continue;
      }
      const stat = yield* wait(this.ports.notes.stat(path));
      if (!stat) continue;
      const before = known.get(path);
      const row = before && !hashAll && this.holds(before, stat) ? before : yield* this.read(path, stat);
      if (!row) continue;
      rows.push(row);
      if (row !== before) changed.push(row);
    }
    if (changed.length >= CHANGES_TO_SAVE || (this.writtenAt === 0n && changed.length > 0)) yield* this.save(folder, rows, known);
    return rows;
  }

  private excluded(): string | null {
    return this.partition === 'notes' ? this.storiesFolder : null;
  }

  private holds(row: IndexRow, stat: FileStat): boolean {
    const { stat: then } = row;
    return (
      then.mtime === stat.mtime && then.ctime === stat.ctime && then.size === stat.size && then.inode === stat.inode &&
      BigInt(stat.mtime) < this.writtenAt - RACY_NANOSECONDS && BigInt(stat.ctime) < this.writtenAt - RACY_NANOSECONDS
    );
  }

  private *read(path: string, stat: FileStat): Io<IndexRow | null> {
    let bytes: Uint8Array | null;
    try {
      bytes = yield* wait(this.ports.notes.read(path));
    } catch (error) {
      return unreadableRow(path, error instanceof Error ? error.message : String(error));
    }
    if (!bytes) return null;
    return rowOfBytes(path, stat, yield* wait(this.ports.hash.sha256(bytes)), bytes, this.partition);
  }

  private cachePath(): string {
    return `local/cache/index-${this.partition}`;
  }

  private *load(): Io<Map<string, IndexRow>> {
    if (this.known) return this.known;
    this.known = new Map();
    const stat = yield* wait(this.ports.state.stat(this.cachePath()));
    const bytes = stat && (yield* wait(this.ports.state.read(this.cachePath())));
    const rows = bytes && parseIndex(bytes, this.ports.place);
    if (!stat || !rows) return this.known;
    this.writtenAt = BigInt(stat.mtime);
    for (const row of rows) this.known.set(row.path, row);
    return this.known;
  }

  private *save(folder: string, fresh: readonly IndexRow[], known: ReadonlyMap<string, IndexRow>): Io<void> {
    const others = [...known.values()].filter((row) => !isBelow(row.path, folder));
    const rows = [...others, ...fresh.filter((row) => row.stat.kind === 'file')];
    try {
      yield* wait(this.ports.state.writeCache(this.cachePath(), encodeIndex(rows, this.ports.place)));
    } catch {
      // A read-only or full disk: the next command reads the notes again.
    }
  }
}

/** Notes below a folder in path order, without dot-folders; `excluded` is left out with all below it. */
export function* walkNotes(notes: Pick<NoteReader, 'list'>, folder: string, excluded: string | null): Io<WalkedFile[]> {
  return yield* walkFiles(notes, folder, excluded, (name) => name.toLowerCase().endsWith('.md'));
}

export interface WalkedFile {
  path: string;
  kind: FolderEntry['kind'];
}

/** As {@link walkNotes}, for files whose names are `wanted`. */
export function* walkFiles(
  notes: Pick<NoteReader, 'list'>,
  folder: string,
  excluded: string | null,
  wanted: (name: string) => boolean,
): Io<WalkedFile[]> {
  const found: WalkedFile[] = [];
  const folders = [folder];
  for (let next = folders.pop(); next !== undefined; next = folders.pop()) {
    for (const { name, kind } of yield* wait(notes.list(next))) {
      const path = next === '' ? name : `${next}/${name}`;
      if (kind === 'folder') {
        if (path !== excluded) folders.push(path);
      } else if (wanted(name)) {
        found.push({ path, kind });
      }
    }
  }
  return found.sort((a, b) => comparePaths(a.path, b.path));
}

/** The row of a note with these bytes. */
export function rowOfBytes(path: string, stat: FileStat, sha256: Sha256, bytes: Uint8Array, partition: Partition): IndexRow {
  return { path, stat, sha256, ...readRow(bytes, partition) };
}

function readRow(bytes: Uint8Array, partition: Partition): Pick<IndexRow, 'properties' | 'problem' | 'criteria'> {
  const text = decodeNote(bytes);
  if (text === null) return unreadable('it is not valid UTF-8');
  const reading = readFrontmatter(text);
  if (reading.kind === 'unreadable') {
    return unreadable(reading.line === null ? reading.problem : `${reading.problem} (line ${reading.line})`);
  }
  const properties: Properties = reading.kind === 'none' ? emptyProperties() : reading.properties;
  const criteria = partition === 'stories' ? countChecklist(text, CRITERIA) : { done: 0, total: 0 };
  return { properties, problem: null, criteria };
}

function unreadable(problem: string): Pick<IndexRow, 'properties' | 'problem' | 'criteria'> {
  return { properties: null, problem, criteria: { done: 0, total: 0 } };
}

/** The row of a note that can't be read at all. */
export function unreadableRow(path: string, problem: string): IndexRow {
  const stat: FileStat = { kind: 'other', size: 0, mtime: '0', ctime: '0', inode: '0' };
  return { path, stat, sha256: '', ...unreadable(problem) };
}

function emptyProperties(): Properties {
  return Object.create(null) as Properties;
}

type StoredRow = [
  path: string, mtime: string, ctime: string, size: number, inode: string, sha256: string,
  properties: Properties | null, problem: string | null, done: number, total: number,
];

function encodeIndex(rows: readonly IndexRow[], place: string): Uint8Array {
  const stored = rows.map(({ path, stat, sha256, properties, problem, criteria }): StoredRow => [
    path, stat.mtime, stat.ctime, stat.size, stat.inode, sha256, properties, problem, criteria.done, criteria.total,
  ]);
  const body = JSON.stringify({ place, rows: stored });
  return new TextEncoder().encode(`${VERSION} ${textChecksum(body)}\n${body}`);
}

function parseIndex(bytes: Uint8Array, place: string): IndexRow[] | null {
  const text = new TextDecoder().decode(bytes);
  const end = text.indexOf('\n');
  const body = text.slice(end + 1);
  if (text.slice(0, end) !== `${VERSION} ${textChecksum(body)}`) return null;
  const index = JSON.parse(body) as { place: string; rows: StoredRow[] };
  if (index.place !== place) return null;
  return index.rows.map(([path, mtime, ctime, size, inode, sha256, properties, problem, done, total]) => ({
    path,
    stat: { kind: 'file', mtime, ctime, size, inode },
    sha256,
    // JSON gives objects a prototype; a property named `constructor` must not be found where there is none.
    properties: properties && Object.assign(emptyProperties(), properties),
    problem,
    criteria: { done, total },
  }));
}

/** FNV-1a over UTF-16 units: finds damage, not forgery. */
export function textChecksum(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return value >>> 0;
}
