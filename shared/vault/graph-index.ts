// What the graph needs of every note, kept between commands by the hash of the note's content. Only verbs about the graph
// load it. Derived: deleting, damaging or copying it changes no answer.
import { graphOf, type NoteGraph } from '../note/note-graph';
import { decodeNote } from './bytes';
import { readCache, writeCache } from './cache-file';
import { encodeColumns } from './columns';
import { graphColumns } from './encode-graphs';
import { GRAPH_CACHE_PATH } from './graph-format';
import { decodeGraphs, GraphTable } from './graph-table';
import { GraphedNote, type GraphedNotes } from './graphed-note';
import type { Io } from './io';
import { wait } from './io';
import type { IndexRow } from './note-index';
import { comparePaths } from './paths';
import type { Ports, Sha256 } from './ports';
import type { RowSet } from './row-set';

/** Notes that were read anew before the cache is written again; below it, reading them once more is cheaper. */
const CHANGES_TO_SAVE = 32;

type GraphPorts = Pick<Ports, 'state' | 'hash'> & { notes: Pick<Ports['notes'], 'read'> };

/**
 * @param rows of all notes; the index vouches for their hashes
 * @param isNewer is called when a note's content is not the row's any more
 */
export function* noteGraphs(ports: GraphPorts, rows: RowSet, isNewer: () => void): Io<Omit<GraphedNotes, 'others'>> {
  const stored = yield* load(ports);
  const { notes, missed, unused } = rowsIn(stored, rows);
  const unread: string[] = [];
  const fresh = new Map<Sha256, NoteGraph>();
  const freshly: { path: string; sha256: Sha256 }[] = [];
  for (const { path, sha256, stat, problem } of missed) {
    // What is read now may have changed since the index was asked, so it is kept under the hash of its own bytes.
    const found = stat.kind === 'file' ? yield* contentOf(ports, path) : null;
    if (found ? found.sha256 !== sha256 : problem === null) isNewer();
    if (!found) {
      unread.push(path);
      continue;
    }
    if (!fresh.has(found.sha256)) fresh.set(found.sha256, graphOf(found.text));
    freshly.push({ path, sha256: found.sha256 });
  }
  const table = stored && fresh.size === 0 ? stored : stored?.continued(fresh, unused()) ?? GraphTable.of(fresh);
  notes.push(...freshly.map(({ path, sha256 }) => new GraphedNote(path, table, table.hashes.find(sha256))));
  notes.sort((a, b) => comparePaths(a.path, b.path));
  if (fresh.size >= CHANGES_TO_SAVE || (fresh.size > 0 && !stored)) yield* save(ports, notes);
  return { notes, unread: unread.sort(), stored, texts: table.texts };
}

interface RowsIn {
  notes: GraphedNote[];
  /** Those of whose content the table has nothing. */
  missed: IndexRow[];
  /** Rows of content that no note has any more. What a changed note says now, it mostly said before. */
  unused: () => number[];
}

function rowsIn(known: GraphTable | null, { stored, others }: RowSet): RowsIn {
  const notes: GraphedNote[] = [];
  const missed: IndexRow[] = [];
  const isUsed = new Uint8Array(known?.hashes.length ?? 0);
  const isKnown = (path: string, sha256: Sha256): boolean => {
    const row = known?.hashes.find(sha256) ?? -1;
    if (!known || row < 0) return false;
    isUsed[row] = 1;
    notes.push(new GraphedNote(path, known, row));
    return true;
  };
  for (const { table, numbers } of stored) {
    for (const at of numbers) if (!isKnown(table.paths[at] ?? '', table.sha256(at))) missed.push(table.row(at));
  }
  for (const row of others) if (!isKnown(row.path, row.sha256)) missed.push(row);
  return { notes, missed, unused: () => zerosIn(isUsed) };
}

function zerosIn(flags: Uint8Array): number[] {
  const places: number[] = [];
  for (let place = flags.indexOf(0); place >= 0; place = flags.indexOf(0, place + 1)) places.push(place);
  return places;
}

function* contentOf(ports: GraphPorts, path: string): Io<{ sha256: Sha256; text: string } | null> {
  let bytes: Uint8Array | null;
  try {
    bytes = yield* wait(ports.notes.read(path));
  } catch {
    return null;
  }
  const text = bytes && decodeNote(bytes);
  return bytes === null || text === null ? null : { sha256: yield* wait(ports.hash.sha256(bytes)), text };
}

function* load(ports: GraphPorts): Io<GraphTable | null> {
  const bytes = yield* readCache(ports.state, GRAPH_CACHE_PATH);
  return bytes && decodeGraphs(bytes);
}

function* save(ports: GraphPorts, notes: readonly GraphedNote[]): Io<void> {
  const present = new Map<Sha256, NoteGraph>(notes.map((note) => [note.table.hashes.at(note.row), note]));
  yield* writeCache(ports.state, GRAPH_CACHE_PATH, encodeColumns(graphColumns(present)));
}
