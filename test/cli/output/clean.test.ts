// Text from notes must not steer a terminal.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clean, cleanLine } from '../../../cli/output/clean';
import { createPaint } from '../../../cli/paint';

describe('clean', () => {
  it.each([
    ['an escape sequence', '\u001b[31mred\u001b[0m', '␛[31mred␛[0m'],
    ['a title that sets the window title', '\u001b]0;owned\u0007', '␛]0;owned␇'],
    ['a backspace that hides what precedes it', 'safe\b\b\b\bevil', 'safe␈␈␈␈evil'],
    ['a carriage return that overwrites the line', 'deny\rallow', 'deny␍allow'],
    ['the eight-bit form of an escape sequence', '\u009b31m', '<U+009B>31m'],
    ['an override of the writing direction', 'a\u202eb\u2066c', 'a<U+202E>b<U+2066>c'],
    ['a line separator', 'one\u2028two', 'one<U+2028>two'],
    ['delete', 'x\u007f', 'x␡'],
    ['NUL', 'a\u0000b', 'a␀b'],
  ])('shows %s instead of obeying it', (_what, text, shown) => {
    expect(clean(text, false)).toBe(shown);
    expect(clean(text, true)).toBe(shown);
  });

  it('keeps line breaks, tabs and every script', () => {
    const text = 'a\tb\nZażółć 日本語 עברית 👩‍👩‍👧 e\u0301\n';
    expect(clean(text, true)).toBe(text);
  });

  it('takes the carriage returns of a Windows note for line endings', () => {
    expect(clean('a\r\nb\r\n', false)).toBe('a\nb\n');
  });

  it('turns our own marks into colours on a terminal only', () => {
    const paint = createPaint(true, 80);
    const painted = paint.bold(`title ${paint.red('now')}`);
    expect(clean(painted, true)).toBe('\u001b[1mtitle \u001b[31mnow\u001b[39m\u001b[22m');
    expect(createPaint(false, null).bold('title')).toBe('title');
  });

  it('shows a mark that a note holds when nothing is coloured', () => {
    expect(clean('\ufdd2red', false)).toBe('<U+FDD2>red');
  });

  it('lets nothing through that a terminal obeys, but our own colours', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      expect(clean(text, true).replace(/\u001b\[\d{1,2}m/g, '')).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
    }));
  });
});

describe('cleanLine', () => {
  it('keeps a table row on its line', () => {
    expect(cleanLine('one\r\n  two\tthree\u2028four')).toBe('one two three four');
  });
});
