// The tags of a note: `#tag` in its body, and the property `tags`.
import type { Properties } from './frontmatter';
import { lineOf, type NoteScan } from './scan';
import { listOf } from './values';

export interface NoteTag {
  /** Without `#`, as written; nested ones with `/`. Letter case does not distinguish tags. */
  tag: string;
  /** Line from 0; `null` in properties. */
  line: number | null;
  /** The range of `#tag` in the body; `null` in properties. */
  range: { start: number; end: number } | null;
}

/** A tag needs one character that is no digit: `#1984` is a number. */
const NUMBER = /^[0-9]+$/;
/**
 * Six or eight hexadecimal digits with a decimal one among them, or one letter repeated: `#1e90ff`, `#fff`. The app takes
 * these for tags; nobody means them so. Shorter mixed ones (`#e2e`, `#2fa`) stay tags.
 */
const COLOUR = /^(?:(?=[a-f]*[0-9])(?:[0-9a-f]{6}|[0-9a-f]{8})|([a-f])\1{2}(?:\1(?:\1{2}(?:\1{2})?)?)?)$/i;
/** What no tag of a property may hold: blanks, and the punctuation that would end it in the body. */
const NOT_IN_TAGS = /[\u2000-\u206f\u2e00-\u2e7f'!"#$%&()*+,.:;<=>?@^`{|}~[\]\\\s]/;

/** The tags of the properties, then those of the body in the order of the text; each as often as it stands there. */
export function tagsOf(scan: NoteScan, properties: Properties | null): NoteTag[] {
  const body = scan.tags.flatMap(({ start, end }): NoteTag[] => {
    const tag = scan.text.slice(start + 1, end);
    return NUMBER.test(tag) || COLOUR.test(tag) ? [] : [{ tag, line: lineOf(scan, start), range: { start, end } }];
  });
  return [...propertyTags(properties).map((tag) => ({ tag, line: null, range: null })), ...body];
}

/** The tags of the property `tags`: a list, or one text with commas or blanks between them; a leading `#` is dropped. */
export function propertyTags(properties: Properties | null): string[] {
  const value = properties?.['tags'];
  const written = typeof value === 'string' ? value.split(/[,\s]+/) : listOf(value);
  return written
    .map((text) => text.trim().replace(/^#/, '').replace(/\/+$/, ''))
    .filter((tag) => tag !== '' && !NUMBER.test(tag) && !NOT_IN_TAGS.test(tag));
}
