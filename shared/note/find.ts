// Parts of a note named by their exact text or by their lines, for `note patch` and `note read`.
import { TouchstoneError } from '../errors';
import { frontmatterBlock, lineOf, scanNote, type NoteScan } from './scan';
import { assertSameProperties } from './sections/splice';

/** Places that a refusal lists. */
const LISTED_PLACES = 20;

/**
 * Replaces the one place in the body where `find` stands. Breaks in `find` and `replacement` are read as the note's.
 *
 * @param options `delete` takes the text out; `replacement` is then ignored
 * @throws E_NOT_FOUND, E_AMBIGUOUS with the 1-based lines in `details.lines`, E_USAGE when there is nothing to find or
 *   the change would make properties
 */
export function replaceFound(text: string, find: string, replacement: string, options: { delete?: boolean } = {}): string {
  if (find === '') {
    throw new TouchstoneError('E_USAGE', 'The text to find is empty.', { hint: 'Give the exact text that is to change.' });
  }
  const scan = scanNote(text);
  const wanted = text.includes(find, scan.bodyStart) ? find : withBreaks(find, scan.eol);
  const places = placesOf(scan, wanted);
  const at = places[0];
  if (at === undefined) throw notFound(scan, wanted);
  if (places.length > 1) throw several(scan, places);
  const put = options.delete === true ? '' : withBreaks(replacement, scan.eol);
  return replaced(scan, at, at + wanted.length, put);
}

/** The lines `a-b` of the whole note, counted from 1, both included, with their breaks. @throws E_USAGE */
export function linesOf(text: string, range: string): string {
  const { start, end } = lineRange(scanNote(text), range);
  return text.slice(start, end);
}

/**
 * Replaces whole lines of the body; `null` removes them. The note ends with a break afterwards if it did before.
 * @throws E_USAGE for a range that is none or reaches into the frontmatter, and for a change that would make properties
 */
export function replaceLines(text: string, range: string, content: string | null): string {
  const scan = scanNote(text);
  const { start, end, first } = lineRange(scan, range);
  if (start < scan.bodyStart && scan.frontmatter !== null) {
    throw new TouchstoneError('E_USAGE', `Line ${first} belongs to the properties of the note, which end before line ${lineOf(scan, scan.bodyStart) + 1}.`, {
      hint: 'Change properties with: touchstone note prop set <ref> <key>=<value>',
      details: { line: first, body_line: lineOf(scan, scan.bodyStart) + 1 },
    });
  }
  if (content === null) return replaced(scan, start, end, '');
  const lines = withBreaks(content, scan.eol);
  const ended = end > start && /[\r\n]$/.test(text.slice(end - 1, end));
  const put = !ended || lines === '' || lines.endsWith('\n') ? lines : lines + scan.eol;
  return replaced(scan, start, end, put);
}

function replaced(scan: NoteScan, from: number, to: number, put: string): string {
  const after = scan.text.slice(0, from) + put + scan.text.slice(to);
  assertSameProperties(scan.frontmatter, frontmatterBlock(after));
  return after;
}

function lineRange(scan: NoteScan, range: string): { start: number; end: number; first: number } {
  const parsed = /^(\d{1,9})(?:-(\d{1,9}))?$/.exec(range.trim());
  const first = Number(parsed?.[1] ?? NaN);
  const last = Number(parsed?.[2] ?? first);
  const count = scan.lineStarts.length;
  const start = scan.lineStarts[first - 1];
  if (start === undefined || last < first || last > count) {
    throw new TouchstoneError('E_USAGE', `"${range}" names no lines of this note, which has ${count}.`, {
      hint: `Give a line or a range such as 1-${count}.`,
      details: { range, lines: count },
    });
  }
  return { start, end: scan.lineStarts[last] ?? scan.text.length, first };
}

function placesOf(scan: NoteScan, wanted: string): number[] {
  const places: number[] = [];
  for (let at = scan.text.indexOf(wanted, scan.bodyStart); at !== -1; at = scan.text.indexOf(wanted, at + 1)) {
    places.push(at);
    if (places.length > LISTED_PLACES) break;
  }
  return places;
}

function notFound(scan: NoteScan, wanted: string): TouchstoneError {
  const inProperties = scan.text.slice(0, scan.bodyStart).includes(wanted);
  return new TouchstoneError('E_NOT_FOUND', inProperties
    ? 'The text to find stands in the properties of the note only.'
    : 'The text to find does not stand in this note.', {
    hint: inProperties
      ? 'Change properties with: touchstone note prop set <ref> <key>=<value>'
      : 'Give it exactly as touchstone note read prints it, blanks and letter case included.',
    details: { find: wanted },
  });
}

function several(scan: NoteScan, places: readonly number[]): TouchstoneError {
  const lines = places.slice(0, LISTED_PLACES).map((place) => lineOf(scan, place) + 1);
  const count = places.length > LISTED_PLACES ? `more than ${LISTED_PLACES}` : String(places.length);
  return new TouchstoneError('E_AMBIGUOUS', `The text to find stands in ${count} places, in the lines ${lines.join(', ')}.`, {
    hint: 'Give more of the text around it, or name the lines with --lines.',
    details: { lines },
  });
}

function withBreaks(text: string, eol: string): string {
  return text.replace(/\r\n?|\n/g, eol);
}
