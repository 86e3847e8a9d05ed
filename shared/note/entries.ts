// Where each property of a YAML mapping stands in the text. Both readers (the plain scanner and the `yaml` package)
// answer in these terms, and edits splice by them. All offsets count UTF-16 units from the start of the whole text.
import type { PropertyValue } from './frontmatter';

/** How a value is written. `other`: readable, but edited only as a whole (anchors, tags, values on the next line). */
export type ValueShape = 'empty' | 'scalar' | 'inline-list' | 'block-list' | 'block-map' | 'block-text' | 'other';

export interface Item {
  value: PropertyValue;
  /** Block lists: from the start of the item's first line to after its last line break. Inline lists: as the value. */
  start: number;
  end: number;
  valueStart: number;
  valueEnd: number;
}

export interface Entry {
  key: string;
  value: PropertyValue;
  shape: ValueShape;
  /** Start of the line that the key is on. */
  start: number;
  /** After the line break of the last line that belongs to the value. */
  end: number;
  afterColon: number;
  /** What of the value begins on the key's line; both `afterColon` when nothing does. A comment is not part of it. */
  inlineStart: number;
  inlineEnd: number;
  /** The lines below the key's line that belong to the value; `end` when there are none. */
  bodyStart: number;
  /** Lists only. */
  items: Item[];
  /** Block maps only. */
  entries: Entry[];
}

export interface Mapping {
  entries: Entry[];
  /** Spaces before each key. */
  indent: number;
}

/** The entries' values as a null-prototype object, so that no key can reach a prototype. */
export function valuesOf(entries: readonly Pick<Entry, 'key' | 'value'>[]): Record<string, PropertyValue> {
  const properties = emptyProperties();
  for (const entry of entries) properties[entry.key] = entry.value;
  return properties;
}

export function emptyProperties(): Record<string, PropertyValue> {
  return Object.create(null) as Record<string, PropertyValue>;
}
