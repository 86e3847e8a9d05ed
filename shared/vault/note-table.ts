// Notes in a table: each is made when it is asked for, and those that agree in what a question is about are told apart from
// others without making any, so that the question is asked once for all of them.
import { comparePaths, folderOf, soleFolder } from './paths';
import type { StoredRows } from './row-set';
import type { RowTable } from './row-table';
import type { IndexedNote } from './view';

/** Numbers of notes that agree in something; one at least. */
export type Group = readonly number[];

export interface NoteTable {
  /** How many notes; they are numbered from 0, in path order. */
  readonly length: number;
  /** The folder that all of them lie in, the name of each ending in `.md`; `null` where that is not so, or not known. */
  readonly folder: string | null;
  /** As {@link folder}, of one of its groups. */
  folderOf(group: Group): string | null;
  note(n: number): IndexedNote;
  path(n: number): string;
  /**
   * All notes in groups. Those of a group agree in the values of `keys`, in their integrity, in the status on the ledger's
   * word, and in whether they can be read; those of two groups may agree as well. Each group is in path order.
   */
  alike(keys: readonly string[]): Group[];
  /** Groups of {@link alike}, or parts of these, parted by more properties. The order within each stays. */
  parted(groups: readonly Group[], keys: readonly string[]): Group[];
}

/** Of notes that are there already: each is a group of its own. */
export function plainTable(notes: readonly IndexedNote[]): NoteTable {
  return {
    length: notes.length,
    get folder() { return soleFolder(notes.map(({ path }) => path)); },
    folderOf: ([n = 0]) => folderOf(noteOf(notes, n).path),
    note: (n) => noteOf(notes, n),
    path: (n) => noteOf(notes, n).path,
    alike: () => notes.map((_, n) => [n]),
    parted: (groups) => [...groups],
  };
}

/** Of notes that indexes hold with the ledger's word for their bytes, and of others; these in path order. */
export function storedTable(stored: readonly StoredRows[], others: readonly IndexedNote[]): NoteTable {
  return new StoredTable(stored, others);
}

export function sizeOf(groups: readonly Group[]): number {
  return groups.reduce((size, group) => size + group.length, 0);
}

/** Notes of these groups by the folder that they lie in. */
export function byFolder(table: NoteTable, groups: readonly Group[]): Map<string, Group[]> {
  const folders = new Map<string, Group[]>();
  const add = (folder: string, group: Group): void => {
    const before = folders.get(folder);
    if (before === undefined) folders.set(folder, [group]);
    else before.push(group);
  };
  for (const group of groups) {
    const sole = table.folderOf(group);
    if (sole === null) partedByFolder(table, group).forEach((part, folder) => add(folder, part));
    else add(sole, group);
  }
  return folders;
}

function partedByFolder(table: NoteTable, group: Group): Map<string, Group> {
  const folders = new Map<string, number[]>();
  let [folder, inFolder] = [null as string | null, [] as number[]];
  for (const n of group) {
    const path = table.path(n);
    // Neighbours mostly lie in one folder.
    if (folder === null || path.lastIndexOf('/') !== folder.length || !path.startsWith(folder)) {
      folder = folderOf(path);
      inFolder = folders.get(folder) ?? [];
      folders.set(folder, inFolder);
    }
    inFolder.push(n);
  }
  return folders;
}

/** The rows of one index, whose places are numbered from `from`. */
interface Part {
  table: RowTable;
  from: number;
}

class StoredTable implements NoteTable {
  private readonly parts: readonly Part[];
  /** For each note, in path order, the place of its row, or the complement of its number among the others. */
  private readonly places: Int32Array;
  private standing: readonly Group[] | null = null;

  constructor(private readonly stored: readonly StoredRows[], private readonly others: readonly IndexedNote[]) {
    let from = 0;
    this.parts = stored.map(({ table }) => {
      const part = { table, from };
      from += table.paths.length;
      return part;
    });
    this.places = this.inPathOrder();
  }

  get length(): number {
    return this.places.length;
  }

  get folder(): string | null {
    const folders = new Set(this.stored.flatMap(({ table, numbers }) => (numbers.length === 0 ? [] : table.folder)));
    if (this.others.length > 0) folders.add(soleFolder(this.others.map(({ path }) => path)));
    const [folder = null] = folders;
    return folders.size === 1 ? folder : null;
  }

