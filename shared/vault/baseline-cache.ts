// The file format of the baseline cache: path records in hashed buckets, so that one note costs one small read at any
// size of the vault. What is read carries a checksum; what does not match is rebuilt from the ledger.
//
//   preamble    32-bit words: mark, checksum of the rest of the head, length of the header, number of buckets
//   header      JSON; the preamble and it are the head
//   table       a 32-bit word for each bucket and one for the end: where it begins, from the table's end
//   buckets     each its checksum (a 32-bit word) and JSON
//
// Every part is filled up to whole words.
import { concatenate } from './bytes';
import { checksumOf } from './checksum';
import type { Clocks } from './clocks';
import type { BrokenLink } from './ledger';
import { liveFiles, type LiveFiles } from './live-files';
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
}

export interface Range {
  start: number;
  end: number;
}

export const CACHE_PATH = 'local/cache/baselines';
/** What is read first: the head of a vault with a few writers. */
export const FIRST_READ = 4096;
/** Also tells a machine of the other byte order. Changes whenever the format does; a cache of another one is rebuilt. */
const MARK = 0x7c01_b003;
const WORD = 4;
const PREAMBLE = 4 * WORD;
/** About 3 KB a bucket: read and parsed in well under 0.1 ms. */
const PATHS_PER_BUCKET = 16;
const SPACE = 0x20;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

export function encodeCache(
  records: ReadonlyMap<string, PathRecord>,
  header: { stamps: Record<string, LedgerStamp>; clocks: Clocks; broken: BrokenLink[] },
): Uint8Array {
  const count = Math.max(1, Math.ceil(records.size / PATHS_PER_BUCKET));
  const rows: [string, PathRecord][][] = Array.from({ length: count }, () => []);
  for (const entry of records) rows[bucketOf(entry[0], count)]?.push(entry);
  const buckets = rows.flatMap((bucket) => checked(jsonWords(bucket)));
  const table = new Uint32Array(count + 1);
  for (let bucket = 0; bucket < count; bucket++) table[bucket + 1] = (table[bucket] ?? 0) + WORD + (buckets[2 * bucket + 1]?.length ?? 0);
  const full: CacheHeader = { stamps: header.stamps, clocks: [...header.clocks], broken: header.broken, live: liveFiles(records) };
  const headerBytes = jsonWords(full);
  const rest = concatenate([wordsOf(headerBytes.length, count), headerBytes]);
  return concatenate([wordsOf(MARK), ...checked(rest), new Uint8Array(table.buffer), ...buckets]);
}

/** How many bytes the head of a cache has, by its beginning; `null` when this is no cache of this version. */
export function headLength(bytes: Uint8Array): number | null {
  if (bytes.length < PREAMBLE) return null;
  const [mark, , length = 0] = new Uint32Array(bytes.buffer, bytes.byteOffset, 4);
  return mark === MARK && length % WORD === 0 ? PREAMBLE + length : null;
}

/** @param bytes of the head, which begin at a whole word; `null` when they are damaged. */
export function readHead(bytes: Uint8Array): { header: CacheHeader; layout: CacheLayout } | null {
  const [, checksum, , buckets = 0] = new Uint32Array(bytes.buffer, bytes.byteOffset, 4);
  if (headLength(bytes) !== bytes.length || checksumOf(bytes.subarray(2 * WORD)) !== checksum) return null;
  const header = JSON.parse(decoder.decode(bytes.subarray(PREAMBLE))) as CacheHeader;
  return { header, layout: { buckets, table: bytes.length, body: bytes.length + (buckets + 1) * WORD } };
}

/** Where the table says where the bucket of a path lies. */
export function tableRange({ table, buckets }: CacheLayout, path: string): Range {
  const start = table + bucketOf(path, buckets) * WORD;
  return { start, end: start + 2 * WORD };
}

/** Where the bucket lies whose part of the table was read; `null` when that can't be. */
export function bucketRange({ body }: CacheLayout, tablePart: Uint8Array): Range | null {
  if (tablePart.length !== 2 * WORD) return null;
  const [start = 0, end = 0] = new Uint32Array(tablePart.buffer, tablePart.byteOffset, 2);
  return start % WORD === 0 && start <= end ? { start: body + start, end: body + end } : null;
}

/** Where everything after the head lies. */
export function bodyRange({ table }: CacheLayout): Range {
  return { start: table, end: Number.MAX_SAFE_INTEGER };
}

/** The rows of a bucket; `null` when it is damaged. */
export function readBucket(bytes: Uint8Array): [string, PathRecord][] | null {
  if (bytes.length < WORD || bytes.length % WORD !== 0) return null;
  const [checksum] = new Uint32Array(bytes.buffer, bytes.byteOffset, 1);
  const json = bytes.subarray(WORD);
  return checksumOf(json) === checksum ? (JSON.parse(decoder.decode(json)) as [string, PathRecord][]) : null;
}

/** The rows of every bucket, from all that follows the head; `null` when any of it is damaged. */
export function readBuckets({ buckets }: CacheLayout, bytes: Uint8Array): [string, PathRecord][] | null {
  const tableLength = (buckets + 1) * WORD;
  if (bytes.length < tableLength) return null;
  const table = new Uint32Array(bytes.buffer, bytes.byteOffset, buckets + 1);
  const rows: [string, PathRecord][] = [];
  for (let bucket = 0; bucket < buckets; bucket++) {
    const found = readBucket(bytes.subarray(tableLength + (table[bucket] ?? 0), tableLength + (table[bucket + 1] ?? 0)));
    if (found === null) return null;
    for (const row of found) rows.push(row);
  }
  return rows;
}

function checked(bytes: Uint8Array): [checksum: Uint8Array, bytes: Uint8Array] {
  return [wordsOf(checksumOf(bytes)), bytes];
}

function wordsOf(...words: number[]): Uint8Array {
  return new Uint8Array(Uint32Array.from(words).buffer);
}

/** JSON, filled up with spaces. */
function jsonWords(value: unknown): Uint8Array {
  const json = encoder.encode(JSON.stringify(value));
  const bytes = new Uint8Array(Math.ceil(json.length / WORD) * WORD).fill(SPACE, json.length);
  bytes.set(json);
  return bytes;
}

/** FNV-1a, 32 bits. */
function bucketOf(path: string, count: number): number {
  let value = 0x811c9dc5;
  for (const byte of encoder.encode(path)) value = Math.imul(value ^ byte, 0x01000193);
  return (value >>> 0) % count;
}
