// A process is killed right before each call to the file system that taking and giving back the lock makes, on a free
// lock and on one that a dead process left. Whatever it had done by then, the next process gets in at once.
import { readdirSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, expect, test } from 'vitest';
import { LockFolder } from '../../shared/node/lock-folder';
import { acquire, cleanUp, killAll, leftovers, lockRoom, placeLock, recordOf, start } from './lock-processes';
import type { HolderRecord, LockRoom } from './lock-processes';

afterEach(killAll);
afterAll(cleanUp);

function getIn(room: LockRoom): void {
  const held = acquire(room);
  expect(held.stillOurs()).toBe(true);
  void held.release();
}

/** Lets ten minutes pass for what carries no sign of its process: a folder whose record was not written yet. */
function letAge(room: LockRoom): void {
  for (const name of leftovers(room).filter((left) => left.startsWith('lock.new.'))) {
    if (readdirSync(join(room.local, name)).length === 0) utimesSync(join(room.local, name), 1, 1);
  }
}

/** Calls that one process made when it was not killed. */
async function dieAtEachCall(prepare: (room: LockRoom) => void): Promise<number> {
  for (let call = 1; ; call++) {
    const room = lockRoom();
    prepare(room);
    const child = start('die', room, call);
    const end = await child.ended;
    if (end.signal !== 'SIGKILL') {
      expect(end).toMatchObject({ code: 0, complaint: '' });
      expect(leftovers(room)).toEqual([]);
      return call - 1;
    }
    getIn(room);
    letAge(room);
    new LockFolder(room.local).sweep();
    expect(leftovers(room)).toEqual([]);
  }
}

test('a death at any call of taking and giving back a free lock holds nobody up', async () => {
  expect(await dieAtEachCall(() => undefined)).toBeGreaterThan(7);
});

test('a death at any call of taking over a dead process\'s lock holds nobody up', async () => {
  const record = await recordOfTheDead();
  const calls = await dieAtEachCall((room) => {
    getIn(room);
    placeLock(room, record.nonce, JSON.stringify(record));
  });
  expect(calls).toBeGreaterThan(12);
});

async function recordOfTheDead(): Promise<HolderRecord> {
  const room = lockRoom();
  const holder = start('hold', room);
  await holder.message();
  await holder.kill();
  return recordOf(room);
}
