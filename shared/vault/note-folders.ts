// The notes below a folder, folder by folder, with their stamps where these are wanted.
import type { Io } from './io';
import { wait } from './io';
import type { FolderEntry, NoteFiles } from './ports';
import { stampsOf, type Stamps } from './stamps';
import { isNoteName, pathIn } from './walk';

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

/** Notes without those in dot-folders; `excluded` is left out with all below it. @param wantsStamps says whether stamps are worth their time */
export function* noteFolders(notes: Pick<NoteFiles, 'list' | 'sweep' | 'stat' | 'stamps'>, top: string, excluded: string | null, wantsStamps: boolean): Io<NoteFolder[]> {
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

/** Paths of all files below a folder that are not called like notes, sorted. */
export function* otherFiles(notes: Pick<NoteFiles, 'list' | 'sweep'>, top: string): Io<string[]> {
  const files: string[] = [];
  const folders = [top];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    const { others } = notes.sweep ? yield* wait(notes.sweep(folder)) : yield* listed(notes, folder);
    for (const { name, kind } of others) {
      if (kind === 'folder') folders.push(pathIn(folder, name));
      else if (kind === 'file' && !isNoteName(name)) files.push(pathIn(folder, name));
    }
  }
  return files.sort();
}

function* listed(notes: Pick<NoteFiles, 'list'>, folder: string): Io<Omit<Sweep, 'stamps'> & { stamps: null }> {
  const [names, others]: [string[], FolderEntry[]] = [[], []];
  for (const entry of yield* wait(notes.list(folder))) {
    if (entry.kind === 'file' && isNoteName(entry.name)) names.push(entry.name);
    else others.push(entry);
  }
  return { notes: names, stamps: null, others };
}
