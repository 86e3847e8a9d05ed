// Reads `key=value` as it is typed on a command line into properties with types. What a value means depends on its own
// text alone, never on what the note holds, so that the same call always writes the same bytes.
import { CONTROL_OR_BREAK } from '../../control-characters';
import { TouchstoneError } from '../../errors';
import type { Properties, PropertyValue } from '../frontmatter';

/** Keys are shown in lists and error texts; Obsidian's own limit is not documented. */
const MAX_KEY_LENGTH = 100;

/**
 * `true`, `false` and numbers as JSON writes them get their type; `"12"` in double quotes and `["a", 1]` are read as
 * JSON; anything else (`00123`, `1.10`, `12:30`, `[[Link]]`, an empty value) is text, taken as it is.
 */
export function parseValue(text: string): PropertyValue {
  if (text === 'true') return true;
  if (text === 'false') return false;
  if (/^-?\d/u.test(text)) return numberOrText(text);
  if (text.startsWith('"') || (text.startsWith('[') && !text.startsWith('[['))) return jsonOrText(text);
  return text;
}

/**
 * One `key=value`; everything after the first `=` is the value.
 * @throws E_USAGE when there is no `=`, or the key is none
 */
export function parseAssignment(text: string): { key: string; value: PropertyValue; text: string } {
  const equals = text.indexOf('=');
  if (equals < 0) {
    throw new TouchstoneError('E_USAGE', `\`${text}\` is not an assignment: it has no \`=\`.`, {
      hint: 'Write key=value, for example status=active.',
      details: { found: text },
    });
  }
  const key = text.slice(0, equals);
  checkKey(key);
  const value = text.slice(equals + 1);
  return { key, value: parseValue(value), text: value };
}

/** All of a call's assignments; a key that is given several times becomes a list of its values. */
export function parseAssignments(texts: readonly string[]): Properties {
  const values = new Map<string, PropertyValue[]>();
  for (const text of texts) {
    const { key, value } = parseAssignment(text);
    values.set(key, [...(values.get(key) ?? []), value]);
  }
  const properties = Object.create(null) as Properties;
  for (const [key, given] of values) properties[key] = given.length === 1 ? (given[0] as PropertyValue) : given;
  return properties;
}

/** @throws E_USAGE for an empty key, one with a control character or blanks around it, or one that is too long */
export function checkKey(key: string): void {
  const problem = problemOfKey(key);
  if (problem === null) return;
  throw new TouchstoneError('E_USAGE', `${JSON.stringify(key)} can't be the name of a property: ${problem}.`, {
    hint: 'Use a name such as review_after.',
    details: { key },
  });
}

function problemOfKey(key: string): string | null {
  if (key === '') return 'it is empty';
  if (key.trim() !== key) return 'it begins or ends with a blank';
  if (CONTROL_OR_BREAK.test(key)) return 'it contains a control character or a line break';
  return key.length > MAX_KEY_LENGTH ? `it is longer than ${MAX_KEY_LENGTH} characters` : null;
}

/** A number only when writing it gives the same text back: `1.10`, `00123` and 20-digit ids stay text. */
function numberOrText(text: string): PropertyValue {
  const value = Number(text);
  return Number.isFinite(value) && String(value) === text ? value : text;
}

function jsonOrText(text: string): PropertyValue {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return text;
  }
  if (typeof value === 'string') return value;
  return Array.isArray(value) && value.every(isScalar) ? value : text;
}

function isScalar(value: unknown): value is string | number | boolean | null {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}
