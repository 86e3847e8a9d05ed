// Real processes that want the lock at once: no update is lost, no two hold it together, and no death holds others up.
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest';
import { LONG, cleanUp, countOf, killAll, leftovers, lockRoom, logOf, placeLock, recordOf, start } from './lock-processes';
import type { HolderRecord, LockRoom } from './lock-processes';

if (LONG) vi.setConfig({ testTimeout: 3_600_000 });
afterEach(killAll);
afterAll(cleanUp);

/** 1 to `last`, each once: what a log looks like when every critical section saw the one before it. */
function unbroken(last: number): number[] {
  return Array.from({ length: last }, (_, index) => index + 1);
}

describe('many processes at once', () => {
  test('eight processes that count together lose no count', async () => {
    const room = lockRoom();
    const rounds = LONG ? 2_000 : 25;
    const children = Array.from({ length: 8 }, () => start('count', room, rounds));
    const ends = await Promise.all(children.map(async (child) => child.ended));
    expect(ends.map((end) => end.complaint).join('')).toBe('');
    expect(countOf(room)).toBe(8 * rounds);
    expect(logOf(room)).toEqual(unbroken(8 * rounds));
    expect(leftovers(room)).toEqual([]);
  });

  test('a process killed at any moment loses nobody\'s update and holds nobody up', async () => {
    const room = lockRoom();
    const kills = LONG ? 1_500 : 16;
    let workers = Array.from({ length: 8 }, () => start('forever', room));
    const all = [...workers];
    for (let round = 0; round < kills; round++) {
      const seen = countOf(room);
      await until(() => countOf(room) > seen + round % 7);
      const victim = workers[round % workers.length];
      if (victim === undefined) throw new Error('no worker');
      victim.signal('SIGKILL');
      const next = start('forever', room);
      all.push(next);
      workers = workers.map((worker) => (worker === victim ? next : worker));
    }
    const reached = countOf(room);
    await until(() => countOf(room) > reached);
    for (const worker of workers) worker.send('stop');
    const ends = await Promise.all(all.map(async (worker) => worker.ended));
    expect(ends.map((end) => end.complaint).join('')).toBe('');
    expect(ends.filter((end) => end.code === 0)).toHaveLength(workers.length);
    const log = logOf(room);
    expect(new Set(log).size).toBe(log.length);
    // A victim may have died between its count and its line in the log, so lines may miss, but none may repeat.
    expect(countOf(room) - log.length).toBeLessThanOrEqual(kills);
    expect(log).toEqual([...log].sort((a, b) => a - b));
    expect(log.at(-1)).toBe(countOf(room));
  });
});

describe('a herd that meets a dead lock', () => {
  /** `turns` children, all told at once, for each of many locks that a dead process left. */
  async function herd(room: LockRoom, size: number, rounds: number, record: HolderRecord, ageSeconds: number): Promise<void> {
    const children = Array.from({ length: size }, () => start('turns', room));
    await Promise.all(children.map(async (child) => child.message()));
    for (let round = 0; round < rounds; round++) {
      const nonce = round.toString(16).padStart(32, '0');
      placeLock(room, nonce, JSON.stringify({ ...record, nonce }), ageSeconds);
      const turns = children.map(async (child) => child.message());
      for (const child of children) child.send('go');
      await Promise.all(turns);
    }
    expect(logOf(room)).toEqual(unbroken(size * rounds));
    expect(leftovers(room)).toEqual([]);
  }

  test('gets in one by one when the holder was killed', async () => {
    const room = lockRoom();
    const holder = start('hold', room);
    await holder.message();
    const record = recordOf(room);
    await holder.kill();
    // The first process that comes by frees the place for the locks that are laid there next.
    expect((await start('count', room, 1).ended).code).toBe(0);
    await herd({ ...room, work: lockRoom().work }, 16, LONG ? 1_500 : 20, record, 0);
  });

  test('gets in one by one when the holder was on another computer and its lock is old', async () => {
    const room = lockRoom();
    const record = {
      nonce: '', pid: 1, started: '1', boot: 'another', namespace: 'pid:[1]', host: 'elsewhere', acquired_at: '2026-11-21T09:00:00Z',
    };
    await herd(room, 16, LONG ? 500 : 8, record, 601);
  });
});

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((done) => setTimeout(done, 2));
}
