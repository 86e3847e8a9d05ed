// Parts of a note by their exact text and by lines.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { linesOf, replaceFound, replaceLines } from '../../../shared/note/find';
import { scanNote } from '../../../shared/note/scan';
import { refusal } from '../../refusal';
import { hostileText } from './texts';

const NOTE = '---\ntitle: word\n---\n# Title\nA word here.\nAnother one, another.\n';

describe('found text', () => {
  test.each<[name: string, text: string, find: string, replacement: string, after: string]>([
    ['is replaced', NOTE, 'A word', 'Some words', NOTE.replace('A word', 'Some words')],
    ['in the body, whatever the properties say', NOTE, 'word', 'text', NOTE.replace('A word', 'A text')],
    ['over lines', 'a\nb\nc\n', 'a\nb', 'x', 'x\nc\n'],
    ['over lines with CRLF', 'a\r\nb\r\nc\r\n', 'a\nb', 'x\ny', 'x\r\ny\r\nc\r\n'],
    ['with its own breaks where it stands so', 'a\nb\r\nc\r\n', 'a\nb', 'x', 'x\r\nc\r\n'],
    ['taken literally', 'a.b*c\naXbYc\n', 'a.b*c', '$& $1', '$& $1\naXbYc\n'],
    ['in inert text too', '```\nold\n```\n', 'old', 'new', '```\nnew\n```\n'],
    ['at the ends', 'ab', 'ab', '', ''],
    ['behind a BOM', '\ufeffab', 'ab', 'c', '\ufeffc'],
  ])('%s', (_, text, find, replacement, after) => {
    expect(replaceFound(text, find, replacement)).toBe(after);
  });

  test('is deleted', () => {
    expect(replaceFound(NOTE, ' word', 'ignored', { delete: true })).toBe(NOTE.replace('A word', 'A'));
  });

  test('that stands there several times is ambiguous, with its lines', () => {
    expect(refusal(() => replaceFound(NOTE, 'nother', 'x'))).toMatchObject({ code: 'E_AMBIGUOUS', details: { lines: [6, 6] } });
    expect(refusal(() => replaceFound('aaa', 'aa', 'x'))).toMatchObject({ code: 'E_AMBIGUOUS', details: { lines: [1, 1] } });
    const many = refusal(() => replaceFound('a\n'.repeat(1_000), 'a', 'x'));
    expect(many.details).toEqual({ lines: Array.from({ length: 20 }, (_, line) => line + 1) });
    expect(many.message).toContain('more than 20');
  });

  test('that is not there is not found', () => {
    expect(refusal(() => replaceFound(NOTE, 'missing', 'x'))).toMatchObject({ code: 'E_NOT_FOUND', details: { find: 'missing' } });
    expect(refusal(() => replaceFound(NOTE, 'WORD', 'x')).code).toBe('E_NOT_FOUND');
  });

  test('is not looked for in the properties', () => {
    const error = refusal(() => replaceFound(NOTE, 'title: word', 'x'));
    expect(error.code).toBe('E_NOT_FOUND');
    expect(error.hint).toContain('touchstone note prop');
    expect(refusal(() => replaceFound(NOTE, '---\n# Title', 'x')).code).toBe('E_NOT_FOUND');
  });

  test('must be given', () => {
    expect(refusal(() => replaceFound(NOTE, '', 'x')).code).toBe('E_USAGE');
  });

  test('changes nothing else, in any text', () => {
    fc.assert(fc.property(hostileText(), hostileText(), hostileText(), (above, below, replacement) => {
      const text = `${above}\u2603${below}`;
      fc.pre(scanNote(text).bodyStart <= above.length);
      // What would make properties of it is refused.
      fc.pre(!/^\ufeff?-/.test(above + replacement + below));
      const after = replaceFound(text, '\u2603', replacement);
      expect(after.startsWith(above) && after.endsWith(below)).toBe(true);
      const put = after.slice(above.length, after.length - below.length);
      expect(put.replace(/\r\n?/g, '\n')).toBe(replacement.replace(/\r\n?/g, '\n'));
    }));
  });
});

describe('lines', () => {
  test.each([
    ['1', '---\n'], ['2-3', 'title: word\n---\n'], ['6', 'Another one, another.\n'], [' 4-4 ', '# Title\n'], ['1-6', NOTE],
  ])('%s are read with their breaks', (range, text) => {
    expect(linesOf(NOTE, range)).toBe(text);
  });

  test.each(['0', '7', '3-2', '1-7', 'a', '', '1-', '-1', '1,2', '1-2-3', '1e3', '99999999999'])('%j are none', (range) => {
    const error = refusal(() => linesOf(NOTE, range));
    expect(error).toMatchObject({ code: 'E_USAGE', details: { range, lines: 6 } });
    expect(refusal(() => replaceLines(NOTE, range, 'x')).code).toBe('E_USAGE');
  });

  test.each<[name: string, text: string, range: string, content: string | null, after: string]>([
    ['in the middle', 'a\nb\nc\n', '2', 'x', 'a\nx\nc\n'],
    ['with several', 'a\nb\nc\n', '2-3', 'x\ny\n', 'a\nx\ny\n'],
    ['with CRLF', 'a\r\nb\r\nc', '1-2', 'x\ny', 'x\r\ny\r\nc'],
    ['the last without a break', 'a\nb', '2', 'x', 'a\nx'],
    ['the last with a break given', 'a\nb', '2', 'x\n', 'a\nx\n'],
    ['by an empty line', 'a\nb\n', '1', '\n', '\nb\n'],
    ['by nothing', 'a\nb\n', '1', '', 'b\n'],
    ['taken out', 'a\nb\nc\n', '2', null, 'a\nc\n'],
    ['all taken out', 'a\nb', '1-2', null, ''],
    ['below frontmatter', NOTE, '4', '# New', NOTE.replace('# Title', '# New')],
    ['split at lone carriage returns', 'a\rb\rc', '2', 'x', 'a\rx\nc'],
  ])('are replaced: %s', (_, text, range, content, after) => {
    expect(replaceLines(text, range, content)).toBe(after);
  });

  test.each(['1', '2-3', '3-5'])('%s are properties, which have their own verb', (range) => {
    const error = refusal(() => replaceLines(NOTE, range, 'x'));
    expect(error).toMatchObject({ code: 'E_USAGE', details: { body_line: 4 } });
    expect(error.hint).toContain('touchstone note prop set');
  });

  test.each([
    ['text', () => replaceFound('word\n', 'word', '---\nstatus: accepted\n---')],
    ['lines', () => replaceLines('word\n', '1', '---\nstatus: accepted\n---')],
    ['a line taken out', () => replaceLines('x\n---\na: 1\n---\n', '1', null)],
    ['an end of properties that had none', () => replaceFound('---\na: 1\n\nword\n', 'word', '---')],
  ])('of the body can not become properties: %s', (_, edit) => {
    expect(refusal(edit)).toMatchObject({ code: 'E_USAGE', message: expect.stringContaining('properties') as string });
  });

  test('read one by one are the whole text', () => {
    fc.assert(fc.property(hostileText(), (text) => {
      fc.pre(text !== '');
      const count = scanNote(text).lineStarts.length;
      expect(Array.from({ length: count }, (_, line) => linesOf(text, String(line + 1))).join('')).toBe(text);
      expect(linesOf(text, `1-${count}`)).toBe(text);
    }));
  });
});
