// Which notes and files lie below a folder.
import type { Io } from './io';
import { wait } from './io';
import { comparePaths } from './paths';
import type { FolderEntry, NoteFiles } from './ports';
import { stampsOf, type Stamps } from './stamps';

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

/** What lies in a folder, looked at at once. */
export interface Sweep {
  /** Names of files that are called like notes. */
  notes: string[];
  /** Theirs, in the same order. */
  stamps: Stamps;
  others: FolderEntry[];
}

/** One folder: its notes, and what is called like a note and is none. */
export interface NoteFolder {
  folder: string;
  names: string[];
  /** Of the names; `null` where they were not asked for. */
  stamps: Stamps | null;
  others: string[];
}

/** As {@link walkNotes}, folder by folder. @param wantsStamps says whether stamps are worth their time */
export function* noteFolders(notes: Listing & Pick<NoteFiles, 'sweep' | 'stat' | 'stamps'>, top: string, excluded: string | null, wantsStamps: boolean): Io<NoteFolder[]> {
  const found: NoteFolder[] = [];
  const folders = [top];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    const { notes: names, stamps, others } = wantsStamps && notes.sweep ? yield* wait(notes.sweep(folder)) : yield* listed(notes, folder);
    const here: NoteFolder = { folder, names, stamps, others: [] };
    for (const { name, kind } of others) {
      if (kind === 'folder') {
        const path = pathIn(folder, name);
        if (path !== excluded) folders.push(path);
      } else if (isNoteName(name)) {
        here.others.push(name);
      }
    }
    if (wantsStamps && stamps === null) here.stamps = yield* stampsOf(notes, folder, names);
    found.push(here);
  }
  return found;
}

function* listed(notes: Listing, folder: string): Io<Omit<Sweep, 'stamps'> & { stamps: null }> {
  const [names, others]: [string[], FolderEntry[]] = [[], []];
  for (const entry of yield* wait(notes.list(folder))) {
    if (entry.kind === 'file' && isNoteName(entry.name)) names.push(entry.name);
    else others.push(entry);
  }
  return { notes: names, stamps: null, others };
}

export function pathIn(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

export function isNoteName(name: string): boolean {
  return name.endsWith('.md') || name.toLowerCase().endsWith('.md');
}
