// Reads from a descriptor that another program may have left non-blocking, as terminals and pipes often are.
import { readSync } from 'node:fs';

/** How long to sleep, in milliseconds, when nothing is there yet. */
const EMPTY_PAUSE = 5;

/** Waits for bytes. @returns how many were read into `target` from `offset`; 0 at the end. */
export function readSome(descriptor: number, target: Uint8Array, offset: number, length: number): number {
  for (;;) {
    try {
      return readSync(descriptor, target, offset, length, null);
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code;
      // Windows reports the end of a pipe as an error.
      if (code === 'EOF') return 0;
      if (code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, EMPTY_PAUSE);
    }
  }
}
