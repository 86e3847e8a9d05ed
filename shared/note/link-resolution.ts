// What a link leads to, by the app's order: the note itself, a relative path, the exact path, a name (beside the source
// first, then the shortest path), and last, beyond the app, an alias. Pure: the catalogue of the vault is given.
import { hasBlock, hasHeading, type NoteAnchors } from './anchors';
import type { NoteLink } from './links';
import { foldName } from './names';

/** A file of the vault as the catalogue takes it. */
export interface CatalogueFile {
  path: string;
  aliases?: readonly string[];
  /** Of a note; `null` where they are not known (attachments, unreadable notes). */
  anchors?: NoteAnchors | null;
}

export interface Catalogue {
  /** By exact path. */
  readonly files: ReadonlyMap<string, CatalogueFile>;
  /** Paths by folded path. */
  readonly byPath: ReadonlyMap<string, readonly string[]>;
  /** Paths by folded name, notes with and without `.md`. */
  readonly byName: ReadonlyMap<string, readonly string[]>;
  readonly byAlias: ReadonlyMap<string, readonly string[]>;
  /** What each target that was asked for fits, wherever the link stands: most are asked for many times. */
  readonly answers: Map<string, Fitting>;
}

/** As a resolution without its anchor; of several by a name, another may lie beside the source. */
interface Fitting {
  path: string | null;
  by: Resolution['by'];
  also: readonly string[];
}

export interface Resolution {
  /** The file that it leads to; `null` when there is none, or when it names a note of the system vault. */
  path: string | null;
  by: 'self' | 'relative' | 'path' | 'name' | 'alias' | 'system' | null;
  /** Other files that it fits at the same step. */
  also: readonly string[];
  /** Of its heading or block: `none` was named, it was `found`, is `missing`, or nobody can tell (`unknown`). */
  anchor: 'none' | 'found' | 'missing' | 'unknown';
}

/** Builds the lookups once for many links. Later files of a path that is there already are left out. */
export function catalogueOf(files: Iterable<CatalogueFile>): Catalogue {
  const known = new Map<string, CatalogueFile>();
  const byPath = new Map<string, string[]>();
  const byName = new Map<string, string[]>();
  const byAlias = new Map<string, string[]>();
  for (const file of files) {
    if (known.has(file.path)) continue;
    known.set(file.path, file);
    const folded = foldName(file.path);
    add(byPath, folded, file.path);
    const name = folded.slice(folded.lastIndexOf('/') + 1);
    add(byName, name, file.path);
    if (name.endsWith('.md')) add(byName, name.slice(0, -3), file.path);
    for (const alias of file.aliases ?? []) add(byAlias, foldName(alias.trim()), file.path);
  }
  return { files: known, byPath, byName, byAlias, answers: new Map() };
}

/**
 * Where `link` in the note at `sourcePath` leads.
 * A link that begins with `./` or `../` means that path and nothing else; `system:` names a note of the system vault.
 */
export function resolveLink(link: Pick<NoteLink, 'target' | 'headings' | 'block'>, sourcePath: string, catalogue: Catalogue): Resolution {
  const { path, by, also } = resolveTarget(link.target, sourcePath, catalogue);
  return { path, by, also, anchor: anchorOf(link, path, catalogue) };
}

/** True when it leads nowhere in this vault, or to a heading or block that is not there. */
export function isBroken({ path, by, anchor }: Resolution): boolean {
  return (path === null && by !== 'system') || anchor === 'missing';
}

const NO_OTHERS: readonly string[] = [];
const NOWHERE: Fitting = { path: null, by: null, also: NO_OTHERS };
const SYSTEM: Fitting = { path: null, by: 'system', also: NO_OTHERS };

function resolveTarget(target: string, sourcePath: string, catalogue: Catalogue): Fitting {
  if (target === '') return { path: sourcePath, by: 'self', also: NO_OTHERS };
  if (/^\.\.?(?:\/|$)/.test(target)) {
    const path = joined(folderOf(sourcePath), target);
    return path === null ? NOWHERE : chosen('relative', atPath(path, catalogue));
  }
  const fitting = fittingOf(target, catalogue);
  if (fitting.by !== 'name' || fitting.path === null || fitting.also.length === 0) return fitting;
  return chosen('name', besideFirst([fitting.path, ...fitting.also], folderOf(sourcePath), plainTarget(target)));
}

