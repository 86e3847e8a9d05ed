// Near misses: what error texts suggest.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { suggestion } from '../../cli/suggest';
import { nearest } from '../../shared/near-words';

const VERBS = ['claim', 'create', 'close', 'comment', 'deliver', 'show', 'list', 'ready'];

describe('nearest', () => {
  it.each([
    ['clame', 'claim'], ['craete', 'create'], ['CLAIM', 'claim'], ['sho', 'show'], ['lsit', 'list'], ['del', 'deliver'], ['redy', 'ready'],
  ])('finds for %j the verb %j', (word, verb) => {
    expect(nearest(word, VERBS)).toBe(verb);
  });

  it.each(['xyzzy', '', 'q', '__proto__', 'constructor'])('finds nothing for %j', (word) => {
    expect(nearest(word, VERBS)).toBeNull();
  });

  it('finds every known word from itself', () => {
    fc.assert(fc.property(fc.constantFrom(...VERBS), (verb) => { expect(nearest(verb, VERBS)).toBe(verb); }));
  });

  it('is quick for a word of a megabyte', () => {
    expect(nearest('x'.repeat(1_000_000), VERBS)).toBeNull();
  });
});

describe('suggestion', () => {
  it('asks for a near word and lists the known ones otherwise', () => {
    expect(suggestion('clame', VERBS)).toBe('Did you mean "claim"?');
    expect(suggestion('xyzzy', ['a', 'b'])).toBe('Known are: a, b.');
  });
});
