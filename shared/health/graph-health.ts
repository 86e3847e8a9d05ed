// How well the notes hold together: counts of the graph. What is behind each count is listed by a verb over notes.
import { isBroken } from '../note/link-resolution';
import { countTags } from '../note/queries/graph/tags';
import { standsForItself, unlinkedNotes } from '../note/queries/graph/unlinked';
import { eachLink, vaultGraph } from '../note/queries/graph/vault-graph';
import type { Io } from '../vault/io';
import type { VaultView } from '../vault/view';

export interface GraphHealth {
  /** Links in all notes, broken ones included. */
  links: number;
  /** `note broken` lists them. */
  broken_links: number;
  /** Notes with a broken link. */
  notes_with_broken_links: number;
  /** `note orphans` and `note deadends` list these. */
  orphans: number;
  dead_ends: number;
  /** Different tags. */
  tags: number;
  /** The most used first, at most ten; equally used ones by name. */
  top_tags: { tag: string; count: number }[];
}

/** Tags that the report names. */
const TOP_TAGS = 10;
/** Its last part changes whenever the same vault would be counted otherwise. */
const REMEMBERED_AS = 'graph-health-1';

/** Kept between commands, because most reports are asked of a vault whose notes did not change. */
export function* graphHealth(view: VaultView): Io<GraphHealth> {
  return yield* view.remembered(REMEMBERED_AS, () => countGraph(view));
}

function* countGraph(view: VaultView): Io<GraphHealth> {
  const graph = yield* vaultGraph(view);
  const withBroken = new Set<string>();
  let links = 0;
  let broken = 0;
  eachLink(graph, (source, _link, resolution) => {
    links += 1;
    if (!isBroken(resolution)) return;
    broken += 1;
    withBroken.add(source);
  });
  const { orphans, deadEnds } = unlinkedNotes(graph);
  const counted = (paths: readonly string[]): number => paths.filter((path) => !standsForItself(path, view.config)).length;
  const tags = countTags(graph.notes);
  return {
    links,
    broken_links: broken,
    notes_with_broken_links: withBroken.size,
    orphans: counted(orphans),
    dead_ends: counted(deadEnds),
    tags: tags.length,
    top_tags: tags.toSorted((a, b) => b.count - a.count).slice(0, TOP_TAGS).map(({ tag, count }) => ({ tag, count })),
  };
}
