// Reads properties as verbs and the app write them: one key a line, plain or quoted texts, lists of them below their key.
// That is all that most notes hold, and an index that is made anew reads all of them. `null` for anything else.
import type { Properties, PropertyValue } from './frontmatter';
import { emptyProperties } from './entries';
import { INDICATORS } from './plain-inline';
import { plainValue } from './plain-scalar';

const KEY = /^[A-Za-z_][\w-]{0,99}$/;
const ITEM = '  - ';
const SPACE = 0x20;

/** @param text without anything unusual (`plain-yaml.ts`); it answers as the plain reader does, or `null` */
export function readSimpleYaml(text: string): Properties | null {
  const properties = emptyProperties();
  let key = '';
  /** The list below the key, once it has an item; only a key without a value of its own may have one. */
  let list: PropertyValue[] | null = null;
  let mayHaveList = false;
  for (let at = 0; at < text.length;) {
    const end = text.indexOf('\n', at);
    if (end < 0) return null;
    if (text.charCodeAt(at) === SPACE) {
      const item = mayHaveList && text.startsWith(ITEM, at) ? simpleValue(text.slice(at + ITEM.length, end)) : undefined;
      if (item === undefined) return null;
      list ??= [];
      list.push(item);
      properties[key] = list;
    } else {
      const colon = text.indexOf(':', at);
      key = text.slice(at, colon);
      const goesOn = colon + 1 < end;
      if (colon < 0 || colon >= end || !KEY.test(key) || key in properties || (goesOn && text.charCodeAt(colon + 1) !== SPACE)) return null;
      mayHaveList = colon + 2 >= end;
      list = null;
      const value = mayHaveList ? null : simpleValue(text.slice(colon + 2, end));
      if (value === undefined) return null;
      properties[key] = value;
    }
    at = end + 1;
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
