// A search over a real vault: phrases, filters, patterns, lines, and what can't be read.
import { describe, expect, it } from 'vitest';
import { linePattern } from '../../../shared/search/linear-regex';
import { searchNotes, type SearchAnswer, type SearchRequest } from '../../../shared/search/search-notes';
import { refusal } from '../note/note-vault';
import { temporaryVault } from '../vault/temporary-vault';

const NOTES: Record<string, string> = {
  'knowledge/patterns/Retry.md': '---\ntype: pattern\naliases: [Try again]\ntags: [area/backend]\nstack: [typescript, go]\nsource: "[[PROJ-a3f8k]]"\n---\n# Retry with backoff\n\nA retry policy\nfor timeouts.\n\n## When not\nPolicy of no retry.\n',
  'knowledge/patterns/Cache.md': '---\ntype: pattern\nstack: go\n---\n# Cache\nDrop it on a #area/frontend retry.\n',
  'knowledge/debug/Timeout.md': '---\ntype: debug\n---\n# Timeout in CI\nSeen in PROJ-a3f8k: timeout after 30 ms.\n',
  'log.md': 'Café opened. 全文検索を試した。\n',
  'stories/PROJ-a3f8k.md': '---\ntype: story\nstatus: open\n---\n# Retry the upload\n',
};

function searching(more: Partial<SearchRequest>, notes: Record<string, string | Uint8Array> = {}): SearchAnswer {
  const vault = temporaryVault(NOTES);
  for (const [path, content] of Object.entries(notes)) vault.edit(path, content);
  const filters = { folder: '', tags: [], where: [], ...more.filters };
  return vault.read(searchNotes({ query: null, pattern: null, context: 0, limit: 0, offset: 0, explain: false, ...more, filters }));
}

