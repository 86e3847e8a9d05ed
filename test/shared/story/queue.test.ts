// The order of the queue, held against sorting by all of its rules at once.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { StoryRow } from '../../../shared/story/backlog';
import { inQueueOrder, QUEUE } from '../../../shared/story/queue';

const NOW = '2026-11-21T09:00:00Z';
const time = fc.constantFrom(null, '2026-11-20T09:00:00Z', '2026-11-21T08:59:59Z', '2026-11-22T09:00:00Z');
const ACTOR = 'dev-7';

const row = fc.record({
  assignee: fc.constantFrom(null, ACTOR, 'dev-8'),
  verdict: fc.constantFrom(null, 'rejected'),
  status: fc.constantFrom('open', 'in_progress'),
  leaseUntil: time,
  priority: fc.integer({ min: 0, max: 4 }),
  createdAt: time,
});

function byAllRules(rows: readonly StoryRow[], actor: string | null): StoryRow[] {
  const ranks = (of: StoryRow): (number | string)[] => QUEUE.map((rule) => rule.rank(of, NOW, actor));
  return rows.toSorted((a, b) => {
    const [one, other] = [ranks(a), ranks(b)];
    const at = one.findIndex((rank, n) => rank !== other[n]);
    return at < 0 ? 0 : (one[at] ?? 0) < (other[at] ?? 0) ? -1 : 1;
  });
}

test('is that of its rules, one after the other, and as far as it is asked for', () => {
  fc.assert(fc.property(fc.array(row, { maxLength: 40 }), fc.constantFrom(null, ACTOR), fc.nat(40), (fields, actor, wanted) => {
    const rows = fields.map((of, n) => ({ ...of, id: `PROJ-${(n * 7919) % 97}` }) as StoryRow);
    const expected = byAllRules(rows, actor).map(({ id }) => id);
    expect(Array.from(inQueueOrder(rows, NOW, actor), ({ id }) => id)).toEqual(expected);
    const first: string[] = [];
    for (const { id } of inQueueOrder(rows, NOW, actor)) if (first.push(id) > wanted) break;
    expect(first).toEqual(expected.slice(0, wanted + 1));
  }));
});
