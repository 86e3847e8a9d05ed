// The order of the queue, held against sorting by all of its rules at once.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { backlogOf, type StoryRow } from '../../../shared/story/backlog';
import { inQueueOrder, QUEUE } from '../../../shared/story/queue';
import type { IndexedNote } from '../../../shared/vault/view';

const NOW = '2026-11-21T09:00:00Z';
const time = fc.constantFrom(null, '2026-11-20T09:00:00Z', '2026-11-21T08:59:59Z', '2026-11-22T09:00:00Z');
const ACTOR = 'dev-7';

const properties = fc.record({
  assignee: fc.constantFrom(null, ACTOR, 'dev-8'),
  verdict: fc.constantFrom(null, 'rejected'),
  status: fc.constantFrom('open', 'in_progress'),
  lease_until: time,
  priority: fc.integer({ min: 0, max: 4 }),
  created_at: time,
});

function noteOf(found: object, n: number): IndexedNote {
  // Ids come again, in other folders.
  const path = `stories/${n}/PROJ-${(n * 7919) % 17}.md`;
  return { path, sha256: '', size: 0, properties: { type: 'story', ...found }, problem: null, criteria: { done: 0, total: 0 }, integrity: 'ok', state: null };
}

function byAllRules(rows: readonly StoryRow[], actor: string | null): StoryRow[] {
  const ranks = (of: StoryRow): (number | string)[] => QUEUE.map((rule) => rule.rank(of, NOW, actor));
  return rows.toSorted((a, b) => {
    const [one, other] = [ranks(a), ranks(b)];
    const at = one.findIndex((rank, n) => rank !== other[n]);
    return at < 0 ? 0 : (one[at] ?? 0) < (other[at] ?? 0) ? -1 : 1;
  });
}

test('is that of its rules, one after the other, and as far as it is asked for', () => {
  fc.assert(fc.property(fc.array(properties, { maxLength: 40 }), fc.constantFrom(null, ACTOR), fc.nat(40), (found, actor, wanted) => {
    const backlog = backlogOf(found.map(noteOf), NOW);
    const expected = byAllRules(backlog.rows, actor).map(({ path }) => path);
    const queue = (): Iterable<StoryRow> => inQueueOrder(backlog, backlog.groups, actor);
    expect(Array.from(queue(), ({ path }) => path)).toEqual(expected);
    const first: string[] = [];
    for (const { path } of queue()) if (first.push(path) > wanted) break;
    expect(first).toEqual(expected.slice(0, wanted + 1));
  }));
});
