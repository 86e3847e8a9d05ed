// What one YAML scalar means: the types of the YAML 1.2 core schema, as Obsidian reads them, and the two quoted styles.

export type Scalar = string | number | boolean | null;

const NULL = /^(?:~|null|Null|NULL)?$/;
const BOOLEAN = /^(?:true|True|TRUE|false|False|FALSE)$/;
const INTEGER = /^(?:[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+)$/;
const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
/** First characters of everything that is not simply a string. */
const MAY_BE_TYPED = /^[-+.0-9~nNtTfF]/;

/**
 * The value of an unquoted scalar, by the YAML 1.2 core schema: dates, `12:30`, `yes` and `1_000` are strings.
 * A number that JSON could not give back exactly (an integer beyond 2^53, an overflow) stays its text,
 * so that a long id never loses digits.
 */
export function plainValue(source: string): Scalar {
  if (source !== '' && !MAY_BE_TYPED.test(source)) return source;
  if (NULL.test(source)) return null;
  if (BOOLEAN.test(source)) return source.toLowerCase() === 'true';
  if (INTEGER.test(source)) return exactNumber(integerOf(source), source);
  if (FLOAT.test(source)) return exactNumber(Number(source), source);
  return source;
}

/** `value` when JSON can carry it as the number that `source` wrote; else `source`. */
export function exactNumber(value: number, source: string): number | string {
  if (!Number.isFinite(value)) return source;
  if (INTEGER.test(source) && !Number.isSafeInteger(value)) return source;
  return value === 0 ? 0 : value;
}

function integerOf(source: string): number {
  if (source.startsWith('0o')) return Number.parseInt(source.slice(2), 8);
  if (source.startsWith('0x')) return Number.parseInt(source.slice(2), 16);
  return Number(source);
}

export interface QuotedScalar {
  value: string;
  /** Offset after the closing quote. */
  end: number;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '0': '\0', a: '\x07', b: '\b', t: '\t', n: '\n', v: '\v', f: '\f', r: '\r', e: '\x1b',
  ' ': ' ', '"': '"', '/': '/', '\\': '\\', N: '\u0085', _: '\u00a0', L: '\u2028', P: '\u2029',
};
const HEX_LENGTH: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

/**
 * Reads the quoted scalar that opens at `start` and closes before `stop` (the end of its line).
 * `null` when it does not, or when an escape is not YAML's.
 */
export function readQuoted(text: string, start: number, stop: number): QuotedScalar | null {
  return text[start] === '"' ? readDoubleQuoted(text, start, stop) : readSingleQuoted(text, start, stop);
}

function readSingleQuoted(text: string, start: number, stop: number): QuotedScalar | null {
  let at = start + 1;
  for (;;) {
    const quote = text.indexOf("'", at);
    if (quote === -1 || quote >= stop) return null;
    if (text[quote + 1] !== "'") {
      return { value: text.slice(start + 1, quote).replaceAll("''", "'"), end: quote + 1 };
    }
    at = quote + 2;
  }
}

function readDoubleQuoted(text: string, start: number, stop: number): QuotedScalar | null {
  let value = '';
  let from = start + 1;
  for (let at = from; at < stop; at++) {
    const char = text[at];
    if (char === '"') return { value: value + text.slice(from, at), end: at + 1 };
    if (char !== '\\') continue;
    const escape = readEscape(text, at + 1, stop);
    if (escape === null) return null;
    value += text.slice(from, at) + escape.value;
    from = escape.end;
    at = from - 1;
  }
  return null;
}

function readEscape(text: string, at: number, stop: number): QuotedScalar | null {
  if (at >= stop) return null;
  const char = text[at] ?? '';
  const length = Object.hasOwn(HEX_LENGTH, char) ? HEX_LENGTH[char] : undefined;
  if (length === undefined) {
    const value = Object.hasOwn(ESCAPES, char) ? ESCAPES[char] : undefined;
    return value === undefined ? null : { value, end: at + 1 };
  }
  const digits = text.slice(at + 1, at + 1 + length);
  if (digits.length < length || !/^[0-9a-fA-F]+$/.test(digits) || at + 1 + length > stop) return null;
  const code = Number.parseInt(digits, 16);
  if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return null;
  return { value: String.fromCodePoint(code), end: at + 1 + length };
}
