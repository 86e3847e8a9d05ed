// Laws of links, tags and tasks for any text: their places are true, inert text holds none, and time is linear.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { linksOf, type NoteLink } from '../../../shared/note/links';
import { readWikilink } from '../../../shared/note/links/wikilink';
import { isInert, lineOf, scanNote } from '../../../shared/note/scan';
import { tagsOf } from '../../../shared/note/tags';
import { tasksOf } from '../../../shared/note/tasks';
import { growth } from './growth';
import { hostileText } from './texts';

const RUNS = { numRuns: 500 };

/** Notes in which links, tags and boxes are frequent, and meet what makes them inert. */
function linkedText(): fc.Arbitrary<string> {
  const part = fc.constantFrom(
    '[[', ']]', '[[a]]', '[[a#b|c]]', '![[a.png]]', '[[a\\|b]]', '[', '](', ')', '[t](a.md)', '[t](<a b.md> "t")', '![x](y%20z.png#p)',
    '#tag', '#a/b', '# ', '- [ ] ', '- [x] ', '> ', '> [!n] ', '| ', '|-|-|', '`', '```', '%%', '$', '<!--', '-->', '<a b="', '">', '\\',
    '[l]: a.md', '!', ' ', '    ', '\t', 'word', 'é', '😀', '"', '(', '_', '*', '^id',
  );
  const line = fc.array(part, { maxLength: 7 }).map((parts) => parts.join(''));
  const front = fc.constantFrom('', '', '---\nup: "[[a]]"\n---\n', '---\nup: [[a]]\nlist: [\'[[b]]\', "[[c|d]]"]\n---\n');
  const body = fc.array(fc.tuple(line, fc.constantFrom('\n', '\n', '\n\n', '\r\n')), { maxLength: 10 }).map((lines) => lines.flat().join(''));
  return fc.oneof(fc.tuple(front, body).map((parts) => parts.join('')), hostileText());
}

/** What a link reads like when it is made of its own parts. */
function rebuilt(text: string, link: NoteLink): string {
  const { start, end, targetRange, subpathRange, displayRange } = link;
  const cuts = [start, targetRange.start, targetRange.end, subpathRange.start, subpathRange.end];
  const ranges = link.form === 'wikilink' && displayRange !== null ? [...cuts, displayRange.start, displayRange.end, end] : [...cuts, end];
  expect(ranges).toEqual(ranges.toSorted((a, b) => a - b));
  return ranges.slice(1).map((cut, index) => text.slice(ranges[index], cut)).join('');
}

describe('for any text, links', () => {
  test('are sliced out of it by their places, in order, with their parts in them', () => {
    fc.assert(fc.property(linkedText(), (text) => {
      const scan = scanNote(text);
      const links = linksOf(scan);
      expect(links.map(({ start }) => start)).toEqual(links.map(({ start }) => start).toSorted((a, b) => a - b));
      for (const link of links) {
        const written = text.slice(link.start, link.end);
        expect(rebuilt(text, link)).toBe(written);
        expect(lineOf(scan, link.start)).toBe(link.line);
        if (link.form === 'wikilink') expect(written).toMatch(link.embed ? /^!\[\[[^\r\n]*\]\]$/ : /^\[\[[^\r\n]*\]\]$/);
        if (link.form === 'markdown') expect(written).toMatch(link.embed ? /^!\[[^]*\]\([^]*\)$/ : /^\[[^]*\]\([^]*\)$/);
        if (link.displayRange !== null) expect(text.slice(link.displayRange.start, link.displayRange.end)).toBe(link.display);
        if (link.form === 'wikilink' && link.quote === '') expect(text.slice(link.targetRange.start, link.targetRange.end)).toBe(link.target);
      }
    }), RUNS);
  });

  test('begin in no inert text, and nor do tags and tasks', () => {
    fc.assert(fc.property(linkedText(), (text) => {
      const scan = scanNote(text);
      for (const { start, property } of linksOf(scan)) expect(property === null && isInert(scan, start)).toBe(false);
      for (const { range } of tagsOf(scan, null)) expect(isInert(scan, range?.start ?? -1)).toBe(false);
      for (const { statusRange } of tasksOf(scan)) expect(isInert(scan, statusRange.start)).toBe(false);
    }), RUNS);
  });

  test('are definitions also where signs of mathematics stand in two of them', () => {
    expect(linksOf(scanNote('[a]: /b$# \n[a]: /b$$\n')).map(({ form, line }) => [form, line])).toEqual([['definition', 0], ['definition', 1]]);
  });

  test('are gone, with tags and tasks, when the text becomes a block of code', () => {
    fc.assert(fc.property(linkedText(), (text) => {
      const scan = scanNote(`${'`'.repeat(60)}\n${text}\n`);
      expect([linksOf(scan), tagsOf(scan, null), tasksOf(scan)]).toEqual([[], [], []]);
    }), RUNS);
  });

  test('that stand in properties read as their values do', () => {
    const name = fc.stringMatching(/^[A-Za-z'"\\é ]{1,12}$/).map((text) => `n${text}`.trim());
    fc.assert(fc.property(name, fc.constantFrom('"', "'"), (target, quote) => {
      const value = `[[${target}#part|shown]]`;
      const written = quote === '"' ? JSON.stringify(value) : `'${value.replaceAll("'", "''")}'`;
      const text = `---\nup: ${written}\n---\n`;
      const [link] = linksOf(scanNote(text));
      const plain = readWikilink(value, 2, value.length - 2);
      expect(link).toMatchObject({ target: plain?.target, headings: ['part'], display: 'shown', property: 'up', quote });
      expect(text.slice(link?.subpathRange.start, link?.subpathRange.end)).toBe('#part');
      expect(text.slice(link?.start, link?.end)).toBe(written.slice(1, -1));
    }), { numRuns: 200 });
  });
});

const SHORT = 20_000;
const FACTOR = 12;
/** Twelve times the text may cost at most 60 times as much (many objects are collected late); a quadratic reader costs 144. */
const BOUND = 60;

const SHAPES: readonly string[] = [
  '[[a]] ', '[a](b) ', '[a](', '[a](<b ', '[a](b "', "[a](b '", '[a](b (', '[a]((', '[![', '![a](b)](c) ', '[[a|', '#a', '#a ', '# ', '#', '_#a_ ',
  '[a](<\\>', '[a](b "\\" ', '- [ ] a\n', '> - [x] ', '[a]: b\n', 'a ^id\n', '| [[a\\|b]] ', '(', '](',
];

describe('links, tags and tasks take time in proportion to the text', () => {
  test.each(SHAPES)('made of %j', (part) => {
    const text = (length: number): string => part.repeat(Math.ceil(length / part.length)).slice(0, length);
    expect(growth(readAll, text(SHORT), text(SHORT * FACTOR), BOUND)).toBeLessThan(BOUND);
  });
});

function readAll(text: string): void {
  const scan = scanNote(text);
  linksOf(scan);
  tagsOf(scan, null);
  tasksOf(scan);
}
