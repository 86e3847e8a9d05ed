// Every verb's table entry: well-formed, its examples are ones that it would accept, its help and its schema exist.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { optionsOf } from '../../cli/common-options';
import { GLOBAL_OPTIONS } from '../../cli/global-options';
import { findVerb } from '../../cli/find-verb';
import { describeVerb } from '../../cli/help/describe';
import { verbHelp } from '../../cli/help/render';
import { parseArguments } from '../../cli/parse';
import { allVerbs, NOUNS, TOP_LEVEL } from '../../cli/registry';
import { commandName } from '../../cli/usage';
import type { Verb } from '../../cli/verb';
import { EXIT_CODES } from '../../shared/errors';
import { run } from './harness';

const verbs = await allVerbs();
const NAMED = verbs.map((verb) => [commandName(verb), verb] as const);

/** The words of an example as a shell would hand them over; what stands before `touchstone` or after a pipe is left out. */
function words(example: string): string[] {
  const command = example.slice(example.indexOf('touchstone ')).split(/ (?:\||<|>|&&) /)[0] ?? '';
  return [...command.matchAll(/"((?:[^"\\]|\\.)*)"|'([^']*)'|(\S+?)"((?:[^"\\]|\\.)*)"|(\S+)/g)].map(
    ([, double, single, prefix, attached, bare]) => double ?? single ?? (prefix === undefined ? bare : `${prefix}${attached ?? ''}`) ?? '',
  ).slice(1);
}

describe.each(NAMED)('%s', (name, verb) => {
  it('says what it does in one line that starts small and has no full stop', () => {
    expect(verb.summary).toMatch(/^[a-z].*[^.]$/);
    expect(verb.summary).not.toContain('\n');
  });

  it('has a kind that begins with its noun, and a schema for it', () => {
    if (verb.noun !== null) expect(verb.kind.startsWith(`${verb.noun}.`)).toBe(true);
    expect(existsSync(fileURLToPath(new URL(`../../docs/schema/${verb.kind}.json`, import.meta.url)))).toBe(true);
  });

  it('has two different examples that it accepts itself', async () => {
    const [first, second] = verb.examples;
    expect(first).not.toBe(second);
    for (const example of verb.examples) {
      const wish = await findVerb(words(example));
      if (wish.kind !== 'run') throw new Error(`${example} asks for ${wish.kind}`);
      expect(commandName(wish.verb)).toBe(name);
      expect(() => parseArguments(wish.verb, wish.tokens)).not.toThrow();
    }
  });

  it('does not name an option twice, nor one that is common to all', () => {
    const names = optionsOf(verb).map((option) => option.name);
    expect(names).toEqual([...new Set(names)]);
    const shorts = optionsOf(verb).flatMap((option) => option.short ?? []);
    expect(shorts).toEqual([...new Set(shorts)]);
    for (const option of verb.options) expect(GLOBAL_OPTIONS.map((global) => global.name)).not.toContain(option.name);
  });

  it('takes what is left only by its last argument, and optional ones after required ones', () => {
    expect(verb.args.slice(0, -1).some((argument) => argument.variadic === true)).toBe(false);
    const required = verb.args.map((argument) => argument.required);
    expect(required).toEqual([...required].sort((left, right) => Number(right) - Number(left)));
  });

  it('has help with its usage, examples, exit codes and JSON kind', () => {
    const help = verbHelp(verb, null);
    expect(help).toContain(`Usage: ${name}`);
    for (const example of verb.examples) expect(help).toContain(example);
    for (const { exit_code, code } of describeVerb(verb).exit_codes) expect(help).toMatch(new RegExp(`^ +${exit_code}  ${code} `, 'm'));
    expect(help).toContain(`JSON kind: ${verb.kind}`);
    for (const option of optionsOf(verb)) expect(help).toContain(`--${option.name}`);
    for (const line of help.split('\n').filter((text) => !text.startsWith('  touchstone'))) expect(line.length).toBeLessThanOrEqual(120);
  });
});

describe('the tables together', () => {
  it('name no verb twice', () => {
    const names = verbs.flatMap((verb) => [verb.name, ...(verb.aliases ?? [])].map((name) => `${verb.noun ?? ''} ${name}`));
    expect(names).toEqual([...new Set(names)]);
  });

  it('are registered under their own names', async () => {
    for (const [noun, { load }] of Object.entries(NOUNS)) {
      for (const verb of await load()) expect(verb.noun).toBe(noun);
    }
    for (const { names, load } of TOP_LEVEL) {
      const own: readonly Verb[] = await load();
      expect(own.flatMap((verb) => [verb.name, ...(verb.aliases ?? [])])).toEqual(names);
    }
  });

  it('lead to code that is there', async () => {
    for (const verb of verbs) expect(typeof await verb.load()).toBe('function');
  });

  it('name only error codes that have an exit code', () => {
    for (const verb of verbs) for (const code of verb.errors) expect(EXIT_CODES[code]).toBeGreaterThan(0);
  });
});

describe('help', () => {
  it.each([[[]], [['help']], [['--help']]])('for %j is the overview with every noun and verb', (args) => {
    const { code, stdout } = run(args);
    expect(code).toBe(0);
    for (const noun of Object.keys(NOUNS)) expect(stdout).toMatch(new RegExp(`^  ${noun} `, 'm'));
    for (const verb of verbs) for (const word of verb.name.split(' ')) expect(stdout).toContain(word);
    for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(110);
  });

  it.each([[['note']], [['note', '--help']], [['help', 'note']]])('for %j lists the verbs of the noun', (args) => {
    const { code, stdout } = run(args);
    expect(code).toBe(0);
    expect(stdout).toContain('Usage: touchstone note <verb> [options]');
    const unwrapped = stdout.replace(/\s+/g, ' ');
    for (const verb of verbs.filter((candidate) => candidate.noun === 'note')) expect(unwrapped).toContain(verb.summary);
  });

  it.each([
    [['note', 'read', '--help']], [['note', 'read', '-h']], [['help', 'note', 'read']], [['note', '--help', 'read']],
    [['note', 'read', '--lines', '1-2', '--help', '--nonsense']],
  ])('for %j explains the verb', (args) => {
    const { code, stdout } = run(args);
    expect(code).toBe(0);
    expect(stdout).toContain('Usage: touchstone note read <note> [options]');
  });

  it('is a document under --json for the overview, a noun and a verb', () => {
    for (const args of [[], ['note'], ['note', 'read', '--help']]) expect(run([...args, '--json']).json().kind).toBe('help');
    expect(run(['note', 'read', '--help', '--json']).json<{ kind: string }>().data.kind).toBe('note.read');
  });
});

describe('the version', () => {
  it('is that of the package, in both forms', () => {
    const text = run(['--version']).stdout;
    expect(text).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect(run(['-V']).stdout).toBe(text);
    expect(run(['--version', '--json']).json<{ version: string }>().data).toEqual({ version: text.trim() });
  });
});
