// Prefixes proposed from names of projects.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { proposePrefix } from '../../cli/propose-prefix';
import { defaultConfig } from '../../shared/settings/definitions';

it.each([
  ['web-shop', 'WS'], ['touchstone', 'TOUC'], ['My Great Big Long Project', 'MGBL'], ['myProject', 'MP'], ['Zażółć', 'ZAZO'],
  ['2026-budget', 'BUDG'], ['3d printer', 'PRIN'], ['日本語', 'PROJ'], ['', 'PROJ'], ['a', 'PROJ'], ['Ñu', 'NU'], ['properties', 'PROJ'],
])('for %j proposes %j', (project, prefix) => {
  expect(proposePrefix(project)).toBe(prefix);
});

it('proposes only what a vault takes as a prefix', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (project) => {
    expect(() => defaultConfig({ prefix: proposePrefix(project), project: 'p', scope: 'both' })).not.toThrow();
  }));
});
