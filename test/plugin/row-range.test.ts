// Which rows of a windowed list are drawn, wherever it is scrolled to.
import { expect, test } from 'vitest';
import { rangeInSight } from '../../plugin/ui/row-range';

test.each([
  ['the top', 0, 400, 40, 1000, { first: 0, end: 16 }],
  ['the middle', 4000, 400, 40, 1000, { first: 94, end: 116 }],
  ['the end', 39_600, 400, 40, 1000, { first: 984, end: 1000 }],
  ['fewer rows than fit', 0, 400, 40, 3, { first: 0, end: 3 }],
  ['no rows', 0, 400, 40, 0, { first: 0, end: 0 }],
  ['a list that became shorter than where it was scrolled to', 40_000, 400, 40, 10, { first: 10, end: 10 }],
  ['a list that is not seen', 0, 0, 40, 1000, { first: 0, end: 6 }],
])('at %s', (_name, scrollTop, height, rowHeight, count, expected) => {
  expect(rangeInSight(scrollTop, height, rowHeight, count)).toEqual(expected);
});
