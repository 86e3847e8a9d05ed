// Forty queries over a vault that other people wrote (`../shared/corpus`, or TOUCHSTONE_CORPUS): both engines put the
// same five notes first, and the one that was meant is among the first three. Nothing of the vault is in the project;
// without it these tests are skipped, and say so.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { LiveIndex } from '../../../shared/search/live-index';
import { parseQuery } from '../../../shared/search/query';
import { tokenizerFor } from '../../../shared/search/tokenizer';
import { singlePass } from './engines';

const CORPUS = process.env['TOUCHSTONE_CORPUS'] ?? fileURLToPath(new URL('../../../../shared/corpus', import.meta.url));
const VAULT = join(CORPUS, 'obsidian-help-en');
const there = existsSync(VAULT);
const NOTES = there
  ? readdirSync(VAULT, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.md')).sort()
      .map((path) => ({ path, text: readFileSync(join(VAULT, path), 'utf8') }))
  : [];
const GOLDEN = JSON.parse(readFileSync(fileURLToPath(new URL('../../golden/search/obsidian-help.json', import.meta.url)), 'utf8')) as { query: string; finds: string }[];

describe.skipIf(!there)(`queries over ${VAULT}${there ? '' : ' (not there, skipped)'}`, () => {
  const tokenizer = tokenizerFor('PROJ');
  const live = new LiveIndex(tokenizer);
  for (const { path, text } of NOTES) live.replace(path, text);

  it('are forty', () => {
    expect(GOLDEN.length).toBe(40);
  });

  it.each(GOLDEN)('$query finds $finds, in either engine', ({ query, finds }) => {
    const { terms } = parseQuery(query, tokenizer);
    const once = singlePass(terms, NOTES, tokenizer).slice(0, 5).map(({ path }) => path);
    expect(live.search(terms).slice(0, 5).map(({ path }) => path)).toEqual(once);
    expect(once.slice(0, 3)).toContain(finds);
  });
});
