// The vault's lock for Node: one holder among all processes that share the folder, waited for a bounded time, and
// never lost to a crash. proper-lockfile takes and gives back through the `fs` below; its takeover by age, which can
// make two holders, is set out of reach, and `lock-folder.ts` removes what dead processes left.
//
// Bundles replace two of the package's dependencies, and its timers. `graceful-fs` by `node:fs`: it would patch the global
// `fs`, and is never called, since the `fs` option is always given. `signal-exit` by a function that does nothing: its
// handlers would let Ctrl+C wait until this synchronous wait is over, and in Obsidian they would hook the app's own process.
// A lock that is left by a killed process costs the next one under a millisecond, so nothing depends on them. The timer
// would touch the lock in twelve days; a write would load Node's timers for it.
import { lockSync } from 'proper-lockfile';
import { TouchstoneError } from '../errors';
import type { HeldLock, Lock } from '../vault/ports';
import { monotonicMs } from './hash';
import { thisProcess } from './liveness';
import { LockFolder } from './lock-folder';
import type { Blocker } from './lock-folder';
import { Line } from './lock-line';

export interface NodeLockOptions {
  /** Absolute path of `.touchstone/local`; made when it is missing. */
  folder: string;
  /** Milliseconds to wait for another holder before E_BUSY; 0 tries once. */
  waitMs: number;
}

/** What proper-lockfile calls of `fs` in its synchronous form; its own typings say `any`. */
interface PackageFs {
  mkdirSync(path: string): void;
  rmdirSync(path: string): void;
  statSync(path: string): { mtime: Date };
  utimesSync(path: string, atime: Date, mtime: Date): void;
}

/** The longest delay that Node's timers take, in milliseconds (24.8 days); longer ones fire at once. */
const LONGEST_TIMER = 2 ** 31 - 1;
/** Milliseconds until who is next asks again whether the holder still lives; the others ask the less often the more are ahead. */
const JUDGE_EVERY = 50;

/**
 * Tries, whatever the time, at a lock that was free right after a try: given back, or taken from the dead. Without a
 * bound, a folder that can be neither taken nor removed would be tried for ever.
 */
const TRIES_AT_A_FREED_LOCK = 50;

const heldHere = new Set<string>();

/**
 * The lock of the vault whose local folder is given. Synchronous: blocks the thread while it waits, so it must not be
 * waited on in an app's window.
 *
 * `acquire` throws E_BUSY when another process kept the lock for `waitMs` (details: `pid`, `host`, `state`: running,
 * suspended or unknown, `since`, `waited_ms`, `expires_in_s`), and E_FAILED when the folder can't be written.
 */
export function nodeLock(options: NodeLockOptions): Lock {
  return {
    acquire: () => {
      const tries = acquiring(options);
      let step = tries.next();
      for (; !step.done; step = tries.next()) pause(step.value);
      return step.value;
    },
  };
}

/** The same lock for an app's window: `rest` waits for so many milliseconds and lets the window live. */
export function patientNodeLock(options: NodeLockOptions, rest: (milliseconds: number) => Promise<void>): Lock {
  return {
    acquire: async () => {
      const tries = acquiring(options);
      let step = tries.next();
      for (; !step.done; step = tries.next()) await rest(step.value);
      return step.value;
    },
  };
}

/**
 * Looks until the lock is had; yields how many milliseconds may pass until the next look. Who came first looks most often
 * and takes the lock as soon as it is free. The others leave it to them for a moment: those ahead may be suspended, dead, or
 * waiting for a processor, and a free lock must not lie there for their sake.
 */
function* acquiring({ folder, waitMs }: NodeLockOptions): Generator<number, HeldLock, void> {
  const startedAt = monotonicMs();
  const attempt = new LockFolder(folder);
  const line = new Line();
  let [judgeAt, freed] = [0, 0];
  try {
    for (;;) {
      const waited = monotonicMs() - startedAt;
      const isOver = waited >= waitMs;
      const { taken, ahead } = attempt.look();
      if (line.isOurs(waited, taken, ahead) || isOver) {
        const release = tryOnce(attempt);
        if (release !== null) return heldLock(attempt, release, folder);
      }
      if (isOver || waited >= judgeAt) {
        const blocker = othersBlocker(attempt);
        const isFreed = (blocker === null && (taken || isOver)) || (ahead > 0 && attempt.sweep());
        if (isFreed && freed < TRIES_AT_A_FREED_LOCK) {
          freed += 1;
          continue;
        }
        if (isOver) throw busy(blocker, waited);
        judgeAt = waited + JUDGE_EVERY * (ahead + 1);
      }
      attempt.prepare();
      yield Math.min(waitMs - waited, line.pauseAfter(waited, ahead));
    }
  } catch (error) {
    throw failure(error, `The vault's lock can't be taken in ${folder}`, 'Nothing was changed. Reading still works; writing needs this folder.');
  } finally {
    attempt.discard();
  }
}

