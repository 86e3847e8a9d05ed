// A new knowledge note of a type: its place, its properties in their order, and its sections, from the table of types.
import { TouchstoneError } from '../errors';
import { serializeFrontmatter, type Properties, type PropertyValue } from '../note/frontmatter';
import { slug } from '../note/names';
import type { Folders } from '../settings/config';
import { isNoteType, NOTE_TYPES, noteTypeNames, type NoteType, type NoteTypeName } from './types';

export type NoteScope = 'project' | 'system';

export interface SkeletonRequest {
  title: string;
  /** Name of the project, written in notes of project scope. */
  project: string;
  /** RFC 3339; its day becomes `created`. */
  now: string;
  folders: Folders;
  /** Defaults to project where the type has a folder there. */
  scope?: NoteScope;
  /** Properties beyond the table's defaults; they take the place of these. */
  properties?: Properties;
  /** One line below the title. */
  summary?: string;
  /** Content by section title; other sections of the type stay empty. */
  sections?: ReadonlyMap<string, string>;
}

/**
 * The note `title` of a type: `path` below the folder of its scope, `text` with a final newline.
 * @throws E_USAGE when the type has no place in the scope.
 */
export function skeletonFor(type: NoteTypeName, request: SkeletonRequest): { path: string; text: string } {
  const noteType = NOTE_TYPES[type];
  const scope = request.scope ?? (noteType.folder.project === null ? 'system' : 'project');
  const name = slug(request.title);
  return {
    path: `${folderOf(noteType, scope, request.folders)}/${name}.md`,
    text: serializeFrontmatter(propertiesOf(noteType, scope, name, request)) + bodyOf(noteType, request),
  };
}

/** The type named by a person or an agent. @throws E_USAGE that lists the types. */
export function requireNoteType(name: string, allowed: readonly NoteTypeName[] = noteTypeNames()): NoteTypeName {
  if (isNoteType(name) && allowed.includes(name)) return name;
  throw new TouchstoneError('E_USAGE', `There is no type '${name}' here.`, {
    hint: `Types: ${allowed.join(', ')}`,
    details: { type: name, allowed: [...allowed] },
  });
}

function folderOf(type: NoteType, scope: NoteScope, folders: Folders): string {
  const folder = type.folder[scope];
  if (folder === null) {
    const other: NoteScope = scope === 'project' ? 'system' : 'project';
    throw new TouchstoneError('E_USAGE', `A ${type.name} note has no place in ${scope} scope.`, {
      hint: `A ${type.name} note is of ${other} scope.`,
      details: { type: type.name, scope },
    });
  }
  return scope === 'project' ? `${folders.knowledge}/${folder}` : folder;
}

function propertiesOf(type: NoteType, scope: NoteScope, name: string, request: SkeletonRequest): Properties {
  const given = request.properties ?? (Object.create(null) as Properties);
  const known: Partial<Record<string, PropertyValue>> = {
    type: type.name,
    scope,
    created: request.now.slice(0, 10),
    ...(scope === 'project' ? { project: request.project } : {}),
  };
  const properties = Object.create(null) as Properties;
  for (const rule of type.properties) {
    const value = given[rule.name] ?? known[rule.name] ?? rule.default;
    if (value !== undefined) properties[rule.name] = value;
  }
  for (const [key, value] of Object.entries(given)) {
    if (!(key in properties)) properties[key] = value;
  }
  // A title that can't be a file name stays findable by Obsidian's links and quick switcher.
  if (name !== request.title && !('aliases' in properties)) properties['aliases'] = [request.title];
  return properties;
}

function bodyOf(type: NoteType, request: SkeletonRequest): string {
  const blocks = [`# ${request.title}`];
  if (request.summary !== undefined) blocks[0] += `\n${request.summary}`;
  for (const section of type.sections) {
    const content = request.sections?.get(section);
    blocks.push(content === undefined || content === '' ? `## ${section}` : `## ${section}\n${content}`);
  }
  return `${blocks.join('\n\n')}\n`;
}
