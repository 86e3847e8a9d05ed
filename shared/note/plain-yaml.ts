// A fast reader, with ranges, of the plain subset of YAML that nearly all notes use: plain and quoted scalars on one
// line, inline and block lists of scalars, nested maps, literal texts, comments. Whatever it is not sure of, it
// refuses as a whole (`null`), and the caged engine decides; a property test holds the two against each other.
import type { Entry, Item, Mapping } from './entries';
import { valuesOf } from './entries';
import type { Properties } from './frontmatter';
import { INDICATORS, readInline } from './plain-inline';
import { PlainLines } from './plain-lines';
import { readQuoted } from './plain-scalar';
import { propertiesOf, PropertyNames, type PropertyList } from './property-list';
import { readSimpleYaml } from './simple-yaml';

/** Tabs, control characters, YAML 1.1 line breaks, inner BOMs and lone carriage returns are left to the engine. */
// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const UNUSUAL = /[\0-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff]|\r(?!\n)/;
/** YAML's own limit for a key written without `?`. */
const LONGEST_KEY = 1024;
const DEEPEST = 8;

/** Reads a whole YAML text; `null` when it is not within the plain subset. Never throws. */
export function readPlainYaml(text: string): Properties | null {
  const list = readPlainList(text);
  return list && propertiesOf(list);
}

/** As {@link readPlainYaml}. */
export function readPlainList(text: string): PropertyList | null {
  if (UNUSUAL.test(text)) return null;
  const simple = readSimpleYaml(text);
  if (simple !== null) return simple;
  const mapping = scanPlainYaml(text, 0, text.length);
  return mapping && { names: new PropertyNames(mapping.entries.map(({ key }) => key)), values: mapping.entries.map(({ value }) => value) };
}

/** As {@link readPlainYaml} for `text` between two offsets (whole lines), with the place of each entry. */
export function scanPlainYaml(text: string, from: number, to: number): Mapping | null {
  if (UNUSUAL.test(from === 0 && to === text.length ? text : text.slice(from, to))) return null;
  const lines = new PlainLines(text, from, to);
  const indent = lines.indent();
  const entries = readMapping(lines, indent, 0);
  return entries === null || !lines.atEnd() ? null : { entries, indent };
}

function readMapping(lines: PlainLines, indent: number, depth: number): Entry[] | null {
  const entries: Entry[] = [];
  const keys = new Set<string>();
  while (!lines.atEnd() && lines.indent() >= indent) {
    if (lines.indent() > indent) return null;
    const entry = readEntry(lines, indent, depth);
    if (entry === null || entry.key === '' || keys.has(entry.key)) return null;
    keys.add(entry.key);
    entries.push(entry);
  }
  return entries;
}

function readEntry(lines: PlainLines, indent: number, depth: number): Entry | null {
  const { start, next } = lines;
  const key = readKey(lines);
  if (key === null) return null;
  const { afterColon } = key;
  const entry: Entry = {
    key: key.name, value: null, shape: 'empty', start, end: next, afterColon,
    inlineStart: afterColon, inlineEnd: afterColon, bodyStart: next, items: [], entries: [],
  };
  const valueStart = lines.skipSpaces(afterColon);
  if (valueStart < lines.stop && lines.text[valueStart] === '|') return readLiteral(lines, entry, valueStart, indent);
  if (lines.endsAt(valueStart)) {
    lines.nextContent();
    return readBelow(lines, entry, indent, depth) ? entry : null;
  }
  const inline = readInline(lines, valueStart);
  if (inline === null) return null;
  entry.value = inline.value;
  entry.shape = inline.shape;
  entry.inlineStart = inline.start;
  entry.inlineEnd = inline.end;
  entry.items = inline.items;
  lines.nextContent();
  return entry;
}