  folderOf([n = 0]: Group): string | null {
    const place = this.places[n] ?? 0;
    return place < 0 ? folderOf(this.pathAt(place)) : this.partAt(place).table.folder;
  }

  note(n: number): IndexedNote {
    const place = this.places[n] ?? 0;
    if (place < 0) return noteOf(this.others, ~place);
    const { table, from } = this.partAt(place);
    return table.row(place - from);
  }

  path(n: number): string {
    return this.pathAt(this.places[n] ?? 0);
  }

  alike(keys: readonly string[]): Group[] {
    return this.parted((this.standing ??= this.byStanding()), keys);
  }

  /** All, in groups that agree in what the ledger says, and in whether they can be read. */
  private byStanding(): Group[] {
    const { places, parts } = this;
    const stored = parts.map((): number[] => []);
    const alone: Group[] = [];
    for (let n = 0; n < places.length; n++) {
      const place = places[n] ?? 0;
      if (place < 0) alone.push([n]);
      else stored[this.partNumber(place)]?.push(n);
    }
    const standing = parts.flatMap(({ table, from }, number) => {
      const group = stored[number] ?? [];
      return partedBy(group, table.standings(group, places, from));
    });
    return [...standing, ...alone];
  }

  parted(groups: readonly Group[], keys: readonly string[]): Group[] {
    return groups.flatMap((group) => {
      let parts = [group];
      for (const key of keys) parts = parts.flatMap((part) => this.partedByOne(part, key));
      return parts;
    });
  }

  private partedByOne(group: Group, key: string): Group[] {
    if (group.length <= 1) return [group];
    // Notes that no index holds are alone; those of two indexes are never in one group.
    const { table, from } = this.partAt(this.places[group[0] ?? 0] ?? 0);
    const values = table.values(key, group, this.places, from);
    return values === null ? [group] : partedBy(group, values);
  }

  private partAt(place: number): Part {
    const part = this.parts[this.partNumber(place)];
    if (part === undefined) throw new Error(`there is no place ${place}`);
    return part;
  }

  private partNumber(place: number): number {
    const { parts } = this;
    let number = parts.length - 1;
    while (number > 0 && (parts[number]?.from ?? 0) > place) number -= 1;
    return number;
  }

  private pathAt(place: number): string {
    if (place < 0) return noteOf(this.others, ~place).path;
    const { table, from } = this.partAt(place);
    return table.paths[place - from] ?? '';
  }

  private inPathOrder(): Int32Array {
    let places: Int32Array = Int32Array.from(this.others, (_, number) => ~number);
    this.stored.forEach(({ numbers }, number) => {
      const from = this.parts[number]?.from ?? 0;
      places = this.merged(places, from === 0 ? numbers : numbers.map((at) => from + at));
    });
    return places;
  }

  /** Both are in path order, and each is mostly in one stretch. */
  private merged(some: Int32Array, others: Int32Array): Int32Array {
    if (some.length === 0) return others;
    const places = new Int32Array(some.length + others.length);
    let [from, next, rest] = [0, others, some];
    while (rest.length > 0) {
      const count = this.countUpTo(this.pathAt(rest[0] ?? 0), next);
      places.set(next.subarray(0, count), from);
      from += count;
      [next, rest] = [rest, next.subarray(count)];
    }
    places.set(next, from);
    return places;
  }

  /** How many of these places come before a path, or have it. */
  private countUpTo(path: string, places: Int32Array): number {
    let [from, to] = [0, places.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      if (comparePaths(this.pathAt(places[middle] ?? 0), path) <= 0) from = middle + 1;
      else to = middle;
    }
    return from;
  }
}

/** Groups of notes parted by a number that each has. */
function partedBy(group: Group, values: Int32Array): Group[] {
  const byValue = new Map<number, number[]>();
  let [last, part] = [Number.NaN, [] as number[]];
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? 0;
    // Neighbours are often alike.
    if (value !== last) {
      last = value;
      part = byValue.get(value) ?? [];
      if (part.length === 0) byValue.set(value, part);
    }
    part.push(group[i] ?? 0);
  }
  return [...byValue.values()];
}

function noteOf(notes: readonly IndexedNote[], n: number): IndexedNote {
  const note = notes[n];
  if (note === undefined) throw new Error(`there is no note ${n} of ${notes.length}`);
  return note;
}
