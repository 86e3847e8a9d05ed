// The setting `project_vault_git` on the built program, judged by git itself.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readlinkSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { run, temporaryFolder, vaultAt, type TestVault } from './harness';

const AGENT = { as: 'set-up' };

/** A repository with a file of code, and a vault in it. */
function repositoryWithVault(folder: string, ...settings: string[]): { repository: string; vault: TestVault } {
  const repository = temporaryFolder();
  execFileSync('git', ['init', '--quiet'], { cwd: repository });
  writeFileSync(join(repository, 'code.ts'), 'export {};\n');
  const vault = vaultAt(join(repository, folder));
  mkdirSync(vault.root, { recursive: true });
  expect(run(['init', vault.root, '--prefix', 'PROJ', '--project', 'p', ...settings.flatMap((text) => ['--set', text])], AGENT).code).toBe(0);
  expect(vault.run(['note', 'create', 'knowledge/Retry', 'Text.'], AGENT).code).toBe(0);
  return { repository, vault };
}

/** What `git add --all` would take. */
function seenByGit(repository: string): string[] {
  return execFileSync('git', ['ls-files', '--others', '--exclude-standard'], { cwd: repository, encoding: 'utf8' }).trim().split('\n');
}

describe('project_vault_git', () => {
  it('ignored hides the vault in a folder of its own from git, tracked shows its notes and ledger, ask leaves no trace', () => {
    const { repository, vault } = repositoryWithVault('vault');
    expect(vault.runAsHuman(['settings', 'set', 'project_vault_git', 'ignored']).output).toContain('.gitignore of the vault was written');
    expect(seenByGit(repository)).toEqual(['code.ts']);
    expect(vault.runAsHuman(['settings', 'set', 'project_vault_git', 'tracked']).code).toBe(0);
    const seen = seenByGit(repository);
    expect(seen).toContain('vault/knowledge/Retry.md');
    expect(seen.some((path) => path.startsWith('vault/.touchstone/ledger/'))).toBe(true);
    expect(seen.some((path) => path.includes('/.touchstone/local/'))).toBe(false);
    expect(vault.runAsHuman(['settings', 'unset', 'project_vault_git']).code).toBe(0);
    expect(existsSync(join(vault.root, '.gitignore'))).toBe(false);
    expect(vault.run(['integrity', 'verify']).code).toBe(0);
  });

  it('ignored at the top of a repository hides the vault and not the code', () => {
    const { repository } = repositoryWithVault('.', 'project_vault_git=ignored');
    expect(seenByGit(repository)).toEqual(['.gitignore', 'code.ts']);
  });

  it('keeps the lines of the owner, and puts a lost block back without an operation', () => {
    const { vault } = repositoryWithVault('vault');
    vault.edit('.gitignore', 'mine\n');
    expect(vault.runAsHuman(['settings', 'project_vault_git=tracked']).code).toBe(0);
    const written = vault.read('.gitignore');
    expect(written).toMatch(/^mine\n# >>> touchstone/);
    vault.edit('.gitignore', 'mine\n');
    const again = vault.runAsHuman(['settings', 'project_vault_git=tracked']);
    expect(again.output).toContain('.gitignore of the vault was written');
    expect(again.output).toContain('nothing was recorded');
    expect(vault.read('.gitignore')).toBe(written);
  });

  it('in a dry run, or asked by an agent, writes nothing', () => {
    const { vault } = repositoryWithVault('vault');
    expect(vault.runAsHuman(['settings', 'project_vault_git=ignored', '--dry-run']).output).toContain('.gitignore of the vault would change');
    expect(vault.run(['settings', 'project_vault_git=ignored'], { as: 'dev-7', role: 'developer' }).code).toBe(7);
    expect(existsSync(join(vault.root, '.gitignore'))).toBe(false);
  });

  it('never follows a link out of the vault: the setting holds, and a warning says what was left alone', () => {
    const { vault } = repositoryWithVault('vault');
    const outside = join(temporaryFolder(), 'precious');
    writeFileSync(outside, 'precious\n');
    symlinkSync(outside, join(vault.root, '.gitignore'));
    const seen = vault.runAsHuman(['settings', 'project_vault_git=ignored']);
    expect(seen.code).toBe(0);
    expect(seen.output).toContain('was left alone: it is no plain file.');
    expect(readlinkSync(join(vault.root, '.gitignore'))).toBe(outside);
    expect(vaultAt(join(outside, '..')).read('precious')).toBe('precious\n');
    expect(vault.run(['settings', 'get', 'project_vault_git', '--quiet']).stdout).toBe('ignored\n');
  });

  it('does not touch a file that is no text', () => {
    const { vault } = repositoryWithVault('vault');
    vault.edit('.gitignore', new Uint8Array([0xff, 0xfe, 0x41]));
    expect(vault.runAsHuman(['settings', 'project_vault_git=ignored']).output).toContain('it is not valid UTF-8');
  });
});
