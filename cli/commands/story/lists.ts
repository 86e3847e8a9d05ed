// `story list`, `ready`, `blocked` and `stale`
import { askedPage } from '../../../shared/answer/list-request';
import { blockedStories, listStories, readyStories, staleStories } from '../../../shared/story/queries/list';
import type { BlockedStory, ListedStory, StaleStory } from '../../../shared/story/queries/list';
import { listAnswer } from '../../answer';
import { readListOptions } from '../../list-options';
import type { Column } from '../../output/table';
import type { Run } from '../../verb';
import { STORY_COLUMNS, STORY_FIELDS } from './words';

export const list: Run = (call) => {
  const { option, options, flag, context } = call;
  const request = readListOptions(call, STORY_FIELDS);
  const found = context.read(listStories({
    status: options('status'), kind: options('kind'), labels: options('label'),
    assignee: option('assignee'), parent: option('parent'), ready: flag('ready'),
  }, askedPage(request)));
  return listAnswer(request, { ...found, columns: STORY_COLUMNS, empty: 'No stories fit.' });
};

export const ready: Run = (call) => {
  const claimable = call.flag('claimable');
  const request = readListOptions(call, STORY_FIELDS);
  const found = call.context.read(readyStories({ claimable }, askedPage(request)));
  return listAnswer(request, { ...found, columns: STORY_COLUMNS, empty: claimable ? 'No story can be claimed.' : 'No story is ready.' });
};

const BLOCKED_COLUMNS: readonly Column<BlockedStory>[] = [
  ...columnsNamed('id', 'p', 'status'),
  { title: 'why', cell: ({ why }) => why },
  { title: 'title', cell: ({ title }) => title, flexible: true },
  { title: 'waits for', cell: ({ why, open_blockers, blocked_reason }) => (why === 'dependency' ? open_blockers.join(' ') : blocked_reason ?? '') },
];

export const blocked: Run = (call) => {
  const request = readListOptions(call, [...STORY_FIELDS, 'why']);
  return listAnswer(request, { ...call.context.read(blockedStories()), columns: BLOCKED_COLUMNS, empty: 'No story waits.' });
};

const STALE_COLUMNS: readonly Column<StaleStory>[] = [
  ...columnsNamed('id', 'p', 'status'),
  { title: 'why', cell: ({ why }) => (why === 'lease' ? 'lease ended' : 'untouched') },
  { title: 'since', cell: ({ since }) => since ?? '' },
  { title: 'title', cell: ({ title }) => title, flexible: true },
  { title: 'assignee', cell: ({ assignee }) => assignee ?? '' },
];

export const stale: Run = (call) => {
  const request = readListOptions(call, [...STORY_FIELDS, 'why', 'since']);
  return listAnswer(request, { ...call.context.read(staleStories(call.option('after') ?? '14d')), columns: STALE_COLUMNS, empty: 'Nothing stands still.' });
};

function columnsNamed(...titles: string[]): Column<ListedStory>[] {
  return STORY_COLUMNS.filter(({ title }) => titles.includes(title));
}
