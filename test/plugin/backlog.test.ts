// What the backlog view shows of which stories: filters, columns, the tree, cards, and what a drop means.
import { expect, test } from 'vitest';
import { cardOf, cardSentence } from '../../plugin/views/backlog/card';
import { columnsOf } from '../../plugin/views/backlog/columns';
import { filterRows, NO_FILTER } from '../../plugin/views/backlog/filter';
import { planDrop } from '../../plugin/views/backlog/plan-drop';
import { FIRST_STATE, readState } from '../../plugin/views/backlog/state';
import { treeRows } from '../../plugin/views/backlog/tree-rows';
import { backlogOf } from '../../shared/story/backlog';
import type { Backlog } from '../../shared/story/backlog';

const NOW = '2026-11-21T09:00:00Z';

/** Stories by id; the ledger knows each in the status that its text says. */
function backlog(stories: Readonly<Record<string, Record<string, string | number | string[]>>>): Backlog {
  return backlogOf(Object.entries(stories).map(([id, properties]) => ({
    path: `stories/${id}.md`, sha256: id, size: 0, problem: null, criteria: { done: 1, total: 2 }, integrity: 'ok' as const,
    properties: { type: 'story', title: id, status: 'open', ...properties },
    state: { status: String(properties['status'] ?? 'open'), digest: '' },
  })), NOW);
}

const SOME = backlog({
  'P-epic': { kind: 'epic', title: 'Light' },
  'P-a': { title: 'Ärger am Schalter', kind: 'bug', parent: 'P-epic', labels: ['cli'] },
  'P-b': { title: 'Dim it', parent: 'P-a', blocked_by: ['P-a'] },
  'P-c': { title: 'Read it', status: 'closed', parent: 'P-epic', closed_at: '2026-11-20T09:00:00Z' },
  'P-d': { title: 'Later', status: 'in_progress', assignee: 'ada', claimed_at: '2026-11-21T08:00:00Z', lease_until: '2026-11-21T12:30:00Z', rejections: 2 },
});
const ids = (filter: Partial<typeof NO_FILTER>, person: string | null = null): string[] => filterRows(SOME, SOME.rows, { ...NO_FILTER, ...filter }, person).map(({ id }) => id);

test.each([
  ['words in any order, without regard to case and accents', { text: 'SCHALTER arger' }, ['P-a']],
  ['a label as text', { text: 'cli' }, ['P-a']],
  ['a kind', { kind: 'bug' }, ['P-a']],
  ['an epic with all below it, at any depth', { epic: 'P-epic' }, ['P-a', 'P-b', 'P-c', 'P-epic']],
  ['what is ready', { show: 'ready' as const }, ['P-a']],
  ['what waits for other stories', { show: 'blocked' as const }, ['P-b']],
  ['an assignee', { assignee: 'ada' }, ['P-d']],
])('the filter finds %s', (_what, filter, found) => {
  expect(ids(filter)).toEqual(found);
});

test('mine is what the person is assigned to, and nothing without a name', () => {
  expect(ids({ show: 'mine' }, 'ada')).toEqual(['P-d']);
  expect(ids({ show: 'mine' })).toEqual([]);
});

test('an epic that is its own ancestor ends no filter', () => {
  const loop = backlog({ 'P-x': { parent: 'P-y' }, 'P-y': { parent: 'P-x' } });
  expect(filterRows(loop, loop.rows, { ...NO_FILTER, epic: 'P-z' }, null)).toEqual([]);
  expect(treeRows(loop, loop.rows, loop.rows, new Set()).map(({ row }) => row.id)).toEqual(['P-x', 'P-y']);
});

test('columns are the known statuses and those that stories have; a moved story stands where it goes', () => {
  const odd = backlog({ 'P-1': { status: 'in-review' }, 'P-2': {} });
  const columns = columnsOf(['open', 'closed'], odd.rows, odd.rows, new Map([['P-2', 'closed']]));
  expect(columns.map(({ status, rows, total }) => [status, rows.map(({ id }) => id), total])).toEqual([
    ['open', [], 0], ['closed', ['P-2'], 1], ['in-review', ['P-1'], 1],
  ]);
});

test('the tree keeps what is above a found story, and counts all that is below', () => {
  const found = filterRows(SOME, SOME.rows, { ...NO_FILTER, text: 'dim' }, null);
  expect(treeRows(SOME, SOME.rows, found, new Set()).map(({ row, level, open, progress }) => [row.id, level, open, progress.closed, progress.total])).toEqual([
    ['P-epic', 1, true, 1, 3], ['P-a', 2, true, 0, 1], ['P-b', 3, null, 0, 0],
  ]);
  expect(treeRows(SOME, SOME.rows, SOME.rows, new Set(['P-epic'])).map(({ row }) => row.id)).toEqual(['P-epic', 'P-d']);
});

test('a card says all in words', () => {
  const say = (id: string): string => cardSentence(cardOf(SOME, SOME.byId.get(id) ?? expect.fail(id), false));
  expect(say('P-d')).toBe('P-d: Later, task, priority 2, assigned to ada, 3 h left, 1 of 2 criteria done, rejected 2 times');
  expect(say('P-b')).toBe('P-b: Dim it, task, priority 2, 1 of 2 criteria done, blocked by 1 open story');
});

test.each([
  ['open', 'open', { kind: 'none' }],
  ['delivered', 'open', { kind: 'verdict' }],
  ['delivered', 'in_progress', { kind: 'verdict' }],
  ['delivered', 'closed', { title: 'Accept P-1', ask: null, confirm: true }],
  ['open', 'closed', { title: 'Move P-1 to closed', ask: { reason: 'optional', date: false }, confirm: false }],
  ['open', 'blocked', { ask: { reason: 'required', date: false } }],
  ['open', 'deferred', { ask: { reason: 'optional', date: true } }],
  ['in_progress', 'delivered', { ask: null }],
  ['blocked', 'open', { ask: null }],
  ['open', 'in-review', { title: 'Move P-1 to in review', ask: null }],
])('a drop from %s to %s', (from, to, drop) => {
  expect(planDrop({ id: 'P-1', status: from }, to)).toMatchObject(drop);
});

test('a state is taken over as far as it is well-formed', () => {
  expect(readState({ layout: 'tree', filter: { text: 'a', kind: 7, show: 'ready' }, foldedColumns: ['closed', 3] }, FIRST_STATE))
    .toEqual({ ...FIRST_STATE, layout: 'tree', filter: { ...NO_FILTER, text: 'a', show: 'ready' }, foldedColumns: ['closed'] });
  expect(readState({ story: 'P-1' }, { ...FIRST_STATE, layout: 'list' })).toEqual({ ...FIRST_STATE, layout: 'list', story: 'P-1' });
  expect(readState('nonsense', FIRST_STATE)).toEqual(FIRST_STATE);
});
