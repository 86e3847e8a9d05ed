// The file format of the baseline cache: path records in hashed buckets, so that one note costs one small read at any
// size of the vault. What is read carries a checksum; what does not match is rebuilt from the ledger.
//
//   preamble    32-bit words: mark, checksum of the rest of the head, length of the header, number of buckets
//   header      JSON; the preamble and it are the head
//   table       a 32-bit word for each bucket and one for the end: where it begins, from the table's end
//   buckets     each its checksum (a 32-bit word) and JSON; the head's checksum is mixed in, so that the bucket of a cache that
//               took this one's place since its head was read doesn't fit
//
// Every part is filled up to whole words.
import { concatenate } from './bytes';
import { checksumOf, textChecksum } from './checksum';
import type { Clocks } from './clocks';
import type { Io, MaybePromise } from './io';
import { wait } from './io';
import type { BrokenLink } from './ledger';
import { liveFiles, nameable, withChange, type LiveFiles } from './live-files';
import type { PathRecord } from './path-record';
import type { Sha256 } from './ports';

/** How far a ledger file had been read: up to `size`, whose last line starts at `last_start` and has this hash. */
export interface LedgerStamp {
  size: number;
  seq: number;
  last_start: number;
  last_hash: Sha256 | null;
}

export interface CacheHeader {
  stamps: Record<string, LedgerStamp>;
  clocks: [string, { seq: number; seen: Record<string, number> }[]][];
  broken: BrokenLink[];
  /** What the records say together. */
  live: LiveFiles | null;
}

/** Where a cache has its parts, in bytes from its beginning. */
export interface CacheLayout {
  buckets: number;
  table: number;
  /** Where the first bucket begins. */
  body: number;
  /** Checksum of the head. */
  tag: number;
}

export interface Range {
  start: number;
  end: number;
}

export type CacheRows = [string, PathRecord][];

/** Reads a part of the cache, shorter where it ends. */
type Read = (range: Range) => MaybePromise<Uint8Array>;

export const CACHE_PATH = 'local/cache/baselines';
/** What is read first: the head of a vault with a few writers. */
const FIRST_READ = 4096;
/** Also tells a machine of the other byte order. Changes whenever the format does; a cache of another one is rebuilt. */
const MARK = 0x7c01_b005;
const WORD = 4;
const PREAMBLE = 4 * WORD;
/** About 3 KB a bucket: read and parsed in well under 0.1 ms. */
const PATHS_PER_BUCKET = 16;
/** Chance fills none so far before there are twice as many paths as buckets are meant for. */
const MOST_PATHS_IN_A_BUCKET = 3 * PATHS_PER_BUCKET;
const SPACE = 0x20;
/**
 * Ledger bytes after the cache's stamps beyond which the cache is written anew: some 100 lines, in larger vaults up to 400.
 * Writing costs by the size of the vault and reading by the length of the tail, so that both together cost least when the
 * limit grows with the root of the size.
 */
const [TAIL_LIMIT, LONGEST_TAIL_LIMIT] = [32 * 1024, 128 * 1024];
/** Buckets of a vault that the shorter limit is for, some 3,000 notes. */
const BUCKETS_OF_A_SMALL_VAULT = 200;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** What a cache says beside the records. */
export type CacheFacts = Omit<CacheHeader, 'live' | 'clocks'> & { clocks: Clocks };

/** A bucket as it is stored, its checksum without the head's. */
interface StoredBucket {
  checksum: number;
  json: Uint8Array;
}

export function encodeCache(records: ReadonlyMap<string, PathRecord>, facts: CacheFacts): Uint8Array {
  const count = Math.max(1, Math.ceil(records.size / PATHS_PER_BUCKET));
  const rows: CacheRows[] = Array.from({ length: count }, () => []);
  for (const entry of records) rows[bucketOf(entry[0], count)]?.push(entry);
  return joined(facts, liveFiles(records), rows.map(storedBucket));
}

/**
 * The cache after the records of some paths became others. The other buckets are copied as they are, so that one which is
 * damaged stays so. `null` when this is not the cache with that layout, when a bucket that changes is damaged, or when it is
 * time for more buckets.
 */
