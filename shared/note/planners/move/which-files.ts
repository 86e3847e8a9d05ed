// What `note move` moves and where to: one note, one attachment, or every file below a folder.
import { TouchstoneError } from '../../../errors';
import type { Io } from '../../../vault/io';
import { folderOf, folderPath, isBelow, nameOf, vaultPath } from '../../../vault/paths';
import type { VaultView } from '../../../vault/view';
import { checkName, foldName } from '../../names';
import { findNote } from '../../queries/find-note';
import { parseReference } from '../../reference';
import { assertOneSpelling } from '../folder-spelling';

export interface Relocation {
  kind: 'note' | 'file' | 'folder';
  from: string;
  to: string;
  /** Old path to new path, of every file, in path order. */
  moves: ReadonlyMap<string, string>;
}

type Source = Pick<Relocation, 'kind' | 'from'>;

/**
 * @param ref a note as everywhere, the path or name of an attachment, or the path of a folder
 * @param to a path from the vault's top; `folder/` or a folder that exists keeps the name
 * @throws E_NOT_FOUND, E_AMBIGUOUS, E_USAGE when something lies there already, or would lie beside its twin
 */
export function* relocation(view: VaultView, ref: string, to: string): Io<Relocation> {
  const files = yield* view.files('');
  const source = yield* sourceOf(view, ref, files);
  const target = destination(source, to, files);
  const moved = source.kind === 'folder' ? files.filter((path) => isBelow(path, source.from)) : [source.from];
  const moves = new Map(moved.map((path) => [path, source.kind === 'folder' ? target + path.slice(source.from.length) : target]));
  const plan: Relocation = { ...source, to: target, moves };
  if (source.from !== target) yield* assertFree(view, plan, files);
  return plan;
}

function* sourceOf(view: VaultView, ref: string, files: readonly string[]): Io<Source> {
  const path = plainPath(ref);
  if (path !== null && files.includes(path)) return { kind: isNote(path) ? 'note' : 'file', from: path };
  if (path !== null && (ref.trim().endsWith('/') || !files.includes(`${path}.md`)) && files.some((file) => isBelow(file, path))) {
    return { kind: 'folder', from: path };
  }
  try {
    const { path: from, heading } = yield* findNote(view, ref, 'write');
    if (heading === undefined) return { kind: 'note', from };
  } catch (error) {
    const named = error instanceof TouchstoneError && error.code === 'E_NOT_FOUND' ? attachmentNamed(ref, files) : null;
    if (named === null) throw error;
    return { kind: 'file', from: named };
  }
  throw new TouchstoneError('E_USAGE', `\`${ref}\` names a part of a note; a whole note is moved.`, { hint: 'Leave out what follows the `#`.', details: { reference: ref } });
}

/** `null` when it can't be a path; it may still be a name or an alias. */
function plainPath(ref: string): string | null {
  try {
    return vaultPath(ref.trim());
  } catch {
    return null;
  }
}

function attachmentNamed(ref: string, files: readonly string[]): string | null {
  const wanted = foldName(parseReference(ref).target);
  const named = files.filter((path) => !isNote(path) && foldName(nameOf(path)) === wanted);
  if (named.length <= 1) return named[0] ?? null;
  throw new TouchstoneError('E_AMBIGUOUS', `\`${ref}\` fits ${named.length} files: ${named.join(', ')}.`, {
    hint: 'Give the path of the one you mean.',
    details: { reference: ref, candidates: named },
  });
}

function destination({ kind, from }: Source, to: string, files: readonly string[]): string {
  const path = folderPath(to.trim());
  const isFolder = path === '' || to.trim().endsWith('/') || (path !== from && files.some((file) => isBelow(file, path)));
  const into = path === '' ? nameOf(from) : `${path}/${nameOf(from)}`;
  const plain = isFolder ? into : path;
  if (kind === 'folder') {
    if (isBelow(plain, from)) throw intoItself(from, plain);
    return plain;
  }
  const extension = extensionOf(from);
  return foldName(plain).endsWith(foldName(extension)) ? plain : plain + extension;
}

function intoItself(from: string, to: string): TouchstoneError {
  return new TouchstoneError('E_USAGE', `\`${from}\` can't be moved into itself (\`${to}\`).`, { hint: 'Name a folder outside of it.', details: { from, to } });
}

/** With its dot; what a file is stays what it is. */
function extensionOf(path: string): string {
  return /\.[^./]+$/.exec(path)?.[0] ?? '';
}

/**
 * Nothing is overwritten, and no two paths end up differing in letter case or Unicode form only, since many file systems
 * take those for one. What moves away is not in the way, so a name may change its case.
 */
function* assertFree(view: VaultView, { from, to, moves }: Relocation, files: readonly string[]): Io<void> {
  for (const part of newParts(to, files)) checkName(part.replace(/\.md$/iu, ''));
  const staying = files.filter((path) => !moves.has(path));
  const byFolded = new Map(staying.map((path) => [foldName(path), path]));
  for (const target of moves.values()) {
    const twin = byFolded.get(foldName(target));
    if (twin !== undefined) throw taken(target, twin);
    const there = yield* view.note(target);
    if (there !== null) throw sameFile(from, to);
  }
  assertOneSpelling(to, staying);
}

/** The parts of a path that exist nowhere yet. */
function newParts(path: string, files: readonly string[]): string[] {
  const parts = [nameOf(path)];
  for (let folder = folderOf(path); folder !== '' && !files.some((file) => isBelow(file, folder)); folder = folderOf(folder)) {
    parts.push(nameOf(folder));
  }
  return parts;
}

function taken(path: string, twin: string): TouchstoneError {
  const message = twin === path ? `\`${path}\` exists already, and a move never replaces a file.` : `\`${path}\` can't lie beside \`${twin}\`: many file systems take the two for one.`;
  return new TouchstoneError('E_USAGE', message, { hint: 'Choose another name, or move what is there first.', details: { path, existing: twin } });
}

/** Only where the file system itself ignores letter case. */
function sameFile(from: string, to: string): TouchstoneError {
  return new TouchstoneError('E_USAGE', `This file system takes \`${to}\` for the same file as \`${from}\`.`, {
    hint: 'Move it in two steps, by a name that differs in more than letter case.',
    details: { from, to },
  });
}

function isNote(path: string): boolean {
  return /\.md$/i.test(path);
}
