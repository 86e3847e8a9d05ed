// `note orphans` and `note deadends`: notes that no other note links to, and notes that lead nowhere.
import { classifier, type NoteClass } from '../../../policy/note-classes';
import type { Config } from '../../../settings/config';
import type { Io } from '../../../vault/io';
import { folderPath, isBelow } from '../../../vault/paths';
import type { VaultView } from '../../../vault/view';
import { tallyOf } from './link-tally';
import { vaultGraph, type VaultGraph } from './vault-graph';

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

/** Whether the note at a path stands for itself. */
export function standing(config: Config): (path: string) => boolean {
  const classAt = classifier(config);
  return (path) => STAND_FOR_THEMSELVES.includes(classAt(path));
}

export function orphans(request: UnlinkedRequest): (view: VaultView) => Io<UnlinkedNotes> {
  return (view) => unlinked(view, request, 'isLinked');
}

export function deadEnds(request: UnlinkedRequest): (view: VaultView) => Io<UnlinkedNotes> {
  return (view) => unlinked(view, request, 'isLinking');
}

function* unlinked(view: VaultView, { folder, all }: UnlinkedRequest, lacking: 'isLinked' | 'isLinking'): Io<UnlinkedNotes> {
  const graph = yield* vaultGraph(view);
  const has = tallyOf(graph)[lacking];
  const below = folderPath(folder ?? '');
  const standsForItself = standing(view.config);
  const isAsked = (path: string): boolean => isBelow(path, below) && (folder !== undefined || all === true || !standsForItself(path));
  return {
    rows: graph.notes.flatMap(({ path }, place) => (has[place] === 0 && isAsked(path) ? [{ path }] : [])),
    unreadable: graph.unreadable.filter(({ path }) => isAsked(path)),
  };
}