function found(more: Partial<SearchRequest>): string[] {
  return searching(more).hits.map(({ path }) => path.replace(/^.*\//, ''));
}

const ANYWHERE = { folder: '', tags: [], where: [] };

describe('words', () => {
  it.each<[what: string, query: string, paths: string[]]>([
    ['a title before a text', 'retry', ['Retry.md', 'PROJ-a3f8k.md', 'Cache.md']],
    ['an alias', 'again', ['Retry.md']],
    ['a story by its id, and what names it', 'proj-a3f8k', ['PROJ-a3f8k.md', 'Timeout.md']],
    ['the beginning of a word', 'backo', ['Retry.md']],
    ['a mistyped word', 'rettry', ['Retry.md', 'PROJ-a3f8k.md', 'Cache.md']],
    ['without diacritics', 'cafe', ['log.md']],
    ['with diacritics that are not there', 'câche', ['Cache.md']],
    ['in a script without spaces', '検索', ['log.md']],
    ['a tag in the text', 'frontend', ['Cache.md']],
    ['a word with two letters swapped', 'bakcoff', ['Retry.md']],
    ['nothing', 'zzzz', []],
  ])('find %s', (_what, query, paths) => {
    expect(found({ query })).toEqual(paths);
  });

  it('that are known are not taken for typos', () => {
    expect(found({ query: 'cache' })).toEqual(['Cache.md']);
    expect(searching({ query: 'cache' }, { 'other.md': 'cacke\n' }).total).toBe(1);
  });

  it('are refused when there are none, or too many', () => {
    expect(() => searching({ query: '… !' })).toThrowError(refusal('E_USAGE', { query: '… !' }));
    expect(() => searching({ query: 'x'.repeat(1001) })).toThrowError(refusal('E_USAGE'));
    expect(() => searching({ query: Array.from({ length: 33 }, (_, at) => `w${at}`).join(' ') })).toThrowError(refusal('E_USAGE'));
  });
});

describe('phrases', () => {
  it.each<[what: string, query: string, paths: string[]]>([
    ['stand together', '"retry policy"', ['Retry.md']],
    ['go across a line break', '"policy for timeouts"', ['Retry.md']],
    ['are whole words', '"retry pol"', []],
    ['are in this order', '"backoff with"', []],
    ['stand in an alias', '"try again"', ['Retry.md']],
    ['narrow other words', 'timeout "seen in"', ['Timeout.md']],
    ['need no spaces where a script has none', '"全文検索"', ['log.md']],
  ])('%s', (_what, query, paths) => {
    expect(found({ query })).toEqual(paths);
  });

  it('show the line that holds them first', () => {
    const lines = `${Array.from({ length: 9 }, () => 'a policy and a retry').join('\n')}\nthe retry policy\n`;
    const { hits } = searching({ query: '"retry policy"' }, { 'many.md': lines });
    expect(hits.find(({ path }) => path === 'many.md')?.lines.map(({ line }) => line)).toContain(10);
  });
});

describe('filters', () => {
  it.each<[what: string, filters: Partial<SearchRequest['filters']>, paths: string[]]>([
    ['a folder', { folder: 'knowledge' }, ['Retry.md', 'Cache.md']],
    ['a type', { type: 'story' }, ['PROJ-a3f8k.md']],
    ['an element of a list', { where: [{ key: 'stack', value: 'typescript' }] }, ['Retry.md']],
    ['a value, in a list or alone', { where: [{ key: 'stack', value: 'go' }] }, ['Retry.md', 'Cache.md']],
    ['a link', { where: [{ key: 'source', value: 'PROJ-a3f8k' }] }, ['Retry.md']],
    ['a property that is not there', { where: [{ key: 'stack', value: '' }] }, ['PROJ-a3f8k.md']],
    ['no prototype for a property', { where: [{ key: 'constructor', value: 'x' }] }, []],
    ['a tag of properties', { tags: ['area/backend'] }, ['Retry.md']],
    ['a tag of the text, in any case', { tags: ['#Area/Frontend'] }, ['Cache.md']],
    ['an outer tag', { tags: ['area'] }, ['Retry.md', 'Cache.md']],
    ['all tags', { tags: ['area/backend', 'area/frontend'] }, []],
    ['no part of a tag', { tags: ['are'] }, []],
  ])('by %s', (_what, filters, paths) => {
    expect(found({ query: 'retry', filters: { ...ANYWHERE, ...filters } })).toEqual(paths);
  });

  it('change no score', () => {
    const scores = (filters: SearchRequest['filters']): number[] => searching({ query: 'retry', filters }).hits.map(({ score }) => score);
    expect(scores({ ...ANYWHERE, folder: 'knowledge' })).toEqual(scores(ANYWHERE).filter((_, at) => at !== 1));
  });
});

describe('patterns', () => {
  it('find lines of whole notes, the most first', () => {
    const { hits } = searching({ pattern: linePattern('(?i)policy|^type: pattern$') });
    expect(hits.map(({ path, score, line_count: count }) => [path, score, count])).toEqual([
      ['knowledge/patterns/Retry.md', 3, 3], ['knowledge/patterns/Cache.md', 1, 1],
    ]);
    expect(hits[0]?.lines.map(({ line }) => line)).toEqual([2, 10, 14]);
  });

  it('narrow a query, whose ranking stays', () => {
    expect(found({ query: 'retry', pattern: linePattern('upload|Drop') })).toEqual(['PROJ-a3f8k.md', 'Cache.md']);
  });

  it('of exponential time elsewhere end', () => {
    const { hits } = searching({ pattern: linePattern('^(a+)+$') }, { 'long.md': `${'a'.repeat(20_000)}!\n${'a'.repeat(50)}\n` });
    expect(hits.map(({ path, line_count: count }) => [path, count])).toEqual([['long.md', 1]]);
  });

  it.each(['(', '(?=a)', '(a)\\1', '', 'x'.repeat(1001)])('that are none are refused: %s', (pattern) => {
    expect(() => linePattern(pattern)).toThrowError(refusal('E_USAGE', { regex: pattern }));
  });
});

describe('lines', () => {
  it('have their numbers in the file, with lines around where asked', () => {
    const { hits } = searching({ query: 'timeouts', context: 1 });
    expect(hits[0]?.lines).toEqual([{
      line: 11, text: 'for timeouts.', before: [{ line: 10, text: 'A retry policy' }], after: [{ line: 12, text: '' }],
    }]);
  });

  it('that are long are cut around the word, never inside of a character', () => {
    const { hits } = searching({ query: 'needle' }, { 'long.md': `${'😀'.repeat(400)} needle ${'😀'.repeat(400)}\r\n` });
    const text = hits[0]?.lines[0]?.text ?? '';
    expect(text).toContain('needle');
    expect(text.length).toBeLessThan(170);
    expect(text).not.toMatch(/[\ud800-\udfff]/u);
  });
});

describe('what can\'t be read', () => {
  it('is reported: no text at all, or properties that nobody can judge', () => {
    const broken = { 'bad.md': new Uint8Array([0xff, 0xfe, 0x72]), 'knowledge/yaml.md': '---\ntype: [\n---\nretry here\n', 'knowledge/else.md': '---\ntype: [\n---\nnothing\n' };
    const all = searching({ query: 'retry' }, broken);
    expect(all.hits.map(({ path }) => path)).toContain('knowledge/yaml.md');
    expect(all.unreadable.map(({ path }) => path)).toEqual(['bad.md', 'knowledge/yaml.md']);
    const typed = searching({ query: 'retry', filters: { ...ANYWHERE, type: 'pattern', folder: 'knowledge' } }, broken);
    expect(typed.hits.map(({ path }) => path)).not.toContain('knowledge/yaml.md');
    expect(typed.unreadable.map(({ path }) => path)).toEqual(['knowledge/yaml.md']);
  });
});

it('a page is a part of the whole', () => {
  const { hits, total } = searching({ query: 'retry', limit: 1, offset: 1 });
  expect(hits.map(({ path }) => path)).toEqual(['stories/PROJ-a3f8k.md']);
  expect(total).toBe(3);
});
