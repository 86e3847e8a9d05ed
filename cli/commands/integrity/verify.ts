// `integrity verify`: chains, baselines and kept versions, all of them.
import { EXIT_CODES } from '../../../shared/errors';
import { countDrift } from '../../../shared/integrity/verdict';
import { verify, type Verification } from '../../../shared/integrity/verify';
import type { Paint } from '../../paint';
import type { Run } from '../../verb';
import { driftText } from './drift-text';

export const verifyVault: Run = ({ context }) => {
  const { ports, config } = context.vault();
  const found = context.read((view) => verify(ports, view));
  const { drift, ...record } = found;
  return {
    data: { ...record, counts: { ok: drift.ok, ...countDrift(drift) }, drifted: drift.drifted },
    text: (paint) => `${recordText(found, paint)}\n${driftText({ ...drift, broken: [] }, config, paint)}`,
    exitCode: isSound(found) ? 0 : EXIT_CODES.E_INTEGRITY,
  };
};

/** Notes that no governed operation knows yet are no fault of the record. */
function isSound({ broken, drift }: Verification): boolean {
  return broken.length === 0 && drift.drifted.every(({ kind, baseline }) => kind === 'untracked' || (kind === 'unreadable' && baseline === null));
}

function recordText({ ledgers, broken, rewound, missing_objects: missing }: Verification, paint: Paint): string {
  const lines = ledgers.map(({ writer, lines: count }) => {
    const link = broken.find((candidate) => candidate.writer === writer);
    if (link) return paint.red(`broken  ${writer}, line ${link.line}: ${link.problem}`);
    return `${paint.green('whole')}   ${writer}, ${count} ${count === 1 ? 'line' : 'lines'}`;
  });
  for (const { writer, lines: count, expected } of rewound) {
    lines.push(paint.yellow(`went back  ${writer} ends at line ${count}, and ${expected} were seen: another branch, or a restored backup`));
  }
  if (missing > 0) lines.push(paint.dim(`${missing} earlier ${missing === 1 ? 'version is' : 'versions are'} not kept here any more`));
  return lines.join('\n');
}
