// Finds out what a command line asks for: a verb and its arguments, help, or the version.
import { TouchstoneError } from '../shared/errors';
import { nearest } from '../shared/near-words';
import { GLOBAL_OPTIONS } from './global-options';
import { TOPICS, topicNamed, type Topic } from './help/topics';
import { looksLikeOption, splitOption, unknownOption } from './parse';
import { allVerbs, NOUNS, TOP_LEVEL, type Noun } from './registry';
import { commandName, PROGRAM } from './usage';
import type { OptionSpec, Verb } from './verb';

export type Wish =
  | { kind: 'version' }
  | { kind: 'overview' }
  | { kind: 'noun_help'; noun: string; verbs: readonly Verb[] }
  | { kind: 'verb_help'; verb: Verb }
  | { kind: 'topic_help'; topic: Topic }
  | { kind: 'run'; verb: Verb; tokens: readonly string[] };

const VERSION_OPTION: OptionSpec = { name: 'version', short: 'V', summary: 'Print the version' };
const LEADING_OPTIONS = [...GLOBAL_OPTIONS, VERSION_OPTION];

/** @throws E_USAGE for an unknown noun, verb or leading option, with the nearest one. */
export async function findVerb(argv: readonly string[]): Promise<Wish> {
  const line = new CommandLine(argv);
  const first = line.nextWord();
  if (line.sawOption('version')) return { kind: 'version' };
  if (first === undefined) return { kind: 'overview' };
  if (first === 'help') return helpFor(line.remaining());
  const topLevel = TOP_LEVEL.find((entry) => entry.names.includes(first));
  if (topLevel !== undefined) return wishFor(verbNamed(await topLevel.load(), first), line.remaining());
  const noun = Object.hasOwn(NOUNS, first) ? NOUNS[first] : undefined;
  if (noun === undefined) throw await unknownCommand(first, line.nextWord());
  return wishForNoun(first, noun, line);
}

async function wishForNoun(name: string, noun: Noun, line: CommandLine): Promise<Wish> {
  const verbs = await noun.load();
  const first = line.nextWord();
  if (first === undefined) return { kind: 'noun_help', noun: name, verbs };
  const verb = verbNamed(verbs, first);
  if (verb !== undefined) return wishFor(verb, line.remaining());
  const group = verbs.filter((candidate) => candidate.name.startsWith(`${first} `));
  if (group.length > 0) return wishForGroup(name, first, group, line);
  const meant = noun.shorthand?.(first) ?? null;
  const meantVerb = meant === null ? undefined : verbNamed(verbs, meant.verb);
  if (meant === null || meantVerb === undefined) throw unknownVerb(name, first, verbs);
  return wishFor(meantVerb, [...meant.args, ...line.remaining()]);
}

/** Verbs of two words share the first: `note prop get`, `note prop set`. */
function wishForGroup(noun: string, first: string, group: readonly Verb[], line: CommandLine): Wish {
  const second = line.nextWord();
  if (second === undefined) return { kind: 'noun_help', noun, verbs: group };
  const verb = verbNamed(group, `${first} ${second}`);
  if (verb === undefined) throw unknownVerb(noun, `${first} ${second}`, group);
  return wishFor(verb, line.remaining());
}

/** Walks over the words of a command line, setting options that stand between them aside. */
class CommandLine {
  private at = 0;
  private readonly options: string[] = [];
  private readonly seen = new Set<string>();

  constructor(private readonly argv: readonly string[]) {}

  nextWord(): string | undefined {
    for (;;) {
      const token = this.argv[this.at];
      if (token === undefined || token === '--') return undefined;
      this.at += 1;
      if (!looksLikeOption(token)) return token;
      this.setAside(token);
    }
  }

  sawOption(name: string): boolean {
    return this.seen.has(name);
  }

  /** Options that were set aside, and everything that was not looked at. */
  remaining(): readonly string[] {
    return [...this.options, ...this.argv.slice(this.at)];
  }

  private setAside(token: string): void {
    const { spec, attached } = splitOption(LEADING_OPTIONS, token);
    if (spec === undefined) {
      throw unknownOption(token, LEADING_OPTIONS, PROGRAM, 'Options of a verb stand after it.');
    }
    this.seen.add(spec.name);
    this.options.push(token);
    if (spec.value === undefined || attached !== undefined) return;
    const value = this.argv[this.at];
    if (value === undefined) throw new TouchstoneError('E_USAGE', `--${spec.name} needs a value ${spec.value}.`);
    this.options.push(value);
    this.at += 1;
  }
}

function wishFor(verb: Verb | undefined, tokens: readonly string[]): Wish {
  if (verb === undefined) throw new Error('the registry names a verb that its table does not have');
  const end = tokens.indexOf('--');
  const before = end === -1 ? tokens : tokens.slice(0, end);
  const wantsHelp = before.includes('--help') || before.includes('-h');
  return wantsHelp ? { kind: 'verb_help', verb } : { kind: 'run', verb, tokens };
}

function verbNamed(verbs: readonly Verb[], name: string): Verb | undefined {
  return verbs.find((verb) => verb.name === name || verb.aliases?.includes(name) === true);
}

/** `help`, `help gates`, `help story`, `help story claim`, `help note prop get`: what the words name, helped. */
async function helpFor(tokens: readonly string[]): Promise<Wish> {
  const words = tokens.filter((token) => !looksLikeOption(token));
  const [word] = words;
  if (word === undefined) return { kind: 'overview' };
  const topic = words.length === 1 ? topicNamed(word) : null;
  return topic === null ? findVerb([...words, '--help']) : { kind: 'topic_help', topic };
}

async function unknownCommand(word: string, next: string | undefined): Promise<TouchstoneError> {
  const names = [...Object.keys(NOUNS), ...TOP_LEVEL.flatMap((entry) => entry.names), 'help'];
  const near = nearest(word, names);
  const verbs = (await allVerbs()).filter((verb) => verb.noun !== null && verb.name === word);
  const verb = verbs.find((candidate) => candidate.noun === next) ?? verbs[0];
  const meant = verb === undefined ? near && `${PROGRAM} ${near}` : commandName(verb);
  return new TouchstoneError('E_USAGE', `There is no command "${word}".`, {
    hint: meant === null ? helpHint(word, names) : `Did you mean "${meant}"?`,
    details: { command: word, allowed: names },
  });
}

function helpHint(word: string, names: readonly string[]): string {
  const topic = nearest(word, Object.keys(TOPICS));
  return topic === null ? `Commands: ${names.join(', ')}. See: ${PROGRAM} help` : `"${topic}" is a concept: ${PROGRAM} help ${topic}`;
}

function unknownVerb(noun: string, word: string, verbs: readonly Verb[]): TouchstoneError {
  const names = verbs.flatMap((verb) => [verb.name, ...(verb.aliases ?? [])]);
  const near = nearest(word, names);
  return new TouchstoneError('E_USAGE', `${PROGRAM} ${noun} has no verb "${word}".`, {
    hint: near === null ? `Verbs: ${names.join(', ')}.` : `Did you mean "${PROGRAM} ${noun} ${near}"?`,
    details: { noun, verb: word, allowed: names },
  });
}
