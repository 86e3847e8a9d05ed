// Renders help for people. commander lays out a verb's usage, arguments and options from our table;
// the arguments themselves are parsed by `parse.ts`, which starts faster.
import { createArgument, createCommand, createOption, type Command } from 'commander';
import { EXIT_CODES } from '../../shared/errors';
import { ownOptions } from '../common-options';
import { GLOBAL_OPTIONS } from '../global-options';
import { padTo } from '../output/text-width';
import { commandName, PROGRAM, usageLine } from '../usage';
import type { OptionSpec, Verb } from '../verb';
import { errorsOf, type NounDescription, type VerbSummary } from './describe';
import { ERROR_WORDS } from './error-words';
import { TOPICS } from './topics';

const OWN = 'Options:';
const GLOBAL = 'Options of every verb:';
/** Columns of help in a pipe, and at most on a terminal: longer lines are hard to read. */
const WIDTH = 100;

export function verbHelp(verb: Verb, terminal: number | null): string {
  const command = createCommand(commandName(verb))
    .usage(usageLine(verb).slice(commandName(verb).length + 1))
    .description([`${capitalised(verb.summary)}.`, ...paragraphs(verb.description ?? '')].join('\n\n'))
    .helpOption(false)
    .configureHelp({ helpWidth: Math.min(terminal ?? WIDTH, WIDTH) })
    // Asked otherwise, it would start the stream of stdout to learn what is given here.
    .configureOutput({ getOutHasColors: () => false, getOutHelpWidth: () => WIDTH });
  for (const argument of verb.args) command.addArgument(createArgument(argumentSyntax(argument), argument.summary));
  addOptions(command, ownOptions(verb), OWN);
  addOptions(command, GLOBAL_OPTIONS, GLOBAL);
  return [
    command.helpInformation().trimEnd(),
    ...aliasLines(verb),
    section('Examples:', verb.examples),
    section('Exit codes:', exitCodeLines(verb)),
    `JSON kind: ${verb.kind} (docs/schema/${verb.kind}.json)`,
  ].join('\n\n');
}

/** Lines of a table's text belong together until an empty one. */
function paragraphs(text: string): string[] {
  return text.split(/\n{2,}/).map((paragraph) => paragraph.replaceAll('\n', ' ').trim()).filter((paragraph) => paragraph !== '');
}

function argumentSyntax(argument: Verb['args'][number]): string {
  const name = `${argument.name}${argument.variadic === true ? '...' : ''}`;
  return argument.required ? `<${name}>` : `[${name}]`;
}

function addOptions(command: Command, options: readonly OptionSpec[], group: string): void {
  for (const spec of options) {
    const option = createOption(optionSyntax(spec), optionSummary(spec)).helpGroup(group);
    if (spec.choices !== undefined) option.choices([...spec.choices]);
    if (spec.default !== undefined) option.default(undefined, spec.default);
    command.addOption(option);
  }
}

function optionSyntax(spec: OptionSpec): string {
  return `${spec.short === undefined ? '' : `-${spec.short}, `}--${spec.name}${spec.value === undefined ? '' : ` ${spec.value}`}`;
}

function optionSummary(spec: OptionSpec): string {
  const repeated = spec.repeatable === true ? ' (may be repeated)' : '';
  const otherwise = spec.default === undefined ? '' : ` (default: ${spec.default})`;
  return `${spec.summary}${repeated}${otherwise}`;
}

function aliasLines(verb: Verb): string[] {
  return verb.aliases === undefined || verb.aliases.length === 0 ? [] : [`Also called: ${verb.aliases.join(', ')}`];
}

function exitCodeLines(verb: Verb): string[] {
  return ['0  done', ...errorsOf(verb).map((code) => `${EXIT_CODES[code]}  ${padTo(code, 11, 'left')}  ${ERROR_WORDS[code]}`)];
}

export function nounHelp(noun: NounDescription): string {
  return [
    `Usage: ${PROGRAM} ${noun.noun ?? ''} <verb> [options]`,
    `${noun.summary}.`,
    section('Verbs:', twoColumns(noun.verbs.map((verb) => [verbWithArguments(verb), verb.summary]))),
    `See: ${PROGRAM} ${noun.noun ?? ''} <verb> --help`,
  ].join('\n\n');
}

/** The usage line without the program's name, the noun, and "[options]", which every verb has. */
function verbWithArguments(verb: VerbSummary): string {
  const usage = verb.usage.replace(' [options]', '');
  return usage.slice(usage.indexOf(` ${verb.verb}`) + 1);
}

export function overviewHelp(overview: readonly NounDescription[]): string {
  const topLevel = overview.find((entry) => entry.noun === null)?.verbs ?? [];
  const nouns = overview.filter((entry) => entry.noun !== null);
  return [
    `Usage: ${PROGRAM} <noun> <verb> [target] [options]`,
    'Stories and knowledge in a vault of Markdown notes, under rules that hold for people and agents alike.',
    section('Vault:', twoColumns(topLevel.map((verb) => [verb.verb, verb.summary]))),
    section('Nouns and their verbs:', twoColumns(nouns.map((entry) => [entry.noun ?? '', verbNames(entry.verbs)]))),
    section('Options of every verb:', twoColumns(GLOBAL_OPTIONS.map((option) => [optionSyntax(option), option.summary]))),
    section('Concepts:', twoColumns(Object.entries(TOPICS).map(([topic, { summary }]) => [`help ${topic}`, summary]))),
    `See: ${PROGRAM} <noun> --help, ${PROGRAM} <noun> <verb> --help, ${PROGRAM} --version`,
  ].join('\n\n');
}

/** Verbs of two words are named once for their first: `ac (add, check)`. */
function verbNames(verbs: readonly VerbSummary[]): string {
  const seconds = new Map<string, string[]>();
  for (const { verb } of verbs) {
    const [first = '', second] = verb.split(' ');
    seconds.set(first, [...(seconds.get(first) ?? []), ...(second === undefined ? [] : [second])]);
  }
  return [...seconds].map(([first, names]) => (names.length === 0 ? first : `${first} (${names.join(', ')})`)).join(', ');
}

export function section(title: string, lines: readonly string[]): string {
  return [title, ...lines.map((line) => `  ${line}`)].join('\n');
}

/** Lines for {@link section}; the right column is wrapped below itself, within `total` columns. */
export function twoColumns(rows: readonly (readonly [string, string])[], total = WIDTH): string[] {
  const width = rows.reduce((widest, [left]) => Math.max(widest, left.length), 0);
  return rows.flatMap(([left, right]) => wrapped(right, total - width - 4).map((line, at) => `${padTo(at === 0 ? left : '', width, 'left')}  ${line}`));
}

/** Lines of at most `width` columns, broken at blanks. */
export function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const line = lines.at(-1);
    if (line === undefined || line.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = `${line} ${word}`;
  }
  return lines;
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
