// Which vault a call means, with real folders and real git worktrees.
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findVault } from '../../cli/find-vault';
import { temporaryFolder } from './harness';
import { refusal } from '../refusal';

function folder(...parts: string[]): string {
  const path = join(...parts);
  mkdirSync(path, { recursive: true });
  return path;
}

function vault(...parts: string[]): string {
  const root = folder(...parts);
  folder(root, '.touchstone');
  return root;
}

function git(cwd: string, ...args: string[]): void {
  execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', '-c', 'init.defaultBranch=main', ...args], {
    cwd, stdio: 'pipe', env: { PATH: process.env['PATH'] ?? '', HOME: cwd, GIT_CONFIG_NOSYSTEM: '1' },
  });
}

function repository(...parts: string[]): string {
  const root = folder(...parts);
  git(root, 'init');
  return root;
}

function commitAll(root: string): void {
  git(root, 'add', '-A');
  git(root, 'commit', '--allow-empty', '-m', 'all');
}

describe('the search from the current folder', () => {
  it.each([['.'], ['vault'], ['.vault']])('finds a vault at %s of a folder above', (place) => {
    const base = temporaryFolder();
    const root = vault(base, 'project', place);
    expect(findVault(undefined, undefined, folder(base, 'project', 'src', 'deep'))).toBe(root);
  });

  it('takes the nearest, and of one folder its own before vault/ and .vault/', () => {
    const base = temporaryFolder();
    vault(base);
    vault(base, 'a', '.vault');
    vault(base, 'a', 'vault');
    expect(findVault(undefined, undefined, folder(base, 'a', 'b'))).toBe(join(base, 'a', 'vault'));
    vault(base, 'a');
    expect(findVault(undefined, undefined, join(base, 'a', 'b'))).toBe(join(base, 'a'));
  });

  it('does not take a file called .touchstone for a vault', () => {
    const base = temporaryFolder();
    writeFileSync(join(base, '.touchstone'), '');
    expect(refusal(() => findVault(undefined, undefined, base)).code).toBe('E_NOT_FOUND');
  });

  it('names the folder that it searched from when there is none', () => {
    const base = temporaryFolder();
    const error = refusal(() => findVault(undefined, undefined, base));
    expect(error.code).toBe('E_NOT_FOUND');
    expect(error.message).toContain(base);
    expect(error.hint).toContain('touchstone init');
  });
});

describe('a named vault', () => {
  it('is the one that is used, by option before variable, relative to the current folder', () => {
    const base = temporaryFolder();
    const here = vault(base, 'here');
    const byOption = vault(base, 'option');
    const byVariable = vault(base, 'variable');
    expect(findVault('../option', byVariable, here)).toBe(byOption);
    expect(findVault(undefined, byVariable, here)).toBe(byVariable);
    expect(findVault(undefined, '', here)).toBe(here);
  });

  it.each([
    ['missing', 'does not exist'], ['plain', 'is a folder without .touchstone/'],
  ])('is an error when it is %s, never another vault', (name, found) => {
    const base = temporaryFolder();
    const here = vault(base);
    folder(base, 'plain');
    for (const error of [refusal(() => findVault(name, undefined, here)), refusal(() => findVault(undefined, name, here))]) {
      expect(error.code).toBe('E_NOT_FOUND');
      expect(error.message).toContain(found);
    }
  });

  it('may not be empty', () => {
    expect(refusal(() => findVault('', undefined, vault(temporaryFolder()))).code).toBe('E_NOT_FOUND');
  });
});

