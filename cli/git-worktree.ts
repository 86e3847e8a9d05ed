// Recognises a linked git worktree and finds its main one from git's own files (gitrepository-layout(5)),
// because starting `git` would cost more than the whole call.
import { readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

export interface LinkedWorktree {
  root: string;
  /** The main worktree; `null` when the repository is bare and has none, or it can't be found. */
  main: string | null;
}

/**
 * The linked worktree around `folder`, also from a submodule or another repository inside it.
 *
 * @returns `null` when there is none.
 */
export function linkedWorktree(folder: string): LinkedWorktree | null {
  const gitDir = linkedGitDir(join(folder, '.git'));
  const common = gitDir === null ? null : commonDir(gitDir);
  if (common !== null) return { root: folder, main: mainWorktree(common) };
  const parent = dirname(folder);
  return parent === folder ? null : linkedWorktree(parent);
}

/** `.git` as a file says `gitdir: <path>`, absolute or relative to itself. */
function linkedGitDir(gitFile: string): string | null {
  const target = /^gitdir: (.+)$/m.exec(readText(gitFile) ?? '')?.[1]?.trim();
  return target === undefined ? null : resolve(dirname(gitFile), target);
}

/** Only the private folder of a linked worktree has `commondir`; a submodule's has none. */
function commonDir(gitDir: string): string | null {
  const common = readText(join(gitDir, 'commondir'))?.trim();
  return common === undefined || common === '' ? null : resolve(gitDir, common);
}

function mainWorktree(common: string): string | null {
  const config = `${readText(join(common, 'config')) ?? ''}\n${readText(join(common, 'config.worktree')) ?? ''}`;
  const named = coreSetting(config, 'worktree');
  if (named !== null) return resolve(common, named);
  if (coreSetting(config, 'bare') === 'true') return null;
  return basename(common) === '.git' ? dirname(common) : null;
}

/** The last value of `core.<name>` in a git configuration file; quoted values are unquoted. */
function coreSetting(config: string, name: string): string | null {
  let inCore = false;
  let value: string | null = null;
  for (const line of config.split('\n')) {
    const section = /^\s*\[([^\]]*)\]/.exec(line)?.[1];
    if (section !== undefined) inCore = section.trim().toLowerCase() === 'core';
    const pair = /^\s*([A-Za-z][\w-]*)\s*=\s*(.*?)\s*$/.exec(line);
    if (inCore && pair !== null && pair[1]?.toLowerCase() === name) value = (pair[2] ?? '').replace(/^"(.*)"$/, '$1');
  }
  return value;
}

/** @returns `null` for a folder or a missing file. */
function readText(path: string): string | null {
  try {
    // Most are missing, and an error costs more than a look.
    return statSync(path, { throwIfNoEntry: false })?.isFile() === true ? readFileSync(path, 'utf8') : null;
  } catch {
    return null;
  }
}
