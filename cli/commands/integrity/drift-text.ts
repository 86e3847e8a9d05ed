// How drift reads for people: counts, then one line a note.
import { countDrift, violations } from '../../../shared/integrity/verdict';
import type { Config } from '../../../shared/settings/config';
import type { DriftedNote, DriftReport } from '../../../shared/vault/drift';
import type { Paint } from '../../paint';

/** Drifted notes listed before the rest is only counted. */
const LISTED = 50;

export function driftText(report: DriftReport, config: Config, paint: Paint): string {
  const counts = Object.entries(countDrift(report)).filter(([, count]) => count > 0).map(([kind, count]) => `${count} ${kind}`);
  const lines = [[`${report.ok} ok`, ...counts].join(', ')];
  const grave = new Set(violations(report, config));
  for (const note of report.drifted.slice(0, LISTED)) lines.push(driftLine(note, grave.has(note), paint));
  const more = report.drifted.length - LISTED;
  if (more > 0) lines.push(paint.dim(`  and ${more} more; --json lists all`));
  for (const { writer, line, problem } of report.broken) lines.push(paint.red(`broken chain  ${writer}, line ${line}: ${problem}`));
  if (report.conflicts > 0) lines.push(paint.yellow(`${report.conflicts} conflict ${report.conflicts === 1 ? 'copy' : 'copies'}: touchstone integrity conflicts list`));
  return lines.join('\n');
}

function driftLine(note: DriftedNote, isGrave: boolean, paint: Paint): string {
  const detail = note.moved_to ? ` -> ${note.moved_to}` : note.problem ? `: ${note.problem}` : note.heads ? ' (forked)' : '';
  const line = `  ${note.kind.padEnd(10)} ${note.path}${detail}`;
  return isGrave ? paint.red(`${line}  [protected]`) : line;
}
