// `story note` and `story comment`
import { addStoryNote, commentOnStory } from '../../../shared/story/planners/text';
import type { Run } from '../../verb';
import { storyAnswer } from './words';

export const note: Run = ({ required, option, context }) => (
  storyAnswer(context.write(addStoryNote({ story: required('story'), text: context.body() ?? '', reason: option('reason') })), 'Noted on')
);

export const comment: Run = ({ required, option, context }) => (
  storyAnswer(context.write(commentOnStory({ story: required('story'), text: context.body() ?? '', reason: option('reason') })), 'Commented on')
);