export function patchCache(
  cache: Uint8Array,
  layout: CacheLayout,
  paths: Iterable<string>,
  recordAfter: (path: string, before: PathRecord) => PathRecord,
  facts: CacheFacts,
): Uint8Array | null {
  const head = readHead(cache);
  const buckets = head?.layout.tag === layout.tag ? storedBuckets(layout, cache.subarray(layout.table)) : null;
  if (!head || !buckets) return null;
  let { live } = head.header;
  const changed = new Map<number, Map<string, PathRecord>>();
  for (const path of paths) {
    const bucket = bucketOf(path, layout.buckets);
    const known = changed.get(bucket);
    const stored = known ? null : buckets[bucket] && rowsOf(buckets[bucket]);
    const rows = known ?? (stored && new Map(stored));
    if (!rows) return null;
    const before = rows.get(path) ?? [];
    const after = recordAfter(path, before);
    live = live && withChange(live, path, before, after);
    changed.set(bucket, rows.set(path, after));
  }
  for (const [bucket, rows] of changed) {
    if (rows.size > MOST_PATHS_IN_A_BUCKET) return null;
    buckets[bucket] = storedBucket([...rows]);
  }
  return joined(facts, live && nameable(live), buckets);
}

function joined({ stamps, clocks, broken }: CacheFacts, live: LiveFiles | null, buckets: readonly StoredBucket[]): Uint8Array {
  const header = jsonWords({ stamps, clocks: [...clocks], broken, live } satisfies CacheHeader);
  const rest = concatenate([wordsOf(header.length, buckets.length), header]);
  const tag = checksumOf(rest);
  const table = new Uint32Array(buckets.length + 1);
  buckets.forEach(({ json }, bucket) => { table[bucket + 1] = (table[bucket] ?? 0) + WORD + json.length; });
  const stored = buckets.flatMap(({ checksum, json }) => [wordsOf(checksum ^ tag), json]);
  return concatenate([wordsOf(MARK, tag), rest, new Uint8Array(table.buffer), ...stored]);
}

function storedBucket(rows: CacheRows): StoredBucket {
  const json = jsonWords(rows);
  return { checksum: checksumOf(json), json };
}

/** The head of the cache, and where the rest is; `null` when there is none that can be used. */
export function* openCache(read: Read): Io<ReturnType<typeof readHead>> {
  const first = yield* wait(read({ start: 0, end: FIRST_READ }));
  const length = headLength(first) ?? 0;
  return readHead(length <= first.length ? first : yield* wait(read({ start: 0, end: length })));
}

/** The rows of the bucket that a path belongs to; `null` when it is damaged, or gone. */
export function* bucketRows(read: Read, layout: CacheLayout, path: string): Io<CacheRows | null> {
  try {
    const range = bucketRange(layout, yield* wait(read(tableRange(layout, path))));
    const stored = range && bucketFrom(layout, yield* wait(read(range)));
    return stored && rowsOf(stored);
  } catch {
    return null;
  }
}

/** The rows of all buckets; `null` when any is damaged, or gone. */
export function* allRows(read: Read, layout: CacheLayout): Io<CacheRows | null> {
  try {
    const buckets = storedBuckets(layout, yield* wait(read(bodyRange(layout))));
    return buckets && rowsOfAll(buckets);
  } catch {
    return null;
  }
}

/** Ledger bytes beside a cache like this one, or none, beyond which it is written anew. */
export function tailLimit(layout: CacheLayout | null): number {
  const growth = Math.sqrt((layout?.buckets ?? 0) / BUCKETS_OF_A_SMALL_VAULT);
  return Math.min(LONGEST_TAIL_LIMIT, TAIL_LIMIT * Math.max(1, growth));
}

/** How many bytes the head of a cache has, by its beginning; `null` when this is no cache of this version. */
function headLength(bytes: Uint8Array): number | null {
  if (bytes.length < PREAMBLE) return null;
  const [mark, , length = 0] = new Uint32Array(bytes.buffer, bytes.byteOffset, 4);
  return mark === MARK && length % WORD === 0 ? PREAMBLE + length : null;
}

