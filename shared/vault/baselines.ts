// Answers what the baseline of a note is: from the cache, and from the ledger lines that came after it.
// The cache is derived; when it is missing, damaged, foreign or behind, the ledger is read instead.
import { causalOrder } from './causal-order';
import type { CacheHeader, CacheLayout, CacheRows, LedgerStamp, Range } from './baseline-cache';
import { allRows, bucketRows, CACHE_PATH, encodeCache, openCache, readHead, tailLimit } from './baseline-cache';
import type { Clocks, Place } from './clocks';
import { recordSeen } from './clocks';
import { wait, type Io, type MaybePromise } from './io';
import type { BrokenLink, StoredLine } from './ledger';
import { ledgerPath, linesAfter, listLedgers, readLines, walkChain } from './ledger';
import type { LedgerNote } from './ledger-line';
import { withChange, type LiveFiles } from './live-files';
import type { PathRecord } from './path-record';
import { withEntry } from './path-record';
import type { Ports } from './ports';

/** Records are looked up one by one up to here; beyond it, all are read at once. */
const SINGLE_LOOKUPS = 64;
/** Ledger bytes beyond which telling what they are about costs more than comparing every note anew. */
const FOLLOW_LIMIT = 4 * 1024 * 1024;

interface TailEntry {
  place: Place;
  note: LedgerNote;
}

interface WriterTail {
  stamp: LedgerStamp;
  lines: StoredLine[];
  /** End of the last complete line. */
  end: number;
}

const UNREAD: LedgerStamp = { size: 0, seq: 0, last_start: 0, last_hash: null };

export class Baselines {
  /** `null` while the ledger is all there is. */
  private layout: CacheLayout | null = null;
  private clocks: Clocks = new Map();
  private tails = new Map<string, WriterTail>();
  private tailByPath = new Map<string, TailEntry[]>();
  private loaded = false;
  /** Ledger bytes that the last refresh brought. */
  private brought = 0;
  /** All records, once a process that lives asked for them to be kept. */
  private held: Map<string, PathRecord> | null = null;
  /** Of what the cache holds. */
  private liveBefore: LiveFiles | null = null;
  /** Broken links in what the stamps cover. */
  private brokenBefore: readonly BrokenLink[] = [];

  constructor(private readonly ports: Pick<Ports, 'state' | 'hash'>) {}

  private readonly read = ({ start, end }: Range): MaybePromise<Uint8Array> => this.ports.state.readRange(CACHE_PATH, start, end);

  /** Reads what other processes appended since the last call; the first call opens the cache. */
  *refresh(): Io<void> {
    const ledgers = yield* listLedgers(this.ports.state);
    if (!this.loaded) yield* this.open();
    this.loaded = true;
    for (const [writer, tail] of this.tails) {
      const now = ledgers.find((ledger) => ledger.writer === writer);
      // A ledger that shrank or vanished (branch switched, restored): nothing remembered of it holds.
      if ((now?.size ?? 0) < tail.end) this.forget();
    }
    const fresh = new Map<string, StoredLine[]>();
    const before = this.tailBytes();
    for (const { writer, size } of ledgers) {
      const tail = this.tails.get(writer) ?? { stamp: UNREAD, lines: [], end: 0 };
      this.tails.set(writer, tail);
      const lines = yield* linesAfter(this.ports, writer, tail, size);
      if (lines === null) {
        this.forget();
        return yield* this.refresh();
      }
      if (lines.length === 0) continue;
      tail.lines.push(...lines);
      tail.end = lines.at(-1)?.end ?? tail.end;
      fresh.set(writer, lines);
    }
    this.brought = this.tailBytes() - before;
    this.take(fresh);
  }

  /** Keeps all records in memory from here on: for processes that live. Everything else answers as before. */
  *hold(): Io<void> {
    this.held ??= yield* this.all();
  }

  /** The newest entries of one path; `[]` when no governed operation ever wrote it. */
  *lookup(path: string): Io<PathRecord> {
    if (this.held) return this.held.get(path) ?? [];
    let record = yield* this.cached(path);
    for (const entry of this.tailByPath.get(path) ?? []) record = withEntry(record, this.clocks, entry.place, entry.note);
    return record;
  }

