// The list of plugins that a vault has turned on, as Obsidian keeps it (`community-plugins.json`: a JSON list of ids).
import { TouchstoneError } from '../../../shared/errors';

export const ENABLED_PLUGINS = 'community-plugins.json';

/** The last entry of a list, with the space before it. */
const LAST_ENTRY = /([[,])(\s*)"(?:[^"\\]|\\.)*"\s*$/;

/**
 * The text with `id` at the end of the list, every other byte as it was; `null` when `id` is in the list.
 *
 * @param text `null` when there is no such file
 * @throws E_INTEGRITY when it is no list of names
 */
export function withPlugin(text: string | null, id: string): string | null {
  if (text === null) return JSON.stringify([id], null, 2);
  const listed = namesIn(text);
  if (listed.includes(id)) return null;
  const end = text.lastIndexOf(']');
  const [inside, after] = [text.slice(0, end), text.slice(end)];
  if (listed.length === 0) return `${inside.trimEnd()}\n  ${JSON.stringify(id)}\n${after}`;
  const space = LAST_ENTRY.exec(inside)?.[2] ?? '';
  const entries = inside.trimEnd();
  return `${entries},${space}${JSON.stringify(id)}${inside.slice(entries.length)}${after}`;
}

function namesIn(text: string): string[] {
  let value: unknown = null;
  try {
    value = JSON.parse(text);
  } catch { /* Said below, with what else can be wrong. */ }
  // A character that stands for bytes that are no text: they would not survive being written.
  if (Array.isArray(value) && value.every((name): name is string => typeof name === 'string') && !text.includes('\ufffd')) return value;
  throw new TouchstoneError('E_INTEGRITY', `${ENABLED_PLUGINS} is not the list of names that Obsidian keeps in it; nothing was changed.`, {
    hint: 'Mend it, or remove it and turn your plugins on again in the app; then run the command again.',
    details: { path: ENABLED_PLUGINS },
  });
}
