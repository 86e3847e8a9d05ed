// `note create`: a new note, plain or of a knowledge type. It never replaces one, nor lies beside one whose name some
// file systems can't tell from its own.
import { TouchstoneError } from '../../errors';
import { skeletonFor, requireNoteType } from '../../knowledge/skeleton';
import { classOf, requireNoteWrite } from '../../policy/note-classes';
import type { Io } from '../../vault/io';
import { folderOf, nameOf, notePath } from '../../vault/paths';
import type { Planner } from '../../vault/plan';
import type { VaultView } from '../../vault/view';
import { serializeFrontmatter, type Properties } from '../frontmatter';
import { checkName, foldName } from '../names';
import { setProperties } from '../properties';
import { frontmatterBlock } from '../scan';
import { parseAssignments } from './assignments';
import { assertNoteRules } from './note-rules';
import { assertOneSpelling } from './folder-spelling';

export interface CreateRequest {
  /** Vault-relative; `.md` is added. */
  path: string;
  /** A knowledge type; brings its properties and, when no body is given, its sections. */
  type?: string;
  /** Becomes the `# Heading`; for a typed note the file's name where it is not given. */
  title?: string;
  /** `key=value` each. */
  assignments: readonly string[];
  /** May bring properties of its own, where no type is given. */
  body?: string;
}

export interface CreatedItem {
  path: string;
  type: string | null;
}

/** @throws E_USAGE (a bad name, a note that exists, a twin), E_POLICY */
export function createNote(request: CreateRequest): Planner<CreatedItem> {
  return function* (view) {
    const path = notePath(request.path);
    requireNoteWrite(view.actor, path, view.config, 'note create');
    yield* assertFreeName(view, path);
    const content = newText(view, path, request);
    assertNoteRules(path, null, content, view.config);
    return {
      plan: { op: 'note.create', writes: [{ path, content, before: null }] },
      item: { path, type: request.type ?? null },
    };
  };
}

/**
 * Refuses names that Obsidian can't link to, and paths that are the same as a present one on a file system that
 * ignores case or Unicode form. Folders that exist may be called what they are called.
 */
export function* assertFreeName(view: VaultView, path: string): Io<void> {
  const paths = yield* view.paths('');
  checkName(nameOf(path).replace(/\.md$/iu, ''));
  for (let folder = folderOf(path); folder !== '' && !paths.some((other) => other.startsWith(`${folder}/`)); folder = folderOf(folder)) {
    checkName(nameOf(folder));
  }
  const twin = paths.find((other) => foldName(other) === foldName(path)) ?? (yield* view.note(path))?.path;
  if (twin !== undefined) throw taken(path, twin);
  assertOneSpelling(path, paths);
}

function taken(path: string, twin: string): TouchstoneError {
  const message = twin === path ? `\`${path}\` exists already.` : `\`${path}\` can't lie beside \`${twin}\`: many file systems take the two for one.`;
  return new TouchstoneError('E_USAGE', message, {
    hint: `Change it with: touchstone note write ${JSON.stringify(twin)}, or note append, patch or prop set.`,
    details: { path, existing: twin },
  });
}

function newText(view: VaultView, path: string, request: CreateRequest): string {
  const given = parseAssignments(request.assignments);
  const body = request.body ?? '';
  const ownProperties = frontmatterBlock(body) !== null;
  if (ownProperties && (request.type !== undefined || request.title !== undefined)) {
    throw new TouchstoneError('E_USAGE', 'The text brings properties of its own, and so would --type and --title.', {
      hint: 'Leave out --type and --title, or the block between the lines of `---` in the text.',
    });
  }
  if (ownProperties) return setProperties(body, given);
  if (request.type !== undefined) return typedText(view, path, request.type, request, given);
  const frontmatter = Object.keys(given).length > 0 ? serializeFrontmatter(given) : '';
  return frontmatter + withTitle(request.title, body);
}

function typedText(view: VaultView, path: string, typeName: string, request: CreateRequest, given: Properties): string {
  if ('type' in given) throw new TouchstoneError('E_USAGE', 'The type was given twice: with --type and as a property.');
  const name = nameOf(path).replace(/\.md$/iu, '');
  const title = request.title ?? name;
  if (title !== name && !('aliases' in given)) given['aliases'] = [title];
  const { config, now } = view;
  const noteClass = classOf(path, config);
  const { text } = skeletonFor(requireNoteType(typeName), {
    title,
    project: config.project,
    now,
    folders: config.folders,
    properties: given,
    ...(noteClass === 'template' ? {} : { scope: noteClass === 'system' ? ('system' as const) : ('project' as const) }),
  });
  if (request.body === undefined) return text;
  return text.slice(0, frontmatterBlock(text)?.end ?? 0) + withTitle(title, request.body);
}

/** A body that begins with its own level-1 heading keeps that one. */
function withTitle(title: string | undefined, body: string): string {
  const parts = [title === undefined || body.startsWith('# ') ? '' : `# ${title}\n`, body === '' || body.endsWith('\n') ? body : `${body}\n`];
  return parts.filter((part) => part !== '').join('\n');
}
