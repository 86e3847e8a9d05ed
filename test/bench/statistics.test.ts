// What benchmarks make of the times that they took.
import { expect, test } from 'vitest';
import { verdictOf } from '../../bench/findings';
import { least, median, ratio } from '../../bench/measure/statistics';
import { countInTrace } from '../../bench/measure/syncs';

test.each([
  [[3], 3],
  [[9, 1, 5], 5],
  [[4, 1, 3, 2], 2.5],
  [[10, 9, 100], 10],
])('the median of %j is %d', (values, expected) => {
  expect(median(values)).toBe(expected);
});

test('an outlier moves neither of the two ratios', () => {
  expect(ratio([20, 24, 900], [10, 12, 11])).toEqual({ medians: 24 / 11, least: 2 });
});

test('nothing measured is no number', () => {
  expect(() => median([])).toThrow(RangeError);
  expect(() => least([])).toThrow(RangeError);
});

test.each([
  [{ most: 2 }, 2, 'met'],
  [{ most: 2 }, 2.01, 'not met'],
  [{ least: 0.4 }, 0.39, 'not met'],
  [{ least: 0.4 }, 0.4, 'met'],
  [{ most: 2 }, null, 'not measured'],
])('a target of %j with %s reached is %s', (target, reached, expected) => {
  expect(verdictOf({ target, reached })).toBe(expected);
});

test('syncs are counted once each, whatever threads make them', () => {
  const trace = [
    '12 fdatasync(19 <unfinished ...>',
    '13 fsync(20)                         = 0',
    '12 <... fdatasync resumed>)          = 0',
    '12 +++ exited with 0 +++',
    '14 fsync(3)                          = 0',
  ].join('\n');
  expect(countInTrace(trace)).toBe(3);
});
