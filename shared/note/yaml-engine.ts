// Everything that the plain scanner leaves over is read here, by the `yaml` package, with every limit that an untrusted
// note needs: size, depth, expanded aliases, duplicate and odd keys. Nothing in a block is ever evaluated.
import { isAlias, isMap, isScalar, isSeq, parseDocument } from 'yaml';
import type { Document, Pair, Scalar as ScalarNode, YAMLMap } from 'yaml';
import { emptyProperties } from './entries';
import type { Properties, PropertyValue } from './frontmatter';
import { exactNumber } from './plain-scalar';

/** UTF-16 units. Plain blocks may be larger; the `yaml` package needs up to 10 µs for each unit of a hostile one. */
const LARGEST_BLOCK = 65_536;
/** gray-matter looks for comments with a pattern that is quadratic in a run of blanks. */
const LONGEST_BLANK_RUN = 1_000;
/** Values in one block, each alias counted as what it stands for: a "YAML bomb" ends here. */
const MOST_VALUES = 20_000;
const DEEPEST = 64;

/** Why a block can't be read. `offset` points into the text that was given, or is `null`. */
export interface YamlProblem {
  problem: string;
  offset: number | null;
}

class UnreadableYaml extends Error {
  readonly finding: YamlProblem;
  constructor(problem: string, offset: number | null) {
    super(problem);
    this.finding = { problem, offset };
  }
}

/** The finding when `error` came from {@link readYamlMapping}; `null` for any other error. */
export function problemOf(error: unknown): YamlProblem | null {
  return error instanceof UnreadableYaml ? error.finding : null;
}

/**
 * Reads a YAML text whose root is a mapping (or nothing).
 * @throws an error that {@link problemOf} explains.
 */
export function readYamlMapping(text: string): Properties {
  return mappingOf(parseYaml(text));
}

/** Parses within the limits, with ranges and source tokens; the root is a mapping or `null`. */
export function parseYaml(text: string): Document {
  checkLimits(text);
  const document = parse(text);
  const [first] = document.errors;
  if (first !== undefined) throw problemOfParser(first.code, first.message, first.pos[0]);
  const root: unknown = document.contents;
  if (root !== null && !isMap(root)) {
    const kind = isSeq(root) ? 'a list' : isAlias(root) ? 'an alias' : 'text';
    throw new UnreadableYaml(`expected properties (name: value), found ${kind}`, 0);
  }
  return document;
}

/** The properties of a document that {@link parseYaml} answered. */
export function mappingOf(document: Document): Properties {
  const root: unknown = document.contents;
  return isMap(root) ? new ValueReader().readMap(root, 0) : emptyProperties();
}

/** A key's text: an unquoted one is what was typed, so that `007` and `1e3` stay the names they look like. */
export function keyOf(pair: Pair): string {
  const key: unknown = pair.key;
  const offset = offsetOf(key);
  if (!isScalar(key)) throw new UnreadableYaml('a property name must be text, not a list, mapping or alias', offset);
  const name = key.type === 'PLAIN' ? (key.source ?? '') : textOf(key.value);
  if (name === '') throw new UnreadableYaml('a property has no name', offset);
  return name;
}

/** Throws (see {@link problemOf}) when a text is beyond what the engine and gray-matter may be given. */
export function checkLimits(text: string): void {
  if (text.length > LARGEST_BLOCK) {
    throw new UnreadableYaml(
      `the block has ${text.length} characters; more than ${LARGEST_BLOCK} are read only when it is plain ` +
        '(names with values or lists, without anchors, braces or folded text)',
      null,
    );
  }
  const nul = text.indexOf('\0');
  if (nul !== -1) throw new UnreadableYaml('the block contains a NUL character', nul);
  let run = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    run = code === 0x20 || (code >= 0x09 && code <= 0x0d) || code > 0x7f && /\s/.test(text[at] ?? '') ? run + 1 : 0;
    if (run > LONGEST_BLANK_RUN) {
      throw new UnreadableYaml(`the block contains more than ${LONGEST_BLANK_RUN} blanks in a row`, at);
    }
  }
}

function parse(text: string): Document {
  try {
    return parseDocument(text, {
      version: '1.2',
      schema: 'core',
      keepSourceTokens: true,
      prettyErrors: false,
      strict: true,
      // Its own check compares each key with each other one; ValueReader does it in one pass.
      uniqueKeys: false,
      // Quieter levels also drop the error that there are several documents.
      logLevel: 'error',
    });
  } catch (error) {
    if (error instanceof RangeError) throw tooDeep();
    throw error;
  }
}

/** Turns nodes into values in the order of the text, so that an alias finds the anchor before it. */
class ValueReader {
  private readonly anchors = new Map<string, { value: PropertyValue; size: number }>();
  private count = 0;

  readMap(map: YAMLMap, depth: number): Properties {
    const properties = emptyProperties();
    for (const pair of map.items) {
      const key = keyOf(pair);
      if (Object.hasOwn(properties, key)) {
        throw new UnreadableYaml(`the property "${key}" is there twice`, offsetOf(pair.key));
      }
      this.remember(pair.key, key, 1);
      properties[key] = this.read(pair.value, depth + 1);
    }
    return properties;
  }

  private read(node: unknown, depth: number): PropertyValue {
    const before = this.count;
    this.add(1, node);
    if (depth > DEEPEST) throw tooDeep();
    if (isAlias(node)) return this.resolve(node.source, node);
    let value: PropertyValue = null;
    if (isMap(node)) value = this.readMap(node, depth);
    else if (isSeq(node)) value = node.items.map((item) => this.read(item, depth + 1));
    else if (isScalar(node)) value = scalarValue(node);
    this.remember(node, value, this.count - before);
    return value;
  }

  private resolve(name: string, node: unknown): PropertyValue {
    const anchor = this.anchors.get(name);
    if (anchor === undefined) throw new UnreadableYaml(`the alias *${name} refers to no earlier value`, offsetOf(node));
    this.add(anchor.size, node);
    return anchor.value;
  }

  private remember(node: unknown, value: PropertyValue, size: number): void {
    const name = isScalar(node) || isMap(node) || isSeq(node) ? node.anchor : undefined;
    if (name !== undefined) this.anchors.set(name, { value, size });
  }

  private add(values: number, node: unknown): void {
    this.count += values;
    if (this.count > MOST_VALUES) {
      throw new UnreadableYaml(`the block expands to more than ${MOST_VALUES} values`, offsetOf(node));
    }
  }
}

function scalarValue(node: ScalarNode): PropertyValue {
  const { value } = node;
  if (typeof value === 'number') return exactNumber(value, node.source ?? String(value));
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  return value === null || value === undefined ? null : textOf(value);
}

/** Of what a scalar can hold in the core schema; nothing reads as no text. */
function textOf(value: unknown): string {
  const isText = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint';
  return isText ? String(value) : '';
}

function offsetOf(node: unknown): number | null {
  return isScalar(node) || isMap(node) || isSeq(node) || isAlias(node) ? (node.range?.[0] ?? null) : null;
}

/** At some depth, which depends on the host, the package runs out of stack and says so as an error of the text. */
function problemOfParser(code: string, message: string, offset: number): UnreadableYaml {
  return code === 'RESOURCE_EXHAUSTION' ? tooDeep() : new UnreadableYaml(decapitalised(message), offset);
}

/** The same words for every depth beyond the limit, whoever met it first. */
function tooDeep(): UnreadableYaml {
  return new UnreadableYaml(`the block is nested deeper than ${DEEPEST} levels`, null);
}

function decapitalised(message: string): string {
  return message.charAt(0).toLowerCase() + message.slice(1);
}
