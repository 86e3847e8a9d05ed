// References to notes as people, links and commands write them, and the note that one means among those that exist.
// The order is the app's: path, then name (shortest path), then alias.
import { TouchstoneError } from '../errors';
import { foldName } from './names';

export interface Reference {
  /** Path, name or alias, without `.md`. */
  target: string;
  /** What follows the first `#`; a heading path, or `^block`. */
  heading?: string;
  /** Set by the reserved prefixes `system:` and `project:`. */
  tier?: 'system' | 'project';
}

export interface Candidate {
  path: string;
  aliases?: readonly string[];
}

export interface Match {
  path: string;
  /** Other candidates that fit as well, in the order in which they would be chosen. */
  also: string[];
  by: 'path' | 'name' | 'alias';
}

const TIER = /^(system|project):/;

/**
 * Reads `[[X]]`, `[[X|shown]]`, `![[X]]`, `X#Heading`, `X.md`, a path or a bare name.
 *
 * Names have no `#`, but titles and aliases may (`C# tips`, `Fix #12`), and so may paths of files that came from
 * elsewhere. Whatever a command printed can be given back: outside of brackets, a path that ends in `.md` is taken whole,
 * and a `#` beside a blank or at the end divides nothing.
 *
 * @throws E_USAGE when it names no note
 */
export function parseReference(ref: string): Reference {
  const link = /^!?\[\[([^\r\n]*)\]\]$/.exec(ref.trim());
  const inner = (link === null ? ref : withoutShown(link[1] ?? '')).trim();
  const tier = TIER.exec(inner)?.[1] as Reference['tier'];
  const named = tier === undefined ? inner : inner.slice(tier.length + 1).trim();
  const hash = link === null ? dividingHash(named) : named.indexOf('#');
  const target = plainPath(hash === -1 ? named : named.slice(0, hash));
  const heading = hash === -1 ? '' : named.slice(hash + 1).trim();
  if (target === '') {
    throw new TouchstoneError('E_USAGE', `${JSON.stringify(ref)} names no note.`, {
      hint: 'Give a path, a name or an alias of a note, as touchstone note list prints them.',
      details: { reference: ref },
    });
  }
  return { target, ...(heading === '' ? {} : { heading }), ...(tier === undefined ? {} : { tier }) };
}

/** Offset of the `#` between a bare name and its heading, or -1. */
function dividingHash(named: string): number {
  if (/\.md$/i.test(named)) return -1;
  if (named.startsWith('#')) return 0;
  const before = named.search(/\S#\S/);
  return before === -1 ? -1 : before + 1;
}

/** `X|shown`, in tables `X\|shown`. */
function withoutShown(inner: string): string {
  return inner.replace(/\\?\|.*$/, '');
}

function plainPath(path: string): string {
  return withoutExtension(path.trim().replace(/^(?:\.?\/)+/, ''));
}

function withoutExtension(path: string): string {
  return path.replace(/\.md$/i, '');
}

/**
 * The candidate that `ref` means, or `null`.
 *
 * @param ref a parsed reference, or its target as it stands
 */
export function matchReference(ref: string | Reference, candidates: readonly Candidate[]): Match | null {
  const target = plainPath(typeof ref === 'string' ? ref : ref.target);
  if (target === '') return null;
  const exact = candidates.find(({ path }) => path === `${target}.md` || path === target);
  if (exact !== undefined) return { path: exact.path, also: [], by: 'path' };
  const wanted = foldName(target);
  const folded = candidates.map((candidate) => ({ candidate, path: foldName(withoutExtension(candidate.path)) }));
  const fits = (by: Match['by'], test: (entry: { candidate: Candidate; path: string }) => boolean): Match | null =>
    chosen(by, folded.filter(test).map(({ candidate }) => candidate.path));
  return fits('path', ({ path, candidate }) => path === wanted || foldName(candidate.path) === wanted)
    ?? fits('name', ({ path, candidate }) => endsWithPath(path, wanted) || endsWithPath(foldName(candidate.path), wanted))
    ?? fits('alias', ({ candidate }) => candidate.aliases?.some((alias) => foldName(alias.trim()) === wanted) === true);
}

/** `conventions/Testing` fits `system/conventions/testing`: the app takes the end of a path for a path. */
function endsWithPath(path: string, wanted: string): boolean {
  return path.endsWith(`/${wanted}`);
}

function chosen(by: Match['by'], paths: readonly string[]): Match | null {
  const [path, ...also] = [...paths].sort(nearerRoot);
  return path === undefined ? null : { path, also, by };
}

/** Fewest folders first, then the shorter path, then by code units, so that the choice never depends on the file system. */
function nearerRoot(a: string, b: string): number {
  return a.split('/').length - b.split('/').length || a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
}