  /** The records of these paths. */
  *records(paths: readonly string[]): Io<ReadonlyMap<string, PathRecord>> {
    if (paths.length > SINGLE_LOOKUPS) return yield* this.all();
    const records = new Map<string, PathRecord>();
    for (const path of paths) records.set(path, yield* this.lookup(path));
    return records;
  }

  /** How far each ledger was read. */
  *position(): Io<Record<string, LedgerStamp>> {
    const stamps: Record<string, LedgerStamp> = {};
    for (const [writer, tail] of this.tails) stamps[writer] = yield* this.stampAfter(tail);
    return stamps;
  }

  /**
   * Paths that the ledger has entries of after `position`; `null` when that can't be told, because a ledger does not
   * hold what it held then, or so much was added that reading it would cost more.
   */
  *touchedSince(position: Readonly<Record<string, LedgerStamp>>): Io<ReadonlySet<string> | null> {
    if (Object.keys(position).some((writer) => !this.tails.has(writer))) return null;
    const touched = new Set<string>();
    for (const [writer, tail] of this.tails) {
      const before = position[writer] ?? UNREAD;
      if (tail.end < before.size || tail.end - before.size > FOLLOW_LIMIT || !(yield* this.holds(writer, before))) return null;
      for (const { line } of yield* readLines(this.ports.state, writer, before.size, tail.end)) {
        for (const { path } of line?.notes ?? []) touched.add(path);
      }
    }
    return touched;
  }

  /** The records of all paths. */
  *all(): Io<Map<string, PathRecord>> {
    if (this.held) return this.held;
    const records = yield* this.allCached();
    for (const [path, entries] of this.tailByPath) {
      let record: PathRecord = records.get(path) ?? [];
      for (const entry of entries) record = withEntry(record, this.clocks, entry.place, entry.note);
      records.set(path, record);
    }
    return records;
  }

  /** What is governed and was not deleted, together; `null` when telling takes as much as {@link all}. */
  *live(): Io<LiveFiles | null> {
    if (this.held || this.tailByPath.size > SINGLE_LOOKUPS) return null;
    const before = this.liveBefore;
    let live = before;
    for (const path of this.tailByPath.keys()) live = live && withChange(live, path, yield* this.cached(path), yield* this.lookup(path));
    // The cache may have turned out damaged, or replaced.
    return this.liveBefore === before ? live : null;
  }

  /** The first broken link of each ledger, as far as it was read; `verify` walks them whole. */
  *broken(): Io<BrokenLink[]> {
    const found = [...this.brokenBefore];
    for (const [writer, tail] of this.tails) {
      if (found.some((link) => link.writer === writer)) continue;
      const { broken } = yield* this.walkTail(writer, tail);
      if (broken) found.push(broken);
    }
    return found;
  }

  /**
   * Writes the cache when what has to be read beside it has grown long. Failing costs nothing but time. It is for who saw
   * the tail pass the limit: many that write at once would else all do it. If that one was killed, it is anybody's later.
   */
  *save(): Io<void> {
    const [limit, tail] = [tailLimit(this.layout), this.tailBytes()];
    if (tail <= limit || (tail - this.brought > limit && tail <= 2 * limit)) return;
    const records = yield* this.all();
    const broken = yield* this.broken();
    const stamps = yield* this.position();
    const bytes = encodeCache(records, { stamps, clocks: this.clocks, broken });
    try {
      yield* wait(this.ports.state.writeCache(CACHE_PATH, bytes));
    } catch {
      return; // A read-only or full disk: the next command reads the ledger again.
    }
    // A process that goes on needs the lines no more: the next tail begins here.
    const head = readHead(bytes);
    if (head) this.adopt(head.header, head.layout);
  }

  private tailBytes(): number {
    let bytes = 0;
    for (const { end, stamp } of this.tails.values()) bytes += end - stamp.size;
    return bytes;
  }

  /** `seq` of the last line of every writer. */
  lastSeqs(): Record<string, number> {
    const seqs: Record<string, number> = {};
    for (const [writer, tail] of [...this.tails].sort(([a], [b]) => (a < b ? -1 : 1))) {
      seqs[writer] = tail.lines.findLast((stored) => stored.line)?.line?.seq ?? tail.stamp.seq;
    }
    return seqs;
  }

  knownClocks(): Clocks {
    return this.clocks;
  }

