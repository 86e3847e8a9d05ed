// `note lint`
import { TouchstoneError } from '../../../shared/errors';
import { fixNotes, lintNotes, type LintItem } from '../../../shared/knowledge/lint';
import { writeAnswer } from '../../answer';
import { cleanLine } from '../../output/clean';
import type { Paint } from '../../paint';
import type { Answer, Run } from '../../verb';

/** Ends with 1 while a finding is an error; warnings alone are 0. */
export const lint: Run = ({ arg, flag, context }) => {
  const ref = arg('note');
  if ((ref === undefined) !== flag('all')) {
    throw new TouchstoneError('E_USAGE', ref === undefined ? 'Which note is to be checked?' : 'Both a note and --all were given.', { hint: 'Name a note, or give --all.' });
  }
  if (!flag('fix')) return readAnswer(context.read(lintNotes(ref)));
  const result = context.write(fixNotes(ref));
  return { ...writeAnswer(result, lintText), ...(result.item.errors > 0 && { exitCode: 1 }) };
};

function readAnswer(item: LintItem): Answer {
  return {
    data: { item, op: null, notes: [], unblocked: [] },
    meta: { conflicts: [] },
    text: (paint) => lintText(item, paint),
    ...(item.errors > 0 && { exitCode: 1 }),
  };
}

function lintText({ notes, errors, warnings, fixed, findings }: LintItem, paint: Paint): string {
  return [
    ...findings.map(({ path, line, severity, rule, message, fix, fixable }) =>
      `${cleanLine(path)}:${line}  ${severity === 'error' ? paint.red(severity) : paint.yellow(severity)}  ${rule}: ${cleanLine(message)}; ${cleanLine(fix)}${fixable ? ' (--fix does)' : ''}`),
    `${notes} notes: ${errors} errors, ${warnings} warnings${fixed > 0 ? `, ${fixed} fixed` : ''}.`,
  ].join('\n');
}
