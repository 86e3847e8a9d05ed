// `note tags`: the tags of the vault, each once, with how often and in how many notes it stands.
import type { Io } from '../../../vault/io';
import { folderPath, isBelow } from '../../../vault/paths';
import type { VaultView } from '../../../vault/view';
import { vaultGraph, type GraphedNote, type VaultGraph } from './vault-graph';

export interface TagRow {
  /** In the spelling that most of its uses have. */
  tag: string;
  count: number;
  notes: number;
}

export interface TagList {
  /** Sorted by tag. */
  rows: TagRow[];
  unreadable: VaultGraph['unreadable'];
}

export function vaultTags(folder: string): (view: VaultView) => Io<TagList> {
  const below = folderPath(folder);
  return function* (view) {
    const graph = yield* vaultGraph(view);
    return {
      rows: countTags(graph.notes.filter(({ path }) => isBelow(path, below))),
      unreadable: graph.unreadable.filter(({ path }) => isBelow(path, below)),
    };
  };
}

/** Letter case does not distinguish tags, as in the app. */
export function countTags(notes: readonly GraphedNote[]): TagRow[] {
  const byFolded = new Map<string, { spellings: Map<string, number>; notes: Set<string> }>();
  for (const { path, graph } of notes) {
    for (const { tag, count } of graph.tags) {
      const key = tag.toLowerCase();
      const entry = byFolded.get(key) ?? { spellings: new Map<string, number>(), notes: new Set<string>() };
      entry.spellings.set(tag, (entry.spellings.get(tag) ?? 0) + count);
      entry.notes.add(path);
      byFolded.set(key, entry);
    }
  }
  return [...byFolded]
    .sort(([a], [b]) => compareText(a, b))
    .map(([, { spellings, notes: within }]) => ({ tag: mostUsed(spellings), count: sum(spellings), notes: within.size }));
}

function mostUsed(spellings: ReadonlyMap<string, number>): string {
  return [...spellings].sort(([a, countA], [b, countB]) => countB - countA || compareText(a, b))[0]?.[0] ?? '';
}

function sum(spellings: ReadonlyMap<string, number>): number {
  return [...spellings.values()].reduce((total, count) => total + count, 0);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
