// Laws of section edits: what was written is read back, and no other byte changes, in any note and with any text.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { TouchstoneError } from '../../../shared/errors';
import { scanNote, type NoteScan } from '../../../shared/note/scan';
import {
  appendToBody, appendToSection, deleteSection, findSection, insertSection, prependToBody, prependToSection,
  replaceSection, sectionContent, type Section,
} from '../../../shared/note/sections';
import { sameButSection } from '../../../shared/note/structure';
import { hostileText, plainNote } from './texts';

const RUNS = { numRuns: 400 };

/** Paragraphs and lists that hold no mark which could change their surroundings. */
const plainContent = (): fc.Arbitrary<string> => fc.constantFrom(
  'New text.', 'Two\nlines', 'A paragraph\n\nand another', '- item\n- item', '> # quoted\n> text', '1. item\n\n   # of the item', '```\n# code\n```', '  indented', '“é” 😀', '',
);

/** A note and the path of one of its sections that no other fits. */
function noteAndPath(): fc.Arbitrary<{ text: string; path: string }> {
  return fc.tuple(plainNote(), fc.nat()).map(([text, pick]) => {
    const scan = scanNote(text);
    const paths = scan.headings.map(({ level, text: heading }) => `${'#'.repeat(level)} ${heading}`).filter((path) => found(scan, path) !== null);
    return { text, path: paths[pick % Math.max(paths.length, 1)] ?? '' };
  }).filter(({ path }) => path !== '');
}

function found(scan: NoteScan, path: string): Section | null {
  try {
    return findSection(scan, path);
  } catch (error) {
    if (error instanceof TouchstoneError) return null;
    throw error;
  }
}

const unix = (text: string): string => text.replace(/\r\n?/g, '\n');
const read = (text: string, path: string): string => {
  const scan = scanNote(text);
  return unix(sectionContent(scan, findSection(scan, path)));
};
/** Without outer blank lines, as an edit puts it into a note. */
const tidy = (text: string): string => unix(text).replace(/^(?:[ \t]*\n)+/, '').replace(/(?:\n[ \t]*)+$/, '');

describe('an edit of a section', () => {
  test('is read back, and nothing above or below the section changes', () => {
    fc.assert(fc.property(noteAndPath(), plainContent(), ({ text, path }, content) => {
      const { contentStart, end } = findSection(scanNote(text), path);
      const old = read(text, path);
      const edits: [string, string[]][] = [
        [replaceSection(text, path, content), [tidy(content)]],
        [appendToSection(text, path, content), joined(old, tidy(content))],
        [prependToSection(text, path, content), joined(tidy(content), old)],
      ];
      for (const [after, contents] of edits) {
        expect(after.startsWith(text.slice(0, contentStart))).toBe(true);
        expect(after.endsWith(text.slice(end))).toBe(true);
        expect(contents).toContain(read(after, path));
        expect(sameButSection(text, after, path)).toBe(true);
      }
    }), RUNS);
  });

  test('leaves exactly one blank line before the next heading', () => {
    fc.assert(fc.property(noteAndPath(), plainContent(), ({ text, path }, content) => {
      fc.pre(findSection(scanNote(text), path).end < text.length);
      const after = replaceSection(text, path, content);
      const { end, heading } = findSection(scanNote(after), path);
      const above = unix(after.slice(heading.start, end));
      expect(/[^\n]\n\n$/.test(above)).toBe(true);
    }), RUNS);
  });

  test('done twice is the same as done once', () => {
    fc.assert(fc.property(noteAndPath(), plainContent(), ({ text, path }, content) => {
      const once = replaceSection(text, path, content);
      expect(replaceSection(once, path, content)).toBe(once);
    }), RUNS);
  });

  test('keeps the kind of breaks and the final one', () => {
    fc.assert(fc.property(noteAndPath(), plainContent(), fc.boolean(), ({ text, path }, content, crlf) => {
      const given = crlf ? content.replaceAll('\n', '\r\n') : content;
      fc.pre(tidy(content) !== '' && text.includes('\n'));
      const { eol } = scanNote(text);
      for (const after of [replaceSection(text, path, given), appendToSection(text, path, given), prependToSection(text, path, given)]) {
        expect(after.split(eol === '\n' ? /\r/ : /(?<!\r)\n/)).toHaveLength(1);
        const { end } = findSection(scanNote(text), path);
        if (end === text.length && read(text, path) !== '') expect(/\n$/.test(after)).toBe(/\n$/.test(text));
      }
    }), RUNS);
  });

  test('of any text is refused, or changes the section alone', () => {
    fc.assert(fc.property(noteAndPath(), hostileText(), ({ text, path }, content) => {
      const before = scanNote(text);
      const { contentStart, end } = findSection(before, path);
      for (const edit of [replaceSection, appendToSection, prependToSection]) {
        const after = refusedOr(() => edit(text, path, content));
        if (after === null) continue;
        const scan = scanNote(after);
        expect(after.startsWith(text.slice(0, contentStart)) && after.endsWith(text.slice(end))).toBe(true);
        const shift = after.length - text.length;
        expect(headingsIn(scan, 0, contentStart, 0)).toEqual(headingsIn(before, 0, contentStart, 0));
        expect(headingsIn(scan, end + shift, Infinity, shift)).toEqual(headingsIn(before, end, Infinity, 0));
      }
    }), RUNS);
  });
});

