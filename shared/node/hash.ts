// SHA-256, randomness and the clock on Node.
import type * as Crypto from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import type { Clock, Hash, Random } from '../vault/ports';
import { LONGEST, smallSha256 } from './small-sha256';

/**
 * Bytes that one process hashes by itself before `node:crypto` is worth its loading (5 ms): measured, both take as long for
 * some 200 KB. A write of one note hashes six times its size.
 */
const SMALL = 128 * 1024;

let loaded: typeof Crypto | undefined;
let hashedHere = 0;

/** Loaded when it is first needed: reading and writing one note do without. */
function nodeCrypto(): typeof Crypto {
  // Obsidian runs on whatever Electron it was installed with, whose Node may be older than the one that we ask for.
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- an import would load it at every start
  return loaded ??= 'getBuiltinModule' in process ? process.getBuiltinModule('node:crypto') : require('node:crypto') as typeof Crypto;
}

export function sha256(bytes: Uint8Array): string {
  hashedHere += bytes.length;
  const small = loaded === undefined && hashedHere <= SMALL && bytes.length <= LONGEST ? smallSha256(bytes) : null;
  if (small !== null) return small;
  // Node 20.12 and later have it.
  const crypto = nodeCrypto() as Partial<Pick<typeof Crypto, 'hash'>> & typeof Crypto;
  return crypto.hash ? crypto.hash('sha256', bytes, 'hex') : crypto.createHash('sha256').update(bytes).digest('hex');
}

export const nodeHash: Hash = { sha256 };

/** The system's own source (random(4)); Windows has none that is a file. */
const RANDOM_SOURCE = '/dev/urandom';

/** @returns two digits for each byte. */
export function randomHex(bytes: number): string {
  return Array.from(randomBytes(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function randomBytes(length: number): Uint8Array {
  return bytesOfSystem(length) ?? nodeCrypto().randomBytes(length);
}

function bytesOfSystem(length: number): Uint8Array | null {
  const bytes = new Uint8Array(length);
  try {
    const source = openSync(RANDOM_SOURCE, 'r');
    try {
      return readSync(source, bytes) === length ? bytes : null;
    } finally {
      closeSync(source);
    }
  } catch {
    return null;
  }
}

const BASE36 = '0123456789abcdefghijklmnopqrstuvwxyz';
/** Largest multiple of 36 in a byte: higher bytes are drawn again, so that every character is as likely. */
const FAIR_BYTES = 252;

export const nodeRandom: Random = {
  base36(length) {
    let text = '';
    while (text.length < length) {
      for (const byte of randomBytes(length)) {
        if (byte < FAIR_BYTES && text.length < length) text += BASE36[byte % 36];
      }
    }
    return text;
  },
};

export const systemClock: Clock = {
  now: () => `${new Date().toISOString().slice(0, 19)}Z`,
};

/** Milliseconds by a clock that nobody sets. `performance.now()` is the same, and takes 1.5 ms to load. */
export function monotonicMs(): number {
  const [seconds, nanoseconds] = process.hrtime();
  return seconds * 1000 + nanoseconds / 1e6;
}
