// What a search tells of a note without taking it apart is what the readers of notes say, on any text.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readFrontmatter } from '../../../shared/note/frontmatter';
import { plainHeadings } from '../../../shared/note/plain-headings';
import { scanNote } from '../../../shared/note/scan';
import { tagsOf } from '../../../shared/note/tags';
import { marksAt } from '../../../shared/search/marks';
import { plainBodyStart } from '../../../shared/search/plain-properties';
import { eachStretch, tokenizerFor } from '../../../shared/search/tokenizer';

const value = fc.oneof(
  fc.constantFrom(
    '', ' x', ' Two words', ' "quoted, text"', ' "a\\n"', ' \'x\'', ' [a, "b, c"]', ' []', ' [a , b]', ' [[x]]', ' null', ' True', ' 12', ' 1e3', ' 0x10', ' 1.50',
    ' 2026-11-28', ' 10:30', ' a: b', ' a #c', ' a#c', ' x: y', ' "x" y', ' {a: b}', ' &a b', ' *a', ' |', ' >-', ' - x', ' é', ' ~', ' ""', ' a:b', ' ?', ' "', ' %x', ' x\t',
  ),
  fc.string({ unit: fc.constantFrom(...'aZ019 .:#-"\'[],&*!|>%@{}?_/\\'), maxLength: 8 }).map((text) => ` ${text}`),
);
const list = fc.array(fc.tuple(fc.constantFrom('  - ', '- ', ' - ', '    '), value.map((text) => text.trim())), { maxLength: 3 })
  .map((items) => items.map(([mark, text]) => `\n${mark}${text}`).join(''));
const key = fc.constantFrom('title', 'aliases', 'alias', 'tags', 'type', 'a-b', '_x', '"q"', '__proto__', 'null', 'y');
const entry = fc.tuple(key, value, fc.oneof({ weight: 3, arbitrary: fc.constant('') }, { weight: 2, arbitrary: list })).map(([name, text, below]) => `${name}:${text}${below}`);
const eol = fc.constantFrom('\n', '\n', '\r\n');
const block = fc.tuple(fc.array(entry, { maxLength: 4 }), fc.constantFrom('---', '---', '---', '--- ', '...', '----'), eol, fc.constantFrom('', 'body\n', '# B'))
  .map(([entries, closing, end, body]) => ['---', ...entries, closing, body].join('\n').replaceAll('\n', end));

/** `MARK` is what is looked for. */
const line = fc.array(fc.constantFrom('MARK', ' ', '#', '# ', '## ', '#a/', '>', '> ', '- ', '  ', '\t', '---', '===', '=', '`', '```', '~~~', '%%', '$$', '<b>', '<!--', '[^1]: ', '1. ', 'x', '|', '\\', '[['), { maxLength: 6 })
  .map((parts) => parts.join(''));
const body = fc.array(fc.tuple(line, fc.constantFrom('\n', '\n', '\n', '\n\n', '\r\n', '\r')), { maxLength: 9 }).map((lines) => lines.flat().join(''));

describe('plain properties', () => {
  it('are such that can be read, and end where the body begins', () => {
    let plain = 0;
    fc.assert(fc.property(block, (text) => {
      const start = plainBodyStart(text);
      if (start === null) return;
      plain += 1;
      expect(readFrontmatter(text).kind).toBe('properties');
      expect(start).toBe(scanNote(text).bodyStart);
    }), { numRuns: 4000 });
    expect(plain).toBeGreaterThan(100);
  });

  it.each<[what: string, text: string, start: number | null]>([
    ['those of a note without any', '# Title\n', 0],
    ['none before a mark of the order of bytes', '\ufeff---\na: b\n---\n', null],
    ['none that two lines claim', '---\na: b\na: c\n---\n', null],
    ['none that nothing closes', '---\na: b\n', null],
    ['those of a story', '---\ntype: story\ntitle: Warm-up of the printer\naliases:\n  - Warm-up\nblocked_by: []\nparent: "[[LAMP-76rab]]"\ncreated_at: 2025-01-11T13:46:00Z\n---\nx', 144],
  ])('%s', (_what, text, start) => {
    expect(plainBodyStart(text)).toBe(start);
  });
});

describe('plain headings', () => {
  it('are those that the scanner finds', () => {
    let told = 0;
    fc.assert(fc.property(body, (text) => {
      const headings = plainHeadings(text, 0);
      if (headings === null) return;
      told += 1;
      expect(headings).toEqual(scanNote(text).headings.map(({ level, text: written }) => ({ level, text: written })));
    }), { numRuns: 4000 });
    expect(told).toBeGreaterThan(200);
  });

  it('up to a line are those that the scanner finds there, whatever follows', () => {
    let told = 0;
    fc.assert(fc.property(body, body, (before, after) => {
      const text = `${before}\n\n${after}`;
      const headings = plainHeadings(text, 0, before.length);
      if (headings === null) return;
      told += 1;
      expect(headings).toEqual(scanNote(text).headings.filter(({ start }) => start < before.length).map(({ level, text: written }) => ({ level, text: written })));
    }), { numRuns: 4000 });
    expect(told).toBeGreaterThan(200);
  });
});

describe('marks', () => {
  it('are missed nowhere that the scanner finds them', () => {
    let none = 0;
    fc.assert(fc.property(body, (text) => {
      const places = [...text.matchAll(/MARK/g)].map(({ index }) => index + 3);
      const marks = marksAt(text, 0, places);
      if (marks.headings === 0 && !marks.tags && places.length > 0) none += 1;
      const scan = scanNote(text);
      expect(scan.headings.filter(({ text: heading, start }) => heading.includes('MARK') && start >= marks.headings)).toEqual([]);
      if (!marks.tags) expect(tagsOf(scan, null).filter(({ tag }) => tag.includes('MARK'))).toEqual([]);
    }), { numRuns: 4000 });
    expect(none).toBeGreaterThan(200);
  });

  it('are looked for in time that grows with the text', () => {
    for (const piece of ['# MARK ', '#MARK#', 'MARK\n', '#', '#a ']) {
      const text = piece.repeat(200_000);
      const places = [...text.matchAll(/MARK/g)].map(({ index }) => index + 3);
      const isMarked = piece.includes('#') && piece.includes('MARK');
      expect(marksAt(text, 0, places)).toEqual({ headings: isMarked ? text.replace(/\n$/, '').length : 0, tags: isMarked });
    }
  });
});

describe('a stretch of text', () => {
  const tokenizer = tokenizerFor('PROJ');

  it('has the terms alone that it has in the text', () => {
    const written = fc.string({ unit: fc.constantFrom('a', 'B', '1', '_', '-', '\'', '’', ' ', '.', '\n', 'é', '—', '検索', 'PROJ-', 'proj-a3', 'ſ', 'camelCase', '#', '/'), maxLength: 30 });
    fc.assert(fc.property(written, (text) => {
      const stretches: string[] = [];
      eachStretch(text, 0, Array.from(text, (_, at) => at).filter((at) => /[^\s.#/]/.test(text.charAt(at))), (stretch) => { stretches.push(stretch); });
      expect(stretches.flatMap((stretch) => tokenizer.terms(stretch))).toEqual(tokenizer.terms(text));
    }), { numRuns: 2000 });
  });
});
