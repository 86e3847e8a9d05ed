// Finds the vault that a call means: named, or searched from the current folder up (`docs/cli.md`, "Which vault").
import { realpathSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { TouchstoneError } from '../shared/errors';
import { linkedWorktree, type LinkedWorktree } from './git-worktree';
import { PROGRAM } from './usage';

/** Where a folder may hold its vault, nearest first. */
const PLACES = ['.', 'vault', '.vault'] as const;
/** What makes a folder a governed vault. */
const STATE_FOLDER = '.touchstone';

/**
 * The root of the vault, an absolute real path: `--vault`, else `TOUCHSTONE_VAULT`, else the nearest one above `cwd`;
 * in a linked git worktree the main worktree's.
 *
 * @param named value of `--vault`.
 * @throws E_NOT_FOUND when a named vault is none (never falls back to another), or none is found.
 */
export function findVault(named: string | undefined, variable: string | undefined, cwd: string): string {
  if (named !== undefined) return namedVault(named, '--vault', cwd);
  if (variable !== undefined && variable !== '') return namedVault(variable, 'TOUCHSTONE_VAULT', cwd);
  const worktree = linkedWorktree(cwd);
  const found = worktree === null ? nearestVault(cwd) : vaultForWorktree(worktree, cwd);
  if (found !== null) return realpathSync.native(found);
  throw new TouchstoneError('E_NOT_FOUND', `No vault was found in ${cwd} or above it.`, {
    hint: `Make one with "${PROGRAM} init", or name one with --vault <path> or TOUCHSTONE_VAULT.`,
    details: { searched_from: cwd },
  });
}

/** True when `folder` is a governed vault. */
export function isVault(folder: string): boolean {
  return isFolder(join(folder, STATE_FOLDER));
}

function namedVault(path: string, source: string, cwd: string): string {
  const folder = resolve(cwd, path);
  if (path !== '' && isVault(folder)) return realpathSync.native(folder);
  const found = isFolder(folder) ? `is a folder without ${STATE_FOLDER}/` : 'does not exist';
  throw new TouchstoneError('E_NOT_FOUND', `The vault that ${source} names ${found}: ${folder}`, {
    hint: isFolder(folder) ? `To govern this folder: ${PROGRAM} init "${folder}"` : 'Check the path; no other vault is used instead.',
    details: { vault: folder, named_by: source },
  });
}

function nearestVault(from: string): string | null {
  for (const folder of ancestors(from)) {
    const vault = vaultIn(folder);
    if (vault !== null) return vault;
  }
  return null;
}

function vaultIn(folder: string): string | null {
  return PLACES.map((place) => join(folder, place)).find(isVault) ?? null;
}

/** The worktrees of a repository share the vault of the main one; a copy that git checked out is never used by itself. */
function vaultForWorktree(worktree: LinkedWorktree, cwd: string): string | null {
  const inside = ancestors(cwd).filter((folder) => isWithin(worktree.root, folder));
  if (worktree.main !== null) {
    for (const folder of inside) {
      const vault = vaultIn(join(worktree.main, relative(worktree.root, folder)));
      if (vault !== null) return vault;
    }
  }
  const copy = inside.map(vaultIn).find((vault) => vault !== null);
  if (copy !== undefined && worktree.main !== null) throw onlyACopy(copy, worktree.main);
  return copy ?? nearestVault(dirname(worktree.root));
}

function onlyACopy(copy: string, main: string): TouchstoneError {
  return new TouchstoneError('E_NOT_FOUND', `The main worktree ${main} has no vault; this linked worktree has a copy at ${copy}.`, {
    hint: `Check out a branch with the vault in the main worktree, or name the copy: --vault "${copy}"`,
    details: { copy, main_worktree: main },
  });
}

function ancestors(folder: string): string[] {
  const parent = dirname(folder);
  return parent === folder ? [folder] : [folder, ...ancestors(parent)];
}

function isWithin(root: string, folder: string): boolean {
  const path = relative(root, folder);
  return path === '' || (path !== '..' && !path.startsWith('../') && !path.startsWith('..\\'));
}

function isFolder(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
  } catch (error) {
    // A file where the path goes on as if it were a folder.
    if ((error as NodeJS.ErrnoException).code === 'ENOTDIR') return false;
    throw error;
  }
}
