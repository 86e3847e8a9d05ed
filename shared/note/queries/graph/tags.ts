// `note tags`: the tags of the vault, each once, with how often and in how many notes it stands.
import type { GraphedNote } from '../../../vault/graphed-note';
import type { Io } from '../../../vault/io';
import { folderPath, isBelow } from '../../../vault/paths';
import type { VaultView } from '../../../vault/view';
import { vaultGraph, type VaultGraph } from './vault-graph';

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

interface TagUse {
  spellings: Map<string, number>;
  notes: number;
  /** The one that was counted last. */
  note: GraphedNote | null;
}

/** Letter case does not distinguish tags, as in the app. */
export function countTags(notes: readonly GraphedNote[]): TagRow[] {
  const byFolded = new Map<string, TagUse>();
  for (const note of notes) {
    for (const { tag, count } of note.tags) {
      const key = tag.toLowerCase();
      const use = byFolded.get(key) ?? { spellings: new Map<string, number>(), notes: 0, note: null };
      use.spellings.set(tag, (use.spellings.get(tag) ?? 0) + count);
      if (use.note !== note) use.notes += 1;
      use.note = note;
      byFolded.set(key, use);
    }
  }
  return [...byFolded]
    .sort(([a], [b]) => compareText(a, b))
    .map(([, { spellings, notes: within }]) => ({ tag: mostUsed(spellings), count: sum(spellings), notes: within }));
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
