// `integrity status`: every note hashed and compared with its baseline.
import { EXIT_CODES } from '../../../shared/errors';
import { countDrift, isBroken } from '../../../shared/integrity/verdict';
import type { Run } from '../../verb';
import { driftText } from './drift-text';

export const status: Run = ({ context }) => {
  const report = context.read((view) => view.drift('all'));
  const { config } = context.vault();
  return {
    data: { counts: { ok: report.ok, ...countDrift(report) }, drifted: report.drifted, conflicts: report.conflicts, broken: report.broken },
    text: (paint) => driftText(report, config, paint),
    exitCode: isBroken(report, config) ? EXIT_CODES.E_INTEGRITY : 0,
  };
};
