// Links in properties: values that are one wikilink as a whole, as the app takes them; also `[[Note]]` without quotes,
// which YAML reads as a list in a list and people mean as a link.
import type { Entry } from '../entries';
import { readQuoted } from '../plain-scalar';
import { scanPlainYaml } from '../plain-yaml';
import { lineOf, type NoteScan } from '../scan';
import { problemOf } from '../yaml-engine';
import { locateYaml } from '../yaml-ranges';
import type { NoteLink, TextRange } from './model';
import { readWikilink, type LinkTarget } from './wikilink';

/** A value with its quotes, if it has any. */
interface WrittenValue extends TextRange {
  property: string;
}

const WHOLE_LINK = /^!?\[\[((?:(?!\[\[|\]\])[^\r\n])+)\]\]$/;

/** The links of the note's properties in the order of the text; none when the properties can't be read. */
export function propertyLinks(scan: NoteScan): NoteLink[] {
  const { frontmatter, text } = scan;
  if (frontmatter?.closed !== true) return [];
  const { contentStart, contentEnd } = frontmatter;
  if (!text.slice(contentStart, contentEnd).includes('[[')) return [];
  const values: WrittenValue[] = valuesIn(text, contentStart, contentEnd);
  return values.flatMap((value) => {
    const link = linkOf(scan, value);
    return link === null ? [] : [link];
  });
}

function valuesIn(text: string, from: number, to: number): WrittenValue[] {
  const plain = scanPlainYaml(text, from, to);
  if (plain !== null) return valuesOfEntries(plain.entries, '');
  try {
    const located = locateYaml(text, from, to);
    if (located.kind === 'lines') return valuesOfEntries(located.mapping.entries, '');
    return located.mapping.pairs.map(({ key, valueStart, valueEnd }) => valueAt(text, key, valueStart, valueEnd));
  } catch (error) {
    if (problemOf(error) === null) throw error;
    return [];
  }
}

/** What YAML leaves around a value in braces: blanks. */
function valueAt(text: string, property: string, start: number, end: number): WrittenValue {
  const blanks = text.slice(start, end).length - text.slice(start, end).trimStart().length;
  return { property, start: start + blanks, end };
}

function valuesOfEntries(entries: readonly Entry[], above: string): WrittenValue[] {
  return entries.flatMap((entry) => {
    const property = `${above}${entry.key}`;
    switch (entry.shape) {
      case 'scalar': case 'other': return [{ property, start: entry.inlineStart, end: entry.inlineEnd }];
      case 'inline-list': case 'block-list': return entry.items.map(({ valueStart, valueEnd }) => ({ property, start: valueStart, end: valueEnd }));
      case 'block-map': return valuesOfEntries(entry.entries, `${property}.`);
      case 'empty': case 'block-text': return [];
    }
  });
}

function linkOf(scan: NoteScan, { property, start, end }: WrittenValue): NoteLink | null {
  const { text } = scan;
  const first = text.charAt(start);
  const quote = (first === '"' || first === "'") && end - start > 1 && text[end - 1] === first ? first : '';
  const inner = { start: start + quote.length, end: end - quote.length };
  const value = unescaped(text.slice(inner.start, inner.end), quote);
  if (!WHOLE_LINK.test(value.text)) return null;
  const embed = value.text.startsWith('!');
  const parts = readWikilink(value.text, embed ? 3 : 2, value.text.length - 2);
  if (parts === null) return null;
  return {
    form: 'wikilink', embed, ...inner, line: lineOf(scan, inner.start), property, quote,
    ...placed(parts, (offset) => inner.start + value.offsetOf(offset)),
  };
}

/** One escape in double quotes, as `readQuoted` knows them. */
const DOUBLE_ESCAPE = /\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|.)/g;

/** What a quoted value says, and where each of its characters is written. */
function unescaped(written: string, quote: NoteLink['quote']): { text: string; offsetOf: (offset: number) => number } {
  if (quote === '' || !written.includes(quote === '"' ? '\\' : "''")) return { text: written, offsetOf: (offset) => offset };
  const offsets: number[] = [];
  let text = '';
  let at = 0;
  const add = (plain: string, from: number, width: number): void => {
    for (let unit = 0; unit < plain.length; unit += 1) offsets.push(from + Math.min(unit, width - 1));
    text += plain;
  };
  for (const found of written.matchAll(quote === '"' ? DOUBLE_ESCAPE : /''/g)) {
    for (; at < found.index; at += 1) add(written.charAt(at), at, 1);
    const escape = found[0];
    add(quote === '"' ? (readQuoted(`"${escape}"`, 0, escape.length + 2)?.value ?? escape) : "'", at, escape.length);
    at += escape.length;
  }
  for (; at < written.length; at += 1) add(written.charAt(at), at, 1);
  return { text, offsetOf: (offset) => offsets[offset] ?? written.length };
}

function placed(parts: LinkTarget, place: (offset: number) => number): LinkTarget {
  const range = ({ start, end }: TextRange): TextRange => ({ start: place(start), end: place(end) });
  return {
    ...parts,
    targetRange: range(parts.targetRange),
    subpathRange: range(parts.subpathRange),
    displayRange: parts.displayRange === null ? null : range(parts.displayRange),
  };
}
