// What the ledger says of one path: its newest entries over all writers, and the story state that is in force.
import type { Clocks, Place } from './clocks';
import { happenedBefore } from './clocks';
import type { LedgerNote } from './ledger-line';
import type { GovernedState } from './plan';
import type { Sha256 } from './ports';

export interface Head extends Place {
  after: Sha256 | null;
  state: GovernedState | null;
}

/** Several heads are a fork: entries of which no writer had seen the other's (`decisions.md` 6). */
export type PathRecord = readonly Head[];

/**
 * The record after one more entry, whichever order entries of different writers arrive in. One that it holds already
 * changes nothing: a cache that was replaced since it was opened may be ahead of what was read of the ledger.
 */
export function withEntry(record: PathRecord, clocks: Clocks, place: Place, note: LedgerNote): PathRecord {
  if (record.length === 0) return [{ writer: place.writer, seq: place.seq, after: note.after, state: note.after === null ? null : note.state ?? null }];
  if (record.some((head) => isSame(head, place) || happenedBefore(clocks, place, head))) return record;
  const replaced = record.filter((head) => happenedBefore(clocks, head, place));
  const kept = record.filter((head) => !replaced.includes(head));
  const state = note.after === null ? null : (note.state ?? commonState(replaced));
  return [...kept, { writer: place.writer, seq: place.seq, after: note.after, state }];
}

function isSame(a: Place, b: Place): boolean {
  return a.writer === b.writer && a.seq === b.seq;
}

function commonState(heads: readonly Head[]): GovernedState | null {
  const [first, ...rest] = heads;
  if (!first?.state) return null;
  const { status, digest } = first.state;
  return rest.every((head) => head.state?.status === status && head.state.digest === digest) ? first.state : null;
}