function readKey(lines: PlainLines): { name: string; afterColon: number } | null {
  const { text, first, stop } = lines;
  const char = text[first] ?? '';
  if (char === '"' || char === "'") {
    const quoted = readQuoted(text, first, stop);
    if (quoted === null || quoted.end - first > LONGEST_KEY) return null;
    const colon = lines.skipSpaces(quoted.end);
    return text[colon] === ':' && lines.isBlankAt(colon + 1) ? { name: quoted.value, afterColon: colon + 1 } : null;
  }
  if (char === '-' || INDICATORS.includes(char) || text.startsWith('...', first)) return null;
  const limit = Math.min(stop, first + LONGEST_KEY);
  for (let at = first; at < limit; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x23 && text.charCodeAt(at - 1) === 0x20) return null;
    if (code === 0x3a && lines.isBlankAt(at + 1)) {
      return { name: text.slice(first, lines.backOverSpaces(at)), afterColon: at + 1 };
    }
  }
  return null;
}

/** Reads the block list or map below a key that has nothing on its own line. False when that isn't plain. */
function readBelow(lines: PlainLines, entry: Entry, indent: number, depth: number): boolean {
  const below = lines.indent();
  if (lines.atEnd() || below < indent) return true;
  if (lines.isDash()) return describe(entry, readList(lines, below));
  if (below === indent) return true;
  if (depth >= DEEPEST) return false;
  const entries = readMapping(lines, below, depth + 1);
  const last = entries?.at(-1);
  if (entries === null || last === undefined) return false;
  entry.shape = 'block-map';
  entry.entries = entries;
  entry.value = valuesOf(entries);
  entry.end = last.end;
  return true;
}

function describe(entry: Entry, items: Item[] | null): boolean {
  const last = items?.at(-1);
  if (items === null || last === undefined) return false;
  entry.shape = 'block-list';
  entry.items = items;
  entry.value = items.map((item) => item.value);
  entry.end = last.end;
  return true;
}

function readList(lines: PlainLines, indent: number): Item[] | null {
  const items: Item[] = [];
  while (!lines.atEnd() && lines.indent() === indent && lines.isDash()) {
    const valueStart = lines.skipSpaces(lines.first + 1);
    const item: Item = { value: null, start: lines.start, end: lines.next, valueStart, valueEnd: valueStart };
    if (!lines.endsAt(valueStart)) {
      const inline = readInline(lines, valueStart);
      if (inline === null) return null;
      item.value = inline.value;
      item.valueEnd = inline.end;
    }
    items.push(item);
    lines.nextContent();
  }
  return !lines.atEnd() && lines.indent() > indent ? null : items;
}

/** `key: |` with its lines: no indentation indicator, and no blank line that is longer than the indentation. */
function readLiteral(lines: PlainLines, entry: Entry, start: number, indent: number): Entry | null {
  const { text } = lines;
  const chomp = text[start + 1] === '-' || text[start + 1] === '+' ? text[start + 1] : '';
  const end = start + 1 + (chomp === '' ? 0 : 1);
  if (!lines.endsAt(lines.skipSpaces(end)) || (end < lines.stop && text[end] === '#')) return null;
  const content = readLiteralLines(lines, entry, indent);
  if (content === null) return null;
  if (chomp === '+') entry.end = lines.start;
  else while (content.at(-1) === '') content.pop();
  entry.value = content.join('\n') + (chomp === '-' ? '' : '\n');
  entry.shape = 'block-text';
  entry.inlineStart = start;
  entry.inlineEnd = end;
  lines.skipBlank();
  return entry;
}

/** Their contents; moves `entry.end` after the last one that is not blank. Stops at the first line that is outside. */
function readLiteralLines(lines: PlainLines, entry: Entry, indent: number): string[] | null {
  const { text } = lines;
  const content: string[] = [];
  let longestBlank = 0;
  let width = -1;
  for (lines.advance(); !lines.atEnd(); lines.advance()) {
    // Without a break at its end, readers differ on whether the text has one.
    if (text[lines.next - 1] !== '\n') return null;
    if (lines.first === lines.stop) {
      longestBlank = Math.max(longestBlank, lines.first - lines.start);
      content.push('');
      continue;
    }
    if (width === -1) {
      width = lines.indent();
      if (width <= indent) return null;
    } else if (lines.indent() < width) break;
    content.push(text.slice(lines.start + width, lines.stop));
    entry.end = lines.next;
  }
  const goesOn = !lines.atEnd() && lines.indent() > indent;
  return width === -1 || longestBlank > width || goesOn ? null : content;
}
