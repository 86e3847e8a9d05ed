// What the lock leaves on the disk when its processes are killed, and what it says of a disk that won't have it.
import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { LockFolder } from '../../shared/node/lock-folder';
import { acquire, cleanUp, killAll, leftovers, lockRoom, refusal, start, ticketsWithRecord } from './lock-processes';

afterEach(killAll);
afterAll(cleanUp);

describe('what waiting processes leave when they are killed', () => {
  test('is swept when its process is dead and stood first, and left alone while it lives or somebody alive stands before it', async () => {
    const room = lockRoom();
    const tickets = (): string[] => leftovers(room).filter((name) => name.startsWith('lock.new.'));
    const inLine = async (place: number): Promise<ReturnType<typeof start>> => {
      const child = start('count', room, 1);
      while (ticketsWithRecord(room).length < place) await pause();
      return child;
    };
    const holder = start('hold', room);
    await holder.message();
    const [first, second, third] = [await inLine(1), await inLine(2), await inLine(3)];
    await Promise.all([first.kill(), third.kill()]);
    new LockFolder(room.local).sweep();
    expect(tickets()).toHaveLength(2);
    holder.send('go');
    expect((await second.ended).code).toBe(0);
    new LockFolder(room.local).sweep();
    expect(leftovers(room)).toEqual([]);
  });

  test('is swept by age when nothing is known of its process', () => {
    const room = lockRoom();
    const folder = mkdtempSync(`${room.work}/`);
    const [young, old] = [ticket(Date.now() - 1000, '0'), ticket(Date.now(), '1')];
    for (const name of [young, old]) mkdirSync(join(folder, name));
    utimesSync(join(folder, old), 1, 1);
    writeFileSync(join(folder, `lock.gone.${old}`), '');
    new LockFolder(folder).sweep();
    expect(readdirSync(folder)).toEqual([young]);
  });

  test('does no harm when it is swept from under a living process', () => {
    const room = lockRoom();
    const folder = new LockFolder(room.local);
    const held = acquire(room);
    expect(() => { folder.take(); }).toThrow('the lock is held');
    const own = leftovers(room).find((name) => name.endsWith(folder.nonce));
    rmSync(join(room.local, String(own)), { recursive: true });
    void held.release();
    folder.take();
    expect(folder.owned()).toBe(true);
    folder.drop();
    expect(leftovers(room)).toEqual([]);
  });
});

describe('a disk that can\'t hold the lock', () => {
  test('is E_FAILED with the reason, not E_BUSY: a file in the place of the folder', () => {
    const room = lockRoom();
    writeFileSync(room.local, '');
    expect(refusal(room)).toMatchObject({ code: 'E_FAILED', message: expect.stringContaining('a file stands where a folder should be') as string });
  });

  test('is E_FAILED with the reason, not E_BUSY: a file in the place of the lock', () => {
    const room = lockRoom();
    mkdirSync(room.local);
    writeFileSync(join(room.local, 'lock'), '');
    expect(refusal(room).details).toMatchObject({ cause: 'ENOTDIR' });
    expect(leftovers(room)).toEqual(['lock']);
  });

  test.runIf(process.getuid?.() === 0)('is E_FAILED with the reason, not E_BUSY: a folder of another user', async () => {
    const room = lockRoom();
    mkdirSync(room.local, { mode: 0o755 });
    const answer = await start('nobody', room).message();
    expect(answer).toMatchObject({ code: 'E_FAILED', message: expect.stringContaining('this user may not write there') as string });
    expect(leftovers(room)).toEqual([]);
  });
});

function ticket(time: number, digit: string): string {
  return `lock.new.${time}.${digit.repeat(32)}`;
}

async function pause(): Promise<void> {
  await new Promise((done) => setTimeout(done, 5));
}
