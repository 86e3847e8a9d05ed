// Finds sections by their headings: by a path of headings, or all of one name.
import { TouchstoneError } from '../../errors';
import type { Heading, NoteScan } from '../scan';
import { contentRange } from './blank-lines';

export interface Section {
  heading: Heading;
  /** Offset after the heading's line. */
  contentStart: number;
  /** Start of the next heading of the same or a higher level, or the text's end; subsections belong to it. */
  end: number;
}

/** Headings that a refusal lists. */
const LISTED_HEADINGS = 20;

/**
 * The one section that `headingPath` names: `Design`, `## Design` (of that level), `Notes > Open questions` or
 * `Notes#Open questions`. Case, and marks that the app leaves out of links to headings, count only where several
 * headings differ in nothing else.
 *
 * @throws E_NOT_FOUND with the note's headings, E_AMBIGUOUS with the 1-based lines in `details.lines`
 */
export function findSection(scan: NoteScan, headingPath: string): Section {
  const matches = matchSections(scan, headingPath);
  const section = matches[0];
  if (section === undefined) throw noSection(scan, headingPath);
  if (matches.length > 1) throw severalSections(headingPath, matches);
  return section;
}

/** All sections with this heading, in the order of the note; those written exactly so, or else in other letter case. */
export function sectionsNamed(scan: NoteScan, heading: string, level?: number): Section[] {
  return named(scan, { text: heading, level: level ?? null }, 0, scan.headings.length).map((index) => sectionAt(scan, index));
}

/** What stands in the section, without blank lines around it and without the last break. */
export function sectionContent(scan: NoteScan, section: Section): string {
  const range = contentRange(scan.text, section.contentStart, section.end);
  return range === null ? '' : scan.text.slice(range.start, range.end);
}

/** All sections that `headingPath` fits. A heading that reads like the whole path comes before a path through several. */
export function matchSections(scan: NoteScan, headingPath: string): Section[] {
  for (const path of readings(headingPath)) {
    const found = sectionsAt(scan, path);
    if (found.length > 0) return found;
  }
  return [];
}

interface HeadingName {
  text: string;
  /** `null` for any. */
  level: number | null;
}

/** The ways to read a path: ` > ` and `#` divide headings, and may also be part of one. */
function readings(headingPath: string): HeadingName[][] {
  const path = headingPath.trim();
  const parts = path.split(/\s+>\s+/).filter((part) => part !== '');
  const ways = [[path], parts];
  if (!/^#{1,6}\s/.test(path)) ways.push(path.split('#'), parts.flatMap((part) => part.split('#')));
  return ways.map((way) => way.map(headingName).filter(({ text }) => text !== '')).filter((way) => way.length > 0);
}

function headingName(part: string): HeadingName {
  const marked = /^(#{1,6})\s+(.*)$/s.exec(part.trim());
  return marked === null
    ? { text: part.trim(), level: null }
    : { text: (marked[2] ?? '').trim(), level: (marked[1] ?? '').length };
}

/** Sections of the last heading in `path`, each within a section of the one before it. */
function sectionsAt(scan: NoteScan, path: readonly HeadingName[]): Section[] {
  let ranges = [{ from: 0, to: scan.headings.length }];
  let found: number[] = [];
  for (const name of path) {
    found = [...new Set(ranges.flatMap(({ from, to }) => named(scan, name, from, to)))].sort((a, b) => a - b);
    ranges = found.map((index) => ({ from: index + 1, to: lastWithin(scan, index) + 1 }));
  }
  return found.map((index) => sectionAt(scan, index));
}

/** Indexes of the headings in `[from, to)` with that name: exact ones, or else those that fold to the same. */
function named(scan: NoteScan, name: HeadingName, from: number, to: number): number[] {
  const fits = (wanted: string, read: (text: string) => string): number[] => {
    const found: number[] = [];
    for (let index = from; index < to; index += 1) {
      const heading = scan.headings[index];
      if (heading === undefined || (name.level !== null && heading.level !== name.level)) continue;
      if (read(heading.text) === wanted) found.push(index);
    }
    return found;
  };
  const exact = fits(name.text, (text) => text);
  return exact.length > 0 ? exact : fits(foldHeading(name.text), foldHeading);
}

/** Headings as links compare them: the app drops the characters that can't stand in a link. */
function foldHeading(text: string): string {
  return text.normalize('NFC').toLowerCase().replace(/[[\]|#^:%\\]/g, ' ').replace(/\s+/g, ' ').trim();
}

function sectionAt(scan: NoteScan, index: number): Section {
  const heading = scan.headings[index];
  if (heading === undefined) throw new Error(`no heading ${index}`);
  const next = scan.headings[lastWithin(scan, index) + 1];
  return { heading, contentStart: heading.end, end: next?.start ?? scan.text.length };
}

/** Index of the last heading that belongs to the section of heading `index`. */
function lastWithin(scan: NoteScan, index: number): number {
  const level = scan.headings[index]?.level ?? 0;
  let last = index;
  while ((scan.headings[last + 1]?.level ?? 0) > level) last += 1;
  return last;
}

function noSection(scan: NoteScan, headingPath: string): TouchstoneError {
  const headings = scan.headings.slice(0, LISTED_HEADINGS).map(({ level, text }) => `${'#'.repeat(level)} ${text}`);
  const more = scan.headings.length > LISTED_HEADINGS ? ', …' : '';
  return new TouchstoneError('E_NOT_FOUND', `There is no heading "${headingPath}" in this note.`, {
    hint: headings.length === 0 ? 'The note has no headings.' : `Its headings are: ${headings.join(', ')}${more}`,
    details: { heading: headingPath, headings, total: scan.headings.length },
  });
}

function severalSections(headingPath: string, matches: readonly Section[]): TouchstoneError {
  const lines = matches.map(({ heading }) => heading.line + 1);
  const listed = lines.slice(0, LISTED_HEADINGS).join(', ') + (lines.length > LISTED_HEADINGS ? ', …' : '');
  return new TouchstoneError('E_AMBIGUOUS', `The heading "${headingPath}" stands in ${lines.length} places: lines ${listed}.`, {
    hint: 'Name it with the heading above it, as in "Design > Notes", or with its level, as in "## Notes".',
    details: { heading: headingPath, lines },
  });
}
