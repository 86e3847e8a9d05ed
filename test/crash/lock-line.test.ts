// Who waits for the lock stands in a line. The line decides who gets it next, and can hold nobody up: what stands in it may
// be dead, suspended, nobody's, or older than the clock.
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, expect, onTestFinished, test, vi } from 'vitest';
import { patientNodeLock } from '../../shared/node/lock';
import { acquire, cleanUp, killAll, leftovers, lockRoom, placeLock, recordOf, start, ticketsWithRecord } from './lock-processes';
import type { LockProcess, LockRoom } from './lock-processes';

afterEach(killAll);
afterAll(cleanUp);

const NONCE = 'cd'.repeat(16);

/** Puts a ticket into the line: `record` is what its file says, `null` for a folder without one. */
function placeTicket(room: LockRoom, time: number, record: string | null): string {
  const folder = join(room.local, `lock.new.${String(time).padStart(13, '0')}.${NONCE}`);
  mkdirSync(folder, { recursive: true });
  if (record !== null) writeFileSync(join(folder, `holder.${NONCE}.json`), record);
  return folder;
}

/** Starts a waiting process and waits until it stands in the line. */
async function queue(room: LockRoom): Promise<LockProcess> {
  const before = ticketsWithRecord(room).length;
  const waiter = start('turns', room);
  await waiter.message();
  waiter.send('go');
  while (ticketsWithRecord(room).length === before) await pause();
  return waiter;
}

function tickets(room: LockRoom): string[] {
  return leftovers(room).filter((name) => name.startsWith('lock.new.'));
}

/** The order in which some that wait get the lock, by a clock that the test turns. @param sleepers never wake from their first pause */
async function orderOf(size: number, sleepers: readonly number[] = []): Promise<{ order: number[]; leftovers: string[] }> {
  // `hrtime` is what the lock reckons by: a clock that went on by itself would let a stopped test mix up their turns.
  vi.useFakeTimers({ toFake: ['Date', 'performance', 'hrtime'] });
  onTestFinished(() => { vi.useRealTimers(); });
  const room = lockRoom();
  mkdirSync(room.local);
  placeLock(room, NONCE, JSON.stringify({ nonce: NONCE, pid: 77, started: '5', boot: 'b', namespace: 'pid:[1]', host: 'elsewhere', acquired_at: '2026-11-21T09:00:00Z' }));
  const resting: { until: number; who: number; wake: () => void }[] = [];
  const order: number[] = [];
  for (let who = 0; who < size; who++) {
    const lock = patientNodeLock({ folder: room.local, waitMs: 10_000 }, async (milliseconds) => {
      await new Promise<void>((wake) => resting.push({ until: performance.now() + milliseconds, who, wake }));
    });
    void Promise.resolve(lock.acquire()).then((held) => { order.push(who); return held.release(); });
    await settled();
    vi.advanceTimersByTime(1);
  }
  const freedAt = performance.now() + 400;
  while (order.length < size - sleepers.length) {
    const next = resting.filter(({ who }) => !sleepers.includes(who)).sort((a, b) => a.until - b.until)[0];
    if (next === undefined) throw new Error('nobody looks any more');
    resting.splice(resting.indexOf(next), 1);
    vi.advanceTimersByTime(Math.max(0, next.until - performance.now()));
    if (performance.now() >= freedAt) rmSync(join(room.local, 'lock', `holder.${NONCE}.json`), { force: true });
    next.wake();
    await settled();
  }
  return { order, leftovers: leftovers(room) };
}

/** All that is to be done without a pause is done. */
async function settled(): Promise<void> {
  await new Promise((done) => setImmediate(done));
}

test('those that wait get the lock in the order they came in', async () => {
  expect(await orderOf(8)).toEqual({ order: [0, 1, 2, 3, 4, 5, 6, 7], leftovers: [] });
});

test('those that never look again are overtaken by all others', async () => {
  const { order } = await orderOf(6, [0, 1, 3]);
  expect(order.sort()).toEqual([2, 4, 5]);
});

test('a newcomer lets those that wait go first, and takes a free lock that nobody takes', () => {
  const room = lockRoom();
  placeTicket(room, Date.now() - 1000, null);
  void acquire(room, 60_000).release();
  expect(tickets(room)).toHaveLength(1);
});

test('a process that was killed in the line holds nobody up', async () => {
  const room = lockRoom();
  const holder = start('hold', room);
  await holder.message();
  const [killed, next] = [await queue(room), await queue(room)];
  await killed.kill();
  holder.send('go');
  expect(await next.message()).toEqual({ count: 1 });
  void acquire(room, 60_000).release();
  expect(leftovers(room)).toEqual([]);
});

test('a process that is suspended in the line is overtaken, and gets its turn when it goes on', async () => {
  const room = lockRoom();
  const holder = start('hold', room);
  await holder.message();
  const [suspended, next] = [await queue(room), await queue(room)];
  suspended.signal('SIGSTOP');
  while (!/^State:\s+T/m.test(readFileSync(`/proc/${suspended.pid}/status`, 'utf8'))) await pause();
  holder.send('go');
  expect(await next.message()).toEqual({ count: 1 });
  expect(tickets(room)).toHaveLength(1);
  suspended.signal('SIGCONT');
  expect(await suspended.message()).toEqual({ count: 2 });
  expect(leftovers(room)).toEqual([]);
});

test('a line of the dead holds nobody up, and is swept by who meets it', async () => {
  const room = lockRoom();
  const holder = start('hold', room);
  await holder.message();
  const record = recordOf(room);
  await holder.kill();
  for (let n = 0; n < 40; n++) {
    const folder = join(room.local, `lock.new.${Date.now() - 5000}.${String(n).padStart(32, '0')}`);
    mkdirSync(folder);
    writeFileSync(join(folder, `holder.${String(n).padStart(32, '0')}.json`), JSON.stringify(record));
  }
  void acquire(room, 60_000).release();
  expect(leftovers(room)).toEqual([]);
});

test('who may not wait takes a free lock whoever is ahead', () => {
  const room = lockRoom();
  placeTicket(room, Date.now() - 1000, '');
  void acquire(room, 0).release();
});

test('a ticket from a clock far ahead, and one that is older than any wait, count for nothing', () => {
  const room = lockRoom();
  for (const time of [Date.now() + 3_600_000, Date.now() - 3_600_000, 0]) placeTicket(room, time, null);
  const before = readdirSync(room.local).length;
  void acquire(room, 60_000).release();
  expect(readdirSync(room.local)).toHaveLength(before);
});

async function pause(): Promise<void> {
  await new Promise((done) => setTimeout(done, 5));
}
