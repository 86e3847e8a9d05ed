// `note orphans` and `note deadends`: notes that no other note links to, and notes that lead nowhere.
import { classOf, type NoteClass } from '../../../policy/note-classes';
import type { Config } from '../../../settings/config';
import type { Io } from '../../../vault/io';
import { folderPath, isBelow } from '../../../vault/paths';
import type { VaultView } from '../../../vault/view';
import { eachLink, vaultGraph, type VaultGraph } from './vault-graph';

export interface UnlinkedRequest {
  /** Notes below it, of whatever class. */
  folder?: string;
  /** Also those that stand for themselves. */
  all?: boolean;
}

export interface UnlinkedNotes {
  /** Sorted by path. */
  rows: { path: string }[];
  unreadable: VaultGraph['unreadable'];
}

/** Nobody has to link to these, nor they to others: the backlog, what waits in the inbox, what is kept or filled in. */
const STAND_FOR_THEMSELVES: readonly NoteClass[] = ['story', 'proposal', 'inbox', 'template', 'archive'];

/** Paths of the notes that no other note links to, and of those that link to no other file, in path order. */
export function unlinkedNotes(graph: VaultGraph): { orphans: string[]; deadEnds: string[] } {
  const linked = new Set<string>();
  const linking = new Set<string>();
  eachLink(graph, (source, _link, { path }) => {
    if (path === null || path === source) return;
    linked.add(path);
    linking.add(source);
  });
  const paths = graph.notes.map(({ path }) => path);
  return { orphans: paths.filter((path) => !linked.has(path)), deadEnds: paths.filter((path) => !linking.has(path)) };
}

export function standsForItself(path: string, config: Config): boolean {
  return STAND_FOR_THEMSELVES.includes(classOf(path, config));
}

export function orphans(request: UnlinkedRequest): (view: VaultView) => Io<UnlinkedNotes> {
  return (view) => unlinked(view, request, 'orphans');
}

export function deadEnds(request: UnlinkedRequest): (view: VaultView) => Io<UnlinkedNotes> {
  return (view) => unlinked(view, request, 'deadEnds');
}

function* unlinked(view: VaultView, { folder, all }: UnlinkedRequest, kind: 'orphans' | 'deadEnds'): Io<UnlinkedNotes> {
  const graph = yield* vaultGraph(view);
  const below = folderPath(folder ?? '');
  const isAsked = (path: string): boolean => isBelow(path, below) && (folder !== undefined || all === true || !standsForItself(path, view.config));
  return {
    rows: unlinkedNotes(graph)[kind].filter(isAsked).map((path) => ({ path })),
    unreadable: graph.unreadable.filter(({ path }) => isAsked(path)),
  };
}
