// What a search may be narrowed to: a folder, a type, tags, properties. Filters take hits away; they change no score.
import { holds, type Condition } from '../note/queries/list-notes';
import { isBelow } from '../vault/paths';
import type { SearchDocument } from './document';

export interface SearchFilters {
  /** `''` is the whole vault. */
  folder: string;
  type?: string;
  /** All must be there. A tag holds the ones nested in it: `area` finds `area/backend`. Letter case does not matter. */
  tags: readonly string[];
  /** All must hold, as in `note list`. */
  where: readonly Condition[];
}

export function isInFolder(path: string, { folder }: SearchFilters): boolean {
  return folder === '' || isBelow(path, folder);
}

/** Whether the filters ask for something that only readable properties can answer. */
export function asksForProperties({ type, tags, where }: SearchFilters): boolean {
  return type !== undefined || where.length > 0 || tags.length > 0;
}

export function passes(note: SearchDocument, filters: SearchFilters): boolean {
  if (!isInFolder(note.path, filters)) return false;
  if (!filters.tags.every((wanted) => note.tags.some((tag) => isTag(tag, wanted)))) return false;
  const conditions = filters.type === undefined ? filters.where : [{ key: 'type', value: filters.type }, ...filters.where];
  return conditions.every(({ key, value }) => note.properties !== null && holds(note.properties[key], value));
}

function isTag(tag: string, wanted: string): boolean {
  const [one, other] = [tag.toLowerCase(), wanted.toLowerCase().replace(/^#/, '')];
  return one === other || one.startsWith(`${other}/`);
}
