// What tells that a file was not written since it was looked at: its change time, modification time, size and inode.
import type { Io } from './io';
import { wait } from './io';
import type { FileStat, NoteFiles } from './ports';
import { pathIn } from './walk';

/** Numbers of one stamp: change time and modification time in milliseconds since the epoch, size, inode. */
export const STAMP_LENGTH = 4;

/** A note that changed this shortly before it was looked at, in milliseconds, may change again within the clock's tick. */
export const RACY_MS = 20;

/** In place of the change time where the file must be read anew, whatever its stamp. */
export const UNSETTLED = -1;

export interface Stamps {
  /** When the first was taken, by this machine's clock, in milliseconds since the epoch; infinite where nobody knows. */
  takenAt: number;
  /** A stamp for each name, one after the other; NaN where there is no such file. */
  numbers: Float64Array;
}

/** A stamp to remember; one that the clock could not tell from that of a later write is made to fit nothing. */
export function settledStamp({ takenAt, numbers }: Stamps, n: number): Float64Array {
  const stamp = numbers.slice(n * STAMP_LENGTH, (n + 1) * STAMP_LENGTH);
  if (Math.max(stamp[0] ?? 0, stamp[1] ?? 0) >= takenAt - RACY_MS) stamp[0] = UNSETTLED;
  return stamp;
}

/** The stamps of files in one folder. A host that can't take many at once is asked for each. */
export function* stampsOf(notes: Pick<NoteFiles, 'stat' | 'stamps'>, folder: string, names: readonly string[]): Io<Stamps> {
  if (notes.stamps) return yield* wait(notes.stamps(folder, names));
  const numbers = new Float64Array(names.length * STAMP_LENGTH).fill(Number.NaN);
  for (const [n, name] of names.entries()) {
    const stat = yield* wait(notes.stat(pathIn(folder, name)));
    if (stat) numbers.set(stampOf(stat), n * STAMP_LENGTH);
  }
  return { takenAt: Number.POSITIVE_INFINITY, numbers };
}

function stampOf({ ctime, mtime, size, inode }: FileStat): number[] {
  return [milliseconds(ctime), milliseconds(mtime), size, Number(inode)];
}

/** Of nanoseconds as decimal text; the same number that Node's stat gives. */
export function milliseconds(nanoseconds: string): number {
  const value = BigInt(nanoseconds);
  return Number(value / 1_000_000_000n) * 1000 + Number(value % 1_000_000_000n) / 1_000_000;
}
