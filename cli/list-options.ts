// The options that every list takes, read in one place: `--limit --offset --fields --sort`.
import { TouchstoneError } from '../shared/errors';
import { suggestion } from './suggest';
import type { Invocation, OptionSpec } from './verb';

const LIST_LIMIT_DEFAULT = 50;

/** For a list verb's table: `options: [...LIST_OPTIONS, …]`. */
export const LIST_OPTIONS: readonly OptionSpec[] = [
  { name: 'limit', short: 'n', value: '<n>', summary: 'Show at most this many; 0 shows all', default: '50' },
  { name: 'offset', value: '<n>', summary: 'Leave out this many first', default: '0' },
  { name: 'fields', value: '<a,b>', summary: 'Show only these fields, in this order' },
  { name: 'sort', value: '<a,-b>', summary: 'Sort by these fields; a leading - reverses one' },
];

export interface ListRequest {
  /** 0 means all. */
  limit: number;
  offset: number;
  /** Keys of the JSON rows; `null` means all. */
  fields: readonly string[] | null;
  /** Empty: the noun's own order. */
  sort: readonly { field: string; descending: boolean }[];
}

/**
 * @param fields keys that the list's JSON rows have, in their order; `--fields` and `--sort` take only these.
 * @throws E_USAGE for a number that is none, or an unknown field (with the nearest).
 */
export function readListOptions(call: Pick<Invocation, 'option'>, fields: readonly string[]): ListRequest {
  return {
    limit: count(call, 'limit', LIST_LIMIT_DEFAULT),
    offset: count(call, 'offset', 0),
    fields: chosenFields(call.option('fields'), fields),
    sort: sortOrder(call.option('sort'), fields),
  };
}

function count(call: Pick<Invocation, 'option'>, option: string, otherwise: number): number {
  const text = call.option(option);
  if (text === undefined) return otherwise;
  if (!/^\d{1,9}$/.test(text)) {
    throw new TouchstoneError('E_USAGE', `--${option} takes a whole number of 0 or more, not "${text}".`, {
      details: { option, value: text },
    });
  }
  return Number(text);
}

function chosenFields(text: string | undefined, known: readonly string[]): readonly string[] | null {
  if (text === undefined) return null;
  return [...new Set(words(text, 'fields').map((field) => checkField('fields', field, known)))];
}

function sortOrder(text: string | undefined, known: readonly string[]): ListRequest['sort'] {
  if (text === undefined) return [];
  return words(text, 'sort').map((word) => {
    const descending = word.startsWith('-');
    return { field: checkField('sort', descending ? word.slice(1) : word, known), descending };
  });
}

function words(text: string, option: string): string[] {
  const found = text.split(',').map((word) => word.trim()).filter((word) => word !== '');
  if (found.length === 0) throw new TouchstoneError('E_USAGE', `--${option} is empty; give field names with commas between them.`);
  return found;
}

function checkField(option: string, field: string, known: readonly string[]): string {
  if (known.includes(field)) return field;
  throw new TouchstoneError('E_USAGE', `--${option}: this list has no field "${field}".`, {
    hint: suggestion(field, known),
    details: { option, field, allowed: [...known] },
  });
}
