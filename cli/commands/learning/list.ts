// `learning list`
import { TouchstoneError } from '../../../shared/errors';
import type { LearningItem } from '../../../shared/knowledge/learning';
import { listLearnings } from '../../../shared/knowledge/list-learnings';
import { ACTIONABLE, type Actionable } from '../../../shared/knowledge/types';
import { listAnswer } from '../../answer';
import { readListOptions } from '../../list-options';
import type { Column } from '../../output/table';
import type { Invocation, Run } from '../../verb';

const FIELDS = [
  'title', 'path', 'sha256', 'type', 'actionable', 'confidence', 'project', 'created', 'source', 'incorporated_in',
  'dismiss_reason', 'tags',
] as const satisfies readonly (keyof LearningItem)[];

const COLUMNS: readonly Column<LearningItem>[] = [
  { title: 'created', cell: ({ created }) => created ?? '' },
  { title: 'type', cell: ({ type }) => type },
  { title: 'state', cell: ({ actionable }) => actionable, paint: (text, { actionable }, paint) => (actionable === 'pending' ? paint.yellow(text) : text) },
  { title: 'title', cell: ({ title }) => title, flexible: true },
  { title: 'source', cell: ({ source }) => source.join(', ') },
  { title: 'became', cell: becameOf },
];

export const list: Run = (call) => {
  const request = readListOptions(call, FIELDS);
  const states = statesOf(call);
  const { items, unreadable } = call.context.read((view) => listLearnings(view, states));
  return listAnswer(request, {
    rows: items,
    columns: COLUMNS,
    unreadable,
    empty: states === undefined ? 'No learnings.' : `No learnings are ${states.join(' or ')}.`,
  });
};

function statesOf(call: Invocation): Actionable[] | undefined {
  const named = ACTIONABLE.filter((state) => call.options('state').includes(state));
  if (!call.flag('pending')) return named.length === 0 ? undefined : named;
  if (named.length === 0) return ['pending'];
  throw new TouchstoneError('E_USAGE', 'learning list takes --pending or --state, not both.', {
    hint: 'Give --state once for each state: --state pending --state dismissed',
  });
}

function becameOf({ incorporated_in: stories, dismiss_reason: reason }: LearningItem): string {
  return stories.length > 0 ? stories.join(', ') : reason ?? '';
}
