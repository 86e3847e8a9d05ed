// Which findings mean that integrity is broken (exit code 6, `decisions.md` 42), and which are mere counts.
import { isProtected } from '../policy/note-classes';
import type { Config } from '../settings/config';
import type { DriftedNote, DriftReport } from '../vault/drift';

/** Drift of a protected note, story or proposal, and governed notes that can't be read. */
export function violations(report: DriftReport, config: Config): DriftedNote[] {
  return report.drifted.filter(({ path, kind, baseline }) => {
    if (kind === 'unreadable') return baseline !== null;
    return kind !== 'untracked' && isProtected(path, config);
  });
}

export function isBroken(report: DriftReport, config: Config): boolean {
  return report.broken.length > 0 || violations(report, config).length > 0;
}

/** How many notes drifted in each way; every kind is there, in this order. */
export function countDrift(report: DriftReport): Record<DriftedNote['kind'], number> {
  const counts = { modified: 0, deleted: 0, moved: 0, untracked: 0, unreadable: 0 };
  for (const { kind } of report.drifted) counts[kind] += 1;
  return counts;
}
