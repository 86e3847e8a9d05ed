// The file format of the baseline cache: path records in hashed buckets, so that one note costs one small read at any
// size of the vault. Each part carries a checksum; what does not match is rebuilt from the ledger.
import { concatenate } from './bytes';
import type { Clocks } from './clocks';
import type { BrokenLink } from './ledger';
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
  /** Start of each bucket, relative to the end of the header, and the end of the last. */
  offsets: number[];
  checksums: number[];
}

export const CACHE_PATH = 'local/cache/baselines';
/** Changes whenever the format does; a cache of another version is rebuilt. */
const MAGIC = 'touchstone-baselines-1\n';
/** Magic, then header length and checksum as decimals on a line of fixed width. */
export const PREAMBLE_LENGTH = MAGIC.length + 22;
/** About 6 KB a bucket: one read, parsed in well under 0.1 ms. */
const PATHS_PER_BUCKET = 32;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

export function encodeCache(
  records: ReadonlyMap<string, PathRecord>,
  header: { stamps: Record<string, LedgerStamp>; clocks: Clocks; broken: BrokenLink[] },
): Uint8Array {
  const count = Math.max(1, Math.ceil(records.size / PATHS_PER_BUCKET));
  const rows: [string, PathRecord][][] = Array.from({ length: count }, () => []);
  for (const entry of records) rows[bucketOf(entry[0], count)]?.push(entry);
  const buckets = rows.map((bucket) => encoder.encode(JSON.stringify(bucket)));
  const offsets = [0];
  for (const bucket of buckets) offsets.push((offsets.at(-1) ?? 0) + bucket.length);
  const full: CacheHeader = {
    stamps: header.stamps,
    clocks: [...header.clocks],
    broken: header.broken,
    offsets,
    checksums: buckets.map(checksum),
  };
  const headerBytes = encoder.encode(JSON.stringify(full));
  const preamble = encoder.encode(`${MAGIC}${pad(headerBytes.length)} ${pad(checksum(headerBytes))}\n`);
  return concatenate([preamble, headerBytes, ...buckets]);
}

/** Length and checksum of the header, or `null` when this is no cache of this version. */
export function readPreamble(bytes: Uint8Array): { length: number; checksum: number } | null {
  const text = decoder.decode(bytes);
  const match = /^(\d{10}) (\d{10})\n$/u.exec(text.slice(MAGIC.length));
  if (!text.startsWith(MAGIC) || !match) return null;
  return { length: Number(match[1]), checksum: Number(match[2]) };
}

export function readHeader(bytes: Uint8Array, expected: number): CacheHeader | null {
  return checksum(bytes) === expected ? (JSON.parse(decoder.decode(bytes)) as CacheHeader) : null;
}

/** Where in the file, after the header, the bucket of a path lies. */
export function bucketRange(header: CacheHeader, path: string): { start: number; end: number; checksum: number } {
  const count = header.checksums.length;
  const bucket = bucketOf(path, count);
  return {
    start: header.offsets[bucket] ?? 0,
    end: header.offsets[bucket + 1] ?? 0,
    checksum: header.checksums[bucket] ?? -1,
  };
}

export function readBucket(bytes: Uint8Array, expected: number): [string, PathRecord][] | null {
  return checksum(bytes) === expected ? (JSON.parse(decoder.decode(bytes)) as [string, PathRecord][]) : null;
}

function bucketOf(path: string, count: number): number {
  return checksum(encoder.encode(path)) % count;
}

/** FNV-1a, 32 bits: finds damage, not forgery, and needs no hash loaded. */
function checksum(bytes: Uint8Array): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < bytes.length; i++) value = Math.imul(value ^ (bytes[i] ?? 0), 0x01000193);
  return value >>> 0;
}

function pad(value: number): string {
  return String(value).padStart(10, '0');
}
