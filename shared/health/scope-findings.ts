// Notes whose property `scope` says something else than their folder (`formats.md`, "Folders of a vault").
import { scopeOf } from '../knowledge/findings';
import type { Config } from '../settings/config';
import { folderOf } from '../vault/paths';
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
  // A note's scope hangs on its folder alone, and many notes share one.
  const scopes = new Map<string, ReturnType<typeof scopeOf>>();
  return notes.flatMap((note) => {
    const scope = propertyOf(note, 'scope');
    if (typeof scope !== 'string') return [];
    const { path } = note;
    const folder = folderOf(path);
    const folderScope = scopes.get(folder) ?? scopeOf(path, config);
    scopes.set(folder, folderScope);
    return folderScope === null || scope === folderScope ? [] : [{ path, scope, folder_scope: folderScope }];
  });
}
