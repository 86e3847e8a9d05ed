// One attempt at the vault's lock as files: `lock/holder.<nonce>.json` says who holds it, and holding it means that
// this file exists. Both steps that decide are single system calls, so no death and no race leaves a half-taken lock:
// - take: a prepared folder with our record inside is renamed to `lock`, which fails while a record is in there;
// - remove (our own lock, or a dead holder's): `lock/holder.<nonce>.json` is deleted. The name holds the nonce, so
//   comparing and removing are one step, and a lock that somebody took in the meantime can't be hit.
// An empty `lock` folder is a free lock: deleting it is tidiness, and a process may die before it does.
// The prepared folder of a process that waits is its ticket: `lock.new.<time>.<nonce>`, so that their names sort as they
// came. Tickets decide who looks how often (`lock.ts`), never who holds the lock: their times may be wrong.
import { mkdirSync, readdirSync, renameSync, rmSync, rmdirSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { monotonicMs, randomHex } from './hash';
import { livenessOf } from './liveness';
import type { Liveness } from './liveness';
import { readRecord, recordIn, recordText } from './lock-record';
import type { Holder } from './lock-record';

/** Somebody who holds the lock and may be alive. */
export interface Blocker {
  nonce: string;
  /** `null` when its record can't be read (a power cut right after it was written). */
  holder: Holder | null;
  state: Exclude<Liveness, 'dead'>;
  /** Milliseconds after which the lock is taken over; `null` when it never is while the holder lives. */
  expiresInMs: number | null;
}

/** What stands between an attempt and the lock, as one look at `local` shows it. */
export interface Queue {
  /** There is a `lock` folder: somebody's, dead or alive, or an empty one that a death left. */
  taken: boolean;
  /** Tickets of others that are older than ours. */
  ahead: number;
}

/**
 * A lock whose holder can't be judged (another computer, container or boot) is taken over at this age, in
 * milliseconds. Locks are held for milliseconds, and a late holder finds out before it writes (`stillOurs`).
 */
const ABANDONED_AFTER_MS = 10 * 60_000;
/** A waiter renews its prepared record after this time. */
const RENEW_AFTER_MS = 1_000;
const RECORD_NAME = /^holder\.([0-9a-f]{32})\.json$/;
const TICKET_NAME = /^lock\.new\.(\d{13})\.([0-9a-f]{32})$/;
/**
 * Milliseconds after which nobody makes way for a ticket any more: it belongs to a process that gave up its wait without
 * a trace, on another computer or before its record was written, or its clock is wrong.
 */
const TICKET_COUNTS_FOR_MS = 60_000;
const GONE_NAME = /^lock\.gone\./;

export class LockFolder {
  readonly path: string;
  /** 128 random bits in hex: who we are for as long as this lock lasts. */
  readonly nonce = randomHex(16);
  private readonly ticket = `lock.new.${String(Date.now()).padStart(13, '0')}.${this.nonce}`;
  private readonly prepared: string;
  /** By the monotonic clock; `null` while nothing is prepared. */
  private preparedAt: number | null = null;

  /** `local`: absolute path of `.touchstone/local`; made when it is missing. */
  constructor(private readonly local: string) {
    this.path = join(local, 'lock');
    this.prepared = join(local, this.ticket);
  }

  /** Takes the lock, or throws an error with code EEXIST when somebody holds it. Other errors are the disk's. */
  take(): void {
    for (let left = 3; ; left--) {
      this.prepare();
      try {
        renameSync(this.prepared, this.path);
        this.preparedAt = null;
        return;
      } catch (error) {
        if (left === 0 || !this.maySucceedAgain(error)) throw error;
      }
    }
  }

  /** True while our record is in the lock. */
  owned(): boolean {
    return statSync(recordIn(this.path, this.nonce), { throwIfNoEntry: false }) !== undefined;
  }

  look(): Queue {
    const names = namesIn(this.local);
    return { taken: names.includes('lock'), ahead: names.filter((name) => this.isAhead(name)).length };
  }

  /** Shows others that we wait, and since when; renewed now and then, so that `acquired_at` is right to the second. */
  prepare(): void {
    const now = monotonicMs();
    if (this.preparedAt !== null && now - this.preparedAt < RENEW_AFTER_MS) return;
    const record = recordText(this.nonce);
    makeFolder(this.prepared);
    this.preparedAt = now;
    try {
      writeFileSync(recordIn(this.prepared, this.nonce), record);
    } catch (error) {
      // Swept in between: the rename that follows finds nothing, and is tried again.
      if (codeOf(error) !== 'ENOENT') throw error;
    }
  }

  /** Gives the lock back; does nothing when it is no longer ours. */
  drop(): void {
    if (this.remove(this.nonce)) this.removeEmptyFolder();
  }

  /** Who holds the lock. Removes what dead holders left first; `null` when it is free by then. */
  blocker(): Blocker | null {
    let blocker: Blocker | null = null;
    for (const nonce of this.nonces()) {
      const found = this.inspect(nonce);
      if (found === 'abandoned') this.remove(nonce);
      else blocker ??= found;
    }
    if (blocker === null) this.removeEmptyFolder();
    return blocker;
  }

  /** Deletes what was prepared and not used. */
  discard(): void {
    if (this.preparedAt === null) return;
    this.preparedAt = null;
    rmSync(this.prepared, { recursive: true, force: true });
  }

  /**
   * Deletes what processes that died while they waited left in `local`, oldest first and up to the first ticket whose
   * process runs: those behind it are in nobody's way yet, and judging all of them costs each of many waiting processes
   * time. True when a ticket was deleted.
   */
  sweep(): boolean {
    let swept = false;
    for (const name of namesIn(this.local).sort()) {
      if (GONE_NAME.test(name)) rmSync(join(this.local, name), { recursive: true, force: true });
      const nonce = TICKET_NAME.exec(name)?.[2];
      if (nonce === undefined) continue;
      const state = this.stateOfTicket(join(this.local, name), nonce);
      if (state === 'running') break;
      if (state === 'dead') swept = this.tearUp(name) || swept;
    }
    return swept;
  }

  private isAhead(name: string): boolean {
    if (name >= this.ticket) return false;
    const time = TICKET_NAME.exec(name)?.[1];
    return time !== undefined && Date.now() - Number(time) < TICKET_COUNTS_FOR_MS;
  }

  /** Away first: if its process lives after all it prepares another, and never renames an emptied folder. */
  private tearUp(ticket: string): boolean {
    const gone = join(this.local, `lock.gone.${ticket}`);
    if (!renamed(join(this.local, ticket), gone)) return false;
    rmSync(gone, { recursive: true, force: true });
    return true;
  }

  /** After a failed rename: translates "held" to EEXIST, and clears the way where that is all it needs. */
  private maySucceedAgain(error: unknown): boolean {
    const code = codeOf(error);
    if (code === 'ENOENT') {
      // Somebody took our prepared folder for a dead process's, or `local` was deleted as a whole.
      this.preparedAt = null;
      return true;
    }
    if (code === 'ENOTEMPTY' || code === 'EEXIST') throw held();
    // Windows reports an existing folder, empty or not, as one of these; elsewhere they are about permissions.
    if (code !== 'EPERM' && code !== 'EACCES' && code !== 'EBUSY') return false;
    if (this.nonces().length > 0) throw held();
    return this.removeEmptyFolder();
  }

  private nonces(): string[] {
    return namesIn(this.path).flatMap((name) => RECORD_NAME.exec(name)?.[1] ?? []);
  }

  /** `null`: the lock was given back meanwhile. */
  private inspect(nonce: string): Blocker | 'abandoned' | null {
    const path = recordIn(this.path, nonce);
    const changedAt = statSync(path, { throwIfNoEntry: false })?.mtimeMs;
    if (changedAt === undefined) return null;
    const holder = readRecord(path);
    const state = holder === null ? 'unknown' : livenessOf(holder);
    if (state === 'dead') return 'abandoned';
    if (state !== 'unknown') return { nonce, holder, state, expiresInMs: null };
    const age = this.ageOf(changedAt);
    return age > ABANDONED_AFTER_MS ? 'abandoned' : { nonce, holder, state, expiresInMs: ABANDONED_AFTER_MS - age };
  }

  private stateOfTicket(path: string, nonce: string): Liveness {
    const holder = readRecord(recordIn(path, nonce));
    const state = holder === null ? 'unknown' : livenessOf(holder);
    if (state !== 'unknown') return state;
    const changedAt = statSync(path, { throwIfNoEntry: false })?.mtimeMs;
    return changedAt !== undefined && this.ageOf(changedAt) > ABANDONED_AFTER_MS ? 'dead' : 'unknown';
  }

  /**
   * Milliseconds since `changedAt`. Both ends are times that the file system gave, because the clocks of two computers
   * that share it may differ. A time far in the future is as old as one far in the past: it tells nothing, and a clock
   * that was set back must not lock the vault for years.
   */
  private ageOf(changedAt: number): number {
    const own = statSync(recordIn(this.prepared, this.nonce), { throwIfNoEntry: false })?.mtimeMs;
    const now = own === undefined || this.preparedAt === null ? Date.now() : own + monotonicMs() - this.preparedAt;
    return Math.abs(now - changedAt);
  }

  /** Never touches a lock with another nonce. False when somebody else removed it before. */
  private remove(nonce: string): boolean {
    try {
      unlinkSync(recordIn(this.path, nonce));
      return true;
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return false;
      throw error;
    }
  }

  /** Never removes a held lock: a folder with a record in it can't be deleted. False when nothing was. */
  private removeEmptyFolder(): boolean {
    for (let cleared = false; ; cleared = true) {
      try {
        rmdirSync(this.path);
        return true;
      } catch (error) {
        if (!TAKEN_MEANWHILE.has(codeOf(error))) throw error;
        if (cleared || !this.removeStrangeFiles()) return false;
      }
    }
  }

  /** What a file manager or a sync put beside the record. True when there was something. */
  private removeStrangeFiles(): boolean {
    const strange = namesIn(this.path).filter((name) => !RECORD_NAME.test(name));
    for (const name of strange) rmSync(join(this.path, name), { recursive: true, force: true });
    return strange.length > 0;
  }
}

/** How systems say that the folder is gone, or has content again. */
const TAKEN_MEANWHILE = new Set<string | undefined>(['ENOENT', 'ENOTEMPTY', 'EEXIST', 'EPERM', 'EBUSY']);

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  }
}

/** False when there was nothing of that name any more. */
function renamed(from: string, to: string): boolean {
  try {
    renameSync(from, to);
    return true;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false;
    throw error;
  }
}

function held(): Error {
  return Object.assign(new Error('the lock is held'), { code: 'EEXIST' });
}

function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code;
}

/** Also makes `local`. A try before this one may have made the folder already, and failed after that. */
function makeFolder(path: string): void {
  try {
    mkdirSync(path);
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return;
    // A recursive mkdir reports a read-only disk as ENOENT, so it is only for a parent that is really missing.
    if (codeOf(error) !== 'ENOENT') throw error;
    mkdirSync(path, { recursive: true });
  }
}
