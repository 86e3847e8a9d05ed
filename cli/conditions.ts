// `--where key=value` as lists and searches take it.
import { TouchstoneError } from '../shared/errors';
import type { Condition } from '../shared/note/queries/list-notes';

/** @throws E_USAGE for anything but `key=value`. */
export function conditionOf(text: string): Condition {
  const equals = text.indexOf('=');
  if (equals > 0) return { key: text.slice(0, equals), value: text.slice(equals + 1) };
  throw new TouchstoneError('E_USAGE', `--where takes key=value, not "${text}".`, {
    hint: 'For example --where status=active, or --where domain= for notes without one.',
    details: { option: 'where', value: text },
  });
}
