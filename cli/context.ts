// What a verb may reach, each part found on first use: the vault, the actor, the engine, long text, the person.
import { TouchstoneError } from '../shared/errors';
import type { Actor } from '../shared/policy/actor';
import { nodePorts } from '../shared/node/open';
import { runSync } from '../shared/vault/io';
import { keptSources, type Sources } from '../shared/vault/note-rows';
import type { Ports } from '../shared/vault/ports';
import { openVault, query, type Vault } from '../shared/vault/vault';
import { readingActor, writingActor, type GivenActor } from './actor';
import { readBodyFile, readPipe } from './body';
import { askForConfirmation } from './confirm';
import { findVault } from './find-vault';
import { note } from './output/print';
import { isInteractive, type Environment } from './output/terminal';
import { portOptions } from './port-options';
import { commandName, usageLine } from './usage';
import type { Context, InnerCall, Invocation, Verb } from './verb';
import type { RunWrite } from './writing';

/** What the frame hands down, because loading it here would cost every call. */
export interface Engine {
  /** `null` for a verb that does not write. */
  write: RunWrite | null;
  call: InnerCall;
  /** One of many calls in this process: what is known of a vault's ledger is kept from one to the next. */
  isInner: boolean;
}

/** @param call the parsed arguments; common options are read from it. */
export function createContext(verb: Verb, call: Omit<Invocation, 'context'>, env: Environment, engine: Engine): Context {
  const quiet = call.flag('quiet');
  const cwd = once(() => currentFolder());
  const portsAt = (root: string): Ports => nodePorts(root, portOptions(env));
  const vault = once((): Vault => {
    const root = findVault(call.option('vault'), env['TOUCHSTONE_VAULT'], cwd());
    return engine.isInner ? keptVault(root, portsAt) : runSync(openVault(portsAt(root)));
  });
  const given = (): GivenActor => ({
    as: call.option('as'), role: call.option('role'), session: call.option('session'), env, interactive: isInteractive(),
  });
  const actor = once((): Actor => writingActor(given(), vault().config));
  const reader = once((): Actor => readingActor(given(), vault().config));
  return {
    vault,
    portsAt,
    actor,
    actorUnder: (config) => writingActor(given(), config),
    read: (read) => runSync(query(vault(), reader(), read)),
    write: (planner) => {
      if (engine.write === null) throw new Error(`${commandName(verb)} writes, which its table does not say`);
      return engine.write(vault(), actor(), planner, {
        dryRun: call.flag('dry-run'),
        ...optional('ifSha256', call.option('if-sha256')),
        ...optional('reason', call.option('reason')),
      });
    },
    body: once(() => readBody(verb, call, cwd())),
    confirm: (question, expected) => { askForConfirmation(actor(), question, expected, env); },
    call: engine.call,
    env,
    get cwd() { return cwd(); },
    json: call.flag('json'),
    quiet,
    note: (line) => { if (!quiet) note(line, env); },
  };
}

/** What lines of a batch go on with, by the vault's root. */
const kept = new Map<string, { ports: Ports; sources: Sources }>();

function keptVault(root: string, portsAt: (root: string) => Ports): Vault {
  const { ports, sources } = kept.get(root) ?? keep(root, portsAt(root));
  return runSync(openVault(ports, sources));
}

function keep(root: string, ports: Ports): { ports: Ports; sources: Sources } {
  const parts = { ports, sources: keptSources(ports) };
  kept.set(root, parts);
  return parts;
}

function once<T>(find: () => T): () => T {
  let found: { value: T } | null = null;
  return () => (found ??= { value: find() }).value;
}

function optional<Key extends string>(key: Key, value: string | undefined): Partial<Record<Key, string>> {
  return value === undefined ? {} : { [key]: value } as Record<Key, string>;
}

function currentFolder(): string {
  try {
    return process.cwd();
  } catch (cause) {
    throw new TouchstoneError('E_NOT_FOUND', 'The current folder does not exist any more.', {
      hint: 'Go to a folder that exists, or name the vault: --vault <path>',
      cause,
    });
  }
}

/** The text of an argument called `text`, of `--body-file`, or of a pipe where the verb requires a body. */
function readBody(verb: Verb, call: Omit<Invocation, 'context'>, cwd: string): string | undefined {
  const source = call.option('body-file');
  if (source !== undefined) return readBodyFile(source, cwd);
  const text = verb.args.some((argument) => argument.name === 'text') ? call.arg('text') : undefined;
  if (text !== undefined || verb.body !== 'required') return text;
  const piped = readPipe();
  if (piped !== undefined) return piped;
  throw new TouchstoneError('E_USAGE', `${commandName(verb)} needs a text.`, {
    hint: `Give it by --body-file <path>, or pipe it in with --body-file -. Usage: ${usageLine(verb)}`,
  });
}
