// `story close`, `reopen`, `defer` and `undefer`
import { closeStory, deferStory, reopenStory, undeferStory } from '../../../shared/story/planners/move';
import type { Run } from '../../verb';
import { storyAnswer } from './words';

export const close: Run = ({ required, option, context }) => (
  storyAnswer(context.write(closeStory({ story: required('story'), reason: option('reason') })), 'Closed')
);

export const reopen: Run = ({ required, option, context }) => (
  storyAnswer(context.write(reopenStory({ story: required('story'), reason: option('reason') })), 'Reopened')
);

export const defer: Run = ({ required, option, context }) => {
  const result = context.write(deferStory({ story: required('story'), until: option('until'), reason: option('reason') }));
  return storyAnswer(result, 'Deferred', ({ defer_until }) => (defer_until === null ? 'until undefer' : `until ${defer_until}`));
};

export const undefer: Run = ({ required, option, context }) => (
  storyAnswer(context.write(undeferStory({ story: required('story'), reason: option('reason') })), 'Took up again')
);
