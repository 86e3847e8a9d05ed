// Files of the cache, which is derived: one that can't be read is as good as none, and one that can't be written costs the
// next command its time.
import type { Io } from './io';
import { wait } from './io';
import type { StateFiles } from './ports';

/** `null` when there is no such file, or when it can't be read for whatever reason. */
export function* readCache(state: StateFiles, path: string): Io<Uint8Array | null> {
  try {
    return yield* wait(state.read(path));
  } catch {
    return null;
  }
}

/** Replaces a cache, or leaves it: a disk may be full or read-only. */
export function* writeCache(state: StateFiles, path: string, bytes: Uint8Array): Io<void> {
  try {
    yield* wait(state.writeCache(path, bytes));
  } catch {
    return;
  }
}
