// A fast reader, with ranges, of the plain subset of YAML that nearly all notes use: plain and quoted scalars on one
// line, inline and block lists of scalars, nested maps, literal texts, comments. Whatever it is not sure of, it
// refuses as a whole (`null`), and the caged engine decides; a property test holds the two against each other.
import type { Entry, Item, Mapping, ValueShape } from './entries';
import { emptyProperties, valuesOf } from './entries';
import type { Properties, PropertyValue } from './frontmatter';
import { plainValue, readQuoted } from './plain-scalar';

/** Tabs, control characters, YAML 1.1 line breaks, inner BOMs and lone carriage returns are left to the engine. */
const UNUSUAL = /[\0-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff]|\r(?!\n)/;
/** A plain scalar that begins with one of these is something else, or needs more than one line of context. */
const INDICATORS = '?:,[]{}#&*!|>\'"%@`';
/** YAML's own limit for a key written without `?`. */
const LONGEST_KEY = 1024;
const DEEPEST = 8;

/** Reads a whole YAML text; `null` when it is not within the plain subset. Never throws. */
export function readPlainYaml(text: string): Properties | null {
  const mapping = scanPlainYaml(text, 0, text.length);
  return mapping === null ? null : valuesOf(mapping.entries);
}

/** As {@link readPlainYaml} for `text` between two offsets (whole lines), with the place of each entry. */
export function scanPlainYaml(text: string, from: number, to: number): Mapping | null {
  if (UNUSUAL.test(from === 0 && to === text.length ? text : text.slice(from, to))) return null;
  const scanner = new PlainScanner(text, from, to);
  const indent = scanner.contentIndent();
  const entries = scanner.readMapping(indent, 0);
  return entries === null || !scanner.atEnd() ? null : { entries, indent };
}

interface Inline {
  value: PropertyValue;
  shape: ValueShape;
  start: number;
  end: number;
  items: Item[];
}

/** One pass over the lines. A method that answers `null` has met something that is not plain. */
class PlainScanner {
  private readonly text: string;
  private readonly to: number;
  /** The current line: its start, first character that is no space, end without the break, start of the next line. */
  private start: number;
  private first = 0;
  private stop = 0;
  private next: number;

  constructor(text: string, from: number, to: number) {
    this.text = text;
    this.to = to;
    this.start = from;
    this.next = from;
    this.advance();
    this.skipBlank();
  }

  atEnd(): boolean {
    return this.start >= this.to;
  }

  /** Spaces before the current line's content; 0 at the end. */
  contentIndent(): number {
    return this.atEnd() ? 0 : this.first - this.start;
  }

  readMapping(indent: number, depth: number): Entry[] | null {
    const entries: Entry[] = [];
    const keys = new Set<string>();
    while (!this.atEnd() && this.contentIndent() >= indent) {
      if (this.contentIndent() > indent) return null;
      const entry = this.readEntry(indent, depth);
      if (entry === null || entry.key === '' || keys.has(entry.key)) return null;
      keys.add(entry.key);
      entries.push(entry);
    }
    return entries;
  }

  private readEntry(indent: number, depth: number): Entry | null {
    const { start } = this;
    const key = this.readKey();
    if (key === null) return null;
    const valueStart = this.skipSpaces(key.afterColon);
    const entry: Entry = {
      key: key.name, value: null, shape: 'empty', start, end: this.next, afterColon: key.afterColon,
      inlineStart: key.afterColon, inlineEnd: key.afterColon, bodyStart: this.next, items: [], entries: [],
    };
    if (this.text[valueStart] === '|' && valueStart < this.stop) return this.readLiteral(entry, valueStart, indent);
    if (this.endsAt(valueStart)) {
      this.nextContent();
      return this.readBelow(entry, indent, depth) ? entry : null;
    }
    const inline = this.readInline(valueStart);
    if (inline === null) return null;
    entry.value = inline.value;
    entry.shape = inline.shape;
    entry.inlineStart = inline.start;
    entry.inlineEnd = inline.end;
    entry.items = inline.items;
    this.nextContent();
    return entry;
  }

