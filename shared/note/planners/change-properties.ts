// `note prop set|unset|add|remove`: one or several properties of a note; no other byte of it changes.
import { TouchstoneError } from '../../errors';
import type { Io } from '../../vault/io';
import type { Planned, Planner } from '../../vault/plan';
import type { VaultView } from '../../vault/view';
import { readFrontmatter, type Properties, type PropertyValue } from '../frontmatter';
import { addToList, removeFromList, setProperties } from '../properties';
import { checkKey, parseAssignments, parseValue } from './assignments';
import { planChange, targetNote } from './target';

export interface PropertiesItem {
  path: string;
  /** The named properties as they are now; `null` for one that is not there. */
  properties: Record<string, PropertyValue>;
}

/** @param assignments `key=value` each; a key given several times becomes a list */
export function setNoteProperties(request: { ref: string; assignments: readonly string[] }): Planner<PropertiesItem> {
  const values = parseAssignments(request.assignments);
  const keys = Object.keys(values);
  requireSome(keys, 'note prop set', 'key=value');
  return (view) => changeProperties(view, request.ref, 'set', keys, (text) => setProperties(text, values));
}

export function unsetNoteProperties(request: { ref: string; keys: readonly string[] }): Planner<PropertiesItem> {
  requireSome(request.keys, 'note prop unset', 'key');
  for (const key of request.keys) checkKey(key);
  const nothing = Object.create(null) as Record<string, undefined>;
  for (const key of request.keys) nothing[key] = undefined;
  return (view) => changeProperties(view, request.ref, 'unset', request.keys, (text) => setProperties(text, nothing));
}

export interface ListChange {
  ref: string;
  key: string;
  /** As typed; read like the value of an assignment. */
  values: readonly string[];
}

/** Adds to a list what is not in it yet; a missing property becomes a list. */
export function addToNoteProperty(request: ListChange): Planner<PropertiesItem> {
  const values = listValues(request, 'note prop add');
  return (view) => changeProperties(view, request.ref, 'add', [request.key], (text) => addToList(text, request.key, values));
}

export function removeFromNoteProperty(request: ListChange): Planner<PropertiesItem> {
  const values = listValues(request, 'note prop remove');
  return (view) => changeProperties(view, request.ref, 'remove', [request.key], (text) => removeFromList(text, request.key, values));
}

function listValues(request: ListChange, verb: string): PropertyValue[] {
  checkKey(request.key);
  requireSome(request.values, verb, 'value');
  return request.values.map(parseValue);
}

function* changeProperties(view: VaultView, ref: string, verb: string, keys: readonly string[], edit: (text: string) => string): Io<Planned<PropertiesItem>> {
  const target = yield* targetNote(view, ref, `note prop ${verb}`);
  readProperties(target.path, target.text);
  const after = edit(target.text);
  return planChange(`note.prop_${verb}`, target, after, { path: target.path, properties: named(readProperties(target.path, after), keys) });
}

/** @throws E_INTEGRITY when the block at the top of the note can't be read, because then no line of it is certain */
function readProperties(path: string, text: string): Properties {
  const reading = readFrontmatter(text);
  if (reading.kind === 'properties') return reading.properties;
  if (reading.kind === 'none') return Object.create(null) as Properties;
  const where = reading.line === null ? '' : ` in line ${reading.line}`;
  throw new TouchstoneError('E_INTEGRITY', `The properties of \`${path}\` can't be read${where}: ${reading.problem}.`, {
    hint: `Repair the block at the top and write the whole note: touchstone note write ${JSON.stringify(path)} --body-file <path>`,
    details: { path, line: reading.line, problem: reading.problem },
  });
}

function named(properties: Properties, keys: readonly string[]): Record<string, PropertyValue> {
  const values = Object.create(null) as Record<string, PropertyValue>;
  for (const key of keys) values[key] = properties[key] ?? null;
  return values;
}

function requireSome(given: readonly string[], verb: string, what: string): void {
  if (given.length > 0) return;
  throw new TouchstoneError('E_USAGE', `\`${verb}\` was given no ${what}.`, { hint: `See: touchstone ${verb} --help` });
}
