// Rows that a file of the index remembers, and how far they can be taken on trust.
import type { Baselines } from './baselines';
import { readCache } from './cache-file';
import type { StampedRow } from './encode-rows';
import type { Io } from './io';
import { wait } from './io';
import type { Ports } from './ports';
import { withRecord, type StorableRow } from './read-row';
import type { Identity } from './row-format';
import { decodeRows, type RowTable } from './row-table';
import { milliseconds, RACY_MS, settledStamp, STAMP_LENGTH, type Stamps } from './stamps';

/**
 * Bytes that a ledger may have beyond where a file of rows stands. They are read by each who reads the file, and beyond this, or
 * an eighth of the file, that takes longer than writing the file again once.
 */
const FOLLOWED = 128 * 1024;

/** What is not simply as it was remembered. */
export interface Found {
  row: StorableRow;
  /** Of the bytes that the row was made from. */
  stamp: Float64Array;
  /** False while the ledger has not been asked. */
  isJudged: boolean;
  /** It is not to be remembered as it was. */
  isNew: boolean;
}

export class RememberedRows {
  /**
   * @param writtenAt when the file was written, in milliseconds.
   * @param touched numbers of rows that the ledger says more of than it did then; `null` when these may be any.
   * @param isFarBehind whether the ledger went on so far that the file is worth being written again.
   */
  constructor(
    readonly table: RowTable, private readonly writtenAt: number, private readonly touched: ReadonlySet<number> | null, readonly isFarBehind: boolean,
  ) {}

  isJudged(at: number): boolean {
    return this.touched !== null && !this.touched.has(at);
  }

  /** Which of these rows (-1 for none) are as they were remembered, with all that the ledger says of them: 1 for each. */
  kept(matched: Int32Array, stamps: Stamps): Uint8Array {
    const kept = this.holding(matched, stamps);
    if (this.touched === null) return kept.fill(0);
    for (const at of this.touched) {
      const n = at < 0 ? -1 : matched.indexOf(at);
      if (n >= 0) kept[n] = 0;
    }
    return kept;
  }

  /** A row (-1 for none), if it holds for the file with the stamp in the `n`th place. */
  found(at: number, stamps: Stamps, n: number): Found | null {
    const numbers = stamps.numbers.subarray(n * STAMP_LENGTH, (n + 1) * STAMP_LENGTH);
    if (this.holding(Int32Array.of(at), { numbers })[0] !== 1) return null;
    return { row: this.table.row(at), stamp: settledStamp(stamps, n), isJudged: this.isJudged(at), isNew: false };
  }

  /** As {@link RowTable.holding}, for stamps that the clock could tell from those of a later write. */
  private holding(matched: Int32Array, stamps: Pick<Stamps, 'numbers'>): Uint8Array {
    return this.table.holding(matched, stamps, this.writtenAt - RACY_MS);
  }

  /** To be remembered again without a look at its file; what the ledger says is left open where it says more by now. */
  stamped(at: number): StampedRow {
    const row = this.table.row(at);
    return { row: this.isJudged(at) ? row : withRecord(row, []), stamp: this.table.stamp(at) };
  }
}

/** `null` when there is no such file, or none that can be used. */
export function* rememberedRows(state: Ports['state'], path: string, identity: Identity, baselines: Baselines): Io<RememberedRows | null> {
  const stat = yield* wait(state.stat(path));
  const bytes = stat && (yield* readCache(state, path));
  const table = bytes && decodeRows(bytes, identity);
  if (!stat || !table) return null;
  const since = yield* baselines.touchedSince(table.ledger);
  const touched = since && new Set([...since.paths].map((touchedPath) => table.find(touchedPath)));
  return new RememberedRows(table, milliseconds(stat.mtime), touched, since === null || since.bytes > Math.max(FOLLOWED, bytes.length / 8));
}
