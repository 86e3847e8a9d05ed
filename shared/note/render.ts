// How a value is written as YAML: the way Obsidian does (block lists indented by two, dates bare, links in double
// quotes), and quoted wherever some YAML reader, 1.1 or 1.2, would take the bare text for anything else.
import { TouchstoneError } from '../errors';
import type { PropertyValue } from './frontmatter';
import { plainValue } from './plain-scalar';

/** What stands on the key's line after the colon, and the lines below it (without line breaks). */
export interface RenderedValue {
  inline: string;
  body: string[];
}

export type Quote = '"' | "'";

const LONGEST_NAME = 240;
const DEEPEST = 16;

/** Words that YAML 1.1 readers take for booleans or null, and its merge and value keys. */
const WORDS_OF_1_1 = /^(?:y|n|yes|no|on|off|true|false|null|~|<<|=)$/i;
/** Numbers of YAML 1.1: with underscores, binary, octal, sexagesimal (`12:30`), and what looks like them. */
const NUMBER_OF_1_1 =
  /^[-+]?(?:0b[01_]+|0[0-7_]+|0o[0-7_]+|0x[0-9a-fA-F_]+|[0-9][0-9_]*(?::[0-5]?[0-9])*(?:\.[0-9_]*)?|\.[0-9_]+|\.inf|\.nan)(?:[eE][-+]?[0-9]+)?$/i;
