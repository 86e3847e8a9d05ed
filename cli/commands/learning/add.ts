// `learning add`
import { TouchstoneError } from '../../../shared/errors';
import { addLearning } from '../../../shared/knowledge/add-learning';
import { writeAnswer } from '../../answer';
import type { Invocation, Run } from '../../verb';

export const add: Run = (call) => {
  const { option, options, context } = call;
  const planner = addLearning({
    type: needed(call, 'type'),
    title: needed(call, 'title'),
    source: options('source'),
    body: context.body() ?? '',
    stack: options('stack'),
    tags: options('tag'),
    ...given('summary', option('summary')),
    ...given('confidence', option('confidence')),
    ...given('domain', option('domain')),
  });
  return writeAnswer(context.write(planner), ({ path, source }) => `Captured ${path}, learned from ${source.join(', ')}`);
};

function needed(call: Invocation, option: 'type' | 'title'): string {
  const value = call.option(option);
  if (value !== undefined) return value;
  throw new TouchstoneError('E_USAGE', `learning add needs --${option}.`, {
    hint: 'For example: touchstone learning add --type pattern --title "Retry with jitter" --source PROJ-a3f8k --body-file retry.md',
    details: { missing: option },
  });
}

function given<Key extends string>(key: Key, value: string | undefined): Partial<Record<Key, string>> {
  return value === undefined ? {} : { [key]: value } as Record<Key, string>;
}