describe('a linked git worktree', () => {
  function worktreeOf(main: string, ...parts: string[]): string {
    commitAll(main);
    const linked = join(...parts);
    git(main, 'worktree', 'add', '-b', 'side', linked);
    return linked;
  }

  it('uses the vault of the main worktree, also where git checked out a copy', () => {
    const base = temporaryFolder();
    const main = repository(base, 'main');
    const shared = vault(main, 'docs', 'vault');
    writeFileSync(join(shared, '.touchstone', 'config.yaml'), 'version: 1\n');
    const linked = worktreeOf(main, base, 'linked');
    for (const from of [join(linked, 'docs'), join(linked, 'docs', 'vault'), folder(linked, 'docs', 'new', 'deeper')]) {
      expect(findVault(undefined, undefined, from)).toBe(shared);
    }
    expect(findVault(join(linked, 'docs', 'vault'), undefined, linked)).toBe(join(linked, 'docs', 'vault'));
  });

  it('uses a vault that git ignores in the main worktree', () => {
    const base = temporaryFolder();
    const main = repository(base, 'main');
    writeFileSync(join(main, '.gitignore'), '.touchstone/\n');
    vault(main);
    expect(findVault(undefined, undefined, worktreeOf(main, base, 'linked'))).toBe(main);
  });

  it('prefers the main worktree to a vault that lies around the linked one', () => {
    const base = temporaryFolder();
    vault(base, 'around');
    const main = repository(base, 'main');
    vault(main);
    const linked = worktreeOf(main, base, 'around', 'linked');
    expect(findVault(undefined, undefined, linked)).toBe(main);
  });

  it('falls back to a vault around it when the main worktree has none', () => {
    const base = temporaryFolder();
    const around = vault(base, 'around');
    const main = repository(base, 'main');
    expect(findVault(undefined, undefined, worktreeOf(main, base, 'around', 'linked'))).toBe(around);
  });

  it('refuses a copy that the main worktree does not have, and names it', () => {
    const base = temporaryFolder();
    const main = repository(base, 'main');
    const linked = worktreeOf(main, base, 'linked');
    vault(linked);
    const error = refusal(() => findVault(undefined, undefined, linked));
    expect([error.code, error.details]).toEqual(['E_NOT_FOUND', { copy: linked, main_worktree: main }]);
    expect(error.hint).toContain('--vault');
  });

  it('is recognised when git wrote relative paths', () => {
    const base = temporaryFolder();
    const main = repository(base, 'main');
    vault(main);
    const linked = worktreeOf(main, base, 'linked');
    writeFileSync(join(linked, '.git'), 'gitdir: ../main/.git/worktrees/linked\n');
    expect(findVault(undefined, undefined, linked)).toBe(main);
  });

  it('of a bare repository keeps its own vault', () => {
    const base = temporaryFolder();
    const seed = repository(base, 'seed');
    commitAll(seed);
    git(base, 'clone', '--bare', 'seed', 'bare.git');
    git(join(base, 'bare.git'), 'worktree', 'add', '-b', 'work', join(base, 'work'));
    const own = vault(base, 'work');
    expect(findVault(undefined, undefined, own)).toBe(own);
  });

  it('is found around a submodule and around another repository inside it', () => {
    const base = temporaryFolder();
    const main = repository(base, 'main');
    vault(main);
    const linked = worktreeOf(main, base, 'linked');
    const inner = repository(linked, 'tools', 'inner');
    vault(linked);
    expect(findVault(undefined, undefined, inner)).toBe(main);
  });
});

describe('other repositories', () => {
  it('takes the vault of a main worktree as it stands', () => {
    const main = repository(temporaryFolder(), 'main');
    const root = vault(main);
    expect(findVault(undefined, undefined, folder(main, 'src'))).toBe(root);
  });

  it('does not mistake a submodule for a linked worktree', () => {
    const base = temporaryFolder();
    const library = repository(base, 'library');
    commitAll(library);
    const main = repository(base, 'main');
    git(main, '-c', 'protocol.file.allow=always', 'submodule', 'add', library, 'library');
    const own = vault(main, 'library');
    expect(findVault(undefined, undefined, own)).toBe(own);
  });

  it('finds the main worktree of a submodule from a linked one', () => {
    const base = temporaryFolder();
    const library = repository(base, 'library');
    commitAll(library);
    const main = repository(base, 'main');
    git(main, '-c', 'protocol.file.allow=always', 'submodule', 'add', library, 'library');
    const shared = vault(main, 'library');
    git(shared, 'worktree', 'add', '-b', 'side', join(base, 'side'));
    expect(findVault(undefined, undefined, join(base, 'side'))).toBe(shared);
  });
});
