// How a vault's notes stand to their baselines.
import { listConflicts } from './conflicts';
import type { Io } from './io';
import { isLive } from './live-files';
import type { LiveView } from './live-view';
import type { IndexRow } from './note-index';
import type { PathRecord } from './path-record';
import { comparePaths } from './paths';
import type { Sha256 } from './ports';

export interface DriftedNote {
  path: string;
  kind: 'modified' | 'deleted' | 'moved' | 'untracked' | 'unreadable';
  baseline: Sha256 | null;
  found: Sha256 | null;
  /** `moved`: where the same bytes lie now. */
  moved_to?: string;
  /** `unreadable`: why. */
  problem?: string;
  /** The heads of a fork that the bytes match neither of, nor their clean merge. */
  heads?: { writer: string; seq: number; sha256: Sha256 | null }[];
}

export interface DriftReport {
  ok: number;
  drifted: DriftedNote[];
  /** Bytes written beside a governed write, kept under `.touchstone/local/conflicts/`. */
  conflicts: number;
  /** The first broken link of each ledger that has one. */
  broken: { writer: string; line: number; problem: string }[];
}

/** Compares every note (and every other governed file) with its baseline. */
export function* driftReport(view: LiveView, hash: 'all' | 'changed'): Io<DriftReport> {
  const report: DriftReport = {
    ok: 0,
    drifted: [],
    conflicts: (yield* listConflicts(view.ports)).length,
    broken: yield* view.baselines.broken(),
  };
  const rows = yield* view.rowSet('', hash === 'all');
  const { sound, odd } = rows.apart();
  report.ok = sound;
  // As many sound notes as the ledger has: each of them is there.
  const live = odd.length === 0 ? yield* view.baselines.live() : null;
  if (live?.notes === sound) {
    for (const path of live.others) yield* addOther(view, report, path, yield* view.baselines.lookup(path));
  } else {
    yield* compareRecords(view, report, rows.all(), odd);
  }
  pairMoves(report);
  report.drifted.sort((a, b) => comparePaths(a.path, b.path));
  return report;
}

function* compareRecords(view: LiveView, report: DriftReport, rows: readonly IndexRow[], odd: readonly IndexRow[]): Io<void> {
  const records = yield* view.baselines.all();
  const seen = new Set(rows.map(({ path }) => path));
  for (const row of odd) yield* addNote(view, report, row, records.get(row.path) ?? []);
  for (const [path, record] of records) {
    if (!seen.has(path) && isLive(record)) yield* addOther(view, report, path, record);
  }
}

function* addNote(view: LiveView, report: DriftReport, row: IndexRow, record: PathRecord): Io<void> {
  const { path, sha256: found, problem } = row;
  if (problem !== null) {
    report.drifted.push({ path, kind: 'unreadable', baseline: baselineOf(record), found: found || null, problem });
    return;
  }
  const { integrity } = yield* view.standing(path, found, record);
  if (integrity === 'ok') report.ok += 1;
  else if (record.length === 0) report.drifted.push({ path, kind: 'untracked', baseline: null, found });
  else yield* addOther(view, report, path, record);
}

/** By the careful read, which knows a governed write in flight from drift. */
function* addOther(view: LiveView, report: DriftReport, path: string, record: PathRecord): Io<void> {
  const snapshot = yield* view.note(path);
  if (snapshot === null && baselineOf(record) === null) return;
  if (snapshot?.integrity === 'ok') {
    report.ok += 1;
    return;
  }
  const kind = !snapshot ? 'deleted' : snapshot.integrity === 'untracked' ? 'untracked' : 'modified';
  const heads = record.map(({ writer, seq, after }) => ({ writer, seq, sha256: after }));
  report.drifted.push({
    path, kind, baseline: baselineOf(record), found: snapshot?.sha256 ?? null, ...(heads.length > 1 && { heads }),
  });
}

/** A deleted note whose bytes lie, untracked, somewhere else was moved. */
function pairMoves(report: DriftReport): void {
  const untracked = new Map<Sha256, DriftedNote[]>();
  for (const note of report.drifted) {
    if (note.kind !== 'untracked' || note.found === null) continue;
    untracked.set(note.found, [...(untracked.get(note.found) ?? []), note]);
  }
  const arrived = new Set<DriftedNote>();
  for (const note of report.drifted) {
    const target = note.kind === 'deleted' && note.baseline !== null ? untracked.get(note.baseline)?.shift() : undefined;
    if (!target) continue;
    note.kind = 'moved';
    note.moved_to = target.path;
    arrived.add(target);
  }
  report.drifted = report.drifted.filter((note) => !arrived.has(note));
}

function baselineOf(record: PathRecord): Sha256 | null {
  return record.at(-1)?.after ?? null;
}
