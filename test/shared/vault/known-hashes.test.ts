// Where a hash stands among many, in whatever order it is asked for.
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { KnownHashes } from '../../../shared/vault/known-hashes';

const ALL = Array.from({ length: 50 }, (_, n) => createHash('sha256').update(String(n)).digest('hex'));
const UNKNOWN = createHash('sha256').update('unknown').digest('hex');

test.each<[string, number[]]>([
  ['their order', ALL.map((_, n) => n)],
  ['their order, with some left out', ALL.flatMap((_, n) => (n % 3 === 0 ? [] : [n]))],
  ['the other order', ALL.map((_, n) => 49 - n)],
  ['some several times, and unknown ones', [0, 0, -1, 1, 2, -1, -1, 4, 4, 3, 49, ...Array.from({ length: 40 }, () => -1), 7, 8, 49]],
])('in %s', (_, places) => {
  const hashes = new KnownHashes(ALL.join(''));
  expect(places.map((place) => hashes.find(ALL[place] ?? UNKNOWN))).toEqual(places);
});

test('nothing is found by no hash, by a part of one, or across two', () => {
  const hashes = new KnownHashes(ALL.join(''));
  expect(['', (ALL[0] ?? '').slice(1), ALL.join('').slice(7, 71)].map((text) => hashes.find(text))).toEqual([-1, -1, -1]);
  expect(new KnownHashes('').find(UNKNOWN)).toBe(-1);
});
