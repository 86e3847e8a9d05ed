// What a verb loads, kept between calls as one script with V8's compiled code: finding, reading and compiling chunks is half
// of a call that reads one note. Kept for each verb, in the user's own folder for caches, because what lies there is run:
// nobody else may be able to write it, and a vault must never hold it. Every start compiles this anew, so what writes the
// files is elsewhere (`keep-code.ts`).
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { Script } from 'node:vm';
import { GLOBAL_OPTIONS } from '../global-options';
import { NOUN_NAMES } from '../noun-names';
import { cacheName, HEAD, isOurs, MARK } from './code-file';

/** A chunk as a function of what a CommonJS module has. */
export type ChunkBody = (exports: object, require: (id: string) => unknown, module: { exports: object }, __dirname: string) => void;

/** Where a verb's code is kept. */
export interface CodeFile {
  /** Absolute path of our folder among the user's caches. */
  base: string;
  path: string;
  /** Of the file: what names the verb. */
  name: string;
}

/** A verb's chunks in one script, as an earlier call left them. */
export interface Kept {
  source: string;
  script: Script;
  /** Whether V8 took the compiled code; it can't be made before the script has run once. */
  isCompiled: boolean;
  bodies: Readonly<Record<string, ChunkBody>>;
}

/** Bytes that are compared at a time. */
const PIECE = 64 * 1024;
const WORD = /^[a-z_][a-z_-]{0,30}$/;
const OFF = 'off';

/** `null` when it can't be told what the call needs, or when nothing is to be kept. @param argv what stood after the program's name */
export function codeFile(argv: readonly string[], env: NodeJS.ProcessEnv): CodeFile | null {
  const name = nameOf(argv);
  const base = name === null ? null : baseFolder(env);
  return name === null || base === null ? null : { base, path: join(base, buildName(), name), name };
}

/** Which file a call needs is known before its verb is; `null` when it can't be told. */
function nameOf(argv: readonly string[]): string | null {
  if (argv.includes('--help') || argv.includes('-h')) return 'help';
  let at = 0;
  for (let token = argv[at]; token?.startsWith('-'); token = argv[at]) {
    const [given] = token.split('=', 1);
    const option = GLOBAL_OPTIONS.find(({ name, short }) => given === `--${name}` || (short !== undefined && given === `-${short}`));
    if (option === undefined) return null;
    at += option.value === undefined || token !== given ? 1 : 2;
  }
  const [first = 'help', second = ''] = argv.slice(at);
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
export function readKept(path: string): Kept | null {
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
