// What the view Health shows of a report: sections with what each row leads to, drift in the order of its gravity, and
// where recommendations lead.
import { expect, test } from 'vitest';
import { driftedOf } from '../../plugin/views/health/drifted';
import { placeOf } from '../../plugin/views/health/recommended';

test.each([
  ['touchstone story show LAMP-a3f8k', { view: 'backlog', state: { story: 'LAMP-a3f8k' } }],
  ['touchstone story claim --next', { view: 'backlog', state: {} }],
  ['touchstone proposal list', { view: 'proposals', state: {} }],
  ['touchstone proposal show PROP-aaaaa', { view: 'proposals', state: { proposal: 'PROP-aaaaa' } }],
  ["touchstone integrity diff 'conventions/Ada'\\''s rules.md'", { view: 'health', state: { path: "conventions/Ada's rules.md" } }],
  ['touchstone learning list --pending', { view: 'learnings', state: {} }],
  ['touchstone note broken', null],
])('the recommendation to run %s leads to its view', (command, place) => {
  expect(placeOf(command)).toEqual(place);
});

test('drift that only a person may settle comes first, and says so', () => {
  const drifted = driftedOf({
    broken: true, ok: 3, modified: ['Top.md', 'conventions/A.md'], deleted: [], moved: [{ path: 'b.md', moved_to: 'c.md' }], untracked: ['new.md'],
    unreadable: [], broken_chains: [], conflicts: 0, alarming: [{ path: 'conventions/A.md', reason: 'it was modified' }],
  });
  expect(drifted.map(({ path, words, hasBaseline }) => [path, words, hasBaseline])).toEqual([
    ['conventions/A.md', 'modified, protected', true], ['Top.md', 'modified', true], ['b.md', 'moved to c.md', true], ['new.md', 'untracked', false],
  ]);
});
