// Edits on a YAML mapping as splices of its text: only the lines of the property in question change. Works on a note's
// block and on a whole YAML file; whoever calls reads the result back and compares it with what was meant.
import type { Entry, Mapping } from './entries';
import { emptyProperties, valuesOf } from './entries';
import { editBraces } from './brace-edit';
import type { Properties, PropertyValue } from './frontmatter';
import { appendItems, editList } from './list-edit';
import { scanPlainYaml } from './plain-yaml';
import { checkProperty, renderEntry, renderValue } from './render';
import type { Quote } from './render';
import { applySplices } from './splice';
import type { Region, Splice } from './splice';
import { sameValue } from './values';
import { locateYaml } from './yaml-ranges';
import type { LocatedYaml } from './yaml-ranges';

/** New values by name; `undefined` takes the property out. */
export type Changes = Readonly<Record<string, PropertyValue | undefined>>;

/**
 * The text with `changes` made to the mapping in `region`; new properties at its end. Values that already hold change
 * nothing.
 * @throws what `problemOf` explains when the mapping can't be read; E_USAGE for a value that YAML can't hold.
 */
export function editMapping(text: string, region: Region, eol: string, changes: Changes): string {
  const located = locate(text, region);
  const before = valuesOf(located.kind === 'lines' ? located.mapping.entries : located.mapping.pairs);
  const needed = neededChanges(before, changes);
  return located.kind === 'lines'
    ? applySplices(text, editLines(text, located.mapping, region.to, eol, needed))
    : editBraces(text, region, needed);
}

/** What a mapping with the values `before` must read as after {@link editMapping}. */
export function withChanges(before: Properties, changes: Changes): Properties {
  const after = emptyProperties();
  for (const key of Object.keys(before)) after[key] = before[key] ?? null;
  for (const key of Object.keys(changes)) {
    const value = changes[key];
    if (value === undefined) delete after[key];
    else after[key] = value;
  }
  return after;
}

function locate(text: string, region: Region): LocatedYaml {
  const plain = scanPlainYaml(text, region.from, region.to);
  return plain === null ? locateYaml(text, region.from, region.to) : { kind: 'lines', mapping: plain };
}

function neededChanges(before: Properties, changes: Changes): Map<string, PropertyValue | undefined> {
  const needed = new Map<string, PropertyValue | undefined>();
  for (const key of Object.keys(changes)) {
    const value = changes[key];
    const present = Object.hasOwn(before, key);
    const holds = value === undefined ? !present : present && sameValue(before[key] ?? null, value);
    if (holds) continue;
    if (value !== undefined) checkProperty(key, value);
    needed.set(key, value);
  }
  return needed;
}

/** `end`: where new entries go, a line's start or the end of the text. */
function editLines(
  text: string,
  mapping: Mapping,
  end: number,
  eol: string,
  needed: ReadonlyMap<string, PropertyValue | undefined>,
): Splice[] {
  const indent = ' '.repeat(mapping.indent);
  let splices: Splice[] = [];
  for (const entry of mapping.entries) {
    if (!needed.has(entry.key)) continue;
    const value = needed.get(entry.key);
    if (value === undefined) splices.push({ start: entry.start, end: entry.end, text: '' });
    else splices = splices.concat(setEntry(text, entry, value, indent, eol));
  }
  const present = new Set<string>(mapping.entries.map((entry) => entry.key));
  const added = [...needed].flatMap(([key, value]) =>
    value === undefined || present.has(key) ? [] : renderEntry(key, value, indent),
  );
  if (added.length > 0) splices.push({ start: end, end, text: added.map((line) => line + eol).join('') });
  return splices;
}

function setEntry(text: string, entry: Entry, value: PropertyValue, indent: string, eol: string): Splice[] {
  if (Array.isArray(value) && value.length > 0) {
    if (entry.items.length > 0) return editList(text, entry, value, eol);
    if (isOneLine(text, entry) && sameValue(entry.value, value[0] ?? null)) {
      return appendItems(text, entry, value.slice(1), indent, eol);
    }
  }
  if (entry.shape === 'block-map' && isMapping(value)) {
    const splices = setWithin(text, entry, value, eol);
    if (splices !== null) return splices;
  }
  return replaceValue(text, entry, value, indent, eol);
}

/** Changes only the keys that differ; `null` when none of the old ones would be left to stand on. */
function setWithin(text: string, entry: Entry, value: Properties, eol: string): Splice[] | null {
  const before = valuesOf(entry.entries);
  const removed = Object.keys(before).filter((key) => !Object.hasOwn(value, key));
  const first = entry.entries[0];
  if (first === undefined || removed.length === entry.entries.length) return null;
  const changes = { ...value, ...Object.fromEntries(removed.map((key) => [key, undefined])) };
  const indent = text.slice(first.start, first.afterColon).search(/\S/);
  return editLines(text, { entries: entry.entries, indent }, entry.end, eol, neededChanges(before, changes));
}

function replaceValue(text: string, entry: Entry, value: PropertyValue, indent: string, eol: string): Splice[] {
  const { inline, body } = renderValue(value, indent, quoteOf(text, entry));
  const header = replaceInline(entry, inline);
  const lines = body.map((line) => line + eol).join('');
  return [header, { start: entry.bodyStart, end: entry.end, text: lines }];
}

/** Writes what follows the colon; a comment that stands there keeps its place. */
function replaceInline(entry: Entry, inline: string): Splice {
  if (inline === '') return { start: entry.afterColon, end: entry.inlineEnd, text: '' };
  if (entry.inlineStart === entry.inlineEnd) return { start: entry.afterColon, end: entry.afterColon, text: ` ${inline}` };
  return { start: entry.inlineStart, end: entry.inlineEnd, text: inline };
}

/** A text that replaces a quoted text keeps its quotes. */
function quoteOf(text: string, entry: Entry): Quote | undefined {
  const first = entry.shape === 'scalar' ? text[entry.inlineStart] : undefined;
  return first === '"' || first === "'" ? first : undefined;
}

function isOneLine(text: string, entry: Entry): boolean {
  return entry.shape === 'scalar' && !text.slice(entry.inlineStart, entry.inlineEnd).includes('\n');
}

function isMapping(value: PropertyValue): value is Properties {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
