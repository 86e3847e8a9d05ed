// `story create`
import { createStory } from '../../../shared/story/planners/create';
import type { Run } from '../../verb';
import { storyAnswer } from './words';

export const create: Run = ({ required, option, options, context }) => {
  const result = context.write(createStory({
    title: required('title'),
    kind: option('kind'), priority: option('priority'), labels: options('label'),
    parent: option('parent'), blockedBy: options('blocked-by'), follows: options('follows'), related: options('related'),
    criteria: options('ac'), estimate: option('estimate'), assignee: option('assignee'),
    description: context.body(), reason: option('reason'),
  }));
  return storyAnswer(result, 'Created', ({ path }) => path);
};
