// `story delete`
import { deleteStory } from '../../../shared/story/planners/delete';
import { writeAnswer } from '../../answer';
import type { Run } from '../../verb';

export const remove: Run = ({ required, option, context }) => {
  const result = context.write(deleteStory({ story: required('story'), reason: option('reason') }));
  return writeAnswer(result, ({ id, title, cleaned }, paint) => [
    `Deleted ${paint.bold(id)} ${title}${paint.dim(' (kept in .trash/; a person can restore it)')}`,
    ...cleaned.map((other) => `  taken out of ${other.properties.join(', ')} of ${other.id}`),
  ].join('\n'));
};
