// `learning incorporate` and `learning dismiss`
import { TouchstoneError } from '../../../shared/errors';
import { dismissLearning, incorporateLearning } from '../../../shared/knowledge/decide-learning';
import { writeAnswer } from '../../answer';
import type { Run } from '../../verb';

export const incorporate: Run = ({ required, option, context }) => {
  const story = option('in');
  if (story === undefined) {
    throw new TouchstoneError('E_USAGE', 'learning incorporate needs the story that takes the learning up.', {
      hint: 'Name it with --in <story>',
      details: { missing: 'in' },
    });
  }
  const result = context.write(incorporateLearning({ ref: required('learning'), in: story }));
  return writeAnswer(result, (item) => `Incorporated ${item.path} in ${item.incorporated_in.join(', ')}`);
};

export const dismiss: Run = ({ required, option, context }) => {
  const result = context.write(dismissLearning({ ref: required('learning'), reason: option('reason') }));
  return writeAnswer(result, (item) => `Dismissed ${item.path}: ${item.dismiss_reason ?? ''}`);
};
