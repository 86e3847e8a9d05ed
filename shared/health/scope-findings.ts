// Notes whose property `scope` says something else than their folder (`formats.md`, "Folders of a vault").
import { scopeOf } from '../knowledge/findings';
import type { Config } from '../settings/config';
import { propertyOf } from '../vault/property-of';
import type { IndexedNote } from '../vault/view';

export interface ScopeContradiction {
  path: string;
  /** What the note says. */
  scope: string;
  /** What its folder says, which counts. */
  folder_scope: 'system' | 'project';
}

export function scopeContradictions(notes: readonly IndexedNote[], config: Config): ScopeContradiction[] {
  return notes.flatMap((note) => {
    const scope = propertyOf(note, 'scope');
    if (typeof scope !== 'string') return [];
    const { path } = note;
    const folderScope = scopeOf(path, config);
    return folderScope === null || scope === folderScope ? [] : [{ path, scope, folder_scope: folderScope }];
  });
}
