// What the graph needs of every note, kept between commands by the hash of the note's content. Only verbs about the graph
// load it. Derived: deleting, damaging or copying it changes no answer.
import { graphOf, type NoteGraph } from '../note/note-graph';
import { concatenate, decodeNote } from './bytes';
import { readCache, writeCache } from './cache-file';
import { decodeGraphs, encodeGraphs, GRAPH_CACHE_PATH, graphHeader, splitGraphCache } from './graph-cache';
import type { Io } from './io';
import { wait } from './io';
import type { IndexRow } from './note-index';
import type { Ports, Sha256 } from './ports';

/** Notes that were read anew before the cache is written again; below it, reading them once more is cheaper. */
const CHANGES_TO_SAVE = 32;

type GraphPorts = Pick<Ports, 'state' | 'hash'> & { notes: Pick<Ports['notes'], 'read'> };

/**
 * The graph of each note, by path; `null` for one that can't be read as text.
 * @param rows of the index, which vouches for their hashes
 * @param isNewer is called when a note's content is not the row's any more
 */
export function* noteGraphs(ports: GraphPorts, rows: readonly IndexRow[], isNewer: () => void): Io<Map<string, NoteGraph | null>> {
  const known = yield* load(ports);
  const graphs = new Map<string, NoteGraph | null>();
  const present = new Map<Sha256, NoteGraph>();
  let changed = 0;
  for (const { path, sha256, stat, problem } of rows) {
    const before = known.get(sha256) ?? present.get(sha256);
    // What is read now may have changed since the index was asked, so it is kept under the hash of its own bytes.
    const found = before ? { sha256, graph: before } : stat.kind === 'file' ? yield* read(ports, path) : null;
    graphs.set(path, found?.graph ?? null);
    if (found ? found.sha256 !== sha256 : problem === null) isNewer();
    if (!found) continue;
    if (!before) changed += 1;
    present.set(found.sha256, found.graph);
  }
  if (changed >= CHANGES_TO_SAVE || (known.size === 0 && changed > 0)) yield* save(ports, present);
  return graphs;
}

function* read(ports: GraphPorts, path: string): Io<{ sha256: Sha256; graph: NoteGraph } | null> {
  let bytes: Uint8Array | null;
  try {
    bytes = yield* wait(ports.notes.read(path));
  } catch {
    return null;
  }
  const text = bytes === null ? null : decodeNote(bytes);
  if (bytes === null || text === null) return null;
  return { sha256: yield* wait(ports.hash.sha256(bytes)), graph: graphOf(text) };
}

function* load(ports: GraphPorts): Io<Map<Sha256, NoteGraph>> {
  const bytes = yield* readCache(ports.state, GRAPH_CACHE_PATH);
  const cache = bytes && splitGraphCache(bytes);
  if (!cache || (yield* wait(ports.hash.sha256(cache.body))) !== cache.bodyHash) return new Map();
  return decodeGraphs(cache.body);
}

function* save(ports: GraphPorts, graphs: ReadonlyMap<Sha256, NoteGraph>): Io<void> {
  const body = encodeGraphs(graphs);
  const header = graphHeader(yield* wait(ports.hash.sha256(body)));
  yield* writeCache(ports.state, GRAPH_CACHE_PATH, concatenate([header, body]));
}
