// One process of the benchmarks of the lock. `lock-worker <exclusive|lock> <folder> <times>` adds to a counter when a
// message tells it to begin; `lock-worker hold <folder>` takes the lock and waits to be killed.
import fs from 'node:fs';
import { join } from 'node:path';
import { nodeLock } from '../../shared/node/lock';
import type { HeldLock } from '../../shared/vault/ports';

const [kind, folder = '', times = '0'] = process.argv.slice(2);
const lock = nodeLock({ folder: join(folder, 'local'), waitMs: 60_000 });

if (kind === 'hold') hold();
else addOnMessage(kind === 'lock' ? () => lock.acquire() as HeldLock : exclusive);

function hold(): void {
  void lock.acquire();
  process.send?.('held');
  // Never answered: keeps the process alive until it is killed.
  process.on('message', () => undefined);
}

function addOnMessage(take: () => HeldLock): void {
  process.once('message', () => {
    const waits: number[] = [];
    const startedAt = Date.now();
    for (let left = Number(times); left > 0; left--) {
      const asked = performance.now();
      const held = take();
      waits.push(performance.now() - asked);
      add(join(folder, 'count'));
      void held.release();
    }
    process.send?.({ startedAt, endedAt: Date.now(), waits });
    process.disconnect();
  });
  process.send?.('ready');
}

/** The floor: says nothing of its holder, and a killed one keeps everybody out for ever. */
function exclusive(): HeldLock {
  const path = join(folder, 'exclusive');
  for (;;) {
    try {
      fs.closeSync(fs.openSync(path, 'wx'));
      return { stillOurs: () => true, release: () => { fs.unlinkSync(path); } };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, Math.random() * 20);
    }
  }
}

function add(path: string): void {
  const next = Number(fs.readFileSync(path, 'utf8')) + 1;
  fs.writeFileSync(`${path}.${process.pid}`, String(next));
  fs.renameSync(`${path}.${process.pid}`, path);
}
