// `note tasks`: the boxes of one note or of all, read from the notes that are known to have some.
import type { GraphedNote } from '../../../vault/graphed-note';
import type { Io } from '../../../vault/io';
import { folderPath, isBelow } from '../../../vault/paths';
import type { VaultView } from '../../../vault/view';
import { scanNote } from '../../scan';
import { tasksOf } from '../../tasks';
import { findNote } from '../find-note';
import { vaultGraph, type VaultGraph } from './vault-graph';

export interface TasksRequest {
  /** One note; else all below `folder`. */
  ref?: string;
  folder?: string;
  state: 'all' | 'done' | 'pending';
}

export interface TaskRow {
  path: string;
  /** Counted from 1; `note toggle` takes it. */
  line: number;
  status: string;
  done: boolean;
  text: string;
}

export interface TaskList {
  /** Sorted by path and line. */
  rows: TaskRow[];
  unreadable: VaultGraph['unreadable'];
  also: string[];
}

/** @throws E_NOT_FOUND */
export function listTasks(request: TasksRequest): (view: VaultView) => Io<TaskList> {
  const below = folderPath(request.folder ?? '');
  return function* (view) {
    const found = request.ref === undefined ? null : yield* findNote(view, request.ref, 'read');
    const isAsked = (path: string): boolean => (found === null || found.path === path) && isBelow(path, below);
    const graph = yield* vaultGraph(view);
    const rows: TaskRow[] = [];
    for (const note of graph.notes) {
      if (isAsked(note.path) && mayFit(note, request.state)) rows.push(...yield* tasksIn(view, note.path, request.state));
    }
    return { rows, also: found?.also ?? [], unreadable: graph.unreadable.filter(({ path }) => isAsked(path)) };
  };
}

function mayFit({ tasks }: GraphedNote, state: TasksRequest['state']): boolean {
  return (state !== 'done' && tasks.pending > 0) || (state !== 'pending' && tasks.done > 0);
}

function* tasksIn(view: VaultView, path: string, state: TasksRequest['state']): Io<TaskRow[]> {
  const snapshot = yield* view.note(path);
  if (snapshot === null || snapshot.text === null) return [];
  return tasksOf(scanNote(snapshot.text))
    .filter(({ done }) => state === 'all' || done === (state === 'done'))
    .map(({ line, status, done, text }) => ({ path, line: line + 1, status, done, text }));
}
