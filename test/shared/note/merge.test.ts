// The three-way merge by line: what it joins, what it leaves to a person, and laws that hold for any three texts.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitLines } from '../../../shared/note/lines';
import { holdsConflictMarks, mergeTexts } from '../../../shared/note/merge';

describe('splitLines', () => {
  it.each([
    ['', []],
    ['a', ['a']],
    ['a\n', ['a\n']],
    ['a\r\nb\n\nc', ['a\r\n', 'b\n', '\n', 'c']],
    ['a\rb\n', ['a\rb\n']],
  ])('splits %j after each line feed', (text, lines) => {
    expect(splitLines(text)).toEqual(lines);
  });
});

describe('mergeTexts', () => {
  it.each([
    { name: 'takes the proposal where only it changed', base: 'a\nb\n', now: 'a\nb\n', proposed: 'a\nB\n', text: 'a\nB\n' },
    { name: 'keeps the present text where only that changed', base: 'a\nb\n', now: 'A\nb\n', proposed: 'a\nb\n', text: 'A\nb\n' },
    { name: 'joins changes of different lines', base: 'a\nb\nc\nd\n', now: 'A\nb\nc\nd\n', proposed: 'a\nb\nc\nD\n', text: 'A\nb\nc\nD\n' },
    { name: 'takes the same change once', base: 'a\nb\nc\n', now: 'a\nX\nc\nend\n', proposed: 'a\nX\nc\n', text: 'a\nX\nc\nend\n' },
    { name: 'joins an insertion and a removal apart', base: '1\n2\n3\n4\n5\n', now: '0\n1\n2\n3\n4\n5\n', proposed: '1\n2\n3\n5\n', text: '0\n1\n2\n3\n5\n' },
    { name: 'keeps CRLF and a missing final newline', base: 'a\r\nb\r\nc', now: 'A\r\nb\r\nc', proposed: 'a\r\nb\r\nC', text: 'A\r\nb\r\nC' },
    { name: 'keeps a BOM', base: '\ufeffa\nb\nc\n', now: '\ufeffa\nb\nC\n', proposed: '\ufeffA\nb\nc\n', text: '\ufeffA\nb\nC\n' },
    { name: 'is not led astray by names of Object.prototype', base: 'constructor\nx\n__proto__\n', now: 'constructor\nx\n__proto__\ntoString\n', proposed: 'valueOf\nx\n__proto__\n', text: 'valueOf\nx\n__proto__\ntoString\n' },
  ])('$name', ({ base, now, proposed, text }) => {
    expect(mergeTexts(base, now, proposed)).toEqual({ kind: 'clean', text });
  });

  it('reports what both sides changed differently, with the line in the present text', () => {
    expect(mergeTexts('a\nb\nc\nd\n', 'new\na\nours\nc\nd\n', 'a\ntheirs\nc\nd\n')).toEqual({
      kind: 'conflict',
      conflicts: [{ line: 3, now: ['ours'], base: ['b'], proposed: ['theirs'] }],
      marked: 'new\na\n<<<<<<< now\nours\n=======\ntheirs\n>>>>>>> proposed\nc\nd\n',
    });
  });

  it('takes two different insertions at one place for a conflict', () => {
    const merge = mergeTexts('a\n', 'a\nours\n', 'a\ntheirs\n');
    expect(merge).toMatchObject({ kind: 'conflict', conflicts: [{ line: 2, now: ['ours'], base: [], proposed: ['theirs'] }] });
  });

  it('takes a change of line ends for a change', () => {
    const merge = mergeTexts('a\nb\n', 'a\r\nb\n', 'A\nb\n');
    expect(merge).toMatchObject({ kind: 'conflict', conflicts: [{ line: 1, now: ['a'], base: ['a'], proposed: ['A'] }] });
  });

  it('puts marks on lines of their own where a text has no final newline', () => {
    const merge = mergeTexts('a', 'b', 'c');
    expect(merge).toMatchObject({ marked: '<<<<<<< now\nb\n=======\nc\n>>>>>>> proposed\n' });
  });

  it('merges two changes far apart in a note of 5 MB', () => {
    const lines = Array.from({ length: 100_000 }, (_, line) => (line % 2 === 0 ? '\n' : `line ${line} ${'x'.repeat(80)}\n`));
    const base = lines.join('');
    const now = base.replace('line 101 ', 'line one hundred and one ');
    const proposed = base.replace('line 99001 ', 'line ninety-nine thousand and one ');
    expect(base.length).toBeGreaterThan(4_500_000);
    expect(mergeTexts(base, now, proposed)).toEqual({
      kind: 'clean',
      text: now.replace('line 99001 ', 'line ninety-nine thousand and one '),
    });
  });

  it('leaves texts of 100,000 lines that have little in common to a person rather than aligning them', () => {
    const texts = ['a', 'b', 'c'].map((name) => Array.from({ length: 100_000 }, (_, line) => `${name} ${line}\n`).join(''));
    expect(mergeTexts(texts[0] ?? '', texts[1] ?? '', texts[2] ?? '').kind).toBe('conflict');
  });
});