describe('deleting a section', () => {
  test('takes its heading and what is below it, and nothing else', () => {
    fc.assert(fc.property(noteAndPath(), ({ text, path }) => {
      const before = scanNote(text);
      const { heading, end } = findSection(before, path);
      const after = refusedOr(() => deleteSection(text, path));
      fc.pre(after !== null);
      const kept = before.headings.filter(({ start }) => start < heading.start || start >= end);
      expect(scanNote(after ?? '').headings.map(({ text: left, level }) => [left, level])).toEqual(kept.map(({ text: left, level }) => [left, level]));
      const above = text.slice(0, heading.start);
      expect(after?.startsWith(above.trimEnd()) === true && after.endsWith(text.slice(end))).toBe(true);
      expect(after?.slice(above.trimEnd().length, after.length - (text.length - end)).trim()).toBe('');
    }), RUNS);
  });

  test('that was inserted gives the note back, but for blank lines where it stood', () => {
    fc.assert(fc.property(plainNote(), plainContent(), (text, content) => {
      const after = insertSection(text, '## Inserted', content, ['History', 'Notes']);
      expect(read(after, '## Inserted').startsWith(tidy(content))).toBe(true);
      expect(sameButSection(text, after, '## Inserted')).toBe(true);
      const back = unix(deleteSection(after, '## Inserted'));
      const plain = unix(text);
      expect(back.replace(/\n+/g, '\n').trim()).toBe(plain.replace(/\n+/g, '\n').trim());
    }), RUNS);
  });
});

describe('text at the ends of a body', () => {
  test('stands there, and the rest is as it was', () => {
    fc.assert(fc.property(plainNote(), plainContent(), (text, content) => {
      fc.pre(tidy(content) !== '');
      const { bodyStart, eol } = scanNote(text);
      const given = tidy(content).replaceAll('\n', eol);
      const appended = appendToBody(text, content);
      expect(appended.startsWith(text.trimEnd())).toBe(true);
      expect(appended.trimEnd().endsWith(given.trimEnd())).toBe(true);
      const prepended = prependToBody(text, content);
      expect(prepended.startsWith(text.slice(0, bodyStart))).toBe(true);
      expect(prepended.slice(bodyStart).replace(/^\s*\n/, '').startsWith(given)).toBe(true);
      if (text.slice(bodyStart).trim() !== '') expect(prepended.endsWith(text.slice(bodyStart).replace(/^(?:[ \t]*\r?\n)+/, ''))).toBe(true);
    }), RUNS);
  });
});

/** Headings that begin in `[from, to)`, with their starts moved back by `shift`. */
function headingsIn(scan: NoteScan, from: number, to: number, shift: number): unknown[] {
  return scan.headings.filter(({ start }) => start >= from && start < to).map(({ text, level, start }) => [text, level, start - shift]);
}

function refusedOr(edit: () => string): string | null {
  try {
    return edit();
  } catch (error) {
    if (error instanceof TouchstoneError && error.code === 'E_USAGE') return null;
    throw error;
  }
}

/** What two blocks read like together: one break between lists and tables, else a blank line. */
function joined(upper: string, lower: string): string[] {
  if (upper === '' || lower === '') return [upper + lower];
  return [`${upper}\n${lower}`, `${upper}\n\n${lower}`];
}
