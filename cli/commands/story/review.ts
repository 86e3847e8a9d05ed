// `story accept` and `story reject`
import { acceptStory, rejectStory } from '../../../shared/story/planners/review';
import { REJECTION_PARTS } from '../../../shared/story/rejection';
import type { Rejection } from '../../../shared/story/rejection';
import type { Run } from '../../verb';
import { storyAnswer } from './words';

export const accept: Run = ({ required, option, context }) => {
  const result = context.write(acceptStory({ story: required('story'), reason: option('reason') }));
  const isRed = result.item.status !== 'closed';
  return storyAnswer(result, isRed ? 'Approved the tests of' : 'Accepted', () => (isRed ? 'open for its GREEN delivery' : ''));
};

export const reject: Run = ({ required, option, context }) => {
  const parts: Partial<Rejection> = {};
  for (const part of REJECTION_PARTS) {
    const text = option(part);
    if (text !== undefined) parts[part] = text;
  }
  const result = context.write(rejectStory({ story: required('story'), parts, reason: option('reason') }));
  return storyAnswer(result, 'Rejected', ({ status, rejections }) => (
    status === 'blocked' ? `rejection ${rejections}: set aside for a person` : `rejection ${rejections}`
  ));
};
