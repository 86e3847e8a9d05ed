// The types that Obsidian gives our properties, merged into the vault's `types.json`: what a person chose there stays.
import { NOTE_TYPES, noteTypeNames } from './types';

const HOLDS = { text: 'text', date: 'date', list: 'multitext', links: 'multitext' } as const;

/** Properties of stories and proposals (formats.md). */
const OTHERS: Readonly<Record<string, string>> = {
  aliases: 'aliases',
  assignee: 'text', blocked_by: 'multitext', claimed_at: 'datetime', closed_at: 'datetime', created_at: 'datetime',
  decided_at: 'datetime', defer_until: 'date', estimate: 'number', evidence: 'multitext', follows: 'multitext',
  labels: 'multitext', lease_until: 'datetime', parent: 'text', priority: 'number', rejections: 'number',
  related: 'multitext', target: 'text', updated_at: 'datetime',
};

/** Obsidian's type by property name, sorted. `tags` has a type of its own. */
function propertyTypes(): Record<string, string> {
  const types = new Map(Object.entries(OTHERS));
  for (const name of noteTypeNames()) {
    for (const rule of NOTE_TYPES[name].properties) types.set(rule.name, rule.name === 'tags' ? 'tags' : HOLDS[rule.holds]);
  }
  return Object.fromEntries([...types].sort(([one], [other]) => (one < other ? -1 : 1)));
}

/**
 * The text of `types.json` with our types added; the same text when it has them all.
 * @param text as it is; `null` when there is no such file.
 * @returns `null` when it is not the JSON that Obsidian writes, and is to be left alone.
 */
export function mergedTypes(text: string | null): string | null {
  const file = text === null ? {} : objectOf(text);
  const present = file === null ? null : file['types'] ?? {};
  if (file === null || !isObject(present)) return null;
  const missing = Object.entries(propertyTypes()).filter(([name]) => !Object.hasOwn(present, name));
  if (missing.length === 0 && text !== null) return text;
  return `${JSON.stringify({ ...file, types: { ...present, ...Object.fromEntries(missing) } }, null, 2)}\n`;
}

function objectOf(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
