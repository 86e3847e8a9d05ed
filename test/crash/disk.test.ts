// A full disk and a read-only one: a clear error, and nothing has changed. Needs root to mount small file systems.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { run, vaultAt, type TestVault } from '../cli/harness';

const canMount = mountedFolder('64k') !== null;

/** A fresh tmpfs of this size, unmounted when the test has finished; `null` where mounting is not allowed. */
function mountedFolder(size: string): string | null {
  const folder = mkdtempSync(join(tmpdir(), 'touchstone-disk-'));
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', folder]).status === 0;
  const release = (): void => {
    if (mounted) execFileSync('umount', [folder]);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    onTestFinished(release);
  } catch {
    // Asked outside a test, only to know whether mounting works.
    release();
  }
  return mounted ? folder : null;
}

function vaultOn(folder: string): TestVault {
  const vault = vaultAt(folder);
  vault.edit('a.md', 'one\n');
  expect(run(['init', folder], { as: 'me' }).code).toBe(0);
  return vault;
}

function fill(folder: string): void {
  for (let n = 0; ; n++) {
    try {
      writeFileSync(join(folder, `.filler-${n}`), Buffer.alloc(4096));
    } catch {
      return;
    }
  }
}

describe.skipIf(!canMount)('a write', () => {
  test('to a full disk fails in words, and the vault is as it was', () => {
    const folder = mountedFolder('512k') ?? '';
    const vault = vaultOn(folder);
    const ledgerBefore = vault.run(['integrity', 'log', '--json']).json().meta['total'];
    fill(folder);
    const refused = vault.run(['note', 'append', 'a.md', 'x'.repeat(20_000), '--json'], { as: 'me' });
    expect(refused.code).toBe(1);
    expect(refused.failure().message).toMatch(/full|space/iu);
    expect(vault.read('a.md')).toBe('one\n');
    for (let n = 0; n < 60; n++) rmSync(join(folder, `.filler-${n}`), { force: true });
    expect(vault.run(['integrity', 'verify']).code).toBe(0);
    expect(vault.run(['integrity', 'log', '--json']).json().meta['total']).toBe(ledgerBefore);
    expect(vault.run(['note', 'append', 'a.md', 'two'], { as: 'me' }).code).toBe(0);
  });

  test('to a read-only disk fails in words, and reading goes on', () => {
    const folder = mountedFolder('2m') ?? '';
    const vault = vaultOn(folder);
    execFileSync('mount', ['-o', 'remount,ro', folder]);
    const refused = vault.run(['note', 'append', 'a.md', 'x', '--json'], { as: 'me' });
    expect(refused.code).toBe(1);
    expect(refused.failure().message).toMatch(/read-only/iu);
    expect(vault.run(['note', 'read', 'a.md']).stdout).toBe('one\n');
    expect(vault.run(['status']).code).toBe(0);
    expect(readFileSync(join(folder, 'a.md'), 'utf8')).toBe('one\n');
  });
});
