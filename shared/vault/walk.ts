// Which notes and files lie below a folder.
import type { Io } from './io';
import { wait } from './io';
import { comparePaths } from './paths';
import type { FolderEntry, NoteFiles } from './ports';

type Listing = Pick<NoteFiles, 'list'>;

/** Notes below a folder in path order, without dot-folders; `excluded` is left out with all below it. */
export function* walkNotes(notes: Listing, folder: string, excluded: string | null): Io<WalkedFile[]> {
  return yield* walkFiles(notes, folder, excluded, isNoteName);
}

export interface WalkedFile {
  path: string;
  kind: FolderEntry['kind'];
}

/** As {@link walkNotes}, for files whose names are `wanted`. */
export function* walkFiles(
  notes: Listing,
  folder: string,
  excluded: string | null,
  wanted: (name: string) => boolean,
): Io<WalkedFile[]> {
  const found: WalkedFile[] = [];
  const folders = [folder];
  for (let next = folders.pop(); next !== undefined; next = folders.pop()) {
    for (const { name, kind } of yield* wait(notes.list(next))) {
      const path = pathIn(next, name);
      if (kind === 'folder') {
        if (path !== excluded) folders.push(path);
      } else if (wanted(name)) {
        found.push({ path, kind });
      }
    }
  }
  return found.sort((a, b) => comparePaths(a.path, b.path));
}

export function pathIn(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

export function isNoteName(name: string): boolean {
  return name.endsWith('.md') || name.toLowerCase().endsWith('.md');
}
