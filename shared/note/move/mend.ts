// Mends the links of a note when files of the vault move: each link leads to the same file as before, is spelled as it was
// as far as it can be, and no other character changes.
import { resolveLink, type Catalogue } from '../link-resolution';
import { linksOf, type NoteLink } from '../links';
import type { LinkWords } from '../note-graph';
import { scanNote } from '../scan';
import { applySplices, type Splice } from '../splice';
import { spellings, writtenTarget } from './spelling';

export interface Moving {
  /** Old path to new path of every file that moves. */
  moves: ReadonlyMap<string, string>;
  /** The vault before and after. */
  before: Catalogue;
  after: Catalogue;
  /** Names that fit several files stay where they lead right: the move takes back the one that made them fit one. */
  isWayBack: boolean;
}

export interface Mended {
  text: string;
  splices: Splice[];
  /** Lines, from 1, of links that no spelling makes lead where they led: names with `#` or `|`, mostly. */
  stuck: number[];
}

/**
 * The new target of a link in the note that lay at `source`: `null` when the present one still does, `stuck` when none does.
 * A name that fits several files only since the move becomes a path.
 */
export function movedTarget(link: LinkWords, source: string, moving: Moving): string | null | { stuck: true } {
  if (link.target === '') return null;
  const found = resolveLink(link, source, moving.before);
  if (found.path === null) return null;
  const wanted = newPath(found.path, moving);
  const newSource = newPath(source, moving);
  const leads = (target: string): boolean => {
    const now = resolveLink({ ...link, target }, newSource, moving.after);
    if (now.path !== wanted || (now.by === 'alias' && found.by !== 'alias')) return false;
    return now.by !== 'name' || target.includes('/') || now.also.length === 0 || found.also.length > 0 || moving.isWayBack;
  };
  const keepsCase = !isSpelledAs(link.target, found.path) || isSpelledAs(link.target, wanted);
  if (keepsCase && leads(link.target)) return null;
  return spellings({ target: link.target, found, source }, newSource, wanted).find(leads) ?? { stuck: true };
}

/** To the letter; a link that follows a name in its letter case goes on doing so. */
function isSpelledAs(target: string, path: string): boolean {
  const written = target.replace(/^(?:project:)?(?:\.{0,2}\/)*/, '');
  return path.endsWith(written) || path.replace(/\.md$/i, '').endsWith(written);
}

/** @param source path of the note before the move */
export function mendLinks(text: string, source: string, moving: Moving): Mended {
  const links = linksOf(scanNote(text));
  const splices: Splice[] = [];
  const stuck = new Set<number>();
  for (const link of links) {
    const target = movedTarget(link, source, moving);
    if (target === null) continue;
    if (typeof target !== 'string') stuck.add(link.line + 1);
    else splices.push(spliceFor(text, link, target));
  }
  const after = applySplices(text, splices);
  if (splices.length > 0) {
    for (const line of astray(links, after, source, moving)) stuck.add(line);
  }
  return { text: after, splices, stuck: [...stuck].sort((a, b) => a - b) };
}

export function newPath(path: string, { moves }: Pick<Moving, 'moves'>): string {
  return moves.get(path) ?? path;
}

/** True when both texts, in the note at `path`, have the same links as far as what they lead to goes. */
export function leadAlike(text: string, other: string, path: string, catalogue: Catalogue): boolean {
  const ends = (of: string): string => JSON.stringify(linksOf(scanNote(of)).map((link) => [
    link.form, link.embed, link.headings, link.block, resolveLink(link, path, catalogue).path,
  ]));
  return ends(text) === ends(other);
}

function spliceFor(text: string, link: NoteLink, target: string): Splice {
  const { start, end } = link.targetRange;
  const angled = text[start - 1] === '<';
  return { start, end, text: writtenTarget(target, link.form, text.slice(start, end), link.quote, angled) };
}

/** Lines of links that the new text does not have as the old one had them. */
function astray(links: readonly NoteLink[], after: string, source: string, moving: Moving): number[] {
  const now = linksOf(scanNote(after));
  return links.flatMap((link, index) => {
    const same = now[index];
    return same !== undefined && now.length === links.length && isKept(link, same, source, moving) ? [] : [link.line + 1];
  });
}

function isKept(link: NoteLink, now: NoteLink, source: string, moving: Moving): boolean {
  const was = resolveLink(link, source, moving.before).path;
  if (now.form !== link.form || now.embed !== link.embed || now.display !== link.display || now.block !== link.block) return false;
  if (now.headings.join('#') !== link.headings.join('#')) return false;
  return was === null ? now.target === link.target : resolveLink(now, newPath(source, moving), moving.after).path === newPath(was, moving);
}
