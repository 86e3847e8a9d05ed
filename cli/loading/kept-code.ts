// What a verb loads, kept between calls as one script with V8's compiled code: finding, reading and compiling chunks is half
// of a call that reads one note. Kept for each verb, in the user's own folder for caches, because what lies there is run:
// nobody else may be able to write it, and a vault must never hold it.
import { closeSync, fstatSync, mkdirSync, openSync, readdirSync, readSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Script } from 'node:vm';
import { NOUN_NAMES } from '../noun-names';

/** A chunk as a function of what a CommonJS module has. */
export type ChunkBody = (exports: object, require: (id: string) => unknown, module: { exports: object }, __dirname: string) => void;

export interface KeptCode {
  /** `undefined` when no earlier call of the verb needed the chunk. */
  bodyOf(chunk: string): ChunkBody | undefined;
  /**
   * Keeps what this call loaded, if anything of it is new. Failing costs nothing but time.
   * @param names under which the verb is called.
   */
  keep(names: readonly string[], chunks: readonly string[], textOf: (chunk: string) => string): void;
}

/** A verb's chunks in one script, as an earlier call left them. */
interface Kept {
  source: string;
  script: Script;
  /** Whether V8 took the compiled code; it can't be made before the script has run once. */
  isCompiled: boolean;
  bodies: Readonly<Record<string, ChunkBody>>;
}

/** What a file begins with; then come the digits of the length of the source, the source, and V8's code. */
const MARK = 'touchstone code 3 ';
const LENGTH_DIGITS = 8;
const HEAD = MARK.length + LENGTH_DIGITS;
/** V8 reads its code in words; it begins at a multiple of this. */
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
export function openKeptCode(argv: readonly string[], env: NodeJS.ProcessEnv): KeptCode {
  const name = nameOf(argv);
  const base = name === null ? null : baseFolder(env);
  if (name === null || base === null) return { bodyOf: () => undefined, keep: () => undefined };
  const path = join(base, buildName(), name);
  const kept = readKept(path);
  return {
    bodyOf: (chunk) => kept?.bodies[chunk],
    keep: (names, chunks, textOf) => {
      // Other flags give other code, and each would replace the other's at every call.
      const isUsual = process.execArgv.length === 0 && (env['NODE_OPTIONS'] ?? '') === '';
      if (!isUsual || !names.includes(name)) return;
      try {
        if (kept === null || chunks.some((chunk) => kept.bodies[chunk] === undefined)) {
          const all = new Set([...Object.keys(kept?.bodies ?? {}), ...chunks]);
          write(base, path, () => encoded(sourceOf([...all], textOf), new Uint8Array(0)));
        } else if (!kept.isCompiled) {
          write(base, path, () => encoded(kept.source, kept.script.createCachedData()));
        }
      } catch {
        // A read-only home, a full disk: the next call compiles as this one did.
      }
    },
  };
}

/** An expression; in brackets, V8 compiles the function at once instead of when it is called. */
export function chunkFunction(text: string): string {
  return `(function(exports,require,module,__dirname){${text}\n})`;
}

function sourceOf(chunks: readonly string[], textOf: (chunk: string) => string): string {
  const source = `({__proto__:null,${chunks.map((chunk) => `${JSON.stringify(chunk)}:${chunkFunction(textOf(chunk))}`).join(',\n')}})`;
  return source.padEnd(Math.ceil((HEAD + source.length) / ALIGNMENT) * ALIGNMENT - HEAD);
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

/** `null` when nothing of the verb is kept. */
function readKept(path: string): Kept | null {
  const bytes = readOwn(path);
  if (bytes?.toString('latin1', 0, MARK.length) !== MARK) return null;
  const end = HEAD + Number(bytes.toString('latin1', MARK.length, HEAD));
  const source = bytes.toString('latin1', HEAD, end);
  const code = bytes.subarray(end);
  try {
    const script = new Script(source, { filename: path, ...(code.length > 0 && { cachedData: code }) });
    return { source, script, isCompiled: code.length > 0 && script.cachedDataRejected !== true, bodies: script.runInThisContext() as Kept['bodies'] };
  } catch {
    // No program: whatever wrote that, the next call is to find a better one.
    return null;
  }
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

function write(base: string, path: string, content: () => Uint8Array): void {
  // Another user's home (sudo): what is left there would be in its owner's way.
  if (!isOurs(ownerOf(base))) return;
  if (mkdirSync(dirname(path), { recursive: true, mode: 0o700 }) !== undefined) sweep(base);
  const temporary = `${path}.new`;
  const fd = openFirst(temporary);
  if (fd === null) return;
  try {
    const copy = content();
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

function encoded(source: string, code: Uint8Array): Uint8Array {
  return Buffer.concat([Buffer.from(`${MARK}${String(source.length).padStart(LENGTH_DIGITS, '0')}${source}`, 'latin1'), code]);
}

function sweep(base: string): void {
  for (const name of readdirSync(base)) {
    if (!BUILD_NAME.test(name)) continue;
    const folder = join(base, name);
    if (Date.now() - statSync(folder).mtimeMs > KEEP_OLD_BUILDS) rmSync(folder, { recursive: true, force: true });
  }
}