function othersBlocker(attempt: LockFolder): Blocker | null {
  const blocker = attempt.blocker();
  if (blocker !== null && heldHere.has(blocker.nonce)) throw new Error('this process already holds the lock of the vault');
  return blocker;
}

/** What gives the lock back; `null` when somebody holds it. */
function tryOnce(attempt: LockFolder): (() => void) | null {
  try {
    // The first argument is only the key of the package's own list, which must not mix up two holders of one process.
    return lockSync(`${attempt.path}.${attempt.nonce}`, {
      realpath: false,
      lockfilePath: attempt.path,
      stale: LONGEST_TIMER,
      update: LONGEST_TIMER / 2,
      fs: packageFs(attempt),
      // The default throws from a timer and ends the process; `stillOurs` is what tells.
      onCompromised: () => undefined,
    });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ELOCKED') return null;
    throw error;
  }
}

function packageFs(attempt: LockFolder): PackageFs {
  // The package compares this time with the clock to judge a lock's age, and with its own memory to see whether the
  // lock was touched. Neither may decide here, so it is always now, and always what the package set.
  let mtime = new Date();
  return {
    mkdirSync: () => { attempt.take(); },
    rmdirSync: () => { attempt.drop(); },
    statSync: () => ({ mtime }),
    utimesSync: (_path, _atime, changed) => { mtime = changed; },
  };
}

function heldLock(attempt: LockFolder, release: () => void, folder: string): HeldLock {
  heldHere.add(attempt.nonce);
  return {
    stillOurs: () => heldHere.has(attempt.nonce) && attempt.owned(),
    release: () => {
      if (!heldHere.delete(attempt.nonce)) return;
      try {
        release();
      } catch (error) {
        throw failure(error, `The vault's lock can't be given back in ${folder}`, 'It is free when this process ends.');
      }
    },
  };
}

function busy(blocker: Blocker | null, waited: number): TouchstoneError {
  const holder = blocker?.holder ?? null;
  const state = blocker?.state ?? 'unknown';
  const who = holder === null ? 'Another process' : `Process ${holder.pid}${holder.host === thisProcess().host ? '' : ` on ${holder.host}`}`;
  const since = holder === null ? '' : ` since ${holder.acquiredAt}`;
  const expiresIn = blocker?.expiresInMs ?? null;
  return new TouchstoneError('E_BUSY', `${who} (${state}) holds the vault's lock${since}; waited ${seconds(waited)} s.`, {
    hint: hintFor(state, expiresIn),
    details: {
      pid: holder?.pid ?? null,
      host: holder?.host ?? null,
      state,
      since: holder?.acquiredAt ?? null,
      waited_ms: Math.round(waited),
      // The file's time carries fractions that the clock does not have: whole milliseconds first, or 10 s would read as 11.
      expires_in_s: expiresIn === null ? null : Math.ceil(Math.round(expiresIn) / 1000),
    },
  });
}

function hintFor(state: Blocker['state'], expiresInMs: number | null): string {
  if (state === 'suspended') return 'It keeps the lock while it is suspended: let it go on (`fg` in its terminal), then run this again.';
  if (expiresInMs !== null) {
    const minutes = Math.ceil(expiresInMs / 60_000);
    return `Whether it lives can't be seen from here, so its lock is taken over in ${minutes} min. Run this again then.`;
  }
  return 'Run this again when it is done; TOUCHSTONE_LOCK_WAIT sets how long a command waits.';
}

/** Says which trouble of the disk it was; what is none of the disk's stays as it is. */
function failure(error: unknown, what: string, hint: string): unknown {
  const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
  if (error instanceof TouchstoneError || code === undefined) return error;
  const trouble = TROUBLES[code] ?? (error as Error).message;
  return new TouchstoneError('E_FAILED', `${what}: ${trouble}.`, { hint, details: { cause: code }, cause: error });
}

const TROUBLES: Readonly<Record<string, string>> = {
  ENOSPC: 'no space is left on the device',
  EDQUOT: 'the disk quota is used up',
  EROFS: 'the file system is read-only',
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
  ENOTDIR: 'a file stands where a folder should be',
  EEXIST: 'a file stands where a folder should be',
  EMFILE: 'too many files are open in this process',
  ENFILE: 'too many files are open on this computer',
};

function pause(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(1);
}
