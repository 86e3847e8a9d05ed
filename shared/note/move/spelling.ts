// How a link is spelled so that it leads to a file from a place, in the way in which it was spelled before.
import type { Resolution } from '../link-resolution';
import type { LinkForm } from '../links';

export interface Spelled {
  /** The target as it is now, decoded. */
  target: string;
  /** What it led to, and how. */
  found: Pick<Resolution, 'path' | 'by'>;
  /** Path of the note that it stood in. */
  source: string;
}

const NOTE = /\.md$/i;
const OWN_TIER = 'project:';

/**
 * Targets that may lead from `newSource` to `wanted`, the one most like the old one first; the last ones are the whole
 * path, without and with `.md`.
 */
export function spellings({ target, found, source }: Spelled, newSource: string, wanted: string): string[] {
  const tier = target.startsWith(OWN_TIER) ? OWN_TIER : '';
  const written = target.slice(tier.length);
  const full = NOTE.test(wanted) && !NOTE.test(written) ? wanted.replace(NOTE, '') : wanted;
  const liked = likeBefore(written, found.path ?? '', source, newSource, full);
  return [...new Set([...liked, full, wanted])].map((spelling) => tier + spelling);
}

function likeBefore(written: string, was: string, source: string, newSource: string, full: string): string[] {
  if (/^\.\.?\//.test(written)) {
    const relative = relativePath(newSource, full);
    return [relative.startsWith('../') ? relative : `./${relative}`];
  }
  if (written.startsWith('/')) return [`/${full}`];
  const parts = written.split('/').length;
  if (parts === 1) return [lastParts(full, 1)];
  if (isSame(written, was)) return [];
  const beside = folderOf(source);
  if (beside !== '' && isSame(`${beside}/${written}`, was)) return [relativePath(newSource, full)];
  return [lastParts(full, parts)];
}

/** `path` as it is named from the folder of `source`: `sub/X`, `../b/X`. */
function relativePath(source: string, path: string): string {
  const from = source.split('/').slice(0, -1);
  const to = path.split('/');
  let shared = 0;
  while (shared < from.length && shared < to.length - 1 && from[shared] === to[shared]) shared += 1;
  return [...from.slice(shared).map(() => '..'), ...to.slice(shared)].join('/');
}

function isSame(written: string, path: string): boolean {
  const fold = (text: string): string => text.normalize('NFC').toLowerCase();
  return fold(written) === fold(path) || fold(`${written}.md`) === fold(path);
}

function lastParts(path: string, count: number): string {
  return path.split('/').slice(-count).join('/');
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/**
 * `target` as text of a link of that form.
 * @param before the text that it replaces, which shows the style
 * @param angled the target of a Markdown link stands in `<>`
 */
export function writtenTarget(target: string, form: LinkForm, before: string, quote: '' | '"' | "'", angled: boolean): string {
  if (form !== 'wikilink') return angled ? inAngles(target) : percentEncoded(target, before);
  if (quote === '"') return target.replace(/["\\]/g, '\\$&');
  return quote === "'" ? target.replaceAll("'", "''") : target;
}

/** In `<>` blanks stand as they are; what would end the target, or be decoded, does not. */
function inAngles(target: string): string {
  return target.replace(/[%#<>\\]/g, encodeURIComponent);
}

/** Letters beyond ASCII are encoded where they were. */
function percentEncoded(target: string, before: string): string {
  const encodesLetters = /%[89A-Fa-f][0-9A-Fa-f]/.test(before);
  const marks = target.replace(/[%#<>\\\s()?"^`{|}[\]]/g, encodedMark);
  return encodesLetters ? marks.replace(/\P{ASCII}+/gu, encodeURIComponent) : marks;
}

/** `encodeURIComponent` leaves parentheses as they are. */
function encodedMark(mark: string): string {
  return mark === '(' ? '%28' : mark === ')' ? '%29' : encodeURIComponent(mark);
}
