// Scans and section edits on a vault that other people wrote (`../shared/corpus`, or TOUCHSTONE_CORPUS), as it is and
// every third note with CRLF. Nothing of it is in the project; without it these tests are skipped, and say so.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { linesOf, replaceLines } from '../../../shared/note/find';
import { scanNote, type NoteScan } from '../../../shared/note/scan';
import {
  appendToBody, appendToSection, deleteSection, findSection, insertSection, matchSections, prependToBody, prependToSection,
  replaceSection, sectionContent,
} from '../../../shared/note/sections';
import { fenceAround, fencedContent, sameButSection } from '../../../shared/note/structure';

const CORPUS = process.env['TOUCHSTONE_CORPUS'] ?? fileURLToPath(new URL('../../../../shared/corpus', import.meta.url));
const there = existsSync(CORPUS);
const NOTES = there
  ? readdirSync(CORPUS, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.md')).sort()
  : [];

describe.skipIf(!there)(`the notes in ${CORPUS}${there ? '' : ' (not there, skipped)'}`, () => {
  test('are many', () => {
    expect(NOTES.length).toBeGreaterThan(100);
  });

  test('have headings where a line begins with the mark, and nowhere else', () => {
    for (const text of texts()) {
      const scan = scanNote(text);
      const lines = text.split('\n');
      for (const { line, level } of scan.headings) expect(lines[line]).toMatch(new RegExp(`^ {0,3}#{${level}}(?:[ \\t]|\\r?$)`));
      const marked = lines.flatMap((line, index) => (/^#{1,6} /.test(line) ? [index] : []));
      expect(marked.filter((line) => !isInertLine(scan, line))).toEqual(scan.headings.map(({ line }) => line));
    }
  });

  test('leave no fence, comment or math open', () => {
    for (const text of texts()) expect(scanNote(text).inert.filter(({ closed }) => !closed)).toEqual([]);
  });

  test('give each section back as it was replaced, and change nowhere else', () => {
    for (const text of texts()) {
      forEachSection(text, (path, scan) => {
        const { contentStart, end } = findSection(scan, path);
        const content = sectionContent(scan, findSection(scan, path));
        const changes: [string, string][] = [
          [replaceSection(text, path, 'New\n\n- text'), 'New\n\n- text'],
          [appendToSection(text, path, 'New text'), content === '' ? 'New text' : `${content}\n\nNew text`],
          [prependToSection(text, path, 'New text'), content === '' ? 'New text' : `New text\n\n${content}`],
        ];
        for (const [after, expected] of changes) {
          expect(after.startsWith(text.slice(0, contentStart)) && after.endsWith(text.slice(end))).toBe(true);
          expect(read(after, path)).toBe(expected.replaceAll('\r\n', '\n'));
          expect(sameButSection(text, after, path)).toBe(true);
        }
        expect(read(replaceSection(replaceSection(text, path, 'x'), path, content), path)).toBe(content.replaceAll('\r\n', '\n'));
        expect(matchSections(scanNote(deleteSection(text, path)), path)).toEqual([]);
      });
    }
  });

  test('take text at both ends and sections in between', () => {
    for (const text of texts()) {
      const headings = scanNote(text).headings.map(({ text: heading }) => heading);
      expect(scanNote(appendToBody(text, 'x')).headings.map(({ text: heading }) => heading)).toEqual(headings);
      expect(scanNote(prependToBody(text, 'x')).headings.map(({ text: heading }) => heading)).toEqual(headings);
      const inserted = insertSection(text, '## Proposed', 'x', headings);
      expect(sameButSection(text, inserted, '## Proposed')).toBe(true);
      expect(sameButSection(text, deleteSection(inserted, '## Proposed'), [])).toBe(true);
    }
  });

  test('come out of a fence byte for byte', () => {
    for (const text of texts()) {
      const scan = scanNote(`# Before\n${fenceAround(text, 'md')}\n`);
      expect(scan.headings).toHaveLength(1);
      expect(fencedContent(scan, findSection(scan, 'Before'))).toBe(text);
    }
  });

  test('are the same when each line is replaced by itself', () => {
    for (const text of texts()) {
      const scan = scanNote(text);
      const first = scan.lineStarts.findIndex((start) => start >= scan.bodyStart) + 1;
      if (first === 0) continue;
      for (const line of someOf(range(first, scan.lineStarts.length))) {
        expect(replaceLines(text, String(line), linesOf(text, String(line)))).toBe(text);
      }
    }
  });
});

function* texts(): Generator<string> {
  for (const [index, path] of NOTES.entries()) {
    const text = readFileSync(join(CORPUS, path), 'utf8').replaceAll('\r\n', '\n');
    yield index % 3 === 0 ? text.replaceAll('\n', '\r\n') : text;
  }
}

/** The ends and some in between: what is tried on each of a long note's parts. */
function someOf<Item>(items: readonly Item[]): Item[] {
  const step = Math.max(1, Math.floor(items.length / 5));
  return items.filter((_, index) => index % step === 0 || index === items.length - 1);
}

function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

/** Calls with paths of headings that no other heading fits. */
function forEachSection(text: string, check: (path: string, scan: NoteScan) => void): void {
  const scan = scanNote(text);
  for (const { level, text: heading } of someOf(scan.headings)) {
    const path = `${'#'.repeat(level)} ${heading}`;
    if (matchSections(scan, path).length === 1) check(path, scan);
  }
}

function isInertLine(scan: NoteScan, line: number): boolean {
  const start = scan.lineStarts[line] ?? 0;
  return start < scan.bodyStart || scan.inert.some((zone) => zone.start <= start && start < zone.end);
}

function read(text: string, path: string): string {
  const scan = scanNote(text);
  return sectionContent(scan, findSection(scan, path)).replaceAll('\r\n', '\n');
}