const STARTS_AS_SYNTAX = /^(?:[-?:,[\]{}#&*!|>'"%@`]|\.\.\.|\s)/;
const READS_AS_SYNTAX = /: |:$| #|\s$/;
const READS_AS_SYNTAX_IN_LIST = /[,[\]{}]|:$/;
/** Not printable in YAML, or a line break in some reader; a lone surrogate has no UTF-8. */
// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const NEEDS_ESCAPE = /[\0-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/;
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/**
 * The lines of one property, without line breaks: `key: value`, or `key:` and its block below.
 * @throws E_USAGE for a name or value that a property can't have.
 */
export function renderEntry(key: string, value: PropertyValue, indent = ''): string[] {
  const { inline, body } = renderValue(value, indent);
  const head = `${indent}${renderKey(key)}:`;
  return [inline === '' ? head : `${head} ${inline}`, ...body];
}

/** Refuses a name or value that YAML can't hold, or that we would not give back as it was. @throws E_USAGE */
export function checkProperty(key: string, value: PropertyValue): void {
  checkName(key);
  checkValue(value, 0);
}

/** A value below or beside a key that is indented by `indent`. `quote` is the style of a text that it replaces. */
export function renderValue(value: PropertyValue, indent: string, quote?: Quote): RenderedValue {
  checkValue(value, 0);
  return renderChecked(value, indent, quote);
}

function renderChecked(value: PropertyValue, indent: string, quote?: Quote): RenderedValue {
  if (Array.isArray(value)) {
    if (value.length === 0) return { inline: '[]', body: [] };
    return { inline: '', body: value.map((item) => `${indent}  - ${renderInline(item, false)}`) };
  }
  if (typeof value === 'object' && value !== null) {
    const keys = Object.keys(value);
    if (keys.length === 0) return { inline: '{}', body: [] };
    return { inline: '', body: keys.flatMap((key) => renderEntry(key, value[key] ?? null, `${indent}  `)) };
  }
  if (typeof value === 'string' && value.includes('\n') && fitsLiteral(value)) return renderLiteral(value, indent);
  return { inline: value === null ? '' : renderScalar(value, false, quote), body: [] };
}

/** A value on one line. `inList`: inside brackets, where commas and brackets are syntax. */
function renderInline(value: PropertyValue, inList: boolean, quote?: Quote): string {
  if (Array.isArray(value)) return `[${value.map((item) => renderInline(item, true)).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const pairs = Object.keys(value).map((key) => `${renderFlowKey(key)}: ${renderInline(value[key] ?? null, true)}`);
    return `{${pairs.join(', ')}}`;
  }
  return renderScalar(value, inList, quote);
}

/** The same, after refusing what a property can't hold. */
export function renderItem(value: PropertyValue, inList: boolean): string {
  checkValue(value, 0);
  return renderInline(value, inList);
}

function renderKey(key: string): string {
  checkName(key);
  return renderText(key, false);
}

function renderFlowKey(key: string): string {
  checkName(key);
  return renderText(key, true);
}

function renderScalar(value: string | number | boolean | null, inList: boolean, quote?: Quote): string {
  if (value === null) return 'null';
  if (typeof value === 'number') return renderNumber(value);
  return typeof value === 'boolean' ? String(value) : renderText(value, inList, quote);
}

/** In exponent form where the digits alone would read as an integer too large to be exact. */
function renderNumber(value: number): string {
  if (value === 0) return '0';
  return Number.isInteger(value) && !Number.isSafeInteger(value) ? value.toExponential() : String(value);
}

function renderText(text: string, inList: boolean, quote?: Quote): string {
  if (NEEDS_ESCAPE.test(text)) return doubleQuoted(text);
  if (quote === undefined && isPlain(text, inList)) return text;
  const style = quote ?? (text.includes('"') && !text.includes("'") ? "'" : '"');
  return style === "'" ? `'${text.replaceAll("'", "''")}'` : doubleQuoted(text);
}

function isPlain(text: string, inList: boolean): boolean {
  return (
    text !== '' &&
    !STARTS_AS_SYNTAX.test(text) &&
    !READS_AS_SYNTAX.test(text) &&
    !(inList && READS_AS_SYNTAX_IN_LIST.test(text)) &&
    !WORDS_OF_1_1.test(text) &&
    !NUMBER_OF_1_1.test(text) &&
    typeof plainValue(text) === 'string'
  );
}

const SHORT_ESCAPES: Readonly<Record<string, string>> = {
  '\0': '\\0', '\b': '\\b', '\t': '\\t', '\n': '\\n', '\f': '\\f', '\r': '\\r', '\x1b': '\\e', '"': '\\"', '\\': '\\\\',
};

function doubleQuoted(text: string): string {
  let quoted = '"';
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at);
    if (char === '"' || char === '\\' || NEEDS_ESCAPE.test(char)) {
      quoted += SHORT_ESCAPES[char] ?? `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
    } else quoted += char;
  }
  return `${quoted}"`;
}

/** Printable lines without blanks at their ends, which an editor would strip; the first and last are not blank. */
function fitsLiteral(text: string): boolean {
  if (/^\s/.test(text)) return false;
  const lines = literalLines(text);
  return lines.at(-1) !== '' && lines.every((line) => line.trimEnd() === line && !NEEDS_ESCAPE.test(line));
}

function literalLines(text: string): string[] {
  return (text.endsWith('\n') ? text.slice(0, -1) : text).split('\n');
}

function renderLiteral(text: string, indent: string): RenderedValue {
  const body = literalLines(text).map((line) => (line === '' ? '' : `${indent}  ${line}`));
  return { inline: text.endsWith('\n') ? '|' : '|-', body };
}

function checkName(name: string): void {
  const isLine = name !== '' && name.trim() === name && !NEEDS_ESCAPE.test(name) && !LONE_SURROGATE.test(name);
  if (!isLine || name.length > LONGEST_NAME) {
    throw new TouchstoneError('E_USAGE', `${JSON.stringify(name.slice(0, 60))} can't be the name of a property.`, {
      hint: `A name is one line of 1 to ${LONGEST_NAME} characters without spaces around it.`,
      details: { name: name.slice(0, LONGEST_NAME) },
    });
  }
}

function checkValue(value: PropertyValue, depth: number): void {
  if (depth > DEEPEST) {
    throw new TouchstoneError('E_USAGE', `The value of a property may not be nested deeper than ${DEEPEST} levels.`, {
      hint: 'Keep it flat, or put it into the text of the note.',
    });
  }
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw new TouchstoneError('E_USAGE', `${value} can't be the value of a property.`, { hint: 'Give a finite number.' });
  }
  if (typeof value === 'string' && LONE_SURROGATE.test(value)) {
    throw new TouchstoneError('E_USAGE', 'The value of a property contains half of a character (a lone surrogate).', {
      hint: 'Give valid Unicode text.',
    });
  }
  if (Array.isArray(value)) for (const item of value) checkValue(item, depth + 1);
  else if (typeof value === 'object' && value !== null) {
    for (const key of Object.keys(value)) checkValue(value[key] ?? null, depth + 1);
  }
}
