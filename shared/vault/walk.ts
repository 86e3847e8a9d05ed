// Which notes and files lie below a folder.
import type { Io } from './io';
import { wait } from './io';
import { comparePaths } from './paths';
import type { FolderEntry, Ports } from './ports';

type Listing = Pick<Ports['notes'], 'list'>;

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

/** One folder: its notes, and what is called like a note and is none. */
export interface NoteFolder {
  folder: string;
  names: string[];
  others: string[];
}

/** As {@link walkNotes}, folder by folder. */
export function* noteFolders(notes: Listing, top: string, excluded: string | null): Io<NoteFolder[]> {
  const found: NoteFolder[] = [];
  const folders = [top];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    const here: NoteFolder = { folder, names: [], others: [] };
    for (const { name, kind } of yield* wait(notes.list(folder))) {
      if (kind === 'folder') {
        const path = pathIn(folder, name);
        if (path !== excluded) folders.push(path);
      } else if (isNoteName(name)) {
        (kind === 'file' ? here.names : here.others).push(name);
      }
    }
    found.push(here);
  }
  return found;
}

export function pathIn(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

export function isNoteName(name: string): boolean {
  return name.endsWith('.md') || name.toLowerCase().endsWith('.md');
}
