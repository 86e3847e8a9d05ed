// The notes below a folder, folder by folder, with the stamps or the hashes of all of them.
import type { Io } from './io';
import { wait } from './io';
import type { FolderEntry, NoteFiles, Ports, Sha256 } from './ports';
import { stampsOf, type Stamps } from './stamps';
import { isNoteName, pathIn } from './walk';

/** What lies in a folder, looked at at once. */
interface Listed {
  /** Names of files that are called like notes. */
  notes: string[];
  others: FolderEntry[];
}

export interface Sweep extends Listed {
  /** Of the notes, in the same order. */
  stamps: Stamps;
}

export interface Hashed extends Listed {
  /** Of the notes, in the same order; `null` for what can't be read, whyever. */
  hashes: (Sha256 | null)[];
}

/** One folder, and what in it is called like a note and is none. */
type NoteFolder<Looked> = Looked & { folder: string; unreadable: string[] };

/** Folders with their notes, without dot-folders; `excluded` is left out with all below it. */
export function* noteFolders<Looked extends Listed>(look: (folder: string) => Io<Looked>, top: string, excluded: string | null): Io<NoteFolder<Looked>[]> {
  const found: NoteFolder<Looked>[] = [];
  const folders = [top];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    const looked = yield* look(folder);
    const unreadable: string[] = [];
    for (const { name, kind } of looked.others) {
      if (kind === 'folder') {
        const path = pathIn(folder, name);
        if (path !== excluded) folders.push(path);
      } else if (isNoteName(name)) {
        unreadable.push(name);
      }
    }
    found.push({ ...looked, folder, unreadable });
  }
  return found;
}

/** A folder with the stamps of its notes. A host that can't sweep lists it and is asked for them. */
export function* stamped(notes: Pick<NoteFiles, 'list' | 'sweep' | 'stat' | 'stamps'>, folder: string): Io<Sweep> {
  if (notes.sweep) return yield* wait(notes.sweep(folder));
  const found = yield* listed(notes, folder);
  return { ...found, stamps: yield* stampsOf(notes, folder, found.notes) };
}

/** A folder with the hashes of its notes. A host that can't hash many at once is asked for each. */
export function* hashed({ notes, hash }: Pick<Ports, 'hash'> & { notes: Pick<NoteFiles, 'list' | 'hashes' | 'read'> }, folder: string): Io<Hashed> {
  if (notes.hashes) return yield* wait(notes.hashes(folder));
  const found = yield* listed(notes, folder);
  const hashes: Hashed['hashes'] = [];
  for (const name of found.notes) {
    try {
      const bytes = yield* wait(notes.read(pathIn(folder, name)));
      hashes.push(bytes && (yield* wait(hash.sha256(bytes))));
    } catch {
      hashes.push(null);
    }
  }
  return { ...found, hashes };
}

function* listed(notes: Pick<NoteFiles, 'list'>, folder: string): Io<Listed> {
  const found: Listed = { notes: [], others: [] };
  for (const entry of yield* wait(notes.list(folder))) {
    if (entry.kind === 'file' && isNoteName(entry.name)) found.notes.push(entry.name);
    else found.others.push(entry);
  }
  return found;
}
