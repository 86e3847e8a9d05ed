// `proposal create`
import { TouchstoneError } from '../../../shared/errors';
import { createProposal } from '../../../shared/proposal/create';
import { writeAnswer } from '../../answer';
import type { Invocation, Run } from '../../verb';

export const create: Run = (call) => {
  const planner = createProposal({
    target: needed(call, 'target'),
    motivation: needed(call, 'motivation'),
    impact: needed(call, 'impact'),
    content: contentOf(call),
    evidence: call.options('evidence'),
  });
  return writeAnswer(call.context.write(planner), ({ id, kind, target_path: target, path }) => (
    `Proposed ${id} (${kind} of ${target}); it waits for a person in ${path}`
  ));
};

function contentOf(call: Invocation): string | null {
  if (!call.flag('delete')) return call.context.body() ?? '';
  if (call.option('body-file') === undefined) return null;
  throw new TouchstoneError('E_USAGE', 'proposal create takes --body-file or --delete, not both.', {
    hint: '--delete proposes to remove the note; --body-file gives the text that it should have.',
  });
}

function needed(call: Invocation, option: 'target' | 'motivation' | 'impact'): string {
  const value = call.option(option);
  if (value !== undefined) return value;
  throw new TouchstoneError('E_USAGE', `proposal create needs --${option}.`, {
    hint: 'For example: touchstone proposal create --target "Testing pyramid" --motivation "…" --impact "…" --body-file pyramid.md',
    details: { missing: option },
  });
}
