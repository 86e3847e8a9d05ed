// Answers who did what: the ledger's entries, newest first, filtered.
import type { Io } from './io';
import { listLedgers, readLines } from './ledger';
import type { LedgerLine } from './ledger-line';
import type { StateFiles } from './ports';
import type { HistoryFilter } from './view';

export interface HistoryEntry extends LedgerLine {
  /** Id of the writer (device) whose ledger file holds the line. */
  writer: string;
}

function matchesFilter(line: LedgerLine, filter: HistoryFilter): boolean {
  if (filter.path !== undefined && !line.notes.some((note) => note.path === filter.path)) return false;
  if (filter.actor !== undefined && line.actor !== filter.actor) return false;
  if (filter.op !== undefined && line.op !== filter.op && !line.op.startsWith(`${filter.op}.`)) return false;
  return filter.since === undefined || line.at >= filter.since;
}

/** Newest first: by time, then by writer and `seq`, so that the order is the same on every machine. */
function newestFirst(a: HistoryEntry, b: HistoryEntry): number {
  if (a.at !== b.at) return a.at < b.at ? 1 : -1;
  if (a.writer !== b.writer) return a.writer < b.writer ? -1 : 1;
  return b.seq - a.seq;
}

/** Bytes read from the end of a ledger for the last few entries; those before it in ever larger parts, until they are enough. */
const FIRST_WINDOW = 64 * 1024;

/** The matching entries of all ledgers, newest first; with `limit` only as much is read from the end as they take. */
export function* readHistory(state: StateFiles, filter: HistoryFilter): Io<HistoryEntry[]> {
  const limit = filter.limit ?? 0;
  const entries: HistoryEntry[] = [];
  for (const { writer, size } of yield* listLedgers(state)) {
    entries.push(...(yield* writerHistory(state, writer, size, filter, limit)));
  }
  entries.sort(newestFirst);
  return limit > 0 ? entries.slice(0, limit) : entries;
}

function* writerHistory(
  state: StateFiles,
  writer: string,
  size: number,
  filter: HistoryFilter,
  limit: number,
): Io<HistoryEntry[]> {
  const entries: HistoryEntry[] = [];
  let end = size;
  for (let window = limit > 0 ? FIRST_WINDOW : size; ; window *= 2) {
    const start = Math.max(0, end - window);
    const lines = yield* readLines(state, writer, start, end);
    // The first may begin before the window: it is read with the next one.
    if (start > 0) lines.shift();
    entries.unshift(...lines.flatMap(({ line }) => (line && matchesFilter(line, filter) ? [{ ...line, writer }] : [])));
    if (start === 0 || entries.length >= limit) return entries;
    end = lines[0]?.start ?? end;
  }
}
