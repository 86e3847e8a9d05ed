// V8's code cache between calls: compiling is a third of a call that reads one note. Kept for each verb, in the user's own
// folder for caches, because what lies there is run: nobody else may be able to write it, and a vault must never hold it.
import { closeSync, fstatSync, mkdirSync, openSync, readdirSync, readSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Script } from 'node:vm';
import { NOUN_NAMES } from '../noun-names';

export interface CodeCache {
  /** What V8 made of a chunk in an earlier call; `undefined` when nothing is kept of it. */
  codeOf(chunk: string): Uint8Array | undefined;
  /** Keeps what this call compiled, if there was anything. Failing costs nothing but time. */
  keep(names: readonly string[], scripts: ReadonlyMap<string, Script>): void;
}

/** Where each chunk's code is, in bytes from the end of the table. */
type Table = Record<string, [start: number, end: number]>;

/** What a file begins with; then come the digits of the table's length, and the table. */
const MARK = 'touchstone code 1 ';
const LENGTH_DIGITS = 6;
const TABLE = MARK.length + LENGTH_DIGITS;
/** V8 reads its data in words; a chunk's begins at a multiple of this. */
const ALIGNMENT = 8;
/** Bytes that are compared at a time. */
const PIECE = 64 * 1024;
const WORD = /^[a-z_][a-z_-]{0,30}$/;
/** What an older build left is deleted after this time, in milliseconds (30 days). */
const KEEP_OLD_BUILDS = 30 * 24 * 60 * 60 * 1000;
/** Milliseconds in which nobody is still writing a file. */
const ABANDONED_AFTER = 60_000;
const BUILD_NAME = /^[0-9a-f]{16}-v[\d.]+-\w+$/;
const OFF = 'off';

/** @param argv what stood after the program's name. */
export function openCodeCache(argv: readonly string[], env: NodeJS.ProcessEnv): CodeCache {
  const name = nameOf(argv);
  const base = name === null ? null : baseFolder(env);
  if (name === null || base === null) return { codeOf: () => undefined, keep: () => undefined };
  const path = join(base, buildName(), name);
  const kept = readKept(path);
  return {
    codeOf: (chunk) => kept.get(chunk),
    keep: (names, scripts) => {
      // Other flags give other code, and each would replace the other's at every call.
      const isUsual = process.execArgv.length === 0 && (env['NODE_OPTIONS'] ?? '') === '';
      if (!isUsual || !names.includes(name) || ![...scripts].some(([chunk, script]) => isNew(kept.get(chunk), script))) return;
      try {
        write(base, path, () => new Map([...kept, ...[...scripts].map(([chunk, script]) => [chunk, script.createCachedData()] as const)]));
      } catch {
        // A read-only home, a full disk: the next call compiles as this one did.
      }
    },
  };
}

/** The name of a verb's file. @param words the noun, unless it has none, and the verb's first word. */
export function cacheName(...words: string[]): string {
  return words.join('.');
}

/** Which file a call needs is known before its verb is; `null` when it can't be told. */
function nameOf(argv: readonly string[]): string | null {
  if (argv.includes('--help') || argv.includes('-h')) return 'help';
  const [first = 'help', second = ''] = argv;
  if (!WORD.test(first)) return null;
  if (!NOUN_NAMES.some((noun) => noun === first)) return first;
  return WORD.test(second) ? cacheName(first, second) : null;
}

/** Absolute path of our folder among the user's caches; `null` when there is none to be had. */
function baseFolder(env: NodeJS.ProcessEnv): string | null {
  const chosen = env['TOUCHSTONE_CODE_CACHE'];
  if (chosen !== undefined && chosen !== '') return chosen === OFF ? null : chosen;
  const caches = process.platform === 'win32' ? env['LOCALAPPDATA'] : process.platform === 'darwin' ? below(env['HOME'], 'Library/Caches') : env['XDG_CACHE_HOME'] ?? below(env['HOME'], '.cache');
  return caches === undefined || caches === '' ? null : join(caches, 'touchstone', 'code');
}

function below(folder: string | undefined, path: string): string | undefined {
  return folder === undefined || folder === '' ? undefined : join(folder, path);
}

/** V8 itself only compares its version, its flags and the length of the text. */
function buildName(): string {
  return `${__BUILD_ID__}-${process.version}-${process.arch}`;
}

function isNew(kept: Uint8Array | undefined, script: Script): boolean {
  return kept === undefined || script.cachedDataRejected === true;
}

