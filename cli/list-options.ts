// The options that every list takes, read in one place: `--limit --offset --fields --sort`.
import { LIST_LIMIT_DEFAULT, readCount, type ListRequest } from '../shared/answer/list-request';
import { TouchstoneError } from '../shared/errors';
import { suggestion } from './suggest';
import type { Invocation, OptionSpec } from './verb';

/** For a list verb's table: `options: [...LIST_OPTIONS, …]`. */
export const LIST_OPTIONS: readonly OptionSpec[] = [
  { name: 'limit', short: 'n', value: '<n>', summary: 'Show at most this many; 0 shows all', default: String(LIST_LIMIT_DEFAULT) },
  { name: 'offset', value: '<n>', summary: 'Leave out this many first', default: '0' },
  { name: 'fields', value: '<a,b>', summary: 'Show only these fields, in this order' },
  { name: 'sort', value: '<a,-b>', summary: 'Sort by these fields; a leading - reverses one' },
];

/**
 * @param fields keys that the list's JSON rows have, in their order; `--fields` and `--sort` take only these.
 * @throws E_USAGE for a number that is none, or an unknown field (with the nearest).
 */
export function readListOptions(call: Pick<Invocation, 'option'>, fields: readonly string[]): ListRequest {
  return {
    limit: readCount('limit', '--limit', call.option('limit'), LIST_LIMIT_DEFAULT),
    offset: readCount('offset', '--offset', call.option('offset'), 0),
    fields: chosenFields(call.option('fields'), fields),
    sort: sortOrder(call.option('sort'), fields),
  };
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
