// What a link leads to, by the app's order: the note itself, a relative path, the exact path, a name (beside the source
// first, then the shortest path), and last, beyond the app, an alias. Pure: the catalogue of the vault is given.
import { hasBlock, hasHeading, type NoteAnchors } from './anchors';
import { foldName } from './names';
import type { LinkWords } from './note-graph';

/** A file of the vault as the catalogue takes it. */
export interface CatalogueFile {
  path: string;
  aliases?: readonly string[];
  /** Of a note; `null` where they are not known (attachments, unreadable notes). */
  anchors?: NoteAnchors | null;
}

export interface Catalogue {
  readonly files: readonly CatalogueFile[];
  /** By folded name without `.md`. */
  readonly byName: ReadonlyMap<string, readonly NamedFile[]>;
  readonly byAlias: ReadonlyMap<string, readonly CatalogueFile[]>;
  /** What each target that was asked for fits, wherever the link stands: most are asked for many times. */
  readonly answers: Map<string, Fitting>;
}

interface NamedFile {
  file: CatalogueFile;
  /** Its path. */
  folded: string;
}

/** As a resolution without its anchor; of several by a name, another may lie beside the source. */
interface Fitting {
  file: CatalogueFile | null;
  by: Resolution['by'];
  also: readonly CatalogueFile[];
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

/**
 * Builds the lookups once for many links.
 * @param files each path once
 */
export function catalogueOf(files: readonly CatalogueFile[]): Catalogue {
  const byName = new Map<string, NamedFile[]>();
  for (const file of files) {
    const folded = foldName(file.path);
    add(byName, stemOf(folded), { file, folded });
  }
  return { files, byName, byAlias: aliasesOf(files), answers: new Map() };
}

/** Files by folded alias. */
export function aliasesOf(files: readonly CatalogueFile[]): Catalogue['byAlias'] {
  const byAlias = new Map<string, CatalogueFile[]>();
  for (const file of files) {
    for (const alias of file.aliases ?? NONE) add(byAlias, foldName(alias.trim()), file);
  }
  return byAlias;
}

/**
 * Where `link` in the note at `sourcePath` leads.
 * A link that begins with `./` or `../` means that path and nothing else; `system:` names a note of the system vault.
 */
export function resolveLink(link: LinkWords, sourcePath: string, catalogue: Catalogue): Resolution {
  const { target } = link;
  if (target === '') return resolutionOf({ file: fileAt(sourcePath, catalogue), by: 'self', also: NONE }, link);
  if (isRelative(target)) return resolutionOf(relativeFitting(target, sourcePath, catalogue), link);
  const known = catalogue.answers.get(target);
  const fitting = known ?? findFitting(target, catalogue);
  if (known === undefined) catalogue.answers.set(target, fitting);
  return resolutionOf(hasRivals(fitting) ? besideFirst(fitting, sourcePath, target) : fitting, link);
}

/** The same for a link in whatever note; `null` when that depends on where it stands. */
export function resolveAnywhere(link: LinkWords, catalogue: Catalogue): Resolution | null {
  if (link.target === '' || isRelative(link.target)) return null;
  const fitting = findFitting(link.target, catalogue);
  return hasRivals(fitting) ? null : resolutionOf(fitting, link);
}

/** The same for a link that neither a path nor a name fits. */
export function resolveAlias(link: LinkWords, byAlias: Catalogue['byAlias']): Resolution {
  return resolutionOf(aliasFitting(foldName(plainTarget(link.target)), byAlias), link);
}

/** @param file that the link leads to, the only one that fits */
export function resolutionTo(file: CatalogueFile | null, by: 'path' | 'name' | 'system', link: LinkWords): Resolution {
  return resolutionOf({ file, by, also: NONE }, link);
}

function resolutionOf({ file, by, also }: Fitting, link: LinkWords): Resolution {
  return { path: file?.path ?? null, by, also: also.length === 0 ? NO_PATHS : also.map(({ path }) => path), anchor: anchorOf(link, file) };
}

/** True when it leads nowhere in this vault, or to a heading or block that is not there. */
export function isBroken({ path, by, anchor }: Resolution): boolean {
  return (path === null && by !== 'system') || anchor === 'missing';
}

const NONE: readonly never[] = [];
const NO_PATHS: readonly string[] = [];
const NOWHERE: Fitting = { file: null, by: null, also: NONE };
const SYSTEM: Fitting = { file: null, by: 'system', also: NONE };

function isRelative(target: string): boolean {
  return /^\.\.?(?:\/|$)/.test(target);
}

function relativeFitting(target: string, sourcePath: string, catalogue: Catalogue): Fitting {
  const path = joined(folderOf(sourcePath), target);
  if (path === null) return NOWHERE;
  const wanted = foldName(path);
  return chosen('relative', filesAt(path, wanted, namesakesOf(wanted, catalogue))) ?? NOWHERE;
}

/** Of several files with a name, one may lie beside the source. */
function hasRivals({ by, also }: Fitting): boolean {
  return by === 'name' && also.length > 0;
}

/** The app prefers the file that the target names from the source's own folder. */
function besideFirst({ file, by, also }: Fitting, sourcePath: string, target: string): Fitting {
  const source = folderOf(sourcePath);
  const beside = foldName(source === '' ? plainTarget(target) : `${source}/${plainTarget(target)}`);
  const files = file === null ? also : [file, ...also];
  const isBeside = ({ path }: CatalogueFile): boolean => sameFile(foldName(path), beside);
  return chosen(by, [...files.filter(isBeside), ...files.filter((each) => !isBeside(each))]) ?? NOWHERE;
}

/** Without the prefix of this vault, and without the `/` that begins a path from its top. */
function plainTarget(target: string): string {
  return target.replace(/^project:/, '').replace(/^\/+/, '');
}

function findFitting(link: string, catalogue: Catalogue): Fitting {
  if (link.startsWith('system:')) return SYSTEM;
  const target = plainTarget(link);
  const wanted = foldName(target);
  const namesakes = namesakesOf(wanted, catalogue);
  return chosen('path', filesAt(target, wanted, namesakes))
    ?? chosen('name', filesWhere(namesakes, (folded) => endsWithTarget(folded, wanted)))
    ?? aliasFitting(wanted, catalogue.byAlias);
}

function aliasFitting(wanted: string, byAlias: Catalogue['byAlias']): Fitting {
  return chosen('alias', [...(byAlias.get(wanted) ?? NONE)].sort(shorter)) ?? NOWHERE;
}

function chosen(by: Resolution['by'], files: readonly CatalogueFile[]): Fitting | null {
  const [file] = files;
  return file === undefined ? null : { file, by, also: files.length === 1 ? NONE : files.slice(1) };
}

/** Files that have the name at the end of a folded path, with or without `.md`. */
function namesakesOf(wanted: string, { byName }: Catalogue): readonly NamedFile[] {
  const found = byName.get(stemOf(wanted)) ?? NONE;
  return wanted.endsWith('.md') ? [...found, ...(byName.get(nameOf(wanted)) ?? NONE)] : found;
}

/** A note before another file of that name; the exact letters before others. */
function filesAt(path: string, wanted: string, namesakes: readonly NamedFile[]): readonly CatalogueFile[] {
  const others = filesWhere(namesakes, (folded) => folded === wanted);
  const notes = wanted.endsWith('.md') ? NONE : filesWhere(namesakes, (folded) => folded === `${wanted}.md`);
  if (others.length + notes.length < 2) return notes.length > 0 ? notes : others;
  const files = [...notes, ...others];
  const exact = notes.find((file) => file.path === `${path}.md`) ?? others.find((file) => file.path === path);
  return exact === undefined ? files : [exact, ...files.filter((file) => file !== exact)];
}

/** Those whose folded path fits, the shortest first. */
function filesWhere(files: readonly NamedFile[], fits: (folded: string) => boolean): readonly CatalogueFile[] {
  const fitting = files.filter(({ folded }) => fits(folded));
  return fitting.length === 0 ? NONE : fitting.map(({ file }) => file).sort(shorter);
}

function fileAt(path: string, catalogue: Catalogue): CatalogueFile {
  const folded = foldName(path);
  return namesakesOf(folded, catalogue).find(({ file }) => file.path === path)?.file ?? { path };
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

function anchorOf({ headings, block }: LinkWords, file: CatalogueFile | null): Resolution['anchor'] {
  if (headings.length === 0 && block === null) return 'none';
  const anchors = file?.anchors ?? null;
  if (anchors === null) return 'unknown';
  const isThere = block === null ? hasHeading(anchors, headings) : hasBlock(anchors, block);
  return isThere ? 'found' : 'missing';
}

/** The shortest path first, as the app has it; equally long ones by code units. */
function shorter({ path: a }: CatalogueFile, { path: b }: CatalogueFile): number {
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Its name without `.md`. */
function stemOf(folded: string): string {
  return folded.slice(folded.lastIndexOf('/') + 1, folded.endsWith('.md') ? -3 : undefined);
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

function add<T>(map: Map<string, T[]>, key: string, value: T): void {
  const there = map.get(key);
  if (there === undefined) map.set(key, [value]);
  else there.push(value);
}
