// `touchstone search` as a program: its text, its documents, its refusals, and that no note's text reaches a terminal raw.
import { describe, expect, it } from 'vitest';
import { temporaryVault } from './harness';

const NOTES = {
  'knowledge/patterns/Retry.md': '---\ntype: pattern\ntags: [area/backend]\nstack: [typescript, go]\n---\n# Retry with backoff\n\nA retry policy\nfor timeouts.\n',
  'knowledge/debug/Timeout.md': '---\ntype: debug\n---\n# Timeout\nA retry did not help.\n',
  'hostile.md': '---\naliases: ["\\e]0;owned\\a"]\n---\n# Re\u001b[31mtry\u202e\nzapped \u001b[2J\u009b31m needle\n',
};
const vault = temporaryVault({ notes: NOTES });

interface Hit {
  path: string;
  title: string;
  type: string | null;
  score: number;
  lines: { line: number; text: string }[];
  explain?: { matched: number; parts: { term: string; field: string; score: number }[] };
}

describe('touchstone search', () => {
  it('shows path, title and the lines that fit, best note first', () => {
    const { stdout, code } = vault.run(['search', 'retry', '--folder', 'knowledge']);
    expect(code).toBe(0);
    expect(stdout.replace(/\d+\.\d\d$/gm, '#')).toBe([
      'knowledge/patterns/Retry.md  Retry with backoff  pattern  #',
      '  6: # Retry with backoff',
      '  8: A retry policy',
      'knowledge/debug/Timeout.md  Timeout  debug  #',
      '  5: A retry did not help.',
      '',
    ].join('\n'));
  });

  it('shows lines around, as asked', () => {
    const { stdout } = vault.run(['search', '"policy for"', '-C', '1']);
    expect(stdout).toContain('  7- \n  8: A retry policy\n  9- for timeouts.\n');
  });

  it('answers paths alone under --quiet, which can be read back', () => {
    const paths = vault.run(['search', 'retry', '--type', 'pattern', '--quiet']).stdout;
    expect(paths).toBe('knowledge/patterns/Retry.md\n');
    expect(vault.run(['note', 'read', paths.trim()]).code).toBe(0);
  });

  it('takes a page of the hits and says that there are more', () => {
    const outcome = vault.run(['search', 'retry', '--limit', '1', '--json']);
    expect(outcome.json<Hit[]>().data.map(({ path }) => path)).toEqual(['knowledge/patterns/Retry.md']);
    expect(outcome.json().meta['total']).toBe(2);
    expect(vault.run(['search', 'retry', '--limit', '1']).stderr).toContain('1 of 2 shown; --offset 1');
    expect(vault.run(['search', 'retry', '--offset', '9', '--limit', '1']).stderr).not.toContain('--offset 9');
    expect(vault.run(['search', 'retry', '--fields', 'path,score', '--json']).json<object[]>().data.map((row) => Object.keys(row))).toEqual([['path', 'score'], ['path', 'score']]);
  });

  it('filters by tag and by an element of a property', () => {
    const paths = (...more: string[]): string => vault.run(['search', 'retry', ...more, '--quiet']).stdout;
    expect(paths('--tag', 'area')).toBe('knowledge/patterns/Retry.md\n');
    expect(paths('--where', 'stack=go')).toBe('knowledge/patterns/Retry.md\n');
    expect(paths('--where', 'stack=java')).toBe('');
  });

  it('finds by a pattern alone, and ends at once for one that others hang on', () => {
    expect(vault.run(['search', '--regex', 'timeouts?\\.$', '--json']).json<Hit[]>().data.map(({ path, lines }) => [path, lines[0]?.line])).toEqual([['knowledge/patterns/Retry.md', 9]]);
    vault.edit('long.md', `${'a'.repeat(5000)}!\n`);
    expect(vault.run(['search', '--regex', '^(a|a)*b$']).stdout).toBe('No note fits.\n');
  });

  it('explains each score, of which the parts are the sum', () => {
    const hit = vault.run(['search', 'retry policy', '--explain', '--json']).json<Hit[]>().data[0];
    const sum = (hit?.explain?.parts ?? []).reduce((total, { score }) => total + score, 0);
    expect(hit?.explain?.matched).toBe(2);
    expect(sum * 2).toBeCloseTo(hit?.score ?? 0, 5);
    expect(vault.run(['search', 'retry', '--explain']).stdout).toMatch(/1\.000 × 4 × BM25\+ {2}exact retry in title: tf \d+, df \d+, idf/);
  });

  it.each<[what: string, args: string[], message: string]>([
    ['nothing to search for', [], 'nothing to search for'],
    ['a query without words', ['!?'], 'no word'],
    ['a broken pattern', ['--regex', '('], '--regex can\'t be used'],
    ['a back reference', ['--regex', '(a)\\1'], '--regex can\'t be used'],
    ['a condition without a value', ['retry', '--where', 'stack'], '--where takes key=value'],
    ['a context that is no number', ['retry', '--context', 'x'], '--context takes a whole number'],
    ['an unknown field', ['retry', '--fields', 'pth'], 'no field "pth"'],
  ])('refuses %s', (_what, args, message) => {
    const outcome = vault.run(['search', ...args, '--json']);
    expect(outcome.code).toBe(2);
    expect(outcome.failure().code).toBe('E_USAGE');
    expect(outcome.failure().message).toContain(message);
  });

  it('gives no control character of a note to a terminal or a pipe', () => {
    for (const args of [['search', 'needle', '-C', '2', '--explain'], ['search', '--regex', 'zapped']]) {
      const { stdout } = vault.run(args);
      expect(stdout).toContain('hostile.md');
      expect(stdout).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202e]/);
      const { output } = vault.runAsHuman(args);
      expect(output).not.toContain('\u001b[2J');
      expect(output).not.toContain('\u009b31m');
      expect(output).not.toContain('\u202e');
    }
  });

  it('is the same every time', () => {
    expect(vault.run(['search', 'retry timeout', '--json']).stdout).toBe(vault.run(['search', 'retry timeout', '--json']).stdout);
  });
});
