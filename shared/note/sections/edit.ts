// Edits of one section or of a body's ends: text in, text out. Every byte outside the edited stretch stays, and every
// heading outside it stays one.
import { isInert, lineOf, scanNote, type NoteScan } from '../scan';
import { contentRange, fitted, followsBlankLine, startsLine } from './blank-lines';
import { findSection, sectionsNamed } from './finding';
import { splice } from './splice';

/**
 * Replaces what stands below a heading, subsections included. One blank line is left before the next heading;
 * blank lines right below the heading stay as they are.
 *
 * @throws E_NOT_FOUND, E_AMBIGUOUS as `findSection`; E_USAGE when the content would change headings outside the section
 */
export function replaceSection(text: string, path: string, content: string): string {
  const scan = scanNote(text);
  const { contentStart, end } = findSection(scan, path);
  const given = fitted(content, scan.eol);
  const present = contentRange(text, contentStart, end);
  if (end === text.length) return replaceTail(scan, contentStart, present, given);
  const above = text.slice(contentStart, present?.start ?? contentStart);
  return splice(scan, contentStart, end, given === '' ? scan.eol : above + given + scan.eol + scan.eol);
}

/**
 * Adds text below what the section holds, subsections included, as a block of its own: after a blank line, but
 * directly below when list follows list or table row follows table row.
 *
 * @throws as {@link replaceSection}; E_USAGE too when the section ends in a fence, comment or math that is never closed
 */
export function appendToSection(text: string, path: string, content: string): string {
  const scan = scanNote(text);
  const { contentStart, end } = findSection(scan, path);
  const present = contentRange(text, contentStart, end);
  if (present === null) return replaceSection(text, path, content);
  const given = fitted(content, scan.eol);
  if (given === '') return text;
  const added = gapBetween(scan, present.end, given) + given;
  if (end === text.length) return splice(scan, present.end, present.end, added);
  return splice(scan, present.end, end, added + scan.eol + scan.eol);
}

/** Adds text between a heading and what stands below it. @throws as {@link replaceSection} */
export function prependToSection(text: string, path: string, content: string): string {
  const scan = scanNote(text);
  const { contentStart, end } = findSection(scan, path);
  if (contentRange(text, contentStart, end) === null) return replaceSection(text, path, content);
  return prependWithin(scan, contentStart, end, content);
}

/** Removes a heading with all that stands below it. @throws as {@link replaceSection} */
export function deleteSection(text: string, path: string): string {
  const scan = scanNote(text);
  const { heading, end } = findSection(scan, path);
  if (end < text.length) {
    // Without the blank line a setext heading would take the line above it into its text.
    const needsBlank = text.slice(end).trimStart()[0] !== '#' && heading.start > scan.bodyStart
      && !followsBlankLine(text, heading.start);
    return splice(scan, heading.start, end, needsBlank ? scan.eol : '');
  }
  const above = contentRange(text, scan.bodyStart, heading.start);
  const from = above?.end ?? scan.bodyStart;
  return splice(scan, from, end, above !== null && startsLine(text, text.length) ? scan.eol : '');
}

/**
 * Adds a section before the first level 2 section of those in `before` (the first of them that is there counts), or at
 * the end of the note, with a blank line around it.
 *
 * @param heading the whole line, `## Design`
 * @throws E_USAGE as {@link replaceSection}
 */
export function insertSection(text: string, heading: string, content: string, before: readonly string[]): string {
  if (!/^#{1,6} \S.*$/.test(heading)) throw new Error(`not a heading: ${heading}`);
  const scan = scanNote(text);
  const given = fitted(content, scan.eol);
  const block = given === '' ? heading : heading + scan.eol + given;
  const next = before.map((title) => sectionsNamed(scan, title, 2)[0]).find((section) => section !== undefined);
  if (next === undefined) return appendBlock(scan, block, scan.eol + scan.eol);
  const at = next.heading.start;
  const above = at <= (scan.bom ? 1 : 0) || followsBlankLine(text, at) ? '' : scan.eol;
  return splice(scan, at, at, above + block + scan.eol + scan.eol);
}

/** Adds text at the end of the note, as {@link appendToSection} does at the end of a section. */
export function appendToBody(text: string, content: string): string {
  const scan = scanNote(text);
  const given = fitted(content, scan.eol);
  if (given === '') return text;
  const present = contentRange(text, scan.bodyStart, text.length);
  const gap = present === null ? '' : gapBetween(scan, present.end, given);
  return appendBlock(scan, given, gap);
}

/** Adds text at the beginning of the body, after the frontmatter. */
export function prependToBody(text: string, content: string): string {
  const scan = scanNote(text);
  if (contentRange(text, scan.bodyStart, text.length) === null) return appendToBody(text, content);
  return prependWithin(scan, scan.bodyStart, text.length, content);
}

/** The last section: blank lines at the note's end, and whether it ends with a break, stay as they are. */
function replaceTail(
  scan: NoteScan, contentStart: number, present: { start: number; end: number } | null, given: string,
): string {
  const { text, eol } = scan;
  if (given === '') return splice(scan, contentStart, text.length, '');
  if (present !== null) return splice(scan, present.start, present.end, given);
  const ended = startsLine(text, text.length);
  return splice(scan, text.length, text.length, ended ? given + eol : eol + given);
}

function prependWithin(scan: NoteScan, start: number, end: number, content: string): string {
  const given = fitted(content, scan.eol);
  const present = contentRange(scan.text, start, end);
  if (given === '' || present === null) return scan.text;
  const below = scan.text.slice(present.start, present.end);
  return splice(scan, present.start, present.start, given + gapBetween({ ...scanNote(given), eol: scan.eol }, given.length, below));
}

/** Adds a block below the last line with text; a note that ended without a break still does. */
function appendBlock(scan: NoteScan, block: string, gap: string): string {
  const { text, eol } = scan;
  const present = contentRange(text, scan.bodyStart, text.length);
  if (present !== null) return splice(scan, present.end, present.end, gap + block);
  const onNewLine = startsLine(text, text.length) || text.length === scan.bodyStart && scan.frontmatter === null ? '' : eol;
  const belowFrontmatter = scan.frontmatter !== null && !followsBlankLine(text + onNewLine, text.length + onNewLine.length);
  return splice(scan, text.length, text.length, onNewLine + (belowFrontmatter ? eol : '') + block + eol);
}

/** A line of a list, or of a table: the next one belongs to it. */
const CONTINUED = [/^ {0,3}(?:[-*+]|\d{1,9}[.)])[ \t]/, /^ {0,3}\|/];

/**
 * One break between two lists or two tables, which belong together, else a blank line.
 * @param above the text that ends at `end`
 */
function gapBetween(above: NoteScan, end: number, below: string): string {
  const start = above.lineStarts[lineOf(above, end - 1)] ?? 0;
  const last = above.text.slice(start, end);
  const first = /^[^\r\n]*/.exec(below)?.[0] ?? '';
  const together = CONTINUED.some((line) => line.test(last) && line.test(first));
  // In HTML or a comment it only looks like a list, and what follows directly would be part of that.
  return together && !isInert(above, start + last.search(/\S/)) ? above.eol : above.eol + above.eol;
}
