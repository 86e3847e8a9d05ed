// Answers what the baseline of a note is: from the cache, and from the ledger lines that came after it.
// The cache is derived; when it is missing, damaged, foreign or behind, the ledger is read instead.
import { causalOrder } from './causal-order';
import type { CacheFacts, CacheHeader, CacheLayout, CacheRows, LedgerStamp, Range } from './baseline-cache';
import { allRows, bucketRows, CACHE_PATH, encodeCache, openCache, patchCache, readHead, tailLimit } from './baseline-cache';
import { readCache } from './cache-file';
import type { Clocks, Place } from './clocks';
import { recordSeen } from './clocks';
import { wait, type Io, type MaybePromise } from './io';
import type { BrokenLink, StoredLine } from './ledger';
import { linesAfter, listLedgers, readLines, walkChain } from './ledger';
import type { LedgerNote } from './ledger-line';
import { withChange, type LiveFiles } from './live-files';
import type { PathRecord } from './path-record';
import { withEntry } from './path-record';
import type { Ports } from './ports';
import type { WriterTail } from './writer-tail';
import { bytesOf, holdsLine, lastSeqs, stampAfter, tailOf, UNREAD } from './writer-tail';

/** Records are looked up one by one up to here; beyond it, all are read at once. */
const SINGLE_LOOKUPS = 64;
/** Ledger bytes beyond which telling what they are about costs more than comparing every note anew. */
const FOLLOW_LIMIT = 4 * 1024 * 1024;

