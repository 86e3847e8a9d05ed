// A command and its output as text of a story: arguments quoted so that they read back exactly, output without
// control characters and of bounded size.
import { CONTROL_OR_BREAK } from '../control-characters';

const ESC = '\u001b';
const BEL = '\u0007';
/** ECMA-48: CSI with its parameters and final byte, OSC to its terminator, and two-byte escapes. */
const ESCAPE_SEQUENCE = new RegExp(`${ESC}\\[[0-?]{0,64}[ -/]{0,8}[@-~]|${ESC}\\][^${BEL}${ESC}\\n]{0,2048}(?:${BEL}|${ESC}\\\\)|${ESC}[@-_]`, 'g');

const PLAIN = /^[A-Za-z0-9_@%+=:,./^-]+$/;
/** Longest command that is recorded, in UTF-16 units; what is longer belongs into a script. */
export const MAX_COMMAND = 4000;
/** How much of a command's output an evidence keeps. */
const TAIL_LINES = 20;
export const TAIL_CHARACTERS = 4000;

/** `argv` as one line that a POSIX shell would split into the same arguments. */
export function quoteCommand(argv: readonly string[]): string {
  return argv.map(quoteArgument).join(' ');
}

function quoteArgument(argument: string): string {
  if (PLAIN.test(argument)) return argument;
  if (!hasControl(argument)) return `'${argument.replaceAll('\'', '\'\\\'\'')}'`;
  const escaped = argument.replace(/[\\'\p{Cc}\u2028\u2029]/gu, (char) => {
    if (char === '\n') return '\\n';
    if (char === '\t') return '\\t';
    if (char === '\\' || char === '\'') return `\\${char}`;
    return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
  return `$'${escaped}'`;
}

/** The last lines of an output, at most 20 and 4,000 characters, without control characters and ANSI sequences. */
export function outputTail(output: string): string {
  const lines = stripControls(output.slice(-4 * TAIL_CHARACTERS)).split('\n').map((line) => line.trimEnd());
  while (lines.length > 0 && lines[lines.length - 1] === '') lines.pop();
  const tail = lines.slice(-TAIL_LINES).join('\n').slice(-TAIL_CHARACTERS);
  return tail.replace(/^[\uDC00-\uDFFF]/, '');
}

/** Without ANSI escape sequences and control characters but line breaks and tabs; CR CR LF and CR LF become LF. */
export function stripControls(text: string): string {
  return text
    .replace(/\r+\n/g, '\n')
    .replace(ESCAPE_SEQUENCE, '')
    .replace(/[^\P{Cc}\n\t]|[\u2028\u2029]/gu, '');
}

function hasControl(text: string): boolean {
  return CONTROL_OR_BREAK.test(text);
}

/** Inline code that holds `text` whatever backticks it has (CommonMark: the delimiter is longer than any run inside). */
export function inlineCode(text: string): string {
  let longest = 0;
  for (const run of text.match(/`+/g) ?? []) longest = Math.max(longest, run.length);
  const ticks = '`'.repeat(longest + 1);
  const pad = text.startsWith('`') || text.endsWith('`') ? ' ' : '';
  return `${ticks}${pad}${text}${pad}${ticks}`;
}

/** The inline code that `line` starts with at `at`, and the offset after it; `null` when there is none. */
export function readInlineCode(line: string, at: number): { text: string; end: number } | null {
  let open = at;
  while (line[open] === '`') open += 1;
  const ticks = open - at;
  if (ticks === 0) return null;
  for (let run = line.indexOf('`', open); run >= 0;) {
    let end = run;
    while (line[end] === '`') end += 1;
    if (end - run === ticks) return { text: unpad(line.slice(open, run)), end };
    run = line.indexOf('`', end);
  }
  return null;
}

function unpad(text: string): string {
  const padded = text.startsWith(' `') || text.endsWith('` ');
  return padded ? text.slice(1, -1) : text;
}
