// The last governed writes, with who did them.
import type { HistoryEntry } from '../vault/history';
import type { Io } from '../vault/io';
import type { VaultView } from '../vault/view';

/** Issue: the last ten governed writes. */
const SHOWN_WRITES = 10;

/** Paths that one entry lists; `init` and seeding write up to 1,000 notes in one. */
const SHOWN_PATHS = 5;

export interface RecentWrite {
  at: string;
  actor: string;
  role: string | null;
  kind: string;
  op: string;
  op_id: string;
  reason: string | null;
  /** How many notes, and the first of their paths. */
  note_count: number;
  paths: string[];
}

/** Its last part changes whenever the same ledgers would be told otherwise. */
const REMEMBERED_AS = 'recent-writes-1';

/**
 * Newest first. Adopted drift has entries of its own, but nobody's governed write made it.
 * Kept between commands, because `init` and seeding write lines of a thousand notes.
 */
export function* recentWrites(view: VaultView): Io<RecentWrite[]> {
  return yield* view.rememberedOfLedgers(REMEMBERED_AS, () => lastWrites(view));
}

function* lastWrites(view: VaultView): Io<RecentWrite[]> {
  for (let limit = 2 * SHOWN_WRITES; ; limit *= 2) {
    const entries = yield* view.history({ limit });
    const operations = operationsOf(entries.filter(({ kind }) => kind !== 'external'));
    // The oldest operation of a window may have lines before it, so it counts only when the window holds everything.
    if (operations.length > SHOWN_WRITES || entries.length < limit) return operations.slice(0, SHOWN_WRITES);
  }
}

/** An operation over very many notes has several lines in the ledger. */
function operationsOf(entries: readonly HistoryEntry[]): RecentWrite[] {
  const operations = new Map<string, RecentWrite>();
  for (const entry of entries) {
    const paths = entry.notes.map(({ path }) => path);
    const known = operations.get(entry.op_id);
    if (known === undefined) operations.set(entry.op_id, operationOf(entry, paths));
    else {
      known.note_count += paths.length;
      known.paths = [...paths, ...known.paths].slice(0, SHOWN_PATHS);
    }
  }
  return [...operations.values()];
}

function operationOf({ at, actor, role, kind, op, op_id, reason }: HistoryEntry, paths: readonly string[]): RecentWrite {
  return { at, actor, role, kind, op, op_id, reason: reason ?? null, note_count: paths.length, paths: paths.slice(0, SHOWN_PATHS) };
}
