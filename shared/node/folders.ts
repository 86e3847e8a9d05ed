// What lies in the folders of a vault, and the stamps of its notes.
import type { Dirent, Stats } from 'node:fs';
import { lstatSync, readdirSync, statSync } from 'node:fs';
import { sep } from 'node:path';
import { CONTROL } from '../control-characters';
import type { FolderEntry } from '../vault/ports';
import { STAMP_LENGTH, type Stamps } from '../vault/stamps';
import type { Sweep } from '../vault/note-folders';
import { isNoteName, pathIn } from '../vault/walk';
import type { Locator } from './locate';

const QUIETLY = { throwIfNoEntry: false } as const;
const NON_ASCII = /\P{ASCII}/u;
/** In names with slashes between them, which no name has: one that is not like {@link PLAIN_NAME}, or not called like a note. */
const ODD_NOTE = /[^ -[\]-~]|(?:^|\/)\.|(?<!\.md)(?:\/|$)/;
/** Most names: nothing about them has to be looked at. */
const PLAIN_NAME = /^[ -\-/-[\]-~][ -[\]-~]*$/;

export class Folders {
  constructor(private readonly locator: Locator) {}

  list(folder: string): FolderEntry[] {
    const full = this.locator.folder(folder);
    return orNone(() => readdirSync(full, { withFileTypes: true })).flatMap((entry) => this.entry(`${full}${sep}`, entry.name, entry) ?? []);
  }

  /** Names without their types are listed in a third of the time, and the stat of each tells its type. */
  sweep(folder: string): Sweep {
    const takenAt = Date.now();
    const full = `${this.locator.folder(folder)}${sep}`;
    const found = orNone(() => readdirSync(full));
    const notes: string[] = [];
    const others: FolderEntry[] = [];
    const numbers = new Float64Array(found.length * STAMP_LENGTH);
    const arePlain = !ODD_NOTE.test(found.join('/'));
    for (const name of found) {
      const stat = lstatSync(full + name, QUIETLY);
      // Nearly every name is one like this.
      if ((arePlain || (name.endsWith('.md') && PLAIN_NAME.test(name))) && stat?.isFile()) {
        take(numbers, notes.length, stat);
        notes.push(name);
        continue;
      }
      const entry = stat && this.entry(full, name, stat);
      if (!entry) continue;
      if (entry.kind !== 'file' || !isNoteName(entry.name)) others.push(entry);
      else if (take(numbers, notes.length, stat.isFile() ? stat : statSync(full + name, QUIETLY))) notes.push(entry.name);
    }
    return { notes, stamps: { takenAt, numbers: numbers.subarray(0, notes.length * STAMP_LENGTH) }, others };
  }

  stamps(folder: string, names: readonly string[]): Stamps {
    const takenAt = Date.now();
    const full = this.locator.folder(folder);
    const numbers = new Float64Array(names.length * STAMP_LENGTH).fill(Number.NaN);
    names.forEach((name, n) => {
      const stat = lstatSync(`${full}${sep}${name}`, QUIETLY);
      // A link, or a name that has another Unicode form on disk, takes the long way.
      take(numbers, n, stat?.isFile() ? stat : statSync(this.locator.locate(pathIn(folder, name)), QUIETLY));
    });
    return { takenAt, numbers };
  }

  /** @param full the folder's absolute path, which ends with a separator; `null` for names with a dot. */
  private entry(full: string, name: string, type: Pick<Dirent | Stats, 'isFile' | 'isDirectory'>): FolderEntry | null {
    if (PLAIN_NAME.test(name) && type.isFile()) return { name, kind: 'file' };
    if (name.startsWith('.')) return null;
    const normalised = NON_ASCII.test(name) ? name.normalize('NFC') : name;
    // What Obsidian can't have in a name, or a path can't: such entries are listed as unreadable.
    if (CONTROL.test(normalised) || normalised.includes('\\')) return { name: normalised, kind: 'other' };
    const kind = type.isFile() ? 'file' : type.isDirectory() ? 'folder' : this.linkedKind(full + name);
    return { name: normalised, kind };
  }

  private linkedKind(full: string): FolderEntry['kind'] {
    const stat = this.locator.leadsInside(full) ? statSync(full, QUIETLY) : undefined;
    // A linked folder would show its notes twice, or for ever.
    return stat?.isFile() ? 'file' : 'other';
  }
}

function take(numbers: Float64Array, n: number, stat: Stats | undefined): boolean {
  if (!stat) return false;
  const at = n * STAMP_LENGTH;
  numbers[at] = stat.ctimeMs;
  numbers[at + 1] = stat.mtimeMs;
  numbers[at + 2] = stat.size;
  numbers[at + 3] = stat.ino;
  return true;
}

/** A folder that is gone, or a file by now, holds nothing. */
function orNone<T>(entries: () => T[]): T[] {
  try {
    return entries();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return [];
    throw error;
  }
}
