// Names that are refused, what a title becomes, and which names are the same to a file system.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkName, foldName, slug } from '../../../shared/note/names';
import { refusal } from '../../refusal';

const bytes = (text: string): number => new TextEncoder().encode(text).length;

describe('a name', () => {
  test.each([
    'Testing pyramid', 'PROJ-a3f8k', 'PROJ-a3f8k.md', 'v1.2', 'é', 'e\u0301', '日本語', '😀', "it's $5 & {more} (50%)", 'a..b', '~', 'con',
    'x'.repeat(240), '😀'.repeat(60), '__proto__', 'ends with a dot.',
  ])('may be %j', (name) => {
    expect(() => { checkName(name); }).not.toThrow();
  });

  test.each([
    ['', 'empty'], ['a/b', '/'], ['a\\b', '\\'], ['a:b', ':'], ['a*b', '*'], ['a"b', '"'], ['a<b', '<'], ['a>b', '>'], ['a|b', '|'],
    ['a?b', '?'], ['a#b', '#'], ['a^b', '^'], ['[a', '['], ['a]', ']'], ['a\nb', 'line break'], ['a\u0000b', 'control'], ['a\u001b[31m', 'control'],
    ['a\u009bb', 'control'], ['a\u2028b', 'line break'], ['.hidden', 'dot'], ['.', 'dot'], ['..', 'dot'], [' a', 'blank'], ['a ', 'blank'],
    ['a\ud800', 'half'], ['x'.repeat(241), '241 bytes'], ['😀'.repeat(61), '244 bytes'],
  ])('may not be %j', (name, problem) => {
    const error = refusal(() => { checkName(name); });
    expect(error.code).toBe('E_USAGE');
    expect(error.message).toContain(problem);
    expect(error.details).toEqual({ name, suggestion: slug(name) });
  });
});

describe('a slug', () => {
  test.each([
    ['Testing pyramid', 'Testing pyramid'],
    ['conventions/Testing: the "pyramid"?', 'conventions Testing the pyramid'],
    ['  a \n\t b  ', 'a b'],
    ['...a...', 'a'],
    ['[[C#]] | x^2', 'C x 2'],
    ['\u001b[31mred\u001b[0m', '31mred 0m'],
    ['???', 'untitled'],
    ['', 'untitled'],
    ['\ud800x', 'x'],
    ['e\u0301', 'é'],
  ])('of %j is %j', (title, expected) => {
    expect(slug(title)).toBe(expected);
  });

  test('is cut between characters, never within one', () => {
    expect(slug('x'.repeat(500))).toBe('x'.repeat(120));
    expect(slug(`${'x'.repeat(119)}é`)).toBe('x'.repeat(119));
    expect(slug(`${'x'.repeat(118)}q\u0323`)).toBe('x'.repeat(118));
    expect(slug(`${'x'.repeat(108)}👩‍👩‍👧`)).toBe('x'.repeat(108));
    expect(slug(`${'word '.repeat(23)}word. x`)).toBe(`${'word '.repeat(23)}word`);
  });

  test('of any title is a name', () => {
    const title = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme', minLength: 30, maxLength: 200 }));
    fc.assert(fc.property(title, (text) => {
      const name = slug(text);
      checkName(name);
      expect(bytes(name)).toBeLessThanOrEqual(120);
      expect(slug(name)).toBe(name);
    }), { numRuns: 2_000 });
  });
});

describe('folded names', () => {
  test('are the same for what a file system takes for the same', () => {
    expect(foldName('Ångström.MD')).toBe(foldName('a\u030angstro\u0308m.md'));
    expect(foldName('A')).not.toBe(foldName('B'));
  });

  test('fold to themselves', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (name) => {
      expect(foldName(foldName(name))).toBe(foldName(name));
      expect(foldName(name.normalize('NFD'))).toBe(foldName(name));
    }), { numRuns: 2_000 });
  });
});
