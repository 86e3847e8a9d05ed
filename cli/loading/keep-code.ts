// Keeps what a call loaded for the next call of the same verb (`kept-code.ts`). Loaded by the first two calls of a verb, or
// when one needed more than those before.
import { closeSync, mkdirSync, openSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Wish } from '../find-verb';
import { cacheName, chunkFunction, HEAD, isOurs, LENGTH_DIGITS, MARK } from './code-file';
import type { CodeFile, Kept } from './kept-code';

/** V8 reads its code in words; it begins at a multiple of this. */
const ALIGNMENT = 8;
/** What an older build left is deleted after this time, in milliseconds (30 days). */
const KEEP_OLD_BUILDS = 30 * 24 * 60 * 60 * 1000;
/** Milliseconds in which nobody is still writing a file. */
const ABANDONED_AFTER = 60_000;
const BUILD_NAME = /^[0-9a-f]{16}-v[\d.]+-\w+$/;

/**
 * Failing costs nothing but time.
 * @param answered what the call turned out to be: only then is it known whether the file bears its verb's name.
 * @param chunks the names of those that it loaded.
 */
export function keepCode({ base, path, name }: CodeFile, kept: Kept | null, answered: Answered, chunks: readonly string[], textOf: (chunk: string) => string): void {
  // Other flags give other code, and each would replace the other's at every call.
  const isUsual = process.execArgv.length === 0 && (process.env['NODE_OPTIONS'] ?? '') === '';
  if (!isUsual || !cacheNames(answered).includes(name)) return;
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
}

export type Answered = Wish | { kind: 'completion' };

/** The code of a verb is kept by its first word: `note prop get` and `note prop set` share theirs. */
function cacheNames(answered: Answered): string[] {
  if (answered.kind === 'completion') return ['__complete'];
  if (answered.kind !== 'run') return ['help'];
  const { noun, name, aliases = [] } = answered.verb;
  return [name, ...aliases].map((words) => cacheName(...noun === null ? [] : [noun], words.split(' ', 1).join('')));
}

function sourceOf(chunks: readonly string[], textOf: (chunk: string) => string): string {
  const source = `({__proto__:null,${chunks.map((chunk) => `${JSON.stringify(chunk)}:${chunkFunction(textOf(chunk))}`).join(',\n')}})`;
  return source.padEnd(Math.ceil((HEAD + source.length) / ALIGNMENT) * ALIGNMENT - HEAD);
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
