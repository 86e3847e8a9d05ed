// `note list`: the notes of a folder, of a type, with certain properties. What can't be read is listed as such.
import type { Io } from '../../vault/io';
import { folderPath } from '../../vault/paths';
import type { Sha256 } from '../../vault/ports';
import type { IndexedNote, Integrity, VaultView } from '../../vault/view';
import type { Properties, PropertyValue } from '../frontmatter';
import { linkTarget } from '../values';

export interface Condition {
  key: string;
  /** As typed: compared with the value's text, so `estimate=3` finds the number and the text. */
  value: string;
}

export interface ListRequest {
  folder?: string;
  type?: string;
  /** All must hold. A list holds what one of its elements is; a link is what it points to. */
  where: readonly Condition[];
}

/** One note, as JSON has it. */
export interface NoteRow {
  path: string;
  sha256: Sha256;
  type: string | null;
  integrity: Integrity;
  properties: Properties;
}

export interface NoteList {
  /** Sorted by path. */
  notes: NoteRow[];
  /** Notes of the folder whose properties can't be read: nobody knows whether they fit. */
  unreadable: { path: string; problem: string }[];
}

export function listNotes(request: ListRequest): (view: VaultView) => Io<NoteList> {
  const conditions = request.type === undefined ? request.where : [{ key: 'type', value: request.type }, ...request.where];
  return function* (view) {
    const indexed = yield* view.index(folderPath(request.folder ?? ''));
    const notes: NoteRow[] = [];
    const unreadable: NoteList['unreadable'] = [];
    for (const note of indexed) {
      if (note.properties === null) unreadable.push({ path: note.path, problem: note.problem ?? 'it can not be read' });
      else if (conditions.every((condition) => holds(note.properties?.[condition.key], condition.value))) notes.push(rowOf(note, note.properties));
    }
    return { notes, unreadable };
  };
}

function rowOf({ path, sha256, integrity }: IndexedNote, properties: Properties): NoteRow {
  const type = properties['type'];
  return { path, sha256, type: typeof type === 'string' ? type : null, integrity, properties };
}

/** `key=` with nothing after it finds notes that have no such property, or an empty one. */
export function holds(found: PropertyValue | undefined, wanted: string): boolean {
  if (wanted === '') return found === undefined || found === null || found === '' || (Array.isArray(found) && found.length === 0);
  if (Array.isArray(found)) return found.some((element) => isText(element, wanted));
  return found !== undefined && isText(found, wanted);
}

function isText(found: PropertyValue, wanted: string): boolean {
  if (found === null || typeof found === 'object') return false;
  const isLink = typeof found === 'string' && found.startsWith('[[');
  return String(found) === wanted || (isLink && linkTarget(found) === linkTarget(wanted));
}
