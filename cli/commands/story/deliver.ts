// `story prove` and `story deliver`
import { TouchstoneError } from '../../../shared/errors';
import { deliverStory, proveCriterion } from '../../../shared/story/planners/deliver';
import type { Run } from '../../verb';
import { headFor } from './repository';
import { storyAnswer } from './words';

export const prove: Run = ({ required, option, context }) => {
  const [ac, by] = [option('ac'), option('by')];
  if (ac === undefined || by === undefined) {
    throw new TouchstoneError('E_USAGE', `story prove needs ${ac === undefined ? '--ac' : '--by'}.`, {
      hint: 'For example: touchstone story prove PROJ-a3f8k --ac 1 --by "login.test.ts: returns a token"',
      details: { missing: ac === undefined ? 'ac' : 'by' },
    });
  }
  const result = context.write(proveCriterion({ story: required('story'), ac, by, reason: option('reason') }));
  return storyAnswer(result, `Proved AC #${ac.replace(/\D/g, '')} of`);
};

export const deliver: Run = ({ required, option, context }) => {
  const story = required('story');
  const head = headFor(context, story);
  return storyAnswer(context.write(deliverStory({ story, head, reason: option('reason') })), 'Delivered', () => (
    head.commit === null ? 'outside a repository' : `at commit ${head.commit.slice(0, 8)}`
  ));
};
