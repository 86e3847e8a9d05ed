// Reading property values as people write them: one value in place of a list, a bare name in place of a link.
import type { PropertyValue } from './frontmatter';

/**
 * A property as a list of texts: nothing is `[]`, a single value is a list of one, numbers and booleans are their
 * text. `[[Note]]` without quotes is YAML for a list in a list; it reads as the text `Note`. Mappings are left out.
 */
export function listOf(value: PropertyValue | undefined): string[] {
  if (value === undefined || value === null || value === '') return [];
  if (Array.isArray(value)) return value.every(isText) ? [...value] : value.flatMap(listOf);
  return typeof value === 'object' ? [] : [String(value)];
}

function isText(value: PropertyValue): value is string {
  return typeof value === 'string' && value !== '';
}

/**
 * What a reference points at: `[[Note#Part|shown]]`, `"[[Note#Part]]"`, `![[Note#Part]]` and `Note#Part` all
 * give `Note#Part`.
 */
export function linkTarget(value: string): string {
  const text = unquoted(value.trim());
  const inner = /^!?\[\[([\s\S]*)\]\]$/.exec(text)?.[1];
  if (inner === undefined) return text;
  const bar = inner.search(/\\?\|/);
  return (bar === -1 ? inner : inner.slice(0, bar)).trim();
}

/** Deep equality of values: types count, the order of a mapping's keys does not. */
export function sameValue(one: PropertyValue, other: PropertyValue): boolean {
  if (Array.isArray(one) || Array.isArray(other)) {
    if (!Array.isArray(one) || !Array.isArray(other) || one.length !== other.length) return false;
    return one.every((item, index) => sameValue(item, other[index] ?? null));
  }
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return one === other;
  const keys = Object.keys(one);
  return (
    keys.length === Object.keys(other).length &&
    keys.every((key) => Object.hasOwn(other, key) && sameValue(one[key] ?? null, other[key] ?? null))
  );
}

function unquoted(text: string): string {
  const quote = text.charAt(0);
  return text.length > 1 && (quote === '"' || quote === "'") && text.endsWith(quote) ? text.slice(1, -1).trim() : text;
}
