// `story ac add`, `check` and `uncheck`
import { addStoryCriteria, tickStoryCriteria } from '../../../shared/story/planners/criteria';
import type { StoryItem } from '../../../shared/story/item';
import type { Answer, Invocation, Run } from '../../verb';
import { storyAnswer } from './words';

export const add: Run = ({ required, list, option, context }) => {
  const result = context.write(addStoryCriteria({ story: required('story'), criteria: list('criterion'), reason: option('reason') }));
  return storyAnswer(result, 'Changed', countOf);
};

export const check: Run = (call) => tick(call, true);

export const uncheck: Run = (call) => tick(call, false);

function tick({ required, list, option, context }: Invocation, done: boolean): Answer {
  const result = context.write(tickStoryCriteria({ story: required('story'), numbers: list('n'), done, reason: option('reason') }));
  return storyAnswer(result, 'Changed', countOf);
}

function countOf({ criteria: { done, total } }: StoryItem): string {
  return `${done} of ${total} criteria ticked`;
}