  private *open(): Io<void> {
    try {
      const head = yield* openCache(this.read);
      if (!head) return;
      // Every ledger must still hold the line that the cache was made after.
      for (const [writer, stamp] of Object.entries(head.header.stamps)) if (!(yield* this.holds(writer, stamp))) return;
      this.adopt(head.header, head.layout);
    } catch {
      // No cache, or one that can't be read: the ledger is read from its start.
    }
  }

  /** Whether a ledger has its last line of then where it was. */
  private *holds(writer: string, stamp: LedgerStamp): Io<boolean> {
    if (stamp.size === 0) return true;
    const known = this.tails.get(writer)?.stamp;
    if (known && known.size === stamp.size && known.last_hash === stamp.last_hash) return true;
    const bytes = yield* wait(this.ports.state.readRange(ledgerPath(writer), stamp.last_start, stamp.size));
    if (bytes.length !== stamp.size - stamp.last_start || bytes.at(-1) !== 0x0a) return false;
    return (yield* wait(this.ports.hash.sha256(bytes.subarray(0, -1)))) === stamp.last_hash;
  }

  private adopt(header: CacheHeader, layout: CacheLayout): void {
    this.layout = layout;
    this.liveBefore = header.live;
    this.clocks = new Map(header.clocks);
    this.startFrom(header.stamps, header.broken);
  }

  private startFrom(stamps: Readonly<Record<string, LedgerStamp>>, broken: readonly BrokenLink[]): void {
    this.brokenBefore = broken;
    this.tailByPath = new Map();
    for (const [writer, stamp] of Object.entries(stamps)) this.tails.set(writer, { stamp, lines: [], end: stamp.size });
  }

  private forget(): void {
    this.layout = null;
    this.liveBefore = null;
    this.brokenBefore = [];
    this.clocks = new Map();
    this.tails = new Map();
    this.tailByPath = new Map();
    if (this.held) this.held = new Map();
  }

  /** Takes new lines in an order in which each comes after what its writer had seen. */
  private take(fresh: Map<string, StoredLine[]>): void {
    for (const [writer, lines] of fresh) {
      for (const { line } of lines) if (line?.seen) recordSeen(this.clocks, { writer, seq: line.seq }, line.seen);
    }
    for (const { writer, stored } of causalOrder(fresh)) {
      for (const note of stored.line?.notes ?? []) {
        const place = { writer, seq: stored.line?.seq ?? 0 };
        this.held?.set(note.path, withEntry(this.held.get(note.path) ?? [], this.clocks, place, note));
        const entries = this.tailByPath.get(note.path) ?? [];
        entries.push({ place, note });
        this.tailByPath.set(note.path, entries);
      }
    }
  }

  private *cached(path: string): Io<PathRecord> {
    const rows = yield* this.intact((layout) => bucketRows(this.read, layout, path));
    return rows.find(([rowPath]) => rowPath === path)?.[1] ?? [];
  }

  private *allCached(): Io<Map<string, PathRecord>> {
    return new Map(yield* this.intact((layout) => allRows(this.read, layout)));
  }

  /**
   * What `read` finds in the cache. One that doesn't fit what was opened was replaced by another process, and is opened
   * once more; if that doesn't help it is damaged, and the ledger is read instead.
   */
  private *intact(read: (layout: CacheLayout) => Io<CacheRows | null>): Io<CacheRows> {
    for (const reopens of [true, false]) {
      if (!this.layout) break;
      const rows = yield* read(this.layout);
      if (rows) return rows;
      this.forget();
      this.loaded = !reopens;
      yield* this.refresh();
    }
    return [];
  }

  private *walkTail(writer: string, tail: WriterTail): ReturnType<typeof walkChain> {
    return yield* walkChain(this.ports.hash, writer, tail.lines, { seq: tail.stamp.seq, prev: tail.stamp.last_hash });
  }

  private *stampAfter(tail: WriterTail): Io<LedgerStamp> {
    const last = tail.lines.at(-1);
    if (!last) return tail.stamp;
    const seq = tail.lines.findLast((stored) => stored.line)?.line?.seq ?? tail.stamp.seq;
    const last_hash = yield* wait(this.ports.hash.sha256(last.bytes));
    return { size: last.end, seq, last_start: last.start, last_hash };
  }
}