/** @param cache its beginning, with all of the head, at a whole word; `null` when the head is damaged. */
export function readHead(cache: Uint8Array): { header: CacheHeader; layout: CacheLayout } | null {
  const length = headLength(cache);
  if (length === null || length > cache.length) return null;
  const bytes = cache.subarray(0, length);
  const [, tag = 0, , buckets = 0] = new Uint32Array(bytes.buffer, bytes.byteOffset, 4);
  if (checksumOf(bytes.subarray(2 * WORD)) !== tag) return null;
  const header = JSON.parse(decoder.decode(bytes.subarray(PREAMBLE))) as CacheHeader;
  return { header, layout: { buckets, table: bytes.length, body: bytes.length + (buckets + 1) * WORD, tag } };
}

/** Where the table says where the bucket of a path lies. */
function tableRange({ table, buckets }: CacheLayout, path: string): Range {
  const start = table + bucketOf(path, buckets) * WORD;
  return { start, end: start + 2 * WORD };
}

/** Where the bucket lies whose part of the table was read; `null` when that can't be. */
function bucketRange({ body }: CacheLayout, tablePart: Uint8Array): Range | null {
  if (tablePart.length !== 2 * WORD) return null;
  const [start = 0, end = 0] = new Uint32Array(tablePart.buffer, tablePart.byteOffset, 2);
  return start % WORD === 0 && start <= end ? { start: body + start, end: body + end } : null;
}

/** Where everything after the head lies. */
function bodyRange({ table }: CacheLayout): Range {
  return { start: table, end: Number.MAX_SAFE_INTEGER };
}

/** What a bucket is stored as; `null` when that can't be one. */
function bucketFrom({ tag }: CacheLayout, bytes: Uint8Array): StoredBucket | null {
  if (bytes.length < WORD || bytes.length % WORD !== 0) return null;
  const [word = 0] = new Uint32Array(bytes.buffer, bytes.byteOffset, 1);
  return { checksum: (word ^ tag) >>> 0, json: bytes.subarray(WORD) };
}

/** All buckets, from what follows the head; `null` when they can't be told apart. */
function storedBuckets(layout: CacheLayout, bytes: Uint8Array): StoredBucket[] | null {
  const tableLength = (layout.buckets + 1) * WORD;
  if (bytes.length < tableLength) return null;
  const table = new Uint32Array(bytes.buffer, bytes.byteOffset, layout.buckets + 1);
  const buckets: StoredBucket[] = [];
  for (let bucket = 0; bucket < layout.buckets; bucket++) {
    const [start = 0, end = 0] = [table[bucket], table[bucket + 1]];
    const stored = start % WORD === 0 ? bucketFrom(layout, bytes.subarray(tableLength + start, tableLength + end)) : null;
    if (!stored) return null;
    buckets.push(stored);
  }
  return buckets;
}

/** The rows of a bucket; `null` when it is damaged, or of another cache. */
function rowsOf({ checksum, json }: StoredBucket): CacheRows | null {
  return checksumOf(json) === checksum ? (JSON.parse(decoder.decode(json)) as CacheRows) : null;
}

/** `null` when any of them is damaged. */
function rowsOfAll(buckets: readonly StoredBucket[]): CacheRows | null {
  const all: CacheRows = [];
  for (const bucket of buckets) {
    const rows = rowsOf(bucket);
    if (rows === null) return null;
    for (const row of rows) all.push(row);
  }
  return all;
}

function wordsOf(...words: number[]): Uint8Array {
  return new Uint8Array(Uint32Array.from(words).buffer);
}

/** JSON, filled up with spaces. */
function jsonWords(value: unknown): Uint8Array {
  const json = JSON.stringify(value);
  const bytes = encoder.encode(json.padEnd(wholeWords(json.length)));
  // Letters beyond ASCII take more bytes than one.
  return bytes.length % WORD === 0 ? bytes : concatenate([bytes, new Uint8Array(wholeWords(bytes.length) - bytes.length).fill(SPACE)]);
}

function wholeWords(length: number): number {
  return Math.ceil(length / WORD) * WORD;
}

function bucketOf(path: string, count: number): number {
  return textChecksum(path) % count;
}
