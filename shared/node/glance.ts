// Reads files that are small and nothing but files, each with one open and one read, into a buffer that the next overwrites.
import { closeSync, constants, openSync, readSync } from 'node:fs';

/** Most notes are smaller. */
const BYTES = 64 * 1024;
/** A link is not followed, and what turned into a pipe meanwhile does not block. Systems without these (Windows) take the long way. */
const PLAINLY = constants.O_NOFOLLOW === undefined ? null : constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

export class Glance {
  private bytes: Uint8Array | null = null;

  /** The bytes of the file with this absolute path; `null` for all that takes a longer way: also an empty one, which may be a pipe. */
  at(full: string): Uint8Array | null {
    if (PLAINLY === null) return null;
    let fd: number | null = null;
    try {
      fd = openSync(full, PLAINLY);
      this.bytes ??= new Uint8Array(BYTES);
      const length = readSync(fd, this.bytes, 0, BYTES, 0);
      return length > 0 && length < BYTES ? this.bytes.subarray(0, length) : null;
    } catch {
      return null;
    } finally {
      if (fd !== null) closeSync(fd);
    }
  }
}
