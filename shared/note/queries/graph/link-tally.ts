// Counts over all links of a vault, without making any of them.
import { ITEM_LENGTH } from '../../../vault/graph-format';
import { isBroken, type Resolution } from '../../link-resolution';
import type { VaultGraph } from './vault-graph';

/** What is of notes stands at their places in the graph. */
export interface LinkTally {
  /** Links in all notes, broken ones included. */
  links: number;
  /** How many of a note's links are broken. */
  brokenIn: Uint32Array;
  /** 1: another note links to it. */
  isLinked: Uint8Array;
  /** 1: it links to another file. */
  isLinking: Uint8Array;
  /** 1: so does a link that is not broken, or one to the system vault. */
  isRelated: Uint8Array;
}

/** Tallies of graphs. */
const known = new WeakMap<VaultGraph, LinkTally>();

export function tallyOf(graph: VaultGraph): LinkTally {
  const tally = known.get(graph) ?? tallyLinks(graph);
  known.set(graph, tally);
  return tally;
}

function tallyLinks({ notes, resolver }: VaultGraph): LinkTally {
  const places = new Places(resolver.files);
  const isLinked = new Uint8Array(resolver.files.length);
  const isLinking = new Uint8Array(notes.length);
  const isRelated = new Uint8Array(notes.length);
  const brokenIn = new Uint32Array(notes.length);
  let links = 0;
  notes.forEach((note, place) => {
    const { table, row } = note;
    const end = table.end(row, 'links');
    for (let link = table.start(row, 'links'); link < end; link += ITEM_LENGTH.links) {
      links += 1;
      const sure = resolver.place(note, link);
      const resolution = sure < 0 ? resolver.resolve(note, link) : null;
      const target = resolution ? places.of(resolution) : sure;
      const broken = resolution !== null && isBroken(resolution);
      if (broken) brokenIn[place] = (brokenIn[place] ?? 0) + 1;
      if (target === place) continue;
      if (!broken) isRelated[place] = 1;
      if (target < 0) continue;
      isLinking[place] = 1;
      isLinked[target] = 1;
    }
  });
  return { links, brokenIn, isLinked, isLinking, isRelated };
}

class Places {
  private known: Map<string, number> | null = null;

  constructor(private readonly files: VaultGraph['resolver']['files']) {}

  /** Of the file that it leads to; -1 where there is none. */
  of({ path }: Resolution): number {
    if (path === null) return -1;
    this.known ??= new Map(this.files.map((file, place) => [file.path, place]));
    return this.known.get(path) ?? -1;
  }
}
