// What a verb is. One table entry feeds the argument parser, `--help`, the docs and the error texts;
// `load` brings in the code only when the verb was called.
import type { Actor } from '../shared/policy/actor';
import type { ErrorCode } from '../shared/errors';
import type { Config } from '../shared/settings/config';
import type { Io } from '../shared/vault/io';
import type { Planner } from '../shared/vault/plan';
import type { Ports } from '../shared/vault/ports';
import type { OperationResult } from '../shared/vault/operation';
import type { Vault } from '../shared/vault/vault';
import type { VaultView } from '../shared/vault/view';
import type { Paint } from './paint';

export interface ArgumentSpec {
  name: string;
  summary: string;
  required: boolean;
  /** Takes all that is left; only for the last one. */
  variadic?: boolean;
}

export interface OptionSpec {
  /** Long name without dashes, `blocked-by`. */
  name: string;
  short?: string;
  /** Placeholder of its value, `<id>`; absent for a flag. */
  value?: string;
  summary: string;
  /** May be given several times; the value is then always a list. */
  repeatable?: boolean;
  /** Allowed values, for help, errors and completion. */
  choices?: readonly string[];
  default?: string;
}

export interface Verb {
  /** `null` for top-level verbs (`init`, `status`). */
  noun: string | null;
  name: string;
  aliases?: readonly string[];
  /** One line, starts with a verb, no full stop. */
  summary: string;
  /** Further paragraphs of `--help`. */
  description?: string;
  /** Paragraphs of `--help` that are made from tables of the core; loaded for help only. */
  rules?: () => Promise<string>;
  args: readonly ArgumentSpec[];
  options: readonly OptionSpec[];
  /** Takes everything after `--` as a command (`story evidence`). */
  rest?: { name: string; summary: string };
  /** Two whole command lines. */
  examples: readonly [string, string];
  /** Error codes it may end with, besides E_FAILED, E_USAGE and E_BUSY. */
  errors: readonly ErrorCode[];
  /** JSON kind of its answer. */
  kind: string;
  /** Adds `--dry-run`, `--if-sha256`, `--reason`. */
  writes: boolean;
  /** Takes long text: adds `--body-file <path|->`. `required`: a pipe is read when no text was given. */
  body?: 'optional' | 'required';
  load: () => Promise<Run>;
}

export type Run = (call: Invocation) => Answer | Promise<Answer>;

/** Parsed input. Names are those of the table. */
export interface Invocation {
  /** The value of a positional argument, or `undefined`. */
  arg: (name: string) => string | undefined;
  /** The value of a positional argument that the table requires. */
  required: (name: string) => string;
  /** All values of a variadic argument. */
  list: (name: string) => string[];
  option: (name: string) => string | undefined;
  options: (name: string) => string[];
  flag: (name: string) => boolean;
  /** What stood after `--`. */
  rest: readonly string[];
  context: Context;
}

/**
 * Runs another call of the command line in this process; `argv` as after the program's name. Answers its JSON document as
 * one line, with line break, whether or not `argv` asks for JSON, and its exit code. Prints nothing.
 */
export type InnerCall = (argv: readonly string[]) => Promise<{ line: string; exitCode: number }>;

/** What a verb may reach. Each part is found on first use, so a verb pays only for what it uses. */
export interface Context {
  vault: () => Vault;
  /** The ports of any folder of this machine: of a vault that is about to be made, or of the system vault. */
  portsAt: (root: string) => Ports;
  /** E_USAGE when nobody is named; E_POLICY when a role is taken that the actor may not have. */
  actor: () => Actor;
  /** The actor under a configuration that is in no vault yet. */
  actorUnder: (config: Config) => Actor;
  /** Runs a query: no lock, nothing written. */
  read: <T>(query: (view: VaultView) => Io<T>) => T;
  /** Runs a planner as one operation, with the call's `--dry-run`, `--if-sha256` and `--reason`. */
  write: <Item>(planner: Planner<Item>) => OperationResult<Item>;
  /** The text of `--body-file`, or of a pipe where the verb requires a body; `undefined` when there is none. */
  body: () => string | undefined;
  /** Asks the person at the terminal; E_POLICY when there is none. */
  confirm: (question: string, expected: string) => void;
  call: InnerCall;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly json: boolean;
  readonly quiet: boolean;
  /** Writes a line of progress or a warning to stderr. */
  note: (line: string) => void;
}

export interface Answer {
  /** Defaults to the verb's kind. */
  kind?: string;
  /** The document's `data`. */
  data: unknown;
  meta?: Record<string, unknown>;
  /** The same for people; cleaned of control characters by the writer. */
  text: (paint: Paint) => string;
  /** Printed instead of the text under `--quiet`: an id, a path, or one of them per line. */
  brief?: string;
  /** A remark below the text that is no data (paging): goes to stderr, not under `--quiet`. */
  footer?: string;
  /**
   * `text` is a note's own content: into a pipe or file it goes byte for byte, so that it can be fed back.
   * On a terminal it is cleaned like any other text.
   */
  verbatim?: boolean;
  /** The verb has written its answers itself (`batch`): nothing more is printed. */
  printed?: true;
  /** Exit code where it is not 0 (`status`: 6; `story evidence`: the child's). */
  exitCode?: number;
}
