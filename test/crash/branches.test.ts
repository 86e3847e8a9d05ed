// Two machines and two branches of one machine, merged by git: ledgers never conflict and still verify, and legitimate
// notes are no drift.
import { execFileSync } from 'node:child_process';
import { cpSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { temporaryFolder, temporaryVault, vaultAt, type TestVault } from '../cli/harness';

const ACTOR = { as: 'dev-7', role: 'developer' };
const TEXT = 'one\n\ntwo\n\nthree\n\nfour\n\nfive\n';

function git(vault: TestVault, ...args: string[]): string {
  const identity = ['-c', 'user.name=a', '-c', 'user.email=a@example.invalid', '-c', 'init.defaultBranch=main', '-c', 'merge.conflictStyle=merge'];
  return execFileSync('git', [...identity, ...args], { cwd: vault.root, encoding: 'utf8' });
}

function commitAll(vault: TestVault, message: string): void {
  git(vault, 'add', '--all');
  git(vault, 'commit', '--quiet', '--message', message);
}

function vaultInGit(notes: Record<string, string>): TestVault {
  const vault = temporaryVault({ notes });
  git(vault, 'init', '--quiet');
  commitAll(vault, 'start');
  return vault;
}

function expectSound(vault: TestVault): void {
  const { code, stdout } = vault.run(['integrity', 'verify']);
  expect(code, stdout).toBe(0);
  expect(stdout).not.toContain('modified');
}

function write(vault: TestVault, path: string, text: string): void {
  expect(vault.run(['note', 'write', path, '--body-file', '-'], { ...ACTOR, input: text }).code).toBe(0);
}

describe('two branches of one machine', () => {
  test('that changed different notes merge without a conflict and verify', () => {
    const vault = vaultInGit({ 'a.md': TEXT, 'b.md': TEXT });
    git(vault, 'switch', '--quiet', '--create', 'topic');
    write(vault, 'a.md', 'by topic\n');
    commitAll(vault, 'topic');
    git(vault, 'switch', '--quiet', 'main');
    write(vault, 'b.md', 'by main\n');
    commitAll(vault, 'main');
    git(vault, 'merge', '--quiet', '--no-edit', 'topic');
    expectSound(vault);
    expect(readdirSync(join(vault.root, '.touchstone/ledger')).length).toBeGreaterThan(1);
    write(vault, 'a.md', 'after the merge\n');
    expectSound(vault);
  });

  test('that changed one note in different places merge cleanly, and the merge is no drift', () => {
    const vault = vaultInGit({ 'a.md': TEXT });
    git(vault, 'switch', '--quiet', '--create', 'topic');
    write(vault, 'a.md', TEXT.replace('one', 'ONE'));
    commitAll(vault, 'topic');
    git(vault, 'switch', '--quiet', 'main');
    write(vault, 'a.md', TEXT.replace('five', 'FIVE'));
    commitAll(vault, 'main');
    git(vault, 'merge', '--quiet', '--no-edit', 'topic');
    expect(vault.read('a.md')).toBe(TEXT.replace('one', 'ONE').replace('five', 'FIVE'));
    expectSound(vault);
  });

  test('that go back to an earlier commit are told apart from tampering', () => {
    const vault = vaultInGit({ 'a.md': TEXT });
    write(vault, 'a.md', 'later\n');
    commitAll(vault, 'later');
    git(vault, 'switch', '--quiet', '--detach', 'HEAD~1');
    const { code, stdout } = vault.run(['integrity', 'verify']);
    expect([code, stdout.includes('went back')]).toEqual([0, true]);
  });
});

describe('two machines', () => {
  test('that worked on copies and pull from each other verify on both', () => {
    const here = vaultInGit({ 'a.md': TEXT, 'b.md': TEXT });
    const folder = temporaryFolder();
    cpSync(here.root, folder, { recursive: true });
    const there = vaultAt(folder);
    write(here, 'a.md', 'here\n');
    commitAll(here, 'here');
    write(there, 'b.md', 'there\n');
    const planner = { as: 'planner', role: 'sr-pm' };
    expect(there.run(['story', 'create', 'A story from there', '--ac', 'x'], planner).code).toBe(0);
    commitAll(there, 'there');
    git(here, 'pull', '--quiet', '--no-rebase', '--no-edit', there.root, 'main');
    git(there, 'pull', '--quiet', '--no-rebase', '--no-edit', here.root, 'main');
    for (const vault of [here, there]) {
      expectSound(vault);
      expect(vault.run(['story', 'claim', '--next', '--dry-run', '--json'], ACTOR).code).toBe(0);
    }
    expect(readFileSync(join(here.root, 'b.md'), 'utf8')).toBe('there\n');
  });
});
