// One process of the lock's tests: `lock-child <job> <local> <work> [<number>]`. Jobs talk to the test over IPC.
// Critical sections prove by themselves that they were alone: an exclusive marker, and a counter that is read and written.
import fs from 'node:fs';
import { join } from 'node:path';
import { nodeLock } from '../../shared/node/lock';
import type { HeldLock } from '../../shared/vault/ports';

const [job, local = '', work = '', number = '0'] = process.argv.slice(2);
const close = fs.close;
const lock = nodeLock({ folder: local, waitMs: 60_000 });

/** Synchronous on both sides: the generator drivers do not matter here. */
function acquire(): HeldLock {
  return lock.acquire() as HeldLock;
}

function tell(message: object): void {
  process.send?.(message);
}

/** Adds one to `<work>/count` and a line to `<work>/log`; throws when somebody else is in here at the same time. */
function increment(): number {
  const held = acquire();
  try {
    const marker = join(work, 'inside');
    enter(marker);
    const count = Number(fs.readFileSync(join(work, 'count'), 'utf8')) + 1;
    fs.writeFileSync(join(work, `count.${process.pid}`), String(count));
    fs.renameSync(join(work, `count.${process.pid}`), join(work, 'count'));
    fs.appendFileSync(join(work, 'log'), `${count}\n`);
    fs.unlinkSync(marker);
    if (held.stillOurs() !== true) throw new Error('the lock was lost while it was held');
    return count;
  } finally {
    void held.release();
  }
}

/** A marker may lie there from a process that was killed in here; one of a living process is a second holder. */
function enter(marker: string): void {
  try {
    fs.writeFileSync(marker, String(process.pid), { flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    const other = fs.existsSync(marker) ? fs.readFileSync(marker, 'utf8') : 'one that just left';
    if (other !== '' && isAlive(other)) throw new Error(`two holders: ${process.pid} and ${other}`);
    fs.writeFileSync(marker, String(process.pid));
  }
}

function isAlive(pid: string): boolean {
  try {
    return !/^State:\s+[ZX]/m.test(fs.readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch (error) {
    return !/^\d+$/.test(pid) || (error as NodeJS.ErrnoException).code !== 'ENOENT';
  }
}

/** Kills this process right before its `number`th call that reads or changes the disk, counted from now on. */
function dieAtCall(number: number): () => number {
  let calls = 0;
  const names = ['mkdirSync', 'readFileSync', 'readdirSync', 'renameSync', 'rmSync', 'rmdirSync', 'statSync', 'unlinkSync', 'writeFileSync'] as const;
  for (const name of names) {
    const real = fs[name] as (...args: unknown[]) => unknown;
    Object.assign(fs, {
      [name]: (...args: unknown[]) => {
        calls += 1;
        if (calls === number) process.kill(process.pid, 'SIGKILL');
        return real(...args);
      },
    });
  }
  return () => calls;
}

const jobs: Record<string, () => void> = {
  /** Adds `number` times and ends. */
  count() {
    for (let left = Number(number); left > 0; left--) increment();
    tell({ done: true });
    process.disconnect();
  },
  /** Adds until a message says stop. */
  forever() {
    let next = true;
    process.once('message', () => { next = false; });
    const again = (): void => {
      increment();
      if (next) setImmediate(again);
      else process.disconnect();
    };
    again();
  },
  /** Adds once for each message. */
  turns() {
    process.on('message', () => { tell({ count: increment() }); });
    tell({ ready: true });
  },
  /** Holds the lock until a message comes, then says whether it was still its own. */
  hold() {
    const held = acquire();
    process.once('message', () => {
      const stillOurs = held.stillOurs();
      void held.release();
      tell({ stillOurs });
      process.disconnect();
    });
    tell({ held: true });
  },
  /** Takes the lock, never gives it back and ends by itself. */
  leave() {
    acquire();
    tell({ held: true, interruptHandlers: process.listenerCount('SIGINT'), patched: fs.close !== close });
    process.disconnect();
  },
  /** Takes and gives back the lock, but is killed before its `number`th call to the file system. */
  die() {
    const calls = dieAtCall(Number(number));
    void acquire().release();
    tell({ calls: calls() });
    process.disconnect();
  },
  /** Tries to take the lock as a user who may write nothing. */
  nobody() {
    process.setgid?.(65534);
    process.setuid?.(65534);
    try {
      acquire();
      tell({ code: null });
    } catch (error) {
      tell({ code: (error as { code?: string }).code ?? null, message: (error as Error).message });
    }
    process.disconnect();
  },
};

const run = jobs[job ?? ''];
if (run === undefined) throw new Error(`no such job: ${String(job)}`);
run();
