// What git says of the current folder: HEAD, and whether the work tree equals it, both without the vault's own path
// (decision 29): committing stories must not make evidence out of date.
import { spawnSync } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { relative, sep } from 'node:path';
import { TouchstoneError } from '../../../shared/errors';
import type { Head } from '../../../shared/story/facts';
import { recordedCommits } from '../../../shared/story/planners/deliver';
import type { Config } from '../../../shared/settings/config';
import { linkedWorktree } from '../../git-worktree';
import type { Context } from '../../verb';

/** The repository around a folder. */
export interface Repository {
  folder: string;
  /** HEAD; `null` before the first commit. */
  commit: string | null;
  /** Pathspecs of everything but the vault. */
  paths: readonly string[];
}

/** Git's answer when a folder is in no work tree; asked with the C locale. */
const NO_WORK_TREE = /not a git repository|must be run in a work tree/;

/**
 * The repository of `folder`; `null` outside of one, and where git isn't installed.
 *
 * @throws E_FAILED when git refuses for another reason (an owner it doesn't trust, a damaged repository).
 */
export function findRepository(folder: string, vaultRoot: string, config: Config): Repository | null {
  const top = git(folder, ['rev-parse', '--show-toplevel']);
  if (top === null || (top.status !== 0 && NO_WORK_TREE.test(top.errors))) return null;
  if (top.status !== 0) throw refusedByGit(top.errors);
  const root = top.output.replace(/\r?\n$/, '');
  const head = git(folder, ['rev-parse', '--verify', '--quiet', 'HEAD^{commit}']);
  const commit = /^[0-9a-f]{40,64}$/m.exec(head?.output ?? '')?.[0] ?? null;
  // A linked worktree has its own copy of the vault's path; the vault itself lies in the main one (decision 1).
  const main = linkedWorktree(root)?.main ?? null;
  const roots = main === null ? [root] : [root, main];
  return { folder, commit, paths: [':/', ...roots.flatMap((place) => vaultPaths(place, vaultRoot, config)).map((path) => `:(top,exclude,literal)${path}`)] };
}

/** Whether the work tree, without the vault, equals HEAD; files that git doesn't know count as a difference. */
export function isClean({ folder, paths }: Repository): boolean {
  const status = git(folder, ['status', '--porcelain', '--untracked-files=normal', '--', ...paths]);
  if (status === null || status.status !== 0) throw refusedByGit(status?.errors ?? '');
  return status.output === '';
}

/** HEAD as a delivery of `story` needs it: with those of its recorded commits that differ from HEAD in the vault only. */
export function headFor(context: Context, story: string): Head {
  // Named first, so that a call without an actor is refused as every write is.
  context.actor();
  const vault = context.vault();
  const repository = findRepository(context.cwd, vault.ports.place, vault.config);
  if (repository?.commit == null) return { commit: null, same: [] };
  const others = context.read(recordedCommits(story)).filter((commit) => commit !== repository.commit);
  return { commit: repository.commit, same: others.filter((commit) => differsInVaultOnly(repository, commit)) };
}

function differsInVaultOnly({ folder, paths }: Repository, commit: string): boolean {
  return git(folder, ['diff', '--quiet', '--no-ext-diff', commit, 'HEAD', '--', ...paths])?.status === 0;
}

/**
 * The vault's paths in the repository. A vault that is the repository's own root leaves out its folders of notes
 * only: else nothing would be left to compare.
 */
function vaultPaths(root: string, vaultRoot: string, { folders }: Config): string[] {
  const inside = relative(real(root), real(vaultRoot)).split(sep).join('/');
  if (inside === '') {
    const { stories, knowledge, inbox, templates, archive, system } = folders;
    return [...new Set(['.touchstone', '.obsidian', '.trash', stories, knowledge, inbox, templates, archive, ...system])];
  }
  return inside === '..' || inside.startsWith('../') || inside.includes(':') ? [] : [inside];
}

function real(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

function git(folder: string, args: readonly string[]): { status: number | null; output: string; errors: string } | null {
  const ran = spawnSync('git', args, {
    cwd: folder,
    encoding: 'utf8',
    // No locks are taken for a look, and messages are in the language that they are compared in.
    env: { ...process.env, GIT_OPTIONAL_LOCKS: '0', LC_ALL: 'C' },
    maxBuffer: 64 * 1024 * 1024,
  });
  if (ran.error !== undefined && (ran.error as NodeJS.ErrnoException).code === 'ENOENT') return null;
  if (ran.error !== undefined) throw ran.error;
  return { status: ran.status, output: ran.stdout, errors: ran.stderr };
}

function refusedByGit(errors: string): TouchstoneError {
  return new TouchstoneError('E_FAILED', `git could not tell the current commit: ${errors.trim().split('\n')[0] ?? ''}`, {
    hint: 'Run git status in this folder and mend what it says.',
  });
}
