// What the tables say of the command line, as plain JSON: for `help --json` and for the pages under docs/.
import { EXIT_CODES, type ErrorCode } from '../../shared/errors';
import { ownOptions } from '../common-options';
import { NOUNS, TOP_LEVEL } from '../registry';
import { usageLine } from '../usage';
import type { Verb } from '../verb';

export interface VerbSummary {
  verb: string;
  aliases: readonly string[];
  summary: string;
  usage: string;
}

export interface NounDescription {
  /** `null` for the verbs without a noun. */
  noun: string | null;
  summary: string;
  verbs: VerbSummary[];
}

export interface VerbDescription extends VerbSummary {
  noun: string | null;
  description: string | null;
  kind: string;
  writes: boolean;
  arguments: { name: string; summary: string; required: boolean; variadic: boolean }[];
  options: OptionDescription[];
  examples: readonly string[];
  exit_codes: { exit_code: number; code: ErrorCode }[];
}

interface OptionDescription {
  name: string;
  short: string | null;
  value: string | null;
  summary: string;
  repeatable: boolean;
  choices: readonly string[];
  default: string | null;
}

/** Every verb may meet these, whatever its table lists. */
const COMMON_ERRORS: readonly ErrorCode[] = ['E_FAILED', 'E_USAGE'];

export async function describeOverview(): Promise<NounDescription[]> {
  const topLevel = (await Promise.all(TOP_LEVEL.map((entry) => entry.load()))).flat();
  const nouns = await Promise.all(Object.entries(NOUNS).map(async ([noun, { load }]) => describeNoun(noun, await load())));
  return [{ noun: null, summary: 'The vault as a whole', verbs: topLevel.map(summarise) }, ...nouns];
}

export function describeNoun(noun: string, verbs: readonly Verb[]): NounDescription {
  return { noun, summary: NOUNS[noun]?.summary ?? '', verbs: verbs.map(summarise) };
}

export function describeVerb(verb: Verb): VerbDescription {
  return {
    noun: verb.noun,
    ...summarise(verb),
    description: verb.description ?? null,
    kind: verb.kind,
    writes: verb.writes,
    arguments: verb.args.map(({ name, summary, required, variadic = false }) => ({ name, summary, required, variadic })),
    options: ownOptions(verb).map((option) => ({
      name: option.name,
      short: option.short ?? null,
      value: option.value ?? null,
      summary: option.summary,
      repeatable: option.repeatable ?? false,
      choices: option.choices ?? [],
      default: option.default ?? null,
    })),
    examples: verb.examples,
    exit_codes: errorsOf(verb).map((code) => ({ exit_code: EXIT_CODES[code], code })),
  };
}

/** All error codes that a verb may end with, by exit code. */
export function errorsOf(verb: Verb): ErrorCode[] {
  const own = new Set<ErrorCode>([...COMMON_ERRORS, ...(verb.writes ? ['E_BUSY' as const] : []), ...verb.errors]);
  return (Object.keys(EXIT_CODES) as ErrorCode[]).filter((code) => own.has(code));
}

function summarise(verb: Verb): VerbSummary {
  return { verb: verb.name, aliases: verb.aliases ?? [], summary: verb.summary, usage: usageLine(verb) };
}
