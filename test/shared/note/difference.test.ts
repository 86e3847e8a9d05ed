// Unified hunks: numbered as `diff -u` does, and enough to get from one text to the other.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { differenceOf, sizeOf, type Hunk } from '../../../shared/note/difference';
import { splitLines } from '../../../shared/note/lines';

const NO_NEWLINE = '\\ No newline at end of file';

describe('differenceOf', () => {
  it('finds nothing between equal texts', () => {
    expect(differenceOf('a\n', 'a\n')).toEqual([]);
  });

  it.each([
    { name: 'a changed line with three lines around it', before: '1\n2\n3\n4\n5\n6\n7\n8\n9\n', after: '1\n2\n3\n4\nfive\n6\n7\n8\n9\n',
      hunk: { old_start: 2, old_lines: 7, new_start: 2, new_lines: 7, lines: [' 2', ' 3', ' 4', '-5', '+five', ' 6', ' 7', ' 8'] } },
    { name: 'a new text', before: '', after: 'a\nb\n', hunk: { old_start: 0, old_lines: 0, new_start: 1, new_lines: 2, lines: ['+a', '+b'] } },
    { name: 'a removed text', before: 'a\n', after: '', hunk: { old_start: 1, old_lines: 1, new_start: 0, new_lines: 0, lines: ['-a'] } },
    { name: 'a lost final newline', before: 'a\n', after: 'a', hunk: { old_start: 1, old_lines: 1, new_start: 1, new_lines: 1, lines: ['-a', '+a', NO_NEWLINE] } },
    { name: 'changed line ends', before: 'a\r\nb\n', after: 'a\nb\n', hunk: { old_start: 1, old_lines: 2, new_start: 1, new_lines: 2, lines: ['-a\r', '+a', ' b'] } },
  ])('shows $name', ({ before, after, hunk }) => {
    expect(differenceOf(before, after)).toEqual([hunk]);
  });

  it('counts added and removed lines', () => {
    expect(sizeOf(differenceOf('a\nb\nc\n', 'a\nB\nc\nd'))).toEqual({ added: 2, removed: 1 });
  });

  it('shows texts that have nothing in common as one replacement, without looking for the shortest way', () => {
    const before = Array.from({ length: 20_000 }, (_, line) => `old ${line}\n`).join('');
    const after = Array.from({ length: 20_000 }, (_, line) => `new ${line}\n`).join('');
    const hunks = differenceOf(before, after);
    expect(hunks).toHaveLength(1);
    expect(hunks[0]).toMatchObject({ old_start: 1, old_lines: 20_000, new_start: 1, new_lines: 20_000 });
    expect(applied(before, hunks)).toBe(after);
  });

  it('leads from any text to any other', () => {
    const line = fc.constantFrom('a', 'b', '', '-x', '+y', ' z', '\\ w', 'c\r');
    const text = fc.tuple(fc.array(line, { maxLength: 20 }), fc.boolean())
      .map(([lines, closed]) => lines.join('\n') + (closed ? '\n' : ''));
    fc.assert(fc.property(text, text, (before, after) => {
      expect(applied(before, differenceOf(before, after))).toBe(after);
    }), { numRuns: 500 });
  });
});

/** What `patch` makes of a text: context and removed lines must be there, added ones come in. */
function applied(before: string, hunks: readonly Hunk[]): string {
  const old = splitLines(before);
  const fresh: string[] = [];
  let next = 0;
  for (const hunk of hunks) {
    const start = hunk.old_lines === 0 ? hunk.old_start : hunk.old_start - 1;
    fresh.push(...old.slice(next, start));
    next = start;
    hunk.lines.forEach((line, index) => {
      if (line === NO_NEWLINE) return;
      const whole = line.slice(1) + (hunk.lines[index + 1] === NO_NEWLINE ? '' : '\n');
      if (!line.startsWith('+')) expect(old[next++]).toBe(whole);
      if (!line.startsWith('-')) fresh.push(whole);
    });
  }
  return [...fresh, ...old.slice(next)].join('');
}
