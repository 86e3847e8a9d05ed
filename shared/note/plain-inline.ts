// Values of plain YAML that stand on one line: scalars, quoted scalars, rows of scalars in brackets. `null` is the
// answer to everything else, which the caller leaves to the engine.
import type { Item, ValueShape } from './entries';
import { emptyProperties } from './entries';
import type { PropertyValue } from './frontmatter';
import type { PlainLines } from './plain-lines';
import { plainValue, readQuoted } from './plain-scalar';

export interface InlineValue {
  value: PropertyValue;
  shape: ValueShape;
  start: number;
  end: number;
  items: Item[];
}

/** A plain scalar that begins with one of these is something else, or needs more than one line of context. */
export const INDICATORS = '?:,[]{}#&*!|>\'"%@`';

/** The value at `start` of the current line, when nothing but a comment follows it. */
export function readInline(lines: PlainLines, start: number): InlineValue | null {
  const char = lines.text[start] ?? '';
  if (char !== '"' && char !== "'" && char !== '[' && char !== '{') return readPlain(lines, start);
  let inline: InlineValue | null;
  if (char === '[') inline = readRow(lines, start);
  else if (char === '{') inline = readEmptyMap(lines, start);
  else {
    const quoted = readQuoted(lines.text, start, lines.stop);
    inline = quoted && { value: quoted.value, shape: 'scalar', start, end: quoted.end, items: [] };
  }
  return inline !== null && lines.endsAt(lines.skipSpaces(inline.end)) ? inline : null;
}

function readPlain(lines: PlainLines, start: number): InlineValue | null {
  const { text, stop } = lines;
  if (!mayBeginPlain(lines, start)) return null;
  let end = stop;
  for (let at = start + 1; at < stop; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x3a && lines.isBlankAt(at + 1)) return null;
    if (code === 0x23 && text.charCodeAt(at - 1) === 0x20) {
      end = at;
      break;
    }
  }
  end = lines.backOverSpaces(end);
  return { value: plainValue(text.slice(start, end)), shape: 'scalar', start, end, items: [] };
}

function readEmptyMap(lines: PlainLines, start: number): InlineValue | null {
  const close = lines.skipSpaces(start + 1);
  if (lines.text[close] !== '}') return null;
  return { value: emptyProperties(), shape: 'other', start, end: close + 1, items: [] };
}

function readRow(lines: PlainLines, start: number): InlineValue | null {
  const { text } = lines;
  const items: Item[] = [];
  let at = lines.skipSpaces(start + 1);
  while (text[at] !== ']') {
    const item = readRowItem(lines, at);
    if (item === null) return null;
    items.push(item);
    at = lines.skipSpaces(item.end);
    if (text[at] === ',') at = lines.skipSpaces(at + 1);
    else if (text[at] !== ']') return null;
  }
  return { value: items.map((item) => item.value), shape: 'inline-list', start, end: at + 1, items };
}

function readRowItem(lines: PlainLines, start: number): Item | null {
  const { text, stop } = lines;
  if (start >= stop) return null;
  const char = text[start] ?? '';
  if (char === '"' || char === "'") {
    const quoted = readQuoted(text, start, stop);
    return quoted && { value: quoted.value, start, end: quoted.end, valueStart: start, valueEnd: quoted.end };
  }
  if (!mayBeginPlain(lines, start)) return null;
  let end = start;
  for (; end < stop; end++) {
    const inner = text[end] ?? '';
    if (inner === ',' || inner === ']') break;
    if (inner === '[' || inner === '{' || inner === '}' || inner === '#') return null;
    if (inner === ':' && (lines.isBlankAt(end + 1) || ',]'.includes(text[end + 1] ?? ''))) return null;
  }
  if (end >= stop) return null;
  end = lines.backOverSpaces(end);
  if (text[start] === '-' && end === start + 1) return null;
  return { value: plainValue(text.slice(start, end)), start, end, valueStart: start, valueEnd: end };
}

function mayBeginPlain(lines: PlainLines, at: number): boolean {
  const char = lines.text[at] ?? '';
  return char === '-' ? !lines.isBlankAt(at + 1) : !INDICATORS.includes(char);
}
