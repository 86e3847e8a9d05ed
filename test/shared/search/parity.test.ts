// The single pass and MiniSearch give the same notes the same scores, on small random vaults and after any changes.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rounded } from '../../../shared/search/bm25';
import { LiveIndex } from '../../../shared/search/live-index';
import { parseQuery } from '../../../shared/search/query';
import { tokenizerFor } from '../../../shared/search/tokenizer';
import { singlePass, type Note } from './engines';

const tokenizer = tokenizerFor('PROJ');

/** Few words that are near each other: prefixes, typos, compounds, other scripts, one that YAML may write otherwise. */
const word = fc.constantFrom(
  'retry', 'retries', 'retrying', 'retyr', 'policy', 'policies', 'police', 'backoff', 'back_off', 'backOff', 'Café', 'cafe', 'don\'t', 'dont',
  'PROJ-a3f8k', 'PROJ-a3f8', '検索', '全文検索', 'timeout', 'timeouts', 'a', 'ab', 'abc', 'constructor', '__proto__',
);
const words = (most: number): fc.Arbitrary<string> => fc.array(word, { maxLength: most }).map((list) => list.join(' '));
const frontmatter = fc.oneof(
  fc.constant(''),
  fc.record({ alias: words(2), tag: word }).map(({ alias, tag }) => `---\naliases: ["${alias}"]\ntags: [${tag.replace(/\W/g, '')}x]\n---\n`),
  fc.constant('---\naliases: ["caf\\u00e9 \\u0072etry"]\n---\n'),
  fc.constant('---\n{ broken\n---\n'),
);
const text = fc.tuple(frontmatter, words(3), fc.array(fc.tuple(words(2), words(8)), { maxLength: 3 }))
  .map(([properties, title, sections]) => `${properties}# ${title}\n${sections.map(([heading, body]) => `## ${heading}\n${body}\n`).join('\n')}`);
const notes = fc.array(text, { minLength: 1, maxLength: 12 }).map((texts) => texts.map((content, at): Note => ({ path: `n/${at % 2 === 0 ? 'retry' : 'Other'} ${at}.md`, text: content })));
const query = fc.array(fc.oneof(word, fc.constantFrom('retyr', 'polcy', 'ret', 'caf', '検', 'timeoutt', '"retry policy"')), { minLength: 1, maxLength: 4 })
  .map((list) => list.join(' '));

function scores(ranked: readonly { path: string; score: number }[]): [string, number][] {
  return ranked.map(({ path, score }) => [path, rounded(score)]);
}

describe('the single pass and the living index', () => {
  it('rank alike', () => {
    fc.assert(fc.property(notes, query, (vault, typed) => {
      const { terms } = parseQuery(typed, tokenizer);
      const live = new LiveIndex(tokenizer);
      for (const { path, text: content } of vault) live.replace(path, content);
      expect(scores(live.search(terms))).toEqual(scores(singlePass(terms, vault, tokenizer)));
    }), { numRuns: 300 });
  });

  it('find mistyped words alike, whatever stands around them', () => {
    const piece = fc.constantFrom('retry', 'Retry', 'RETRY', 're', 'try', 'tr', 'y', 'retrYes', 'retires', ' ', ' ', '.', ',', ':', '"', '\'', '_', '-', '**', '*', '`', '\\', '[', ']', '(x)', '%%c%%', '&shy;', '&#101;', '<b>', '#', '!', '/', '\n', '\t', 'é');
    const pieces = fc.array(piece, { maxLength: 8 }).map((parts) => parts.join(''));
    const note = fc.tuple(fc.constantFrom('', '---\n', '---\naliases:\n  - '), pieces, pieces, pieces)
      .map(([front, ofFront, heading, body]) => `${front === '' ? '' : `${front}${ofFront.replaceAll('\n', ' ')}\n---\n`}# ${heading}\n\n${body}\n`);
    let found = 0;
    fc.assert(fc.property(fc.array(note, { minLength: 1, maxLength: 4 }), fc.constantFrom('retyr', 'rety', 'retriy', 'retrz retyr'), (texts, typed) => {
      const vault = texts.map((content, at): Note => ({ path: `${at}.md`, text: content }));
      const { terms } = parseQuery(typed, tokenizer);
      const live = new LiveIndex(tokenizer);
      for (const { path, text: content } of vault) live.replace(path, content);
      const ranked = scores(live.search(terms));
      found += ranked.length;
      expect(scores(singlePass(terms, vault, tokenizer))).toEqual(ranked);
    }), { numRuns: Number(process.env['RUNS'] ?? 1000) });
    expect(found).toBeGreaterThan(500);
  });

  it('rank the best as they rank all', () => {
    fc.assert(fc.property(notes, query, fc.integer({ min: 1, max: 4 }), (vault, typed, most) => {
      const { terms } = parseQuery(typed, tokenizer);
      expect(singlePass(terms, vault, tokenizer, most)).toEqual(singlePass(terms, vault, tokenizer).slice(0, most));
    }), { numRuns: 200 });
  });

  it('rank alike after notes were changed, added and removed', () => {
    const change = fc.record({ at: fc.nat(14), text: fc.option(text, { nil: null }) });
    fc.assert(fc.property(notes, fc.array(change, { maxLength: 20 }), query, (vault, changes, typed) => {
      const now = new Map(vault.map(({ path, text: content }) => [path, content]));
      const live = new LiveIndex(tokenizer);
      for (const [path, content] of now) live.replace(path, content);
      for (const { at, text: content } of changes) {
        const path = vault[at]?.path ?? `new ${at}.md`;
        if (content === null) { now.delete(path); live.remove(path); }
        else { now.set(path, content); live.replace(path, content); }
      }
      const { terms } = parseQuery(typed, tokenizer);
      expect(live.size).toBe(now.size);
      expect(scores(live.search(terms))).toEqual(scores(singlePass(terms, [...now].map(([path, content]) => ({ path, text: content })), tokenizer)));
    }), { numRuns: 150 });
  });

  it('rank nearly alike in a vault too large to be measured wholly', () => {
    const vault = Array.from({ length: 700 }, (_, at): Note => ({
      path: `${at}.md`,
      text: `# Note ${at}\n${Array.from({ length: 20 + ((at * 37) % 180) }, (_word, n) => `w${(at * 31 + n * n * 7) % 900}`).join(' ')}${at % 9 === 0 ? ' retry '.repeat(1 + (at % 4)) : ''}\n`,
    }));
    const { terms } = parseQuery('retry', tokenizer);
    const live = new LiveIndex(tokenizer);
    for (const { path, text: content } of vault) live.replace(path, content);
    const exact = new Map(scores(live.search(terms)));
    const estimated = scores(singlePass(terms, vault, tokenizer));
    expect(estimated.length).toBe(exact.size);
    for (const [path, score] of estimated) expect(Math.abs(score / (exact.get(path) ?? 0) - 1)).toBeLessThan(0.03);
  });

  it('are built in chunks that let others run', async () => {
    const live = new LiveIndex(tokenizer);
    const sizes: number[] = [];
    await live.build(Array.from({ length: 120 }, (_, at) => ({ path: `${at}.md`, text: 'retry' })), async () => { sizes.push(live.size); await Promise.resolve(); });
    expect(sizes).toEqual([50, 100]);
    expect(live.size).toBe(120);
  });

  it('say of each part what it adds to a score', () => {
    const vault = [{ path: 'Retry.md', text: 'retries and policy' }, { path: 'b.md', text: '# Policy\npolicy' }, { path: 'c.md', text: 'else' }];
    for (const { score, matched, contributions } of singlePass(parseQuery('retry policy', tokenizer).terms, vault, tokenizer)) {
      expect(matched * contributions.reduce((sum, part) => sum + part.score, 0)).toBeCloseTo(score, 10);
      for (const { score: part, weight, boost, idf, tf, length, average } of contributions) {
        expect(part).toBeCloseTo(weight * boost * idf * (0.5 + (tf * 2.2) / (tf + 1.2 * (0.3 + (0.7 * length) / average))), 10);
      }
    }
  });
});