function readKept(path: string): ReadonlyMap<string, Uint8Array> {
  const code = readOwn(path);
  if (code?.toString('latin1', 0, MARK.length) !== MARK) return new Map();
  const start = TABLE + Number(code.toString('latin1', MARK.length, TABLE));
  const table = JSON.parse(code.toString('latin1', TABLE, start)) as Table;
  return new Map(Object.entries(table).map(([chunk, [from, to]]) => [chunk, code.subarray(start + from, start + to)]));
}

/** `null` when there is no such file, when another user could have written it, or when it is damaged. */
function readOwn(path: string): Buffer | null {
  let fd: number;
  try {
    fd = openSync(path, 'r');
  } catch {
    return null;
  }
  try {
    const { size, uid, mode } = fstatSync(fd);
    return isOurs(uid) && (mode & 0o022) === 0 ? readTwice(fd, size / 2) : null;
  } finally {
    closeSync(fd);
  }
}

/**
 * The first half of a file whose second half must be the same: V8 notices no damage. A checksum would take 5 ms, in code
 * that is not compiled yet; comparing takes 0.1 ms, and reading the second half into a small buffer as little.
 */
function readTwice(fd: number, length: number): Buffer | null {
  if (length === 0 || !Number.isInteger(length)) return null;
  // Not from Node's pool, whose pieces begin anywhere.
  const bytes = Buffer.allocUnsafeSlow(length);
  if (readSync(fd, bytes, 0, length, 0) !== length) return null;
  const piece = Buffer.allocUnsafeSlow(Math.min(PIECE, length));
  for (let at = 0; at < length; at += PIECE) {
    const read = readSync(fd, piece, 0, Math.min(PIECE, length - at), length + at);
    if (!piece.subarray(0, read).equals(bytes.subarray(at, at + PIECE))) return null;
  }
  return bytes;
}

function isOurs(uid: number): boolean {
  return process.getuid === undefined || uid === process.getuid();
}

function write(base: string, path: string, codes: () => ReadonlyMap<string, Uint8Array>): void {
  // Another user's home (sudo): what is left there would be in its owner's way.
  if (!isOurs(ownerOf(base))) return;
  if (mkdirSync(dirname(path), { recursive: true, mode: 0o700 }) !== undefined) sweep(base);
  const temporary = `${path}.new`;
  const fd = openFirst(temporary);
  if (fd === null) return;
  try {
    const copy = encoded(codes());
    writeFileSync(fd, copy);
    writeFileSync(fd, copy);
  } finally {
    closeSync(fd);
  }
  renameSync(temporary, path);
}

/** `null` when somebody else is at it: of many first calls at once, one keeps the code. */
function openFirst(temporary: string): number | null {
  try {
    return openSync(temporary, 'wx', 0o600);
  } catch {
    // Left by a process that was killed: the next call may try.
    if (Date.now() - statSync(temporary).mtimeMs > ABANDONED_AFTER) rmSync(temporary, { force: true });
    return null;
  }
}

/** Of the folder, or of what it will be made in. */
function ownerOf(folder: string): number {
  const found = statSync(folder, { throwIfNoEntry: false });
  return found === undefined && dirname(folder) !== folder ? ownerOf(dirname(folder)) : found?.uid ?? -1;
}

function encoded(codes: ReadonlyMap<string, Uint8Array>): Buffer {
  const table: Table = {};
  const parts: Uint8Array[] = [];
  let at = 0;
  for (const [chunk, code] of codes) {
    const padded = Math.ceil(code.length / ALIGNMENT) * ALIGNMENT;
    table[chunk] = [at, at + code.length];
    parts.push(code, new Uint8Array(padded - code.length));
    at += padded;
  }
  const text = JSON.stringify(table);
  const length = Math.ceil((TABLE + text.length) / ALIGNMENT) * ALIGNMENT - TABLE;
  return Buffer.concat([Buffer.from(`${MARK}${String(length).padStart(LENGTH_DIGITS, '0')}${text.padEnd(length)}`, 'latin1'), ...parts]);
}

function sweep(base: string): void {
  for (const name of readdirSync(base)) {
    if (!BUILD_NAME.test(name)) continue;
    const folder = join(base, name);
    if (Date.now() - statSync(folder).mtimeMs > KEEP_OLD_BUILDS) rmSync(folder, { recursive: true, force: true });
  }
}
