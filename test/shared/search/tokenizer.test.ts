// Which terms texts hold: a table of what people write in notes and in queries.
import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { fold } from '../../../shared/search/fold';
import { tokenizerFor } from '../../../shared/search/tokenizer';

const tokenizer = tokenizerFor('PROJ');

describe('the terms of a text', () => {
  it.each<[what: string, text: string, terms: string[]]>([
    ['words in lower case', 'Back off, THEN retry!', ['back', 'off', 'then', 'retry']],
    ['story ids whole, in either case', 'See PROJ-a3f8k and proj-00x1z.', ['see', 'proj-a3f8k', 'and', 'proj-00x1z']],
    ['the beginning of a story id whole', 'PROJ-a3', ['proj-a3']],
    ['no id of another prefix', 'OTHER-a3f8k', ['other', 'a3f8k']],
    ['a word that only ends in the prefix', 'myproj-a3f8k', ['myproj', 'a3f8k']],
    ['a longer name after the prefix', 'PROJ-planning', ['proj', 'planning']],
    ['hyphenated words apart', 'well-known end-to-end', ['well', 'known', 'end', 'to', 'end']],
    ['diacritics folded', 'Café NAÏVE Ångström', ['cafe', 'naive', 'angstrom']],
    ['letters that Unicode keeps whole', 'Straße Łódź søk œuvre', ['strasse', 'lodz', 'sok', 'oeuvre']],
    ['decomposed like composed', 'Cafe\u0301', ['cafe']],
    ['compatibility forms', 'ﬁle Ｆｕｌｌ', ['file', 'full']],
    ['either sigma', 'ΟΔΟΣ οδός', ['οδοσ', 'οδοσ']],
    ['apostrophes inside of words', 'don\'t it’s', ['dont', 'its']],
    ['quotation marks around words', '\'quoted\'', ['quoted']],
    ['camel case whole and in parts', 'scanNote HTTPServer', ['scannote', 'scan', 'note', 'httpserver', 'http', 'server']],
    ['snake case whole and in parts', 'max_field_size', ['max_field_size', 'max', 'field', 'size']],
    ['emphasis as words', '_really_ __so__ **bold**', ['really', 'so', 'bold']],
    ['URLs by their words', 'https://docs.example.org/a-b?q=1', ['https', 'docs', 'example', 'org', 'a', 'b', 'q', '1']],
    ['wikilinks by their words', '[[Retry policy#Backoff|the policy]]', ['retry', 'policy', 'backoff', 'the', 'policy']],
    ['tags by their words', '#area/back-end', ['area', 'back', 'end']],
    ['Chinese in words', '全文検索', ['全文', '検索']],
    ['Japanese beside Latin', 'Obsidianの設定', ['obsidian', 'の', '設定']],
    ['kana with their marks', 'ガラス', ['ガラス']],
    ['Korean by its spaces', '검색 기능', ['검색', '기능']],
    ['Thai in words', 'สวัสดีครับ', ['สวัสดี', 'ครับ']],
    ['nothing in punctuation', '… — !? ***', []],
    ['no encoded bytes', `data ${'QUJD'.repeat(40)}`, ['data']],
    ['names of prototypes as words', '__proto__ constructor', ['proto', 'constructor']],
  ])('has %s', (_what, text, terms) => {
    expect(tokenizer.terms(text)).toEqual(terms);
    // The second time from memory.
    expect(tokenizer.terms(text)).toEqual(terms);
  });

  it('has compounds of a query whole, and each word once', () => {
    expect(tokenizer.wanted('GitHub github max_size PROJ-a3f8k')).toEqual(['github', 'max_size', 'proj-a3f8k']);
  });

  it('are parts of the folded text, whatever it is', () => {
    const text = fc.string({ unit: fc.constantFrom(...'aZé’\'_-1ßİŁが全文ก\u0301ﬁΣς½™ .#\n'), maxLength: 40 });
    fc.assert(fc.property(text, (written) => {
      const folded = fold(written);
      for (const term of tokenizer.terms(written)) expect(folded).toContain(term);
    }), { numRuns: 500 });
  });
});
