// Starts the processes of the lock's tests: bundles `lock-child.ts` once, as the product is bundled, and gives each test
// a temporary vault folder. All that it starts is killed when the test is over.
import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { buildSync } from 'esbuild';
import { TouchstoneError } from '../../shared/errors';
import { nodeLock } from '../../shared/node/lock';
import type { HeldLock } from '../../shared/vault/ports';

/** `TOUCHSTONE_LONG=1` runs the same proofs many times longer. */
export const LONG = process.env['TOUCHSTONE_LONG'] === '1';

const built = mkdtempSync(join(tmpdir(), 'touchstone-lock-'));
const program = join(built, 'child.cjs');
buildSync({
  entryPoints: [resolve('test/crash/lock-child.ts')],
  outfile: program,
  bundle: true,
  platform: 'node',
  format: 'cjs',
  alias: { 'graceful-fs': 'node:fs', 'signal-exit': resolve('shared/node/no-exit-hooks.cjs') },
  logLevel: 'error',
});

const started = new Set<LockProcess>();

export interface LockRoom {
  /** Stands for `.touchstone/local`. */
  local: string;
  /** Where the critical sections work. */
  work: string;
}

export function lockRoom(): LockRoom {
  const root = mkdtempSync(join(built, 'room-'));
  const room = { local: join(root, 'local'), work: join(root, 'work') };
  mkdirSync(room.work);
  writeFileSync(join(room.work, 'count'), '0');
  writeFileSync(join(room.work, 'log'), '');
  return room;
}

/** A running child. What it writes to stderr is part of its end. */
export class LockProcess {
  readonly ended: Promise<{ code: number | null; signal: string | null; complaint: string }>;
  private readonly child: ChildProcess;
  private readonly messages: Record<string, unknown>[] = [];
  private wake: () => void = () => undefined;

  constructor(job: string, room: LockRoom, number: number) {
    this.child = fork(program, [job, room.local, room.work, String(number)], {
      stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
      // Not the test runner's own options.
      execArgv: [],
      env: { ...process.env, NODE_OPTIONS: '' },
    });
    const complaint: string[] = [];
    this.child.stderr?.on('data', (chunk) => { complaint.push(String(chunk)); });
    // Not its exit, after which something that it said may still be on the way.
    this.ended = (once(this.child, 'close') as Promise<[number | null, string | null]>).then(([code, signal]) => {
      started.delete(this);
      this.wake();
      return { code, signal, complaint: complaint.join('') };
    });
    this.child.on('message', (content) => {
      this.messages.push(content as Record<string, unknown>);
      this.wake();
    });
    started.add(this);
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  send(text: string): void {
    this.child.send(text);
  }

  signal(name: NodeJS.Signals): void {
    this.child.kill(name);
  }

  /** The next message; rejects when the child ends without one. */
  async message(): Promise<Record<string, unknown>> {
    while (this.messages.length === 0) {
      if (!started.has(this)) throw new Error(`the child ended: ${JSON.stringify(await this.ended)}`);
      await new Promise<void>((done) => { this.wake = done; });
    }
    return this.messages.shift() ?? {};
  }

  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.ended;
  }
}

export function start(job: string, room: LockRoom, number = 0): LockProcess {
  return new LockProcess(job, room, number);
}

export async function killAll(): Promise<void> {
  await Promise.all([...started].map(async (child) => child.kill()));
}

export async function cleanUp(): Promise<void> {
  await killAll();
  rmSync(built, { recursive: true, force: true });
}

export function countOf(room: LockRoom): number {
  return Number(readFileSync(join(room.work, 'count'), 'utf8'));
}

/** The numbers that critical sections logged, in order. Two at once would have logged the same number twice. */
export function logOf(room: LockRoom): number[] {
  return readFileSync(join(room.work, 'log'), 'utf8').trim().split('\n').filter(Boolean).map(Number);
}

export function leftovers(room: LockRoom): string[] {
  return readdirSync(room.local).sort();
}

/**
 * The tickets of those that wait and can be told by them. A ticket is a folder first: of one that is killed before its record
 * stands in it, nobody knows whose it was.
 */
export function ticketsWithRecord(room: LockRoom): string[] {
  return leftovers(room).filter((name) => name.startsWith('lock.new.') && hasRecord(join(room.local, name)));
}

function hasRecord(ticket: string): boolean {
  return readdirSync(ticket).some((record) => statSync(join(ticket, record)).size > 0);
}

export type HolderRecord = Record<'nonce' | 'host' | 'boot' | 'acquired_at' | 'started' | 'namespace', string> & { pid: number };

/** The record of whoever holds the lock now. */
export function recordOf(room: LockRoom): HolderRecord {
  const [name] = readdirSync(join(room.local, 'lock'));
  return JSON.parse(readFileSync(join(room.local, 'lock', String(name)), 'utf8')) as HolderRecord;
}

/** Takes the lock in this process. */
export function acquire(room: LockRoom, waitMs = 0): HeldLock {
  return nodeLock({ folder: room.local, waitMs }).acquire() as HeldLock;
}

/** What acquiring throws. */
export function refusal(room: LockRoom, waitMs = 0): TouchstoneError {
  try {
    void acquire(room, waitMs).release();
  } catch (error) {
    if (error instanceof TouchstoneError) return error;
    throw error;
  }
  throw new Error('the lock was free');
}

/** Puts a held lock in place whose file has these contents and this age. */
export function placeLock(room: LockRoom, nonce: string, content: string, ageSeconds = 0): void {
  const prepared = join(room.local, 'placed');
  mkdirSync(prepared, { recursive: true });
  const path = join(prepared, `holder.${nonce}.json`);
  writeFileSync(path, content);
  const time = Date.now() / 1000 - ageSeconds;
  utimesSync(path, time, time);
  renameSync(prepared, join(room.local, 'lock'));
}
