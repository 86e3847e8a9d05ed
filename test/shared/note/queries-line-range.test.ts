// Ranges of lines as people type them, and the text they name.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lineOffsets, linesIn, parseLineRange } from '../../../shared/note/queries/line-range';

describe('a range of lines', () => {
  it.each([
    ['7', { first: 7, last: 7 }],
    ['7-12', { first: 7, last: 12 }],
    [' 3 ', { first: 3, last: 3 }],
    ['7-', { first: 7, last: Number.MAX_SAFE_INTEGER }],
  ])('%j is read', (text, range) => {
    expect(parseLineRange(text)).toEqual(range);
  });

  it.each(['', '0', '0-3', '5-4', '-3', 'a', '1..3', '1-2-3', '1,2', '9999999999'])('%j is refused with examples', (text) => {
    expect(() => parseLineRange(text)).toThrowError(expect.objectContaining({ code: 'E_USAGE', hint: expect.stringContaining('7-12') }));
  });
});

describe('the text of a range', () => {
  const cut = (text: string, range: string): string => {
    const { start, end } = linesIn(text, parseLineRange(range));
    return text.slice(start, end);
  };

  it.each([
    ['a\nb\nc\n', '2', 'b\n'],
    ['a\nb\nc\n', '2-', 'b\nc\n'],
    ['a\nb\nc', '3', 'c'],
    ['a\r\nb\r\n', '1', 'a\r\n'],
    ['a\nb\n', '1-99', 'a\nb\n'],
    ['\n\n', '2', '\n'],
  ])('of %j the lines %s are %j', (text, range, part) => {
    expect(cut(text, range)).toBe(part);
  });

  it.each([['', '1'], ['a\nb\n', '3']])('%j has no line %s, and the refusal says how many it has', (text, range) => {
    expect(() => cut(text, range)).toThrowError(expect.objectContaining({ code: 'E_USAGE', details: expect.objectContaining({ lines: lineOffsets(text).length }) }));
  });

  it('all lines put together are the text', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom('a', '\n', '\r', 'ü') }), (text) => {
      const offsets = lineOffsets(text);
      const lines = offsets.map((_, index) => cut(text, String(index + 1)));
      expect(lines.join('')).toBe(text);
    }));
  });
});
