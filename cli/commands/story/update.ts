// `story update`
import { TouchstoneError } from '../../../shared/errors';
import { updateStory } from '../../../shared/story/planners/update';
import type { UpdateRequest } from '../../../shared/story/planners/update';
import type { Invocation, Run } from '../../verb';
import { headFor } from './repository';
import { storyAnswer } from './words';

export const update: Run = (call) => {
  const { required, option, options, context } = call;
  const story = required('story');
  const status = option('status');
  const request: UpdateRequest = {
    story,
    title: option('title'), kind: option('kind'), priority: option('priority'),
    addLabels: options('label'), removeLabels: options('remove-label'),
    assignee: valueOrClear(call, 'assignee'), estimate: valueOrClear(call, 'estimate'), parent: valueOrClear(call, 'parent'),
    follows: options('follows'), related: options('related'),
    description: context.body(), status, reason: option('reason'),
  };
  const head = status === 'delivered' ? { head: headFor(context, story) } : {};
  return storyAnswer(context.write(updateStory({ ...request, ...head })), 'Updated', (item) => item.status);
};

/** `null` where `--clear` names the field. @throws E_USAGE when it is given and cleared at once */
function valueOrClear({ option, options }: Invocation, field: string): string | null | undefined {
  const value = option(field);
  if (!options('clear').includes(field)) return value;
  if (value === undefined) return null;
  throw new TouchstoneError('E_USAGE', `--${field} and --clear ${field} contradict each other.`, { hint: 'Give one of the two.' });
}
