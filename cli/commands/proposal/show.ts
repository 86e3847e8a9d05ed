// `proposal show` and `proposal diff`
import { showProposal, type ShownProposal } from '../../../shared/proposal/queries';
import { renderFields } from '../../output/table';
import type { Paint } from '../../paint';
import type { Run } from '../../verb';
import { changeText } from './words';

export const show: Run = ({ required, context }) => {
  const shown = context.read((view) => showProposal(view, required('proposal')));
  return { data: shown, text: (paint) => showText(shown, paint), brief: shown.id };
};

export const diff: Run = ({ required, context }) => {
  const { id, path, sha256, status, kind, target_path, change } = context.read((view) => showProposal(view, required('proposal')));
  return {
    data: { id, path, sha256, status, kind, target_path, ...change },
    text: (paint) => [paint.bold(target_path), changeText(change, paint)].join('\n'),
  };
};

function showText(shown: ShownProposal, paint: Paint): string {
  return [
    paint.bold(`${shown.id}  ${shown.kind} of ${shown.target_path}`),
    fieldsText(shown, paint),
    `\n${paint.bold('Motivation')}\n${shown.motivation}`,
    `\n${paint.bold('Impact')}\n${shown.impact}`,
    `\n${paint.bold(shown.change.target_state === null ? 'Change' : 'What accepting would change now')}\n${changeText(shown.change, paint)}`,
  ].join('\n');
}

function fieldsText(shown: ShownProposal, paint: Paint): string {
  const age = shown.age_days === null ? '' : ` (${shown.age_days} days ago${shown.overdue ? ', overdue' : ''})`;
  return renderFields([
    ['status', shown.status],
    ['author', shown.author_role === null ? shown.author : `${shown.author} (${shown.author_role})`],
    ['created', `${shown.created}${age}`],
    ['evidence', shown.evidence.join(', ')],
    ['source', shown.source],
    ['takes back', shown.reverts],
    ['deferred until', shown.defer_until],
    ['decided', shown.decided_by === null ? null : `by ${shown.decided_by}, ${shown.decided_at ?? ''}`],
    ['reason', shown.decision_reason],
    ['made moot by', shown.superseded_by],
    ['note', shown.path],
  ], paint);
}
