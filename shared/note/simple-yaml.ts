// Reads properties as verbs and the app write them: one key a line, plain or quoted texts, lists of them below their key.
// That is all that most notes hold, and an index that is made anew reads all of them. `null` for anything else.
import type { Properties, PropertyValue } from './frontmatter';
import { emptyProperties } from './entries';
import { INDICATORS } from './plain-inline';
import { plainValue } from './plain-scalar';

/** A key with what follows it, or an item of the list below it. */
const LINE = /([A-Za-z_][\w-]{0,99}):(?: ([^\n]*))?\n| {2}- ([^\n]*)\n/y;

/** @param text without anything unusual (`plain-yaml.ts`); it answers as the plain reader does, or `null` */
export function readSimpleYaml(text: string): Properties | null {
  const properties = emptyProperties();
  /** The list of the key above; a key without a value has none yet. */
  let below: { key: string; list: PropertyValue[] | null } | null = null;
  for (let at = 0; at < text.length; at = LINE.lastIndex) {
    LINE.lastIndex = at;
    const line = LINE.exec(text);
    if (line === null) return null;
    const [, key, inline = '', item] = line;
    const value = key === undefined || inline !== '' ? simpleValue(item ?? inline) : null;
    if (value === undefined) return null;
    if (key !== undefined) {
      if (key in properties) return null;
      properties[key] = value;
      below = inline === '' ? { key, list: null } : null;
    } else {
      if (below === null) return null;
      properties[below.key] = below.list ??= [];
      below.list.push(value);
    }
  }
  return properties;
}

/** `undefined` for what is not simple. */
function simpleValue(source: string): PropertyValue | undefined {
  if (source === '[]') return [];
  const first = source.charAt(0);
  if (first === '"') return isWholeQuote(source) ? source.slice(1, -1) : undefined;
  const last = source.charAt(source.length - 1);
  const isPlain = first !== '' && first !== ' ' && first !== '-' && !INDICATORS.includes(first)
    && last !== ' ' && last !== ':' && last !== '\r' && !source.includes(': ') && !source.includes(' #');
  return isPlain ? plainValue(source) : undefined;
}

function isWholeQuote(source: string): boolean {
  return source.length > 1 && source.indexOf('"', 1) === source.length - 1 && !source.includes('\\');
}
