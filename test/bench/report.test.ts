// The table and the plots that benchmarks write into docs/benchmarks.md.
import { expect, test } from 'vitest';
import type { Findings, Row } from '../../bench/findings';
import { measuredText, plotsOf, withMeasured } from '../../bench/report/document';
import { count, duration, figure, table } from '../../bench/report/format';
import { plot } from '../../bench/report/plot';

const ROW: Row = {
  what: '`status`', notes: 10_000, against: 'node -e 0', target: { most: 9 }, reached: 9.26, calmest: 8.1, milliseconds: 240.4, remark: null, inTheWay: 'Counting.',
};

function textOf(findings: Partial<Required<Findings>>): string {
  return measuredText({ day: '2026-11-28', facts: ['2 × a processor'], peers: ['nd could not be had'], findings: { rows: [], points: [], duels: [], tables: [], ...findings } }, 'images');
}

test('numbers have as many digits as they can vouch for', () => {
  expect([0.345, 1, 1.216, 12.44, 340.6].map(figure)).toEqual(['0.34', '1', '1.22', '12.4', '341']);
  expect([0.35, 34.4, 1800].map(duration)).toEqual(['0.35 ms', '34 ms', '1.80 s']);
  expect([100, 1000, 100_000, 1_234_567].map(count)).toEqual(['100', '1,000', '100,000', '1,234,567']);
});

test('a missed target stands in the table and among what is in the way', () => {
  const text = textOf({ rows: [ROW] });
  expect(text).toContain('0 met, 1 not met, 0 not measured.');
  expect(text).toContain('| `status` | 10,000 | node -e 0 | ≤ 9 | 9.26 | 8.10 | 240 ms | **not met** |');
  expect(text).toContain('- `status` (10,000 notes): Counting.');
});

test('a met target has nothing in its way, and an unmeasured one says why', () => {
  const text = textOf({ rows: [{ ...ROW, reached: 8.9 }, { ...ROW, what: '`search`', reached: null, calmest: null, remark: 'vlt could not be had' }] });
  expect(text).not.toContain('What stands in the way');
  expect(text).toContain('| `search` (vlt could not be had) |');
  expect(text).toContain('**not measured**');
});

test('a comparison says who is ahead, and within a tenth nobody', () => {
  const duel = { work: 'search', notes: 1000, peer: 'vlt', asked: 'vlt search', remark: null };
  const text = textOf({ duels: [{ ...duel, ours: 90, theirs: 18 }, { ...duel, ours: 10, theirs: 40 }, { ...duel, ours: 10, theirs: 10.5 }, { ...duel, ours: 10, theirs: null, remark: 'too slow' }] });
  expect(text).toContain('**vlt, 5 ×**');
  expect(text).toContain('touchstone, 4 ×');
  expect(text).toContain('| neither |');
  expect(text).toContain('| too slow | – |');
});

test('only the measured part of the document is replaced', () => {
  const document = 'by hand\n<!-- measured -->\nold\n<!-- /measured -->\nalso by hand\n';
  expect(withMeasured(document, 'new')).toBe('by hand\n<!-- measured -->\nnew\n<!-- /measured -->\nalso by hand\n');
  expect(() => withMeasured('no place', 'new')).toThrow('measured');
});

test('a bar in a cell does not end it', () => {
  expect(table(['a'], [['x | y']])).toBe('| a |\n|---|\n| x \\| y |');
});

test('each command has its plot, with every series in it', () => {
  const points = [
    { command: 'story show <id> --json', by: 'touchstone', notes: 100, milliseconds: 40 },
    { command: 'story show <id> --json', by: 'touchstone', notes: 1000, milliseconds: 400 },
    { command: 'status', by: 'node -e 0', notes: 100, milliseconds: 30 },
  ];
  expect([...plotsOf(points).keys()]).toEqual(['bench-story-show.svg', 'bench-status.svg']);
});

test('a plot is logarithmic: equal factors are equal distances', () => {
  const svg = plot('a <b> & c', [{ name: 'touchstone', points: [100, 1000, 10_000].map((notes) => ({ notes, milliseconds: notes / 10 })) }]);
  const dots = [...svg.matchAll(/cx="([\d.]+)" cy="([\d.]+)"/g)].map(([, x, y]) => [Number(x), Number(y)] as const);
  const [first, second, third] = dots as [readonly [number, number], readonly [number, number], readonly [number, number]];
  expect(second[0] - first[0]).toBeCloseTo(third[0] - second[0], 0);
  expect(second[1] - first[1]).toBeCloseTo(third[1] - second[1], 0);
  expect(third[1]).toBeLessThan(first[1]);
  expect(svg).toContain('a &lt;b&gt; &amp; c');
  expect(svg).toContain('@media (prefers-color-scheme: dark)');
  expect(svg).toContain('touchstone 1 s');
});

test('names at the ends of lines that meet are moved apart', () => {
  const series = ['touchstone', 'ripgrep', 'nd'].map((name, n) => ({ name, points: [{ notes: 100, milliseconds: 100 + n }] }));
  const places = [...plot('x', series).matchAll(/class="name\d" x="[\d.]+" y="([\d.]+)"/g)].map(([, y]) => Number(y));
  expect(places).toHaveLength(3);
  places.reduce((above, below) => {
    expect(below - above).toBeGreaterThanOrEqual(14);
    return below;
  });
});