  /** Reads the block list or map below a key that has nothing on its own line. False when that isn't plain. */
  private readBelow(entry: Entry, indent: number, depth: number): boolean {
    if (this.atEnd()) return true;
    const below = this.contentIndent();
    if (below >= indent && this.isDash()) {
      const items = this.readList(below);
      const last = items?.at(-1);
      if (items === null || last === undefined) return false;
      entry.shape = 'block-list';
      entry.items = items;
      entry.value = items.map((item) => item.value);
      entry.end = last.end;
      return true;
    }
    if (below <= indent) return true;
    if (depth >= DEEPEST) return false;
    const entries = this.readMapping(below, depth + 1);
    const last = entries?.at(-1);
    if (entries === null || last === undefined) return false;
    entry.shape = 'block-map';
    entry.entries = entries;
    entry.value = valuesOf(entries);
    entry.end = last.end;
    return true;
  }

  private readList(indent: number): Item[] | null {
    const items: Item[] = [];
    while (!this.atEnd() && this.contentIndent() === indent && this.isDash()) {
      const valueStart = this.skipSpaces(this.first + 1);
      const item: Item = { value: null, start: this.start, end: this.next, valueStart, valueEnd: valueStart };
      if (!this.endsAt(valueStart)) {
        const inline = this.readInline(valueStart);
        if (inline === null) return null;
        item.value = inline.value;
        item.valueEnd = inline.end;
      }
      items.push(item);
      this.nextContent();
    }
    return !this.atEnd() && this.contentIndent() > indent ? null : items;
  }

  private readKey(): { name: string; afterColon: number } | null {
    const { text, first, stop } = this;
    const char = text[first] ?? '';
    if (char === '"' || char === "'") {
      const quoted = readQuoted(text, first, stop);
      if (quoted === null || quoted.end - first > LONGEST_KEY) return null;
      const colon = this.skipSpaces(quoted.end);
      return text[colon] === ':' && this.isBlankAt(colon + 1) ? { name: quoted.value, afterColon: colon + 1 } : null;
    }
    if (char === '-' || INDICATORS.includes(char) || text.startsWith('...', first)) return null;
    const limit = Math.min(stop, first + LONGEST_KEY);
    for (let at = first; at < limit; at++) {
      const code = text.charCodeAt(at);
      if (code === 0x23 && text.charCodeAt(at - 1) === 0x20) return null;
      if (code === 0x3a && this.isBlankAt(at + 1)) {
        return { name: text.slice(first, this.backOverSpaces(at)), afterColon: at + 1 };
      }
    }
    return null;
  }

  /** A value that stands on the current line, with nothing but a comment after it. */
  private readInline(start: number): Inline | null {
    const char = this.text[start] ?? '';
    let inline: Inline | null;
    if (char === '"' || char === "'") {
      const quoted = readQuoted(this.text, start, this.stop);
      inline = quoted && { value: quoted.value, shape: 'scalar', start, end: quoted.end, items: [] };
    } else if (char === '[') inline = this.readInlineList(start);
    else if (char === '{') inline = this.readEmptyMap(start);
    else return this.readPlain(start);
    return inline !== null && this.endsAt(this.skipSpaces(inline.end)) ? inline : null;
  }

  private readPlain(start: number): Inline | null {
    const { text, stop } = this;
    if (!this.mayBeginPlain(start)) return null;
    let end = stop;
    for (let at = start + 1; at < stop; at++) {
      const code = text.charCodeAt(at);
      if (code === 0x3a && this.isBlankAt(at + 1)) return null;
      if (code === 0x23 && text.charCodeAt(at - 1) === 0x20) {
        end = at;
        break;
      }
    }
    end = this.backOverSpaces(end);
    return { value: plainValue(text.slice(start, end)), shape: 'scalar', start, end, items: [] };
  }

  private readEmptyMap(start: number): Inline | null {
    const close = this.skipSpaces(start + 1);
    if (this.text[close] !== '}') return null;
    return { value: emptyProperties(), shape: 'other', start, end: close + 1, items: [] };
  }

  private readInlineList(start: number): Inline | null {
    const { text } = this;
    const items: Item[] = [];
    let at = this.skipSpaces(start + 1);
    while (text[at] !== ']') {
      const item = this.readInlineItem(at);
      if (item === null) return null;
      items.push(item);
      at = this.skipSpaces(item.end);
      if (text[at] === ',') at = this.skipSpaces(at + 1);
      else if (text[at] !== ']') return null;
    }
    return { value: items.map((item) => item.value), shape: 'inline-list', start, end: at + 1, items };
  }

