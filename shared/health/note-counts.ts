// How many notes a vault holds, by folder and by type.
import { propertyOf } from '../vault/property-of';
import { comparePaths, folderOf } from '../vault/paths';
import type { IndexedNote } from '../vault/view';

export interface NoteCounts {
  total: number;
  /** Sorted by folder; `''` is the top of the vault. A folder counts what lies in it, not below it. */
  by_folder: { folder: string; count: number }[];
  /** Sorted by type; `null` counts readable notes without one and comes last. */
  by_type: { type: string | null; count: number }[];
  unreadable: number;
}

export function countNotes(notes: readonly IndexedNote[]): NoteCounts {
  const folders = new Map<string, number>();
  const types = new Map<string | null, number>();
  let unreadable = 0;
  for (const note of notes) {
    add(folders, folderOf(note.path));
    const type = propertyOf(note, 'type');
    if (note.problem !== null) unreadable += 1;
    else add(types, typeof type === 'string' ? type : null);
  }
  return {
    total: notes.length,
    by_folder: [...folders].map(([folder, count]) => ({ folder, count })).sort((a, b) => comparePaths(a.folder, b.folder)),
    by_type: [...types].map(([type, count]) => ({ type, count })).sort((a, b) => compareTypes(a.type, b.type)),
    unreadable,
  };
}

function add<Key>(counts: Map<Key, number>, key: Key): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function compareTypes(a: string | null, b: string | null): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  return comparePaths(a, b);
}
