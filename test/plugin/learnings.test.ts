// Which learnings the view shows: by state, epic, domain, age and words.
import { expect, test } from 'vitest';
import type { ShownLearning } from '../../plugin/views/learnings/listing';
import { ageText, filterLearnings, FIRST_FILTER, shownLearnings } from '../../plugin/views/learnings/listing';
import type { LearningItem } from '../../shared/knowledge/learning';
import { backlogOf } from '../../shared/story/backlog';

const NOW = '2026-11-21T09:00:00Z';
const stories = backlogOf([['P-epic', { kind: 'epic', title: 'Light' }], ['P-b', { parent: 'P-a' }], ['P-a', { parent: 'P-epic' }], ['P-loop', { parent: 'P-loop' }]].map(([id, properties]) => ({
  path: `stories/${id as string}.md`, sha256: '', size: 0, problem: null, criteria: { done: 0, total: 0 }, integrity: 'ok' as const,
  properties: { type: 'story', status: 'open', ...(properties as Record<string, string>) }, state: null,
})), NOW);
const item = (title: string, more: Partial<LearningItem>): LearningItem => ({
  title, path: `knowledge/${title}.md`, sha256: '', type: 'pattern', actionable: 'pending', confidence: null, project: null, created: '2026-11-20',
  source: [], incorporated_in: [], dismiss_reason: null, tags: [], ...more,
});
const shown = shownLearnings([
  item('Café lock', { source: ['P-b'] }), item('Old', { created: '2026-11-01', source: ['P-loop', 'gone'] }),
  item('Ancient', { created: '2026-10-21' }), item('Done', { actionable: 'incorporated', created: 'soon' }),
], new Map([['knowledge/Old.md', 'delivery']]), stories, NOW);
const titles = (filter: Partial<typeof FIRST_FILTER>): string[] => filterLearnings(shown, { ...FIRST_FILTER, ...filter }).map(({ title }: ShownLearning) => title);

test.each([
  ['pending ones, the longest waiting first', {}, ['Ancient', 'Old', 'Café lock']],
  ['all', { state: 'all' as const }, ['Café lock', 'Old', 'Ancient', 'Done']],
  ['the epic above the parents of a source', { epic: 'P-epic' }, ['Café lock']],
  ['a domain', { domain: 'delivery' }, ['Old']],
  ['the last seven days', { state: 'all' as const, age: 'week' as const }, ['Café lock']],
  ['the last thirty days, and none of unknown age', { state: 'all' as const, age: 'month' as const }, ['Café lock', 'Old']],
  ['older ones, from the thirty-first day on', { state: 'all' as const, age: 'older' as const }, ['Ancient']],
  ['words without regard to accents', { text: 'LOCK cafe' }, ['Café lock']],
])('the filter finds %s', (_what, filter, found) => {
  expect(titles(filter)).toEqual(found);
});

test('age is told in days, and not where nobody knows it', () => {
  expect(shown.map(({ age }) => ageText(age))).toEqual(['1 day', '20 days', '31 days', '']);
});
