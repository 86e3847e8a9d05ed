// `note tags`: the tags of the vault, each once, with how often and in how many notes it stands.
import { ITEM_LENGTH } from '../../../vault/graph-format';
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

/** How a tag is used, in all its spellings. */
interface TagUse {
  spellings: Spelling[];
  notes: number;
  /** The one that was counted last. */
  note: GraphedNote | null;
}

interface Spelling {
  use: TagUse;
  tag: string;
  count: number;
}

/** Letter case does not distinguish tags, as in the app. */
export function countTags(notes: readonly GraphedNote[]): TagRow[] {
  const byFolded = new Map<string, TagUse>();
  const byNumber = new Map<number, Spelling>();
  const spellingOf = (number: number, { table }: GraphedNote): Spelling => {
    const tag = table.text(number);
    const key = tag.toLowerCase();
    const use = byFolded.get(key) ?? { spellings: [], notes: 0, note: null };
    byFolded.set(key, use);
    const spelling = { use, tag, count: 0 };
    use.spellings.push(spelling);
    byNumber.set(number, spelling);
    return spelling;
  };
  for (const note of notes) {
    const { table, row } = note;
    const end = table.end(row, 'tags');
    for (let at = table.start(row, 'tags'); at < end; at += ITEM_LENGTH.tags) {
      const number = table.number('tags', at);
      const spelling = byNumber.get(number) ?? spellingOf(number, note);
      spelling.count += table.number('tags', at, 1);
      if (spelling.use.note !== note) spelling.use.notes += 1;
      spelling.use.note = note;
    }
  }
  return [...byFolded]
    .sort(([a], [b]) => compareText(a, b))
    .map(([, { spellings, notes: within }]) => ({ tag: mostUsed(spellings), count: spellings.reduce((sum, { count }) => sum + count, 0), notes: within }));
}

function mostUsed(spellings: readonly Spelling[]): string {
  // A text that changed since the graph was kept may have a number of its own there.
  const counts = new Map<string, number>();
  for (const { tag, count } of spellings) counts.set(tag, (counts.get(tag) ?? 0) + count);
  return [...counts].sort(([a, countA], [b, countB]) => countB - countA || compareText(a, b))[0]?.[0] ?? '';
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