function fittingOf(target: string, catalogue: Catalogue): Fitting {
  const known = catalogue.answers.get(target);
  if (known !== undefined) return known;
  const found = target.startsWith('system:') ? SYSTEM : findFitting(plainTarget(target), catalogue);
  catalogue.answers.set(target, found);
  return found;
}

/** Without the prefix of this vault, and without the `/` that begins a path from its top. */
function plainTarget(target: string): string {
  return target.replace(/^project:/, '').replace(/^\/+/, '');
}

function findFitting(target: string, catalogue: Catalogue): Fitting {
  const exact = atPath(target, catalogue);
  if (exact.length > 0) return chosen('path', exact);
  const named = atName(target, catalogue);
  if (named.length > 0) return chosen('name', named);
  return chosen('alias', [...(catalogue.byAlias.get(foldName(target)) ?? [])].sort(shorter));
}

function chosen(by: 'relative' | 'path' | 'name' | 'alias', [path, ...also]: readonly string[]): Fitting {
  return path === undefined ? NOWHERE : { path, by, also };
}

/** A note before another file of that name; the exact letters before others. */
function atPath(path: string, { files, byPath }: Catalogue): string[] {
  const spellings = isNotePath(path) ? [path] : [`${path}.md`, path];
  const exact = spellings.find((spelling) => files.has(spelling));
  const folded = spellings.flatMap((spelling) => [...(byPath.get(foldName(spelling)) ?? [])].sort(shorter));
  return exact === undefined ? folded : [exact, ...folded.filter((other) => other !== exact)];
}

/** Files whose path ends as the target does, the shortest first. */
function atName(target: string, { byName }: Catalogue): string[] {
  const wanted = foldName(target);
  const candidates = byName.get(wanted.slice(wanted.lastIndexOf('/') + 1)) ?? [];
  return candidates.filter((path) => endsWithTarget(foldName(path), wanted)).sort(shorter);
}

/** The app prefers the file that the target names from the source's own folder. */
function besideFirst(paths: readonly string[], source: string, target: string): string[] {
  const beside = foldName(source === '' ? target : `${source}/${target}`);
  const isBeside = (path: string): boolean => sameFile(foldName(path), beside);
  return [...paths.filter(isBeside), ...paths.filter((path) => !isBeside(path))];
}

function endsWithTarget(path: string, wanted: string): boolean {
  return sameFile(path, wanted) || path.endsWith(`/${wanted}`) || path.endsWith(`/${wanted}.md`);
}

function sameFile(path: string, wanted: string): boolean {
  return path === wanted || path === `${wanted}.md`;
}

/** `null` when it leaves the vault. */
function joined(folder: string, target: string): string | null {
  const parts = folder === '' ? [] : folder.split('/');
  for (const step of target.split('/')) {
    if (step === '..') {
      if (parts.pop() === undefined) return null;
    } else if (step !== '.' && step !== '') parts.push(step);
  }
  return parts.length === 0 ? null : parts.join('/');
}

function anchorOf({ headings, block }: Pick<NoteLink, 'headings' | 'block'>, path: string | null, { files }: Catalogue): Resolution['anchor'] {
  if (headings.length === 0 && block === null) return 'none';
  const anchors = path === null ? null : files.get(path)?.anchors ?? null;
  if (anchors === null) return 'unknown';
  const isThere = block === null ? hasHeading(anchors, headings) : hasBlock(anchors, block);
  return isThere ? 'found' : 'missing';
}

/** The shortest path first, as the app has it; equally long ones by code units. */
function shorter(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
}

function isNotePath(path: string): boolean {
  return /\.md$/i.test(path);
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

function add(map: Map<string, string[]>, key: string, path: string): void {
  const there = map.get(key);
  if (there === undefined) map.set(key, [path]);
  else there.push(path);
}
