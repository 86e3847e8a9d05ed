// The hidden verb `__complete`, which the scripts of the shells call at each Tab. Whatever goes wrong, it answers nothing:
// an error would land in the middle of somebody's command line.
import { findVerb } from '../find-verb';
import { optionsOf } from '../common-options';
import { GLOBAL_OPTIONS } from '../global-options';
import { looksLikeOption, splitOption } from '../parse';
import type { Environment } from '../output/terminal';
import { writeStdout } from '../output/write';
import { NOUNS, TOP_LEVEL } from '../registry';
import type { OptionSpec, Verb } from '../verb';
import type { Candidate } from './candidates';
import { valuesOf } from './values';

/** More than a person reads, and little enough to print at once. */
const MOST = 500;

/**
 * @param words what stands after the program's name: the last one is at the cursor, perhaps empty.
 * @returns 0, always.
 */
export async function printCompletions(words: readonly string[], env: Environment): Promise<number> {
  try {
    const current = unquoted(words.at(-1) ?? '');
    const before = words.slice(0, -1).map(unquoted);
    const found = await completionsFor(before, current, env);
    writeStdout(linesOf(found.filter(({ value }) => value.startsWith(current === '=' ? '' : current))));
  } catch {
    return 0;
  }
  return 0;
}

/** Names with a tab or another control character can't be told from the format, and are left out. */
function linesOf(found: readonly Candidate[]): string {
  const told = found.filter(({ value }) => value !== '' && !/\p{Cc}/u.test(value));
  return told.slice(0, MOST).map(({ value, about }) => `${value}\t${(about ?? '').replaceAll(/\p{Cc}+/gu, ' ')}\n`).join('');
}

/** Shells hand words over as they were typed. */
function unquoted(word: string): string {
  const quote = /^["']/.exec(word)?.[0];
  const inner = quote === undefined ? word : word.slice(1, word.length > 1 && word.endsWith(quote) ? -1 : undefined);
  return quote === "'" ? inner : inner.replaceAll(/\\(.)/gu, '$1');
}

async function completionsFor(words: readonly string[], current: string, env: Environment): Promise<readonly Candidate[]> {
  // bash makes three words of `--status=open`.
  const before = words.filter((word) => word !== '=');
  if (before.includes('--')) return [];
  const asked = before[0] === 'help' ? before.slice(1) : before;
  const pending = pendingOption(GLOBAL_OPTIONS, asked);
  if (pending !== null) return valuesOf({ noun: null, name: pending.name, value: pending.value ?? '', choices: pending.choices }, { current, vault: undefined, env });
  const wish = await findVerb(asked);
  switch (wish.kind) {
    case 'overview': return current.startsWith('-') ? options(GLOBAL_OPTIONS) : firstWords(before[0] === 'help');
    case 'noun_help': return verbs(wish.verbs, asked.at(-1) ?? '');
    case 'run': return before[0] === 'help' ? [] : argumentsOf(wish.verb, wish.tokens, current, env);
    default: return [];
  }
}

async function firstWords(isHelp: boolean): Promise<Candidate[]> {
  const { TOPICS } = await import('../help/topics');
  const topLevel = (await Promise.all(TOP_LEVEL.map(({ load }) => load()))).flat();
  return [
    ...Object.entries(NOUNS).map(([value, { summary }]) => ({ value, about: summary })),
    ...topLevel.map(({ name, summary }) => ({ value: name, about: summary })),
    ...(isHelp ? Object.entries(TOPICS).map(([value, { summary }]) => ({ value, about: summary })) : [{ value: 'help', about: 'explain a command or a concept' }]),
  ];
}

/** Of verbs of two words, the first is offered once, and after it the second. */
function verbs(table: readonly Verb[], last: string): Candidate[] {
  const grouped = table.every(({ name }) => name.startsWith(`${last} `));
  const found = new Map<string, string>();
  for (const { name, summary } of table) {
    const [first = '', second] = name.split(' ');
    const value = grouped ? second ?? '' : first;
    if (!found.has(value)) found.set(value, second === undefined || grouped ? summary : '');
  }
  return [...found].map(([value, about]) => ({ value, about }));
}

function options(specs: readonly OptionSpec[]): Candidate[] {
  return specs.map(({ name, summary }) => ({ value: `--${name}`, about: summary }));
}

/** The option that the word at the cursor is the value of. */
function pendingOption(specs: readonly OptionSpec[], before: readonly string[]): OptionSpec | null {
  const last = before.at(-1);
  if (last === undefined || !looksLikeOption(last)) return null;
  const { spec, attached } = splitOption(specs, last);
  return spec?.value !== undefined && attached === undefined ? spec : null;
}

async function argumentsOf(verb: Verb, tokens: readonly string[], current: string, env: Environment): Promise<readonly Candidate[]> {
  const specs = optionsOf(verb);
  const given = positionsOf(specs, tokens);
  const about = { vault: given.vault, env };
  const attached = current.startsWith('--') && current.includes('=') ? splitOption(specs, current) : null;
  if (attached?.spec?.value !== undefined) {
    const start = current.slice(0, current.indexOf('=') + 1);
    const values = await valuesOf({ noun: verb.noun, ...attached.spec, value: attached.spec.value }, { current: attached.attached ?? '', ...about });
    return values.map((candidate) => ({ ...candidate, value: `${start}${candidate.value}` }));
  }
  const pending = pendingOption(specs, tokens);
  if (pending !== null) return valuesOf({ noun: verb.noun, ...pending, value: pending.value ?? '' }, { current, ...about });
  if (current.startsWith('-')) return options(specs);
  const last = verb.args.at(-1);
  const argument = verb.args[given.words] ?? (last?.variadic === true ? last : undefined);
  return argument === undefined ? [] : valuesOf({ noun: verb.noun, name: argument.name, value: '' }, { current, ...about });
}

/** How many arguments stand there already, and which vault was named. */
function positionsOf(specs: readonly OptionSpec[], tokens: readonly string[]): { words: number; vault: string | undefined } {
  let words = 0;
  let vault: string | undefined;
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at] ?? '';
    if (!looksLikeOption(token)) {
      words += 1;
      continue;
    }
    const { spec, attached } = splitOption(specs, token);
    if (spec?.value === undefined) continue;
    if (attached === undefined) at += 1;
    if (spec.name === 'vault') vault = attached ?? tokens[at];
  }
  return { words, vault };
}
