// Who acts in this call: from `--as --role --session`, their variables, or the person at the terminal (`docs/cli.md`).
// That a person acts is a guard rail and no proof: somebody who means to can fake a terminal.
import { TouchstoneError } from '../shared/errors';
import { ROLES, type Actor, type Role } from '../shared/policy/actor';
import { boundRole, checkActorName, roleOf } from '../shared/policy/bind';
import type { Config } from '../shared/settings/config';
import { loginName } from './login-name';
import type { Environment } from './output/terminal';
import { suggestion } from './suggest';

/**
 * Variables that say an agent or a pipeline runs this shell. Sources: the AGENT and AI_AGENT conventions
 * (agentsmd/agents.md#136, vercel/detect-agent) and the agents' own documentation: Claude Code, Cursor, Codex, Gemini
 * CLI, opencode, Copilot CLI, Augment, Qwen Code, Cline, Goose, Antigravity.
 */
export const AGENT_VARIABLES: readonly string[] = [
  'CI', 'AGENT', 'AI_AGENT', 'CLAUDECODE', 'CLAUDE_CODE', 'CURSOR_AGENT', 'CODEX_SANDBOX', 'CODEX_THREAD_ID', 'CODEX_CI',
  'GEMINI_CLI', 'OPENCODE', 'COPILOT_CLI', 'AUGMENT_AGENT', 'QWEN_CODE', 'CLINE_ACTIVE', 'GOOSE_TERMINAL',
  'ANTIGRAVITY_AGENT',
];

const OWN_VARIABLES: readonly string[] = ['TOUCHSTONE_ACTOR', 'TOUCHSTONE_ROLE', 'TOUCHSTONE_SESSION'];
/** Longest session id, in UTF-16 units; it stands in ledger lines. */
const MAX_SESSION = 200;

/** What the call says of its actor. */
export interface GivenActor {
  as: string | undefined;
  role: string | undefined;
  session: string | undefined;
  env: Environment;
  /** Whether stdin and stderr are terminals. */
  interactive: boolean;
}

/**
 * The actor of a write.
 *
 * @throws E_USAGE when nobody is named and no person is there, or a name, role or session can't be one.
 * @throws E_POLICY when an agent takes the role `human`, or a bound actor another role than its own.
 */
export function writingActor(given: GivenActor, config: Config): Actor {
  const actor = actorOf(given, config);
  if (actor !== null) return actor;
  throw new TouchstoneError('E_USAGE', 'Nobody is named as the actor of this write.', {
    hint: 'Name yourself with --as <actor>, or set TOUCHSTONE_ACTOR; give your role with --role or TOUCHSTONE_ROLE.',
    details: { because: whyNoPerson(given) },
  });
}

/** The actor of a read: as for a write, but nobody needs to be named. */
export function readingActor(given: GivenActor, config: Config): Actor {
  return actorOf(given, config) ?? { name: '', role: null, kind: 'agent', session: null };
}

function actorOf(given: GivenActor, config: Config): Actor | null {
  const role = readRole(given.role ?? setting(given.env, 'TOUCHSTONE_ROLE'));
  const session = readSession(given.session ?? setting(given.env, 'TOUCHSTONE_SESSION'));
  const name = given.as ?? setting(given.env, 'TOUCHSTONE_ACTOR');
  const person = whyNoPerson(given) === null && !isBoundToAgentRole(given.as, config);
  if (person) return named({ name: name ?? loginName(), role: 'human', kind: 'human', session: null });
  if (name === undefined) return null;
  const actor = named({ name, role, kind: 'agent', session });
  return { ...actor, role: roleOf(actor, config) };
}

function named(actor: Actor): Actor {
  checkActorName(actor.name);
  return actor;
}

/** Somebody at a terminal who calls himself by an agent's name acts as that agent. */
function isBoundToAgentRole(name: string | undefined, config: Config): boolean {
  if (name === undefined) return false;
  const bound = boundRole(name, config);
  return bound !== null && bound !== 'human';
}

/** Why this call does not count as a person's, or `null` when it does (`decisions.md` 35). */
export function whyNoPerson(given: Omit<GivenActor, 'as'>): string | null {
  if (!given.interactive) return 'stdin and stderr are not both terminals';
  const variable = [...OWN_VARIABLES, ...AGENT_VARIABLES].find((name) => setting(given.env, name) !== undefined);
  if (variable !== undefined) return `the variable ${variable} is set`;
  if (given.session !== undefined) return 'a session was given';
  return given.role === undefined || given.role === 'human' ? null : `the role ${given.role} was given`;
}

/** An empty variable counts as unset, as a shell's `VAR= command` means it. */
function setting(env: Environment, name: string): string | undefined {
  const value = env[name];
  return value === '' ? undefined : value;
}

function readRole(text: string | undefined): Role | null {
  if (text === undefined) return null;
  const role = ROLES.find((known) => known === text);
  if (role !== undefined) return role;
  throw new TouchstoneError('E_USAGE', `There is no role "${text}". Roles: ${ROLES.join(', ')}.`, {
    hint: suggestion(text, ROLES),
    details: { role: text, allowed: [...ROLES] },
  });
}

function readSession(text: string | undefined): string | null {
  if (text === undefined) return null;
  if (text.length <= MAX_SESSION && /^[\x21-\x7e]+$/.test(text)) return text;
  throw new TouchstoneError('E_USAGE', `A session is named by 1 to ${MAX_SESSION} visible ASCII characters without blanks.`, {
    hint: "Use the agent's own session id with --session or TOUCHSTONE_SESSION.",
    details: { session: text.slice(0, MAX_SESSION) },
  });
}
