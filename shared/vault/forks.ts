// Forks: two writers changed a note without seeing each other (two devices, two branches), and git or a sync merged them.
// The note is fine when it equals one side, or the clean merge of both (`decisions.md` 6).
import { mergeTexts } from '../note/merge';
import type { Baselines } from './baselines';
import { decodeNote, encodeNote } from './bytes';
import { happenedBefore } from './clocks';
import type { Io } from './io';
import { wait } from './io';
import { listLedgers, readLines } from './ledger';
import type { LedgerNote } from './ledger-line';
import { findObject } from './objects';
import type { Head, PathRecord } from './path-record';
import type { GovernedState } from './plan';
import type { Ports, Sha256 } from './ports';

/** The state in force when `found` is the clean merge of a two-headed fork; `null` when it is not that. */
export function* cleanMerge(
  ports: Ports,
  baselines: Baselines,
  path: string,
  record: PathRecord,
  found: Sha256,
): Io<{ state: GovernedState | null } | null> {
  const [ours, theirs] = record;
  if (!ours?.after || !theirs?.after || record.length !== 2) return null;
  const ancestor = yield* commonAncestor(ports, baselines, path, [ours, theirs]);
  if (!ancestor?.after) return null;
  const texts: string[] = [];
  for (const sha256 of [ours.after, ancestor.after, theirs.after]) {
    const bytes = yield* findObject(ports, path, sha256);
    const text = bytes && decodeNote(bytes);
    if (typeof text !== 'string') return null;
    texts.push(text);
  }
  const [oursText = '', baseText = '', theirsText = ''] = texts;
  const merged = mergeTexts(baseText, oursText, theirsText);
  if (merged.kind !== 'clean' || (yield* wait(ports.hash.sha256(encodeNote(merged.text)))) !== found) return null;
  return { state: mergedState(ours.state, ancestor.state ?? null, theirs.state) };
}

function mergedState(ours: GovernedState | null, base: GovernedState | null, theirs: GovernedState | null): GovernedState | null {
  const same = (a: GovernedState | null, b: GovernedState | null): boolean => a?.status === b?.status && a?.digest === b?.digest;
  if (same(ours, theirs) || same(theirs, base)) return ours;
  return same(ours, base) ? theirs : null;
}

/** The newest entry of the path that both heads came after. Reads the ledgers: forks are rare. */
function* commonAncestor(
  ports: Ports,
  baselines: Baselines,
  path: string,
  heads: readonly [Head, Head],
): Io<LedgerNote | null> {
  const clocks = baselines.knownClocks();
  let newest: { at: string; note: LedgerNote } | null = null;
  for (const { writer, size } of yield* listLedgers(ports.state)) {
    for (const { line } of yield* readLines(ports.state, writer, 0, size)) {
      const note = line?.notes.find((candidate) => candidate.path === path);
      if (!line || !note) continue;
      const place = { writer, seq: line.seq };
      if (!heads.every((head) => happenedBefore(clocks, place, head))) continue;
      if (!newest || line.at >= newest.at) newest = { at: line.at, note };
    }
  }
  return newest?.note ?? null;
}
