// How well the notes hold together: counts of the graph. What is behind each count is listed by a verb over notes.
import { tallyOf } from '../note/queries/graph/link-tally';
import { countTags } from '../note/queries/graph/tags';
import { standing } from '../note/queries/graph/unlinked';
import { vaultGraph } from '../note/queries/graph/vault-graph';
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
  const { links, brokenIn, isLinked, isLinking } = tallyOf(graph);
  const standsForItself = standing(view.config);
  let [orphans, deadEnds] = [0, 0];
  graph.notes.forEach(({ path }, place) => {
    if ((isLinked[place] === 1 && isLinking[place] === 1) || standsForItself(path)) return;
    if (isLinked[place] === 0) orphans += 1;
    if (isLinking[place] === 0) deadEnds += 1;
  });
  const tags = countTags(graph.notes);
  return {
    links,
    broken_links: brokenIn.reduce((sum, count) => sum + count, 0),
    notes_with_broken_links: brokenIn.reduce((sum, count) => sum + Number(count > 0), 0),
    orphans,
    dead_ends: deadEnds,
    tags: tags.length,
    top_tags: tags.toSorted((a, b) => b.count - a.count).slice(0, TOP_TAGS).map(({ tag, count }) => ({ tag, count })),
  };
}
