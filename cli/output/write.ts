// Writes to stdout and stderr synchronously and completely. `process.stdout.write` costs a stream's start and is cut
// when the process ends before a pipe has taken everything.
import { writeSync } from 'node:fs';

const STDOUT = 1;
const STDERR = 2;
/** How long to sleep, in milliseconds, when a pipe that somebody made non-blocking is full. */
const FULL_PIPE_PAUSE = 2;

/** Set when the reader of a stream has gone (`| head`): then silence is what it asked for. */
const closed = new Set<number>();

/** Writes to stdout. A reader that has gone is no error. */
export function writeStdout(content: string | Uint8Array): void {
  writeAll(STDOUT, content);
}

/** Writes to stderr. A reader that has gone is no error. */
export function writeStderr(content: string | Uint8Array): void {
  writeAll(STDERR, content);
}

function writeAll(descriptor: number, content: string | Uint8Array): void {
  const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
  let offset = 0;
  while (offset < bytes.length && !closed.has(descriptor)) {
    offset += writeSome(descriptor, bytes, offset);
  }
}

/** @returns how many bytes were taken: none when the pipe is full or its reader has gone. */
function writeSome(descriptor: number, bytes: Uint8Array, offset: number): number {
  try {
    return writeSync(descriptor, bytes, offset);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'EAGAIN') pause(FULL_PIPE_PAUSE);
    else if (code === 'EPIPE' || code === 'EBADF') closed.add(descriptor);
    else throw error;
    return 0;
  }
}

function pause(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}
