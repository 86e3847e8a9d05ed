// What the lock says and does, holder by holder: alive, suspended, dead, out of sight.
import { mkdirSync, readFileSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { acquire, cleanUp, killAll, leftovers, lockRoom, placeLock, recordOf, refusal, start } from './lock-processes';

afterEach(killAll);
afterAll(cleanUp);

const NONCE = 'ab'.repeat(16);

/** A record as a process that nothing is known of here writes it. */
function recordOfElsewhere(changes: Record<string, unknown> = {}): string {
  return JSON.stringify({
    nonce: NONCE, pid: 77, started: '5', boot: 'b', namespace: 'pid:[1]', host: 'elsewhere', acquired_at: '2026-11-21T09:00:00Z', ...changes,
  });
}

describe('a free lock', () => {
  test('is taken where the local folder does not exist yet, and leaves nothing behind', () => {
    const room = lockRoom();
    const held = acquire(room);
    expect(leftovers(room)).toEqual(['lock']);
    expect(held.stillOurs()).toBe(true);
    void held.release();
    expect(held.stillOurs()).toBe(false);
    expect(leftovers(room)).toEqual([]);
  });

  test('records who holds it', () => {
    const room = lockRoom();
    const held = acquire(room);
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    const started = readFileSync('/proc/self/stat', 'utf8').split(') ').at(-1)?.split(' ')[19];
    expect(recordOf(room)).toMatchObject({ pid: process.pid, boot, started, nonce: expect.stringMatching(/^[0-9a-f]{32}$/) as string });
    expect(recordOf(room).acquired_at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    void held.release();
  });

  test('is taken again by the same process, and giving it back twice is harmless', () => {
    const room = lockRoom();
    const first = acquire(room);
    void first.release();
    const second = acquire(room);
    void first.release();
    expect(second.stillOurs()).toBe(true);
    void second.release();
  });

  test('two vaults have two locks', () => {
    const [one, other] = [acquire(lockRoom()), acquire(lockRoom())];
    expect([one.stillOurs(), other.stillOurs()]).toEqual([true, true]);
    void one.release();
    expect(other.stillOurs()).toBe(true);
    void other.release();
  });

  test('is an empty folder too, and one with strange files in it', () => {
    const room = lockRoom();
    for (const strange of [[], ['.DS_Store'], ['holder (conflict).json', 'notes.txt']]) {
      mkdirSync(join(room.local, 'lock'), { recursive: true });
      for (const name of strange) writeFileSync(join(room.local, 'lock', name), '');
      void acquire(room, 50).release();
      expect(leftovers(room)).toEqual([]);
    }
  });
});

describe('a lock that a living process holds', () => {
  test('is E_BUSY with its pid, state and time, after the wait', async () => {
    const room = lockRoom();
    const holder = start('hold', room);
    await holder.message();
    const error = refusal(room, 60);
    expect(error.code).toBe('E_BUSY');
    expect(error.details).toMatchObject({ pid: holder.pid, state: 'running', since: recordOf(room).acquired_at, expires_in_s: null });
    expect(error.details['waited_ms']).toBeGreaterThanOrEqual(60);
    expect(error.message).toContain(`Process ${holder.pid} (running)`);
    expect(leftovers(room)).toEqual(['lock']);
  });

  test('is waited for', async () => {
    const room = lockRoom();
    const holder = start('hold', room);
    await holder.message();
    const waiter = start('count', room, 1);
    holder.send('go');
    expect((await waiter.ended).code).toBe(0);
    expect(await holder.message()).toEqual({ stillOurs: true });
  });

  test('stays its own while it is suspended, and it goes on with it', async () => {
    const room = lockRoom();
    const holder = start('hold', room);
    await holder.message();
    // Even when it has been suspended for longer than any lock lives.
    const [name = ''] = readdirSync(join(room.local, 'lock'));
    utimesSync(join(room.local, 'lock', name), 1, 1);
    holder.signal('SIGSTOP');
    await suspended(holder.pid);
    const error = refusal(room, 30);
    expect(error.details).toMatchObject({ pid: holder.pid, state: 'suspended' });
    expect(error.hint).toMatch(/fg/);
    holder.send('go');
    holder.signal('SIGCONT');
    expect(await holder.message()).toEqual({ stillOurs: true });
    void acquire(room, 1_000).release();
  });

  test('can\'t be taken a second time in the same process, which is a bug and is not waited for', () => {
    const room = lockRoom();
    const held = acquire(room);
    expect(() => acquire(room, 60_000)).toThrow('this process already holds');
    expect(held.stillOurs()).toBe(true);
    void held.release();
  });
});

describe('a lock that a dead process left', () => {
  test('is taken at once', async () => {
    const room = lockRoom();
    const holder = start('hold', room);
    await holder.message();
    await holder.kill();
    void acquire(room).release();
    expect(leftovers(room)).toEqual([]);
  });

  test('is taken at once when its pid belongs to a later process', async () => {
    const room = lockRoom();
    const other = start('hold', lockRoom());
    await other.message();
    const held = acquire(room);
    const record = { ...recordOf(room), pid: other.pid, started: '1', nonce: NONCE };
    void held.release();
    placeLock(room, NONCE, JSON.stringify(record));
    void acquire(room).release();
  });

  test('is left by a process that ended without giving it back, and that no timer or handler kept', async () => {
    const room = lockRoom();
    const holder = start('leave', room);
    expect(await holder.message()).toEqual({ held: true, interruptHandlers: 0, patched: false });
    expect((await holder.ended).code).toBe(0);
    void acquire(room).release();
  });
});

describe('a lock whose holder can\'t be seen from here', () => {
  const cases = [
    ['another computer', recordOfElsewhere()],
    ['an earlier boot of this computer', recordOfElsewhere({ boot: 'earlier' })],
    ['a record that was cut off', '{"pid":'],
    ['an empty record', ''],
    ['a record with an impossible pid', recordOfElsewhere({ pid: -1 })],
    ['a record that is a list', '[]'],
  ] as const;

  test.each(cases)('is kept for ten minutes: %s', (_name, content) => {
    const room = lockRoom();
    mkdirSync(room.local);
    // A second less than ten to go: the file system's clock is up to a tick behind.
    placeLock(room, NONCE, content, 591);
    const error = refusal(room);
    expect(error.code).toBe('E_BUSY');
    expect(error.details).toMatchObject({ state: 'unknown' });
    expect(error.details['expires_in_s']).toBeLessThanOrEqual(10);
    expect(error.hint).toMatch(/taken over in 1 min/);
  });

  test.each(cases)('is taken after ten minutes: %s', (_name, content) => {
    const room = lockRoom();
    mkdirSync(room.local);
    placeLock(room, NONCE, content, 601);
    void acquire(room).release();
    expect(leftovers(room)).toEqual([]);
  });

  test('is taken when its time lies far in the future, since such a time says nothing', () => {
    const room = lockRoom();
    mkdirSync(room.local);
    placeLock(room, NONCE, recordOfElsewhere(), -3_600);
    void acquire(room).release();
  });

  test('names the other computer', () => {
    const room = lockRoom();
    mkdirSync(room.local);
    placeLock(room, NONCE, recordOfElsewhere());
    expect(refusal(room).message).toContain('Process 77 on elsewhere (unknown) holds the vault\'s lock since 2026-11-21T09:00:00Z');
  });
});

describe('a lock that was lost', () => {
  test('is no longer ours, and giving it back does not touch the new holder\'s', () => {
    const room = lockRoom();
    const first = acquire(room);
    // As somebody does who could not see us alive for ten minutes.
    const [name = ''] = readdirSync(join(room.local, 'lock'));
    rmSync(join(room.local, 'lock', name));
    const second = acquire(room);
    expect([first.stillOurs(), second.stillOurs()]).toEqual([false, true]);
    void first.release();
    expect(second.stillOurs()).toBe(true);
    void second.release();
    expect(leftovers(room)).toEqual([]);
  });

  test('is noticed when the whole folder was deleted', () => {
    const room = lockRoom();
    const held = acquire(room);
    rmSync(room.local, { recursive: true });
    expect(held.stillOurs()).toBe(false);
    void held.release();
  });
});

async function suspended(pid: number): Promise<void> {
  while (!/^State:\s+T/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))) await pause();
}

async function pause(): Promise<void> {
  await new Promise((done) => setTimeout(done, 5));
}