  private readInlineItem(start: number): Item | null {
    const { text, stop } = this;
    if (start >= stop) return null;
    const char = text[start] ?? '';
    if (char === '"' || char === "'") {
      const quoted = readQuoted(text, start, stop);
      return quoted && { value: quoted.value, start, end: quoted.end, valueStart: start, valueEnd: quoted.end };
    }
    if (!this.mayBeginPlain(start)) return null;
    let end = start;
    for (; end < stop; end++) {
      const inner = text[end] ?? '';
      if (inner === ',' || inner === ']') break;
      if (inner === '[' || inner === '{' || inner === '}' || inner === '#') return null;
      if (inner === ':' && (this.isBlankAt(end + 1) || ',]'.includes(text[end + 1] ?? ''))) return null;
    }
    if (end >= stop) return null;
    end = this.backOverSpaces(end);
    if (text[start] === '-' && end === start + 1) return null;
    return { value: plainValue(text.slice(start, end)), start, end, valueStart: start, valueEnd: end };
  }

  /** `key: |` with its lines: no indentation indicator, and no blank line that is longer than the indentation. */
  private readLiteral(entry: Entry, start: number, indent: number): Entry | null {
    const { text } = this;
    const chomp = text[start + 1] === '-' || text[start + 1] === '+' ? text[start + 1] : '';
    const end = start + 1 + (chomp === '' ? 0 : 1);
    if (!this.endsAt(this.skipSpaces(end)) || (end < this.stop && text[end] === '#')) return null;
    const lines: string[] = [];
    let blankBefore = 0;
    let width = -1;
    for (this.advance(); !this.atEnd(); this.advance()) {
      if (text[this.next - 1] !== '\n') return null;
      if (this.first === this.stop) {
        blankBefore = Math.max(blankBefore, this.first - this.start);
        if (width !== -1 && this.first - this.start > width) return null;
        lines.push('');
        continue;
      }
      if (width === -1) {
        if (this.contentIndent() <= indent) return null;
        width = this.contentIndent();
        if (blankBefore > width) return null;
      } else if (this.contentIndent() < width) break;
      lines.push(text.slice(this.start + width, this.stop));
      entry.end = this.next;
    }
    if (width === -1 || (!this.atEnd() && this.contentIndent() > indent)) return null;
    if (chomp === '+') entry.end = this.start;
    else while (lines.at(-1) === '') lines.pop();
    entry.value = lines.join('\n') + (chomp === '-' ? '' : '\n');
    entry.shape = 'block-text';
    entry.inlineStart = start;
    entry.inlineEnd = end;
    this.skipBlank();
    return entry;
  }

  private mayBeginPlain(at: number): boolean {
    const char = this.text[at] ?? '';
    return char === '-' ? !this.isBlankAt(at + 1) : !INDICATORS.includes(char);
  }

  private isDash(): boolean {
    return this.text.charCodeAt(this.first) === 0x2d && this.isBlankAt(this.first + 1);
  }

  /** True when a value ended at `at`: the line ends there, or a comment begins after a space. */
  private endsAt(at: number): boolean {
    return at >= this.stop || (this.text.charCodeAt(at) === 0x23 && this.text.charCodeAt(at - 1) === 0x20);
  }

  private isBlankAt(at: number): boolean {
    return at >= this.stop || this.text.charCodeAt(at) === 0x20;
  }

  private skipSpaces(at: number): number {
    while (at < this.stop && this.text.charCodeAt(at) === 0x20) at++;
    return at;
  }

  /** Only spaces: a no-break space is text in YAML. */
  private backOverSpaces(at: number): number {
    while (this.text.charCodeAt(at - 1) === 0x20) at--;
    return at;
  }

  private nextContent(): void {
    this.advance();
    this.skipBlank();
  }

  private skipBlank(): void {
    while (!this.atEnd() && (this.first === this.stop || this.text.charCodeAt(this.first) === 0x23)) this.advance();
  }

  private advance(): void {
    this.start = this.next;
    const { text, to, start } = this;
    const newline = text.indexOf('\n', start);
    const ends = newline === -1 || newline >= to;
    this.next = ends ? to : newline + 1;
    this.stop = ends ? to : newline;
    if (this.stop > start && text.charCodeAt(this.stop - 1) === 0x0d) this.stop--;
    let first = start;
    while (first < this.stop && text.charCodeAt(first) === 0x20) first++;
    this.first = first;
  }
}
