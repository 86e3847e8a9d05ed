// What a diff shows of two texts, before anything is drawn.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { diffOf, type DiffLine } from '../../plugin/diff/diff-lines';
import { foldRows } from '../../plugin/diff/folding';

/** `[changed]` and plain text, with what can't be seen behind a bar. */
function read(line: DiffLine | null): string {
  if (line === null) return '–';
  const text = line.spans.map((span) => (span.changed ? `[${span.text}]` : span.text)).join('');
  return `${line.number} ${text}${line.unseen === null ? '' : ` | ${line.unseen}`}`;
}

function rows(before: string | null, after: string | null): [string, string, string][] {
  return diffOf(before, after).rows.map(({ kind, before: old, after: fresh }) => [kind, read(old), read(fresh)]);
}

test('a changed line marks the words that changed', () => {
  expect(rows('one\nthe quick fox\nend\n', 'one\nthe slow fox\nend\n')).toEqual([
    ['same', '1 one', '1 one'],
    ['changed', '2 the [quick] fox', '2 the [slow] fox'],
    ['same', '3 end', '3 end'],
  ]);
});

test('lines that come and go stand alone, and are counted', () => {
  const diff = diffOf('a\nb\nc\n', 'a\nc\nd\ne\n');
  expect(diff).toMatchObject({ added: 2, removed: 1, coarse: false });
  expect(rows('a\nb\nc\n', 'a\nc\nd\ne\n').filter(([kind]) => kind === 'changed')).toEqual([
    ['changed', '2 b', '–'], ['changed', '–', '3 d'], ['changed', '–', '4 e'],
  ]);
});

test('a note that is new or gone is all of one side', () => {
  expect(rows(null, 'a\n')).toEqual([['changed', '–', '1 a']]);
  expect(rows('a\n', null)).toEqual([['changed', '1 a', '–']]);
});

describe('what can\'t be seen is said in words', () => {
  test.each([
    ['a final newline', 'a', 'a\n', '1 a | no newline at the end', '1 a | ends with LF'],
    ['spaces at the end', 'a  \n', 'a\n', '1 a[  ] | 2 spaces at the end', '1 a | no spaces at the end'],
  ])('%s', (_name, before, after, old, fresh) => {
    expect(rows(before, after)).toEqual([['changed', old, fresh]]);
  });

  test('the ending of one line among others', () => {
    expect(rows('a\r\nb\nc\n', 'a\nb\nc\n')[0]).toEqual(['changed', '1 a | ends with CRLF', '1 a | ends with LF']);
  });

  test.each([
    ['line endings that all switch', 'a\r\nb\r\n', 'a\nc\n', ['Every line ending changes from CRLF to LF.'], 1],
    ['a byte order mark that goes', '\uFEFFa\n', 'a\n', ['The byte order mark at the beginning goes away.'], 0],
    ['both that come', 'a\n', '\uFEFFa\r\n', ['Every line ending changes from LF to CRLF.', 'A byte order mark is put at the beginning.'], 0],
  ])('%s: once for the whole text', (_name, before, after, remarks, added) => {
    expect(diffOf(before, after)).toMatchObject({ remarks, added, removed: added });
  });

  test('characters that would change the order of what is read do nothing', () => {
    expect(rows('x\n', 'x\u202Ey\n')[0]?.[2]).toContain('[U+202E]');
  });
});

test('a line that was inserted above a changed one is not taken for it', () => {
  expect(rows('a\nthe quick brown fox\nz\n', 'a\nsomething else entirely\nthe quick red fox\nz\n').slice(1, 3)).toEqual([
    ['changed', '–', '2 something else entirely'],
    ['changed', '2 the quick [brown] fox', '3 the quick [red] fox'],
  ]);
});

test('of a long line the middle is marked, and of one that changed altogether nothing', () => {
  const long = 'word '.repeat(1000);
  const [changed] = diffOf(`${long}old ${long}\n`, `${long}new ${long}\n`).rows;
  expect(changed?.before?.spans.filter((span) => span.changed)).toEqual([{ text: 'old', changed: true }]);
  expect(rows('one two three\n', 'four five six\n')[0]).toEqual(['changed', '1 one two three', '1 four five six']);
});

test('texts that have hardly a line in common are told as a whole', () => {
  const lines = (word: string): string => Array.from({ length: 4000 }, (_, n) => `${word} ${n}\n`).join('');
  expect(diffOf(lines('a'), lines('b'))).toMatchObject({ coarse: true, added: 4000, removed: 4000 });
});

test('both sides of any diff read back as their texts', () => {
  const text = fc.array(fc.constantFrom('a\n', 'b\n', 'c d\n', '\n', 'c  d\n')).map((parts) => parts.join(''));
  fc.assert(fc.property(text, text, (before, after) => {
    const diff = diffOf(before, after);
    const side = (pick: 'before' | 'after'): string => diff.rows.flatMap((row) => (row[pick] === null ? [] : [`${row[pick].spans.map((span) => span.text).join('')}\n`])).join('');
    expect(side('before')).toBe(before);
    expect(side('after')).toBe(after);
  }));
});

describe('folding', () => {
  const text = (changed: number[], length = 30): string => Array.from({ length }, (_, n) => (changed.includes(n) ? `new ${n}\n` : `${n}\n`)).join('');
  const shape = (changed: number[], length?: number): string[] => foldRows(diffOf(text([], length), text(changed, length)).rows).map(({ kind, rows: part }) => `${kind} ${part.length}`);

  test.each([
    ['one change in the middle', [15], ['fold 12', 'rows 7', 'fold 11']],
    ['a change at the top', [0], ['rows 4', 'fold 26']],
    ['two changes near each other', [10, 16], ['fold 7', 'rows 13', 'fold 10']],
    ['no change', [], ['fold 30']],
  ])('%s', (_name, changed, expected) => {
    expect(shape(changed)).toEqual(expected);
  });

  test('leaves short runs as they are', () => {
    expect(shape([3], 8)).toEqual(['rows 8']);
  });
});
