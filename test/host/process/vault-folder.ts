// The vault's folder as the app sees it: every file and folder whose name does not begin with a dot.
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, statSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import type { FolderEntry } from '../wire';

/** `null` when nothing is there. `path` is relative to the vault. */
export function entryAt(vault: string, path: string): FolderEntry | null {
  const stat = statSync(join(vault, path), { throwIfNoEntry: false, bigint: true });
  if (!stat || (!stat.isFile() && !stat.isDirectory())) return null;
  return {
    path,
    kind: stat.isFile() ? 'file' : 'folder',
    size: Number(stat.size),
    mtime: Number(stat.mtimeMs),
    ctime: Number(stat.birthtimeMs),
    stamp: stat.isFile() ? `${stat.mtimeNs}:${stat.ino}:${stat.size}` : `${stat.ino}`,
  };
}

/** One answer for each path, in their order. */
export function entriesAt(vault: string, paths: readonly string[]): (FolderEntry | null)[] {
  return paths.map((path) => entryAt(vault, path));
}

/** The entries of one folder, sorted; empty when it is gone. `folder` is relative, `''` the vault itself. */
export function entriesOf(vault: string, folder: string): FolderEntry[] {
  return namesIn(join(vault, folder))
    .filter((name) => !name.startsWith('.'))
    .flatMap((name) => entryAt(vault, folder === '' ? name : `${folder}/${name}`) ?? []);
}

/** Texts of files by absolute paths; `null` for one that can't be read. */
export function textsOf(paths: readonly string[]): (string | null)[] {
  return paths.map((path) => {
    try {
      return readFileSync(path, 'utf8');
    } catch {
      return null;
    }
  });
}

/** Moves a file into `folder` under its own name, or the first free one: `Note.md`, `Note 2.md`. */
export function moveToFreeName(from: string, folder: string): void {
  mkdirSync(folder, { recursive: true });
  const extension = extname(from);
  const stem = basename(from, extension);
  for (let n = 1; ; n++) {
    const to = join(folder, n === 1 ? basename(from) : `${stem} ${n}${extension}`);
    if (existsSync(to)) continue;
    mkdirSync(dirname(to), { recursive: true });
    renameSync(from, to);
    return;
  }
}

function namesIn(full: string): string[] {
  try {
    return readdirSync(full).sort();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return [];
    throw error;
  }
}
