// The graph of the vault: every note's links with what they lead to. Built once for a question, from what is kept of each
// note between commands.
import type { Io } from '../../../vault/io';
import type { VaultView } from '../../../vault/view';
import { catalogueOf, isBroken, resolveLink, type Catalogue, type CatalogueFile, type Resolution } from '../../link-resolution';
import { linkText, type GraphLink, type NoteGraph } from '../../note-graph';

export interface GraphedNote {
  path: string;
  graph: NoteGraph;
}

export interface VaultGraph {
  /** In path order; notes that are no text are in `unreadable`. */
  notes: GraphedNote[];
  catalogue: Catalogue;
  /** Notes whose links nobody knows, or those of whose properties. */
  unreadable: { path: string; problem: string }[];
}

/** How a link stands, in one word. `system`: it names a note of the system vault, which is not looked into. */
export type LinkState = 'resolved' | 'missing' | 'missing_heading' | 'missing_block' | 'system';

/** What every list of links says of one, as JSON has it. */
export interface LinkFacts {
  /** Counted from 1. */
  line: number;
  /** Its target as a wikilink would name it: `Note#Heading`. */
  link: string;
  form: GraphLink['form'];
  embed: boolean;
  /** The property whose value it is; `null` in the body. */
  property: string | null;
  state: LinkState;
}

/** Graphs of views, which answer everything once. */
const known = new WeakMap<VaultView, VaultGraph>();

export function* vaultGraph(view: VaultView): Io<VaultGraph> {
  const graph = known.get(view) ?? (yield* graphIn(view));
  known.set(view, graph);
  return graph;
}

function* graphIn(view: VaultView): Io<VaultGraph> {
  const graphs = yield* view.graphs();
  const notes: GraphedNote[] = [];
  const unreadable: VaultGraph['unreadable'] = [];
  const files: CatalogueFile[] = [];
  for (const [path, graph] of graphs) {
    files.push({ path, aliases: graph?.aliases ?? [], anchors: graph?.anchors ?? null });
    if (graph !== null) notes.push({ path, graph });
    if (graph === null) unreadable.push({ path, problem: 'it is not valid UTF-8, or can not be opened' });
    else if (graph.problem !== null) unreadable.push({ path, problem: graph.problem });
  }
  for (const path of yield* view.files('')) files.push({ path });
  return { notes, catalogue: catalogueOf(files), unreadable };
}

export function linkFacts(link: GraphLink, resolution: Resolution): LinkFacts {
  const { line, form, embed, property } = link;
  return { line: line + 1, link: linkText(link), form, embed, property, state: stateOf(link, resolution) };
}

function stateOf(link: GraphLink, resolution: Resolution): LinkState {
  if (resolution.by === 'system') return 'system';
  if (resolution.path === null) return 'missing';
  if (!isBroken(resolution)) return 'resolved';
  return link.block === null ? 'missing_heading' : 'missing_block';
}

/** Calls `visit` for each link of the vault, note by note in path order, in the order of each note. */
export function eachLink({ notes, catalogue }: VaultGraph, visit: (source: string, link: GraphLink, resolution: Resolution) => void): void {
  for (const { path, graph } of notes) {
    for (const link of graph.links) visit(path, link, resolveLink(link, path, catalogue));
  }
}
