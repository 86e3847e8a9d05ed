// A holder of the lock that is suspended in the middle of its commit: others are told who it is, and on waking it commits
// only if the lock is still its own. The lock of a living process is never taken; here a person deletes it.
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { verify } from '../../shared/integrity/verify';
import { temporaryVault, type Outcome, type TestVault } from '../cli/harness';
import { openTemporary } from '../shared/vault/temporary-vault';

const LOCK = '.touchstone/local/lock';

interface Holder {
  pid: number;
  wake(): Promise<Outcome>;
}

/** Starts a command that suspends itself at a step while it holds the lock, and waits until it has. */
async function suspendedAt(step: string, vault: TestVault, text: string): Promise<Holder> {
  const ended = vault.start(['note', 'append', 'a.md', text, '--json'], { as: text, env: { TOUCHSTONE_FAULT: step, TOUCHSTONE_FAULT_SIGNAL: 'SIGSTOP' } });
  const end = { come: false };
  void ended.finally(() => { end.come = true; });
  for (;;) {
    const pid = stoppedHolder(vault);
    if (pid !== null) {
      onTestFinished(() => { if (!end.come) process.kill(pid, 'SIGKILL'); });
      return { pid, wake: () => { process.kill(pid, 'SIGCONT'); return ended; } };
    }
    if (end.come) throw new Error(`it was not suspended: ${(await ended).stdout}`);
    await new Promise((done) => setTimeout(done, 5));
  }
}

function stoppedHolder(vault: TestVault): number | null {
  try {
    const folder = join(vault.root, LOCK);
    const { pid } = JSON.parse(readFileSync(join(folder, String(readdirSync(folder)[0])), 'utf8')) as { pid: number };
    return /^State:\s+T/mu.test(readFileSync(`/proc/${pid}/status`, 'utf8')) ? pid : null;
  } catch {
    // No lock, or its record is being written.
    return null;
  }
}

function append(vault: TestVault, text: string): Outcome {
  return vault.run(['note', 'append', 'a.md', text, '--json'], { as: text, env: { TOUCHSTONE_LOCK_WAIT: '50ms' } });
}

function expectSound(vault: TestVault, text: string): void {
  expect(vault.read('a.md')).toBe(text);
  const { vault: opened, read } = openTemporary(vault.root);
  const { broken, rewound, drift } = read((view) => verify(opened.ports, view));
  expect([broken, rewound, drift.drifted, drift.conflicts]).toEqual([[], [], [], 0]);
  expect(readdirSync(join(vault.root, '.touchstone/local/stage'))).toEqual([]);
}

/** Before the commit point, and after it but with the note not yet in place. */
const STEPS = ['staged', 'appended'];

test.each(STEPS)('at %s: others get E_BUSY with its process id and state, and it goes on when it wakes', async (step) => {
  const vault = temporaryVault({ notes: { 'a.md': 'one\n' } });
  const holder = await suspendedAt(step, vault, 'slow');
  const refused = append(vault, 'quick').failure();
  expect(refused).toMatchObject({ code: 'E_BUSY', details: { pid: holder.pid, state: 'suspended' } });
  expect(refused.message).toContain(String(holder.pid));
  expect(vault.read('a.md')).toBe('one\n');
  expect((await holder.wake()).code).toBe(0);
  expect(append(vault, 'quick').code).toBe(0);
  expectSound(vault, 'one\n\nslow\n\nquick\n');
});

test('before the commit point, its lock deleted and another\'s in the place: it changes nothing, and leaves the other\'s lock', async () => {
  const vault = temporaryVault({ notes: { 'a.md': 'one\n' } });
  const first = await suspendedAt('staged', vault, 'first');
  rmSync(join(vault.root, LOCK), { recursive: true });
  const second = await suspendedAt('staged', vault, 'second');
  const woken = await first.wake();
  expect(woken.failure()).toMatchObject({ code: 'E_BUSY' });
  expect(woken.failure().message).toMatch(/lock was lost.*nothing was changed/u);
  expect(append(vault, 'third').failure()).toMatchObject({ code: 'E_BUSY', details: { pid: second.pid } });
  expect((await second.wake()).code).toBe(0);
  expectSound(vault, 'one\n\nsecond\n');
  expect(append(vault, 'third').code).toBe(0);
  expectSound(vault, 'one\n\nsecond\n\nthird\n');
});

test('after the commit point, its lock deleted: the next command finishes its write, and it touches nothing more', async () => {
  const vault = temporaryVault({ notes: { 'a.md': 'one\n' } });
  const first = await suspendedAt('appended', vault, 'first');
  rmSync(join(vault.root, LOCK), { recursive: true });
  expect(append(vault, 'second').code).toBe(0);
  expectSound(vault, 'one\n\nfirst\n\nsecond\n');
  expect((await first.wake()).code).toBe(0);
  expectSound(vault, 'one\n\nfirst\n\nsecond\n');
  expect(append(vault, 'third').code).toBe(0);
  expectSound(vault, 'one\n\nfirst\n\nsecond\n\nthird\n');
  expect(readdirSync(join(vault.root, '.touchstone/ledger'))).toHaveLength(1);
});