interface TailEntry {
  place: Place;
  note: LedgerNote;
}

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
  /** Records that were looked up in the cache. */
  private found = new Map<string, PathRecord>();
  /** All records as they were put together last. */
  private gathered: ReadonlyMap<string, PathRecord> | null = null;
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
    const fresh = new Map<string, readonly StoredLine[]>();
    const before = bytesOf(this.tails);
    for (const { writer, size } of ledgers) {
      const tail = tailOf(this.tails, writer);
      const lines = yield* linesAfter(this.ports, writer, tail, size);
      if (lines === null) {
        this.forget();
        return yield* this.refresh();
      }
      if (lines.length > 0) fresh.set(writer, lines);
    }
    this.take(fresh);
    this.brought = bytesOf(this.tails) - before;
  }

  /** Takes lines that this process just appended; those that don't follow on what was read wait for the next {@link refresh}. */
  appended(writer: string, lines: readonly StoredLine[]): void {
    if (lines[0]?.start !== tailOf(this.tails, writer).end) return;
    const before = bytesOf(this.tails);
    this.take(new Map([[writer, lines]]));
    this.brought = bytesOf(this.tails) - before;
  }

  /** Keeps all records in memory from here on: for processes that live. Everything else answers as before. */
  *hold(): Io<void> {
    this.held ??= new Map(yield* this.all());
  }

  /** The newest entries of one path; `[]` when no governed operation ever wrote it. */
  *lookup(path: string): Io<PathRecord> {
    if (this.held) return this.held.get(path) ?? [];
    return this.afterTail(path, yield* this.cached(path));
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
    for (const [writer, tail] of this.tails) stamps[writer] = yield* stampAfter(this.ports.hash, tail);
    return stamps;
  }

  /**
   * Paths that the ledger has entries of after `position`, and how many bytes these entries have; `null` when that can't be
   * told, because a ledger does not hold what it held then, or so much was added that reading it would cost more.
   */
  *touchedSince(position: Readonly<Record<string, LedgerStamp>>): Io<{ paths: ReadonlySet<string>; bytes: number } | null> {
    if (Object.keys(position).some((writer) => !this.tails.has(writer))) return null;
    const paths = new Set<string>();
    let bytes = 0;
    for (const [writer, tail] of this.tails) {
      const before = position[writer] ?? UNREAD;
      if (tail.end < before.size || tail.end - before.size > FOLLOW_LIMIT || !(yield* this.holds(writer, before))) return null;
      for (const { line } of yield* readLines(this.ports.state, writer, before.size, tail.end)) {
        for (const { path } of line?.notes ?? []) paths.add(path);
      }
      bytes += tail.end - before.size;
    }
    return { paths, bytes };
  }

  /** The records of all paths. */
  *all(): Io<ReadonlyMap<string, PathRecord>> {
    const known = this.held ?? this.gathered;
    if (known) return known;
    const records = yield* this.allCached();
    for (const path of this.tailByPath.keys()) records.set(path, this.afterTail(path, records.get(path) ?? []));
    return (this.gathered = records);
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
      const { broken } = yield* walkChain(this.ports.hash, writer, tail.lines, { seq: tail.stamp.seq, prev: tail.stamp.last_hash });
      if (broken) found.push(broken);
    }
    return found;
  }

  /**
   * Writes the cache when what has to be read beside it has grown long. Failing costs nothing but time. It is for who saw
   * the tail pass the limit: many that write at once would else all do it. If that one was killed, it is anybody's later.
   */
  *save(): Io<void> {
    const [limit, tail] = [tailLimit(this.layout), bytesOf(this.tails)];
    if (tail <= limit || (tail - this.brought > limit && tail <= 2 * limit)) return;
    const bytes = (yield* this.patched()) ?? encodeCache(yield* this.all(), yield* this.facts());
    try {
      yield* wait(this.ports.state.writeCache(CACHE_PATH, bytes));
    } catch {
      return; // A read-only or full disk: the next command reads the ledger again.
    }
    // A process that goes on needs the lines no more: the next tail begins here.
    const head = readHead(bytes);
    if (head) this.adopt(head.header, head.layout);
  }

  /** The cache with what came after it; `null` when it has to be made anew. */
  private *patched(): Io<Uint8Array | null> {
    if (!this.layout) return null;
    const cache = yield* readCache(this.ports.state, CACHE_PATH);
    const facts = yield* this.facts();
    return cache && patchCache(cache, this.layout, this.tailByPath.keys(), (path, before) => this.afterTail(path, before), facts);
  }

  private *facts(): Io<CacheFacts> {
    return { stamps: yield* this.position(), clocks: this.clocks, broken: yield* this.broken() };
  }

  /** `seq` of the last line of every writer. */
  lastSeqs(): Record<string, number> {
    return lastSeqs(this.tails);
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
    const known = this.tails.get(writer)?.stamp;
    if (known && known.size === stamp.size && known.last_hash === stamp.last_hash) return true;
    return yield* holdsLine(this.ports, writer, stamp);
  }

  private adopt(header: CacheHeader, layout: CacheLayout): void {
    this.layout = layout;
    this.liveBefore = header.live;
    this.clocks = new Map(header.clocks);
    this.brokenBefore = header.broken;
    this.found = new Map();
    this.tailByPath = new Map();
    for (const [writer, stamp] of Object.entries(header.stamps)) this.tails.set(writer, { stamp, lines: [], end: stamp.size });
  }

  private forget(): void {
    this.layout = null;
    this.gathered = null;
    this.liveBefore = null;
    this.brokenBefore = [];
    this.clocks = new Map();
    this.tails = new Map();
    this.tailByPath = new Map();
    this.found = new Map();
    if (this.held) this.held = new Map();
  }

  /** Takes new lines in an order in which each comes after what its writer had seen. */
  private take(fresh: ReadonlyMap<string, readonly StoredLine[]>): void {
    if (fresh.size > 0) this.gathered = null;
    for (const [writer, lines] of fresh) {
      const tail = tailOf(this.tails, writer);
      tail.lines.push(...lines);
      tail.end = lines.at(-1)?.end ?? tail.end;
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

  private afterTail(path: string, cached: PathRecord): PathRecord {
    let record = cached;
    for (const { place, note } of this.tailByPath.get(path) ?? []) record = withEntry(record, this.clocks, place, note);
    return record;
  }

  private *cached(path: string): Io<PathRecord> {
    // Of the cache as it is now: what is found in one that another takes the place of meanwhile must not be remembered.
    const { found } = this;
    const known = found.get(path);
    if (known) return known;
    const rows = yield* this.intact((layout) => bucketRows(this.read, layout, path));
    const record = rows.find(([rowPath]) => rowPath === path)?.[1] ?? [];
    found.set(path, record);
    return record;
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
}