describe('laws of the merge', () => {
  const line = fc.constantFrom('a', 'b', 'c', '', '# h', '- x');
  const text = fc.tuple(fc.array(line, { maxLength: 12 }), fc.constantFrom('\n', '\r\n'), fc.boolean())
    .map(([lines, eol, closed]) => lines.join(eol) + (closed && lines.length > 0 ? eol : ''));

  it('a side that changed nothing leaves the other', () => {
    fc.assert(fc.property(text, text, (base, other) => {
      expect(mergeTexts(base, base, other)).toEqual({ kind: 'clean', text: other });
      expect(mergeTexts(base, other, base)).toEqual({ kind: 'clean', text: other });
      expect(mergeTexts(base, other, other)).toEqual({ kind: 'clean', text: other });
    }));
  });

  it('what is clean one way round is clean the other way round, and the same', () => {
    fc.assert(fc.property(text, text, text, (base, one, other) => {
      const forth = mergeTexts(base, one, other);
      const back = mergeTexts(base, other, one);
      expect(back.kind).toBe(forth.kind);
      if (forth.kind === 'clean' && back.kind === 'clean') expect(back.text).toBe(forth.text);
    }), { numRuns: 300 });
  });

  it('a clean merge holds no line that neither side has', () => {
    fc.assert(fc.property(text, text, text, (base, one, other) => {
      const merge = mergeTexts(base, one, other);
      if (merge.kind !== 'clean') return;
      const known = new Set([...splitLines(one), ...splitLines(other)]);
      for (const merged of splitLines(merge.text)) expect(known).toContain(merged);
    }), { numRuns: 300 });
  });

  it('changes below and above a kept line are joined without a conflict', () => {
    const block = fc.array(line, { minLength: 1, maxLength: 4 }).map((lines) => lines.map((one) => `${one}\n`).join(''));
    fc.assert(fc.property(block, block, block, block, (above, newAbove, below, newBelow) => {
      const kept = 'a line that stands nowhere else\n';
      const merge = mergeTexts(above + kept + below, newAbove + kept + below, above + kept + newBelow);
      expect(merge).toEqual({ kind: 'clean', text: newAbove + kept + newBelow });
    }), { numRuns: 300 });
  });
});

describe('holdsConflictMarks', () => {
  it.each([
    ['a\n<<<<<<< now\nb\n', true],
    ['a\n>>>>>>> proposed\r\n', true],
    ['Title\n=======\n', false],
    ['a <<<<<<< now\n', false],
    ['<<<<<<< nowhere\n', false],
  ])('%j: %s', (text, holds) => {
    expect(holdsConflictMarks(text)).toBe(holds);
  });
});
