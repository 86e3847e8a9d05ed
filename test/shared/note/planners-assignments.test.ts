// `key=value` as typed: what becomes typed, what stays text, and which keys are refused.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkKey, parseAssignment, parseAssignments, parseValue } from '../../../shared/note/planners/assignments';

describe('a value as it is typed', () => {
  it.each([
    ['true', true],
    ['false', false],
    ['0', 0],
    ['-3', -3],
    ['2.5', 2.5],
    ['"12"', '12'],
    ['"say \\"hi\\""', 'say "hi"'],
    ['["a", 1, true, null]', ['a', 1, true, null]],
    ['[]', []],
  ])('%s gets a type', (text, value) => {
    expect(parseValue(text)).toEqual(value);
  });

  it.each([
    '', 'yes', 'True', 'null', '~', '00123', '1.10', '1e5', '-0', '0x10', '12:30', '2026-11-21', '[[Link]]', '[not, json]', '[{"a":1}]', '"open',
    '12345678901234567890', '@bob', '# x', 'a: b', '{"a":1}', ' 3', 'Infinity', '-Infinity', 'NaN', '1.', '.5',
  ])('%j stays the text that it is', (text) => {
    expect(parseValue(text)).toBe(text);
  });

  it('a number is written back as it was typed', () => {
    fc.assert(fc.property(fc.oneof(fc.double(), fc.integer().map(Number)), fc.string(), (number, text) => {
      for (const typed of [String(number), text]) {
        const value = parseValue(typed);
        if (typeof value === 'number') expect(String(value)).toBe(typed);
      }
    }), { numRuns: 500 });
  });
});

describe('an assignment', () => {
  it('takes everything after the first `=` as the value', () => {
    expect(parseAssignment('query=a=b=c')).toEqual({ key: 'query', value: 'a=b=c', text: 'a=b=c' });
  });

  it('may be empty', () => {
    expect(parseAssignment('summary=').value).toBe('');
  });

  it.each(['status', '', '--type'])('%j without `=` is refused with an example', (text) => {
    expect(() => parseAssignment(text)).toThrowError(expect.objectContaining({ code: 'E_USAGE', hint: expect.stringContaining('key=value') as unknown }));
  });

  it.each(['', ' a', 'a ', 'a\nb', 'a\u0000b', 'a\u2028b', 'x'.repeat(101)])('the key %j is refused', (key) => {
    expect(() => checkKey(key)).toThrowError(expect.objectContaining({ code: 'E_USAGE' }));
  });

  it('a key given several times becomes a list', () => {
    expect({ ...parseAssignments(['tags=a', 'n=1', 'tags=b']) }).toEqual({ tags: ['a', 'b'], n: 1 });
  });

  it('keys named like parts of an object are properties like any other', () => {
    const properties = parseAssignments(['__proto__=x', 'constructor=y']);
    expect(Object.keys(properties)).toEqual(['__proto__', 'constructor']);
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
    expect(Object.getPrototypeOf(properties)).toBeNull();
  });
});
