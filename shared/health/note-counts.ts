// How many notes a vault holds, by folder and by type.
import { propertyOf } from '../vault/property-of';
import { byFolder, sizeOf, type NoteTable } from '../vault/note-table';
import { comparePaths } from '../vault/paths';

export interface NoteCounts {
  total: number;
  /** Sorted by folder; `''` is the top of the vault. A folder counts what lies in it, not below it. */
  by_folder: { folder: string; count: number }[];
  /** Sorted by type; `null` counts readable notes without one and comes last. */
  by_type: { type: string | null; count: number }[];
  unreadable: number;
}

export function countNotes(notes: NoteTable): NoteCounts {
  const types = new Map<string | null, number>();
  let unreadable = 0;
  const groups = notes.alike(['type']);
  for (const group of groups) {
    const note = notes.note(group[0] ?? 0);
    const type = propertyOf(note, 'type');
    const counted = typeof type === 'string' ? type : null;
    if (note.problem !== null) unreadable += group.length;
    else types.set(counted, (types.get(counted) ?? 0) + group.length);
  }
  return {
    total: notes.length,
    by_folder: [...byFolder(notes, groups)].map(([folder, inFolder]) => ({ folder, count: sizeOf(inFolder) })).sort((a, b) => comparePaths(a.folder, b.folder)),
    by_type: [...types].map(([type, count]) => ({ type, count })).sort((a, b) => compareTypes(a.type, b.type)),
    unreadable,
  };
}

function compareTypes(a: string | null, b: string | null): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  return comparePaths(a, b);
}
