// The properties of a note: read from the block between the `---` lines, and written as a new one. The cage around
// gray-matter is here: options always, our own YAML engine, and no engine that could run what a note says.
import matter from 'gray-matter';
import { emptyProperties } from './entries';
import { readPlainList } from './plain-yaml';
import { lineAt, lineOfProblem } from './position';
import { propertiesOf, propertyListOf, type PropertyList } from './property-list';
import { renderEntry } from './render';
import { frontmatterBlock } from './scan';
import type { FrontmatterBlock } from './scan';
import { checkLimits, problemOf, readYamlMapping } from './yaml-engine';

export type PropertyValue = string | number | boolean | null | PropertyValue[] | { [key: string]: PropertyValue };
/** Values by property name, in the order of the text; null-prototype objects on every level. */
export type Properties = Record<string, PropertyValue>;

interface Unreadable {
  kind: 'unreadable';
  problem: string;
  /** From 1, in the note; `null` when the problem is no single line's. */
  line: number | null;
}

export type FrontmatterReading = { kind: 'none' } | { kind: 'properties'; properties: Properties } | Unreadable;
export type ListReading = { kind: 'none' } | { kind: 'list'; list: PropertyList } | Unreadable;

/** An opening line that names a language, which gray-matter would otherwise hand to that language's engine. */
const NAMES_A_LANGUAGE = /^\ufeff?---[ \t]*([A-Za-z][\w.+-]*)[ \t]*\r?(?:\n|$)/;

/**
 * Reads a note's properties. Never throws: what is wrong with a block is part of the answer.
 * Types are those of the YAML 1.2 core schema, as in Obsidian: dates, `12:30` and `yes` are text.
 */
export function readFrontmatter(text: string): FrontmatterReading {
  const reading = readPropertyList(text);
  return reading.kind === 'list' ? { kind: 'properties', properties: propertiesOf(reading.list) } : reading;
}

/** As {@link readFrontmatter}, for who reads many notes. */
export function readPropertyList(text: string): ListReading {
  const language = NAMES_A_LANGUAGE.exec(text.slice(0, 200))?.[1];
  if (language !== undefined) {
    return unreadable(`the block opens with ---${language}; properties are YAML between --- lines, nothing is run`, 1);
  }
  const block = frontmatterBlock(text);
  if (block === null) return { kind: 'none' };
  if (!block.closed) return unreadable('the block that --- opens is never closed', lineAt(text, block.start));
  const content = text.slice(block.contentStart, block.contentEnd);
  const list = readPlainList(content);
  return list === null ? readWithEngine(text, block, content) : { kind: 'list', list };
}

/** A new block, `---` to `---` with its line break, for a note that has none yet. */
export function serializeFrontmatter(properties: Properties): string {
  const lines = Object.keys(properties).flatMap((key) => renderEntry(key, properties[key] ?? null));
  return ['---', ...lines, '---', ''].join('\n');
}

function readWithEngine(text: string, block: FrontmatterBlock, content: string): ListReading {
  try {
    return { kind: 'list', list: propertyListOf(readThroughMatter(content)) };
  } catch (error) {
    const finding = problemOf(error);
    if (finding === null) throw error;
    const line = finding.offset === null ? null : lineOfContent(text, block, content, finding.offset);
    return unreadable(finding.problem, line);
  }
}

/**
 * gray-matter looks for its closing delimiter anywhere after a line break, also inside a value; a NUL, which
 * no readable block holds, is the one text that closes only where we say.
 */
function readThroughMatter(content: string): Properties {
  const source = withNewlines(content);
  // Before gray-matter sees it: its own patterns are slow on what this refuses.
  checkLimits(source);
  let properties = emptyProperties();
  const engine = (yaml: string): object => {
    properties = readYamlMapping(yaml.slice('\n'.length));
    return properties;
  };
  matter(`---\n${source}\n\0`, {
    language: 'yaml',
    delimiters: ['---', '\0'],
    engines: { yaml: engine, js: refuse, javascript: refuse, coffee: refuse, json: refuse },
  });
  return properties;
}

/** Offsets change, line numbers don't. A lone carriage return is a line break too, as it is to the note's scanner. */
function withNewlines(content: string): string {
  return content.replace(/\r\n?/g, '\n');
}

function refuse(): never {
  throw new Error('a note asked for an engine other than YAML');
}

function lineOfContent(text: string, block: FrontmatterBlock, content: string, offset: number): number {
  return lineAt(text, block.contentStart) + lineOfProblem(withNewlines(content), offset) - 1;
}

function unreadable(problem: string, line: number | null): Unreadable {
  return { kind: 'unreadable', problem, line };
}
