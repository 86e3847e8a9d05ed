// Notes whose property `scope` says something else than their folder (`formats.md`, "Folders of a vault").
import { scopeOf } from '../knowledge/findings';
import type { Config } from '../settings/config';
import type { IndexedNote } from '../vault/view';

export interface ScopeContradiction {
  path: string;
  /** What the note says. */
  scope: string;
  /** What its folder says, which counts. */
  folder_scope: 'system' | 'project';
}

export function scopeContradictions(notes: readonly IndexedNote[], config: Config): ScopeContradiction[] {
  return notes.flatMap(({ path, properties }) => {
    const scope = properties?.['scope'];
    if (typeof scope !== 'string') return [];
    const folderScope = scopeOf(path, config);
    return folderScope === null || scope === folderScope ? [] : [{ path, scope, folder_scope: folderScope }];
  });
}
