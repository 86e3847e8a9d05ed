// Reading one property of a note in a list.
import type { PropertyValue } from '../note/frontmatter';
import type { IndexedNote } from './view';

/** One property of a note in a list, without making all of them where that can be avoided. */
export function propertyOf(note: Pick<IndexedNote, 'properties' | 'property'>, key: string): PropertyValue | undefined {
  if (note.property) return note.property(key);
  const { properties } = note;
  return properties !== null && Object.hasOwn(properties, key) ? properties[key] : undefined;
}
