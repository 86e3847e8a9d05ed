// Changing the properties of a note: text in, text out, and no byte differs but those of the property in question.
// Every edit is read back; one that would not read as it was meant is refused instead of written.
import { TouchstoneError } from '../errors';
import { emptyProperties } from './entries';
import { readFrontmatter, serializeFrontmatter } from './frontmatter';
import type { Properties, PropertyValue } from './frontmatter';
import { editMapping, withChanges } from './mapping-edit';
import type { Changes } from './mapping-edit';
import { lineAt } from './position';
import { frontmatterBlock } from './scan';
import type { FrontmatterBlock } from './scan';
import { sameValue } from './values';
import { problemOf } from './yaml-engine';

/**
 * The note with `key` set. A value that it already has changes nothing; a note without a block gets one.
 * @throws E_INTEGRITY when the note's properties can't be read, E_USAGE for a name or value YAML can't hold.
 */
export function setProperty(text: string, key: string, value: PropertyValue): string {
  return setProperties(text, { [key]: value });
}

/** A moment as verbs write it (RFC 3339 UTC with seconds), plain and with nothing behind it. */
const MOMENT = String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ(?=\r?\n)`;

/**
 * As {@link setProperty}, for a moment that is mostly there already on a line of its own and set by nearly every write.
 * @param key of letters, digits and `_`
 */
export function setMoment(text: string, key: string, moment: string): string {
  const block = frontmatterBlock(text);
  const line = block?.closed === true ? new RegExp(`(?<=\n${key}: )${MOMENT}`).exec(text.slice(0, block.contentEnd)) : null;
  if (line === null) return setProperty(text, key, moment);
  const edited = text.slice(0, line.index) + moment + text.slice(line.index + line[0].length);
  return isChangedBy({ [key]: moment }, text, edited) ? edited : setProperty(text, key, moment);
}

/** The note without `key`. A block that would be left empty goes with it. Errors as {@link setProperty}. */
export function unsetProperty(text: string, key: string): string {
  return setProperties(text, { [key]: undefined });
}

/** The note with `values` at the end of the list `key`; those it already has are left alone. */
export function addToList(text: string, key: string, values: readonly PropertyValue[]): string {
  const list = currentList(text, key);
  const added = [...list];
  for (const value of values) if (!added.some((item) => sameValue(item, value))) added.push(value);
  return added.length === list.length ? text : setProperty(text, key, added);
}

/** The note without `values` in the list `key`, each wherever it stands; a list left empty becomes `[]`. */
export function removeFromList(text: string, key: string, values: readonly PropertyValue[]): string {
  const list = currentList(text, key);
  const kept = list.filter((item) => !values.some((value) => sameValue(item, value)));
  return kept.length === list.length ? text : setProperty(text, key, kept);
}

/**
 * Several changes in one pass; `undefined` takes a property out. New ones follow the last one, in the order given.
 * Errors as {@link setProperty}.
 */
export function setProperties(text: string, changes: Changes): string {
  const reading = readFrontmatter(text);
  if (reading.kind === 'unreadable') throw unreadable(reading.problem, reading.line);
  const block = frontmatterBlock(text);
  if (block === null) return createBlock(text, changes);
  const edited = editBlock(text, block, changes);
  if (edited === text) return text;
  assertReadsAs(edited, withChanges(reading.kind === 'properties' ? reading.properties : {}, changes));
  const emptied = edited.length === text.length - (block.contentEnd - block.contentStart);
  return emptied ? withoutBlock(edited) : edited;
}

function editBlock(text: string, block: FrontmatterBlock, changes: Changes): string {
  const region = { from: block.contentStart, to: block.contentEnd };
  const eol = text.slice(block.start, block.contentStart).endsWith('\r\n') ? '\r\n' : '\n';
  try {
    return editMapping(text, region, eol, changes);
  } catch (error) {
    const finding = problemOf(error);
    if (finding === null) throw error;
    throw unreadable(finding.problem, lineAt(text, region.from + (finding.offset ?? 0)));
  }
}

function createBlock(text: string, changes: Changes): string {
  const properties = emptyProperties();
  for (const key of Object.keys(changes)) {
    const value = changes[key];
    if (value !== undefined) properties[key] = value;
  }
  if (Object.keys(properties).length === 0) return text;
  const eol = /\r?\n/.exec(text)?.[0] ?? '\n';
  const block = serializeFrontmatter(properties).replaceAll('\n', eol);
  const bom = text.startsWith('\ufeff') ? 1 : 0;
  const created = text.slice(0, bom) + block + text.slice(bom);
  assertReadsAs(created, properties);
  return created;
}

/** Takes an empty block away, unless what follows would then be read as properties. */
function withoutBlock(text: string): string {
  const block = frontmatterBlock(text);
  if (block === null) return text;
  const rest = text.slice(0, block.start) + text.slice(block.end);
  return readFrontmatter(rest).kind === 'none' ? rest : text;
}

function currentList(text: string, key: string): PropertyValue[] {
  const reading = readFrontmatter(text);
  if (reading.kind === 'unreadable') throw unreadable(reading.problem, reading.line);
  const value = reading.kind === 'properties' ? (reading.properties[key] ?? null) : null;
  if (value === null) return [];
  if (Array.isArray(value)) return value;
  if (typeof value !== 'object') return [value];
  throw new TouchstoneError('E_USAGE', `The property ${JSON.stringify(key)} holds named values, not a list.`, {
    hint: 'Set the whole property instead.',
    details: { key },
  });
}

function isChangedBy(changes: Changes, before: string, after: string): boolean {
  const [was, is] = [readFrontmatter(before), readFrontmatter(after)];
  return was.kind === 'properties' && is.kind === 'properties' && sameValue(is.properties, withChanges(was.properties, changes));
}

/** What protects against YAML that the splicing did not foresee, such as an anchor that something else refers to. */
function assertReadsAs(text: string, expected: Properties): void {
  const reading = readFrontmatter(text);
  if (reading.kind === 'properties' && sameValue(reading.properties, expected)) return;
  const problem = reading.kind === 'unreadable' ? reading.problem : 'the result would read differently';
  throw new TouchstoneError('E_INTEGRITY', `This property can't be changed in place: ${problem}.`, {
    hint: 'Rewrite the note\'s properties by hand as plain lines (name: value), then try again; nothing was changed.',
    details: { problem },
  });
}

function unreadable(problem: string, line: number | null): TouchstoneError {
  const where = line === null ? '' : ` (line ${line})`;
  return new TouchstoneError('E_INTEGRITY', `The note's properties can't be read${where}: ${problem}.`, {
    hint: 'Correct the lines between the --- lines by hand; nothing was changed.',
    details: { problem, line },
  });
}
