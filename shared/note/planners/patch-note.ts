// `note patch`: replaces or deletes one part of a note, named by a heading, by lines or by the exact text that is there.
import { TouchstoneError } from '../../errors';
import type { Planner } from '../../vault/plan';
import { linesIn, type LineRange } from '../queries/line-range';
import { lineOf, scanNote, type NoteScan } from '../scan';
import { deleteSection, findSection, replaceSection } from '../sections';
import { assertClosedText, assertInsideSection } from './given-text';
import { assertSameFrontmatter } from './note-rules';
import { planChange, targetNote, type TargetNote } from './target';

/** Lines of all places of a text that is not unique are listed up to this many. */
const LISTED_PLACES = 20;

export interface PatchRequest {
  ref: string;
  part: { section: string } | { lines: LineRange } | { find: string };
  /** The new text; `null` deletes the part (a section with its heading). */
  text: string | null;
}

export interface PatchedItem {
  path: string;
  section: string | null;
  /** First line of the part before the change, counted from 1. */
  line: number;
}

/** @throws E_NOT_FOUND, E_AMBIGUOUS (with 1-based lines) when the part is not exactly one place in the note */
export function patchNote(request: PatchRequest): Planner<PatchedItem> {
  return function* (view) {
    const target = yield* targetNote(view, request.ref, 'note patch');
    const { after, section, line } = patched(target, request);
    return planChange('note.patch', target, after, { path: target.path, section, line });
  };
}

interface Patched {
  after: string;
  section: string | null;
  line: number;
}

function patched(target: TargetNote, { part, text }: PatchRequest): Patched {
  if ('section' in part) return patchSection(target.text, part.section, text);
  const scan = scanNote(target.text);
  const { start, end } = 'lines' in part ? linesIn(target.text, part.lines) : placeOf(target, scan, part.find);
  const given = text === null ? '' : withEol(text, scan.eol);
  const replacement = 'lines' in part && text !== null ? asWholeLines(given, scan.eol, target.text.slice(start, end)) : given;
  return {
    after: target.text.slice(0, start) + replacement + target.text.slice(end),
    section: null,
    line: lineOf(scan, start) + 1,
  };
}

function patchSection(before: string, headingPath: string, text: string | null): Patched {
  const { heading } = findSection(scanNote(before), headingPath);
  if (text !== null) assertClosedText('The text', text);
  const after = text === null ? deleteSection(before, headingPath) : replaceSection(before, headingPath, text);
  if (text !== null) assertInsideSection(before, after, headingPath, text);
  assertSameFrontmatter(before, after);
  return { after, section: heading.text, line: heading.line + 1 };
}

/** The one place where the text stands, taken literally; line breaks match those of the note. */
function placeOf(target: TargetNote, scan: NoteScan, find: string): { start: number; end: number } {
  const wanted = withEol(find, scan.eol);
  if (wanted === '') throw new TouchstoneError('E_USAGE', 'The text to find is empty.');
  const places = placesOf(target.text, wanted);
  const start = places[0];
  if (start === undefined) throw noPlace(target, scan, wanted);
  if (places.length > 1) throw severalPlaces(target, places.map((place) => lineOf(scan, place) + 1));
  return { start, end: start + wanted.length };
}

function placesOf(text: string, wanted: string): number[] {
  const places: number[] = [];
  for (let at = text.indexOf(wanted); at >= 0 && places.length <= LISTED_PLACES; at = text.indexOf(wanted, at + 1)) places.push(at);
  return places;
}

function noPlace(target: TargetNote, scan: NoteScan, wanted: string): TouchstoneError {
  const folded = target.text.toLowerCase().indexOf(wanted.toLowerCase());
  const hint = folded < 0 ? 'Give the text exactly as `touchstone note read` prints it.' : `Line ${lineOf(scan, folded) + 1} has it in other letter case; give it exactly.`;
  return new TouchstoneError('E_NOT_FOUND', `\`${target.path}\` does not contain the text to find.`, {
    hint,
    details: { path: target.path, find: wanted },
  });
}

function severalPlaces(target: TargetNote, lines: readonly number[]): TouchstoneError {
  const count = lines.length > LISTED_PLACES ? `more than ${LISTED_PLACES}` : String(lines.length);
  return new TouchstoneError('E_AMBIGUOUS', `The text to find stands in ${count} places of \`${target.path}\`: lines ${lines.join(', ')}.`, {
    hint: 'Give more of the text around it, or name the place with --lines.',
    details: { path: target.path, lines },
  });
}

/** New lines end as the replaced ones did, so that the line after them stays a line of its own. */
function asWholeLines(text: string, eol: string, replaced: string): string {
  const ended = replaced.endsWith('\n');
  if (!ended || text.endsWith('\n')) return text;
  return text + eol;
}

function withEol(text: string, eol: string): string {
  return text.replaceAll(/\r\n|\r|\n/gu, eol);
}
