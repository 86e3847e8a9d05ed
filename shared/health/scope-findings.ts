// Notes whose property `scope` says something else than their folder (`formats.md`, "Folders of a vault").
import { scopeOf } from '../knowledge/findings';
import type { Config } from '../settings/config';
import { byFolder, type NoteTable } from '../vault/note-table';
import { comparePaths } from '../vault/paths';
import { propertyOf } from '../vault/property-of';

export interface ScopeContradiction {
  path: string;
  /** What the note says. */
  scope: string;
  /** What its folder says, which counts. */
  folder_scope: 'system' | 'project';
}

/** Sorted by path. */
export function scopeContradictions(notes: NoteTable, config: Config): ScopeContradiction[] {
  const found = notes.alike(['scope']).flatMap((group): ScopeContradiction[] => {
    const scope = propertyOf(notes.note(group[0] ?? 0), 'scope');
    if (typeof scope !== 'string') return [];
    return [...byFolder(notes, [group]).values()].flatMap((inFolder) => {
      // A note's scope hangs on its folder alone.
      const folderScope = scopeOf(notes.path(inFolder[0]?.[0] ?? 0), config);
      if (folderScope === null || scope === folderScope) return [];
      return inFolder.flat().map((n) => ({ path: notes.path(n), scope, folder_scope: folderScope }));
    });
  });
  return found.sort((a, b) => comparePaths(a.path, b.path));
}
