// The graph of the vault: every note's links with what they lead to. Built once for a question, from what is kept of each
// note between commands.
import type { GraphedNote } from '../../../vault/graphed-note';
import { ITEM_LENGTH } from '../../../vault/graph-format';
import type { Io } from '../../../vault/io';
import { comparePaths } from '../../../vault/paths';
import type { VaultView } from '../../../vault/view';
import { isBroken, type Resolution } from '../../link-resolution';
import { linkText, type GraphLink } from '../../note-graph';
import { linkResolver, type LinkResolver } from './link-resolver';

export interface VaultGraph {
  /** In path order; notes that are no text are in `unreadable`. */
  notes: readonly GraphedNote[];
  resolver: LinkResolver;
  /** Notes whose links nobody knows, or those of whose properties. In path order. */
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
  const unreadable = graphs.unread.map((path) => ({ path, problem: 'it is not valid UTF-8, or can not be opened' }));
  for (const { path, problem } of graphs.notes) if (problem !== null) unreadable.push({ path, problem });
  unreadable.sort((a, b) => comparePaths(a.path, b.path));
  return { notes: graphs.notes, resolver: yield* linkResolver(view, graphs), unreadable };
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

/**
 * Calls `visit` for each link of the vault, note by note in path order, in the order of each note; `link` is its place, by
 * which the note's table makes it.
 */
export function eachLink({ notes, resolver }: Pick<VaultGraph, 'notes' | 'resolver'>, visit: (source: GraphedNote, link: number, resolution: Resolution) => void): void {
  for (const note of notes) {
    const { table, row } = note;
    const end = table.end(row, 'links');
    for (let link = table.start(row, 'links'); link < end; link += ITEM_LENGTH.links) visit(note, link, resolver.resolve(note, link));
  }
}
