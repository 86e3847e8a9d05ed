// What of a vault's drift is an alarm, and what is a count (`decisions.md` 42).
import { isBroken, violations } from '../integrity/verdict';
import type { Config } from '../settings/config';
import type { DriftedNote, DriftReport } from '../vault/drift';

/** Paths are sorted. `alarming` repeats what makes {@link IntegrityHealth.broken} true, with the reason in words. */
export interface IntegrityHealth {
  /** True: exit 6. */
  broken: boolean;
  /** Notes that are as a governed operation left them. */
  ok: number;
  modified: string[];
  deleted: string[];
  moved: { path: string; moved_to: string }[];
  untracked: string[];
  unreadable: { path: string; problem: string; governed: boolean }[];
  /** The first broken link of each ledger that has one. */
  broken_chains: { writer: string; line: number; problem: string }[];
  conflicts: number;
  alarming: { path: string | null; reason: string }[];
}

export function integrityHealth(report: DriftReport, config: Config): IntegrityHealth {
  const alarming = [
    ...report.broken.map(({ writer, line, problem }) => ({ path: null, reason: `the ledger of ${writer} is broken in line ${line}: ${problem}` })),
    ...violations(report, config).map((note) => ({ path: note.path, reason: reasonOf(note) })),
  ];
  return {
    broken: isBroken(report, config),
    ok: report.ok,
    modified: pathsOf(report, 'modified'),
    deleted: pathsOf(report, 'deleted'),
    moved: report.drifted.filter(({ kind }) => kind === 'moved').map(({ path, moved_to: to }) => ({ path, moved_to: to ?? '' })),
    untracked: pathsOf(report, 'untracked'),
    unreadable: report.drifted
      .filter(({ kind }) => kind === 'unreadable')
      .map(({ path, problem, baseline }) => ({ path, problem: problem ?? 'it can not be read', governed: baseline !== null })),
    broken_chains: report.broken,
    conflicts: report.conflicts,
    alarming,
  };
}

function reasonOf({ kind, problem, moved_to: movedTo }: DriftedNote): string {
  if (kind === 'unreadable') return `it can't be read: ${problem ?? 'unknown'}`;
  return kind === 'moved' ? `it was moved to ${movedTo ?? 'another place'}` : `it was ${kind} by something other than Touchstone`;
}

function pathsOf(report: DriftReport, kind: DriftedNote['kind']): string[] {
  return report.drifted.filter((note) => note.kind === kind).map(({ path }) => path);
}
