// Names of notes and folders: which ones are allowed, how a title becomes one, and which two are the same to a file
// system that ignores case.
import { CONTROL_OR_BREAK } from '../control-characters';
import { TouchstoneError } from '../errors';

/** What the app refuses in a name, because links or other systems could not use it (`decisions.md` 22). */
const REFUSED = /[*"\\/<>:|?#^[\]]/u;
/** With the flag `u` a pair of them is one character, which this is not. */
const LONE_SURROGATE = /[\ud800-\udfff]/u;
/** Most names; these have one Unicode form. */
const ASCII = /^[\0-\x7f]*$/;
/** UTF-8 bytes; file systems allow 255 with the extension. */
const MAX_BYTES = 240;
/** UTF-8 bytes of a slug: it stands beside an id or another part of a name. */
const MAX_SLUG_BYTES = 120;

/**
 * Refuses what can't be the name of a note or folder: one part of a path, with or without its extension.
 * @throws E_USAGE that names the first character or property in the way
 */
export function checkName(name: string): void {
  const problem = problemOf(name);
  if (problem === null) return;
  const allowed = slug(name);
  throw new TouchstoneError('E_USAGE', `${JSON.stringify(name)} can't be a name: ${problem}.`, {
    hint: `A name has none of * " \\ / < > : | ? # ^ [ ] and at most ${MAX_BYTES} bytes; this one could be ${JSON.stringify(allowed)}.`,
    details: { name, suggestion: allowed },
  });
}

function problemOf(name: string): string | null {
  if (name === '') return 'it is empty';
  if (CONTROL_OR_BREAK.test(name)) return 'it holds a line break or another control character';
  const refused = REFUSED.exec(name);
  if (refused !== null) return `it holds ${refused[0]}`;
  if (LONE_SURROGATE.test(name)) return 'it holds half a character';
  if (name.startsWith('.')) return 'it begins with a dot, which hides it';
  if (name.trim() !== name) return 'it begins or ends with a blank';
  const bytes = byteLength(name);
  return bytes > MAX_BYTES ? `it has ${bytes} bytes, and ${MAX_BYTES} are allowed` : null;
}

/** A part of a file name that says what `title` says: allowed characters only, at most 120 bytes, never empty. */
export function slug(title: string): string {
  const words = title
    .normalize('NFC')
    .replace(new RegExp(CONTROL_OR_BREAK, 'gu'), ' ')
    .replace(new RegExp(REFUSED, 'gu'), ' ')
    .replace(new RegExp(LONE_SURROGATE, 'gu'), '')
    .replace(/\s+/gu, ' ');
  const short = trimmed(cut(trimmed(words), MAX_SLUG_BYTES));
  return short === '' ? 'untitled' : short;
}

/** The name as a file system compares it that ignores case and Unicode normalisation (macOS, Windows). */
export function foldName(name: string): string {
  return ASCII.test(name) ? name.toLowerCase() : name.normalize('NFC').toLowerCase().normalize('NFC');
}

/** Without blanks and dots at both ends: a dot in front hides a file, one at the end is dropped by Windows. */
function trimmed(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && ' .'.includes(text.charAt(start))) start += 1;
  while (end > start && ' .'.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(start, end);
}

/** At most `bytes` of UTF-8, cut between characters as people see them: no base letter without its accents. */
function cut(text: string, bytes: number): string {
  let used = 0;
  let read = 0;
  let end = 0;
  let joined = false;
  for (const character of text) {
    const joins = joined || /\p{M}|\u200d/u.test(character);
    if (!joins && used <= bytes) end = read;
    joined = character === '\u200d';
    used += byteLength(character);
    read += character.length;
  }
  return used <= bytes ? text : text.slice(0, end);
}

function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}
