// Reads a verb's arguments by its table. Everything wrong is E_USAGE and says what would be right.
import { TouchstoneError } from '../shared/errors';
import { nearest } from '../shared/near-words';
import { optionsOf } from './common-options';
import { commandName, usageLine } from './usage';
import type { OptionSpec, Verb } from './verb';

/** What was given, by the names of the table. */
export interface ParsedArguments {
  args: ReadonlyMap<string, readonly string[]>;
  /** Values of options that take one, in the order given. */
  options: ReadonlyMap<string, readonly string[]>;
  flags: ReadonlySet<string>;
  /** What stood after `--`, for a verb that runs a command. */
  rest: readonly string[];
}

/**
 * @param tokens what followed the verb's name, and options that preceded it.
 * @throws E_USAGE for an unknown option, a missing or surplus value or argument, a value that is not allowed.
 */
export function parseArguments(verb: Verb, tokens: readonly string[]): ParsedArguments {
  const { words, options, flags, rest } = separate(verb, tokens);
  const args = assignArguments(verb, words);
  refuseTwoTexts(verb, args, options);
  if (verb.rest !== undefined && rest.length === 0) {
    throw usageError(verb, `${commandName(verb)} needs ${verb.rest.summary} after "--".`);
  }
  return { args, options, flags, rest };
}

interface Separated {
  words: string[];
  options: Map<string, string[]>;
  flags: Set<string>;
  rest: string[];
}

function separate(verb: Verb, tokens: readonly string[]): Separated {
  const specs = optionsOf(verb);
  const found: Separated = { words: [], options: new Map(), flags: new Set(), rest: [] };
  let at = 0;
  while (at < tokens.length) {
    const token = tokens[at] ?? '';
    at += 1;
    if (token === '--') {
      (verb.rest === undefined ? found.words : found.rest).push(...tokens.slice(at));
      break;
    }
    if (!looksLikeOption(token)) {
      found.words.push(token);
      continue;
    }
    const { spec, attached } = recognise(verb, specs, token);
    if (spec.value === undefined) {
      if (attached !== undefined) throw usageError(verb, `--${spec.name} takes no value, but was given "${attached}".`);
      found.flags.add(spec.name);
      continue;
    }
    if (attached === undefined) at += 1;
    const value = attached ?? followingValue(verb, specs, spec, tokens[at - 1]);
    addValue(verb, found.options, spec, value);
  }
  return found;
}

/** `-` alone means stdin, and `- [ ] text` is text: an option's name has no blank. */
export function looksLikeOption(token: string): boolean {
  return /^-[^\s]/.test(token) && !/^-+\d/.test(token);
}

/** Splits `--name=value`, `-xvalue`; finds the option's entry. */
export function splitOption(specs: readonly OptionSpec[], token: string): { spec: OptionSpec | undefined; attached: string | undefined } {
  if (!token.startsWith('--')) {
    const spec = specs.find((option) => option.short === token[1]);
    return { spec, attached: token.length > 2 ? token.slice(token[2] === '=' ? 3 : 2) : undefined };
  }
  const equals = token.indexOf('=');
  const name = token.slice(2, equals === -1 ? undefined : equals);
  return { spec: specs.find((option) => option.name === name), attached: equals === -1 ? undefined : token.slice(equals + 1) };
}

function recognise(verb: Verb, specs: readonly OptionSpec[], token: string): { spec: OptionSpec; attached: string | undefined } {
  const { spec, attached } = splitOption(specs, token);
  if (spec !== undefined) return { spec, attached };
  throw unknownOption(token, specs, commandName(verb), 'To pass it as text, put "--" before it.');
}

/**
 * E_USAGE for an option that `command` does not have, with the nearest one.
 *
 * @param otherwise what else may have been meant, a sentence; said when no option is near.
 */
export function unknownOption(token: string, specs: readonly OptionSpec[], command: string, otherwise: string): TouchstoneError {
  const name = token.split('=', 1)[0] ?? token;
  const known = specs.map((option) => `--${option.name}`);
  const near = nearest(name, known);
  return new TouchstoneError('E_USAGE', `${command} has no option ${name}.`, {
    hint: near === null ? `See "${command} --help". ${otherwise}` : `Did you mean "${near}"?`,
    details: { option: name, allowed: known },
  });
}

function followingValue(verb: Verb, specs: readonly OptionSpec[], spec: OptionSpec, next: string | undefined): string {
  const swallowed = next !== undefined && looksLikeOption(next) && splitOption(specs, next).spec !== undefined;
  if (next !== undefined && next !== '--' && !swallowed) return next;
  throw usageError(verb, `--${spec.name} needs a value ${spec.value ?? ''}`.trimEnd() + '.', {
    hint: swallowed ? `If "${next}" is the value: --${spec.name}=${next}` : undefined,
  });
}

function addValue(verb: Verb, options: Map<string, string[]>, spec: OptionSpec, value: string): void {
  if (spec.choices !== undefined && !spec.choices.includes(value)) {
    throw usageError(verb, `--${spec.name} does not take "${value}". Allowed: ${spec.choices.join(', ')}.`, {
      hint: didYouMean(value, spec.choices),
      details: { option: spec.name, value, allowed: [...spec.choices] },
    });
  }
  const values = options.get(spec.name);
  if (values === undefined) options.set(spec.name, [value]);
  else if (spec.repeatable === true) values.push(value);
  else throw usageError(verb, `--${spec.name} was given twice: "${values[0] ?? ''}" and "${value}".`);
}

function didYouMean(word: string, known: readonly string[]): string | undefined {
  const near = nearest(word, known);
  return near === null ? undefined : `Did you mean "${near}"?`;
}

function assignArguments(verb: Verb, words: readonly string[]): Map<string, readonly string[]> {
  const args = new Map<string, readonly string[]>();
  let at = 0;
  for (const spec of verb.args) {
    const taken = spec.variadic === true ? words.slice(at) : words.slice(at, at + 1);
    if (taken.length === 0 && spec.required) {
      throw usageError(verb, `${commandName(verb)} needs <${spec.name}>: ${lowerFirst(spec.summary)}.`, { details: { argument: spec.name } });
    }
    if (taken.length > 0) args.set(spec.name, taken);
    at += taken.length;
  }
  const surplus = words[at];
  if (surplus !== undefined) {
    throw usageError(verb, `${commandName(verb)} does not know what to do with "${surplus}".`, {
      hint: `Usage: ${usageLine(verb)}. Text with blanks needs quotes.`,
      details: { surplus: words.slice(at) },
    });
  }
  return args;
}

/** By convention the argument that may stand in place of `--body-file` is called `text`. */
function refuseTwoTexts(verb: Verb, args: ReadonlyMap<string, readonly string[]>, options: ReadonlyMap<string, readonly string[]>): void {
  if (!args.has('text') || !options.has('body-file')) return;
  throw usageError(verb, `${commandName(verb)} was given its text twice: as an argument and by --body-file.`, {
    hint: 'Give one of the two.',
  });
}

function usageError(
  verb: Verb, message: string, options: { hint?: string | undefined; details?: Record<string, unknown> } = {},
): TouchstoneError {
  return new TouchstoneError('E_USAGE', message, {
    hint: options.hint ?? `Usage: ${usageLine(verb)}`,
    ...(options.details === undefined ? {} : { details: options.details }),
  });
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
