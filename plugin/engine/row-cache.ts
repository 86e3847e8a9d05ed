// Rows kept from one start of the app to the next, so that only notes that changed meanwhile are read. Derived: deleting
// or damaging it costs time and changes no answer; what the app shows is checked against the disk before it is written.
import type { Properties } from '../../shared/note/frontmatter';
import type { Io } from '../../shared/vault/io';
import { wait } from '../../shared/vault/io';
import { textChecksum } from '../../shared/vault/checksum';
import type { Ports } from '../../shared/vault/ports';
import type { KeptRow } from './kept-rows';

const PATH = 'local/cache/app-rows';
/** Changes with the format, and whenever rows would be derived differently from the same bytes. */
const VERSION = 'touchstone-app-rows-1';
/** Rows in one line: a line is read or written in one step, and the window draws between steps. */
const ROWS_PER_LINE = 250;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** The rows of the last time, by path; none when there is no cache, or another version's, or a damaged one. */
export function* loadRows(ports: Pick<Ports, 'state' | 'place'>): Io<Map<string, KeptRow>> {
  const rows = new Map<string, KeptRow>();
  const bytes = yield* wait(ports.state.read(PATH));
  if (bytes === null) return rows;
  const [head, ...lines] = decoder.decode(bytes).split('\n');
  if (head !== headOf(ports.place)) return rows;
  for (const line of lines) {
    for (const row of rowsOf(line)) rows.set(row.path, row);
    yield* wait(null);
  }
  return rows;
}

/** Replaces the cache. A full or read-only disk costs the next start some time. */
export function* saveRows(ports: Pick<Ports, 'state' | 'place'>, all: readonly KeptRow[]): Io<void> {
  const rows = all.filter(({ stat, problem }) => stat.kind === 'file' && problem === null);
  const lines = [headOf(ports.place)];
  for (let from = 0; from < rows.length; from += ROWS_PER_LINE) {
    const text = JSON.stringify(rows.slice(from, from + ROWS_PER_LINE));
    lines.push(`${textChecksum(text)} ${text}`);
    yield* wait(null);
  }
  try {
    yield* wait(ports.state.writeCache(PATH, encoder.encode(lines.join('\n'))));
  } catch {
    return;
  }
}

function headOf(place: string): string {
  return JSON.stringify([VERSION, place]);
}

function rowsOf(line: string): KeptRow[] {
  const space = line.indexOf(' ');
  const text = line.slice(space + 1);
  if (space < 0 || line.slice(0, space) !== String(textChecksum(text))) return [];
  return (JSON.parse(text) as KeptRow[]).map((row) => ({
    ...row,
    // JSON gives objects a prototype; a property named `constructor` must not be found where there is none.
    properties: row.properties && Object.assign(Object.create(null) as Properties, row.properties),
  }));
}
