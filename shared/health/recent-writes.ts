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

/** Newest first. Adopted drift has entries of its own, but nobody's governed write made it. */
export function* recentWrites(view: VaultView): Io<RecentWrite[]> {
  for (let limit = 2 * SHOWN_WRITES; ; limit *= 2) {
    const entries = yield* view.history({ limit });
    const governed = entries.filter(({ kind }) => kind !== 'external');
    if (governed.length >= SHOWN_WRITES || entries.length < limit) return governed.slice(0, SHOWN_WRITES).map(writeOf);
  }
}

function writeOf({ at, actor, role, kind, op, op_id, reason, notes }: HistoryEntry): RecentWrite {
  return {
    at, actor, role, kind, op, op_id,
    reason: reason ?? null,
    note_count: notes.length,
    paths: notes.slice(0, SHOWN_PATHS).map(({ path }) => path),
  };
}
