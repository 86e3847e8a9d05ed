// Reads long text for a verb: from a file, or from stdin. Never from a terminal, and always before a lock is taken.
import { closeSync, fstatSync, openSync } from 'node:fs';
import { resolve } from 'node:path';
import { TouchstoneError } from '../shared/errors';
import { isTerminal } from './output/terminal';
import { readSome } from './read-some';

/** Longer text is no note that somebody wrote; reading it would only fill the memory. */
export const MAX_BODY_BYTES = 16 * 1024 * 1024;
const CHUNK_BYTES = 64 * 1024;
const STDIN = 0;

/**
 * @param source value of `--body-file`: a path, relative to `cwd`, or `-` for stdin.
 * @throws E_NOT_FOUND for a missing file; E_USAGE for a folder, a terminal as stdin, text that is too long or no UTF-8.
 */
export function readBodyFile(source: string, cwd: string): string {
  if (source === '-') return readStdin();
  const path = resolve(cwd, source);
  const descriptor = open(path, source);
  try {
    return decode(readAll(descriptor, source), source);
  } finally {
    closeSync(descriptor);
  }
}

/**
 * The text that was piped in, or `undefined` when nothing was: stdin is a terminal, closed, or `/dev/null`, or the
 * pipe was empty.
 */
export function readPipe(): string | undefined {
  if (!isPiped()) return undefined;
  const text = decode(readAll(STDIN, 'stdin'), 'stdin');
  return text === '' ? undefined : text;
}

function readStdin(): string {
  if (isTerminal(STDIN)) {
    throw new TouchstoneError('E_USAGE', '--body-file - reads stdin, which is a terminal here.', {
      hint: 'Pipe the text in, or name a file: --body-file <path>',
    });
  }
  return decode(readAll(STDIN, 'stdin'), 'stdin');
}

/** A pipe, a socket or a redirected file; not a terminal, not a device such as `/dev/null`. */
function isPiped(): boolean {
  try {
    const stat = fstatSync(STDIN);
    return stat.isFIFO() || stat.isFile() || stat.isSocket();
  } catch {
    return false;
  }
}

function open(path: string, source: string): number {
  try {
    return openSync(path, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw new TouchstoneError('E_NOT_FOUND', `There is no file "${source}" to read the text from.`, {
      hint: 'The path is relative to the current folder, not to the vault.',
      details: { body_file: source },
    });
  }
}

function readAll(descriptor: number, source: string): Buffer {
  const chunks: Buffer[] = [];
  let size = 0;
  for (;;) {
    const chunk = readChunk(descriptor, source);
    if (chunk.length === 0) return Buffer.concat(chunks, size);
    size += chunk.length;
    if (size > MAX_BODY_BYTES) {
      throw new TouchstoneError('E_USAGE', `The text from ${source} is longer than ${MAX_BODY_BYTES / 1024 / 1024} MB.`, {
        hint: 'Split it over several notes.',
        details: { body_file: source, max_bytes: MAX_BODY_BYTES },
      });
    }
    chunks.push(chunk);
  }
}

function readChunk(descriptor: number, source: string): Buffer {
  const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
  try {
    return chunk.subarray(0, readSome(descriptor, chunk, 0, CHUNK_BYTES));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EISDIR') throw error;
    throw new TouchstoneError('E_USAGE', `"${source}" is a folder.`, { hint: 'Name a file.' });
  }
}

function decode(bytes: Buffer, source: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new TouchstoneError('E_USAGE', `The text from ${source} is not valid UTF-8.`, {
      hint: 'Convert it first: iconv -t utf-8',
      details: { body_file: source },
      cause,
    });
  }
}
