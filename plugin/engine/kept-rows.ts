// The index of a living process: a row of every note in memory. The app's events say where to look again, and the ledger
// says it surely: a path whose newest governed version is not the row's is read before anything is answered.
import { comparePaths, isBelow } from '../../shared/vault/paths';
import type { Baselines } from '../../shared/vault/baselines';
import type { Io } from '../../shared/vault/io';
import { wait } from '../../shared/vault/io';
import type { IndexRow } from '../../shared/vault/note-index';
import { rowOfBytes, unreadableRow } from '../../shared/vault/note-index';
import type { NoteRows } from '../../shared/vault/note-rows';
import { plainRows, type RowSet } from '../../shared/vault/row-set';
import type { PathRecord } from '../../shared/vault/path-record';
import type { FileStat, Ports } from '../../shared/vault/ports';

/** Time and size as the app knows them of a file, in milliseconds and bytes. */
export interface AppStat {
  mtime: number;
  size: number;
}

/** A row with what the app knew of its file. */
export type KeptRow = IndexRow & { stat: FileStat };

export class KeptRows implements NoteRows {
  private readonly byPath = new Map<string, KeptRow>();
  private sorted: readonly IndexRow[] | null = null;
  /** The record that a path was last looked at for; another one asks for a new look. */
  private readonly lookedAtFor = new Map<string, PathRecord>();
  /** Counts up whenever a row changes. */
  revision = 0;

  constructor(
    private readonly ports: Pick<Ports, 'notes' | 'hash'>,
    private readonly baselines: Baselines,
    private readonly storiesFolder: () => string,
    /** What the app knows of a file; `null` where it knows none. */
    private readonly statOf: (path: string) => AppStat | null,
  ) {}

  *rows(folder: string, hashAll: boolean): Io<RowSet> {
    if (hashAll) for (const path of [...this.byPath.keys()]) yield* this.lookAt(path);
    yield* this.catchUp();
    this.sorted ??= [...this.byPath.values()].sort((a, b) => comparePaths(a.path, b.path));
    return plainRows(folder === '' ? this.sorted : this.sorted.filter(({ path }) => isBelow(path, folder)));
  }

  /** Looks at every path of which the ledger says something that its row does not. */
  *catchUp(): Io<void> {
    for (const [path, record] of yield* this.baselines.all()) {
      if (this.lookedAtFor.get(path) === record) continue;
      const row = this.byPath.get(path);
      const isAsRecorded = record.some(({ after }) => after === (row?.sha256 ?? null));
      if (!isAsRecorded && isNote(path)) yield* this.lookAt(path);
      this.lookedAtFor.set(path, record);
    }
  }

  /**
   * Whether the app's stat of a file says that its row holds: an event about it tells nothing new. A file of the last
   * moments may have changed within the clock's tick.
   */
  holds(path: string, settled: number): boolean {
    const known = this.byPath.get(path)?.stat;
    const stat = this.statOf(path);
    if (!known || stat === null || stat.mtime >= settled) return false;
    const now = fileStat(stat);
    return known.mtime === now.mtime && known.size === now.size;
  }

  /** Reads one note anew. */
  *lookAt(path: string): Io<void> {
    // Before the reading, so that a row kept for the next start is never newer by its stat than by its content.
    const mtime = this.statOf(path)?.mtime ?? 0;
    let bytes: Uint8Array | null;
    try {
      bytes = yield* wait(this.ports.notes.read(path));
    } catch (error) {
      this.put(unreadableRow(path, error instanceof Error ? error.message : String(error)));
      return;
    }
    if (bytes === null) {
      this.drop(path);
      return;
    }
    yield* this.take(path, bytes, mtime);
  }

  /** The row of bytes that somebody else read; `mtime` as the app knew it before the reading. */
  *take(path: string, bytes: Uint8Array, mtime: number): Io<void> {
    const sha256 = yield* wait(this.ports.hash.sha256(bytes));
    const before = this.byPath.get(path);
    const stat = fileStat({ mtime, size: bytes.length });
    if (before?.sha256 === sha256 && before.problem === null) this.byPath.set(path, { ...before, stat });
    else this.put(rowOfBytes(path, stat, sha256, bytes, isBelow(path, this.storiesFolder()) ? 'stories' : 'notes'));
    this.sorted = null;
  }

  /** A row that is known to hold. */
  put(row: KeptRow): void {
    this.byPath.set(row.path, row);
    this.sorted = null;
    this.revision += 1;
  }

  drop(path: string): void {
    if (!this.byPath.delete(path)) return;
    this.sorted = null;
    this.revision += 1;
  }

  row(path: string): KeptRow | null {
    return this.byPath.get(path) ?? null;
  }

  paths(): string[] {
    return [...this.byPath.keys()];
  }

  all(): Iterable<KeptRow> {
    return this.byPath.values();
  }
}

/** A row's stat from what the app knows of a file: milliseconds stand for nanoseconds. */
export function fileStat({ mtime, size }: AppStat): FileStat {
  return { kind: 'file', size, mtime: `${Math.round(mtime)}000000`, ctime: '0', inode: '0' };
}

function isNote(path: string): boolean {
  return path.toLowerCase().endsWith('.md') && !path.startsWith('.');
}
