// Which role an actor has: the one it gives, or the one that the setting `policy.actors` binds its name to.
import { CONTROL_OR_BREAK } from '../control-characters';
import { TouchstoneError } from '../errors';
import type { Config } from '../settings/config';
import type { Actor, Role } from './actor';

/** Longest actor name, in UTF-16 units: it stands in every History line. */
const MAX_ACTOR_NAME = 100;

/**
 * The role that `policy.actors` binds `name` to, or `null`. An exact name wins over a pattern, and of two patterns
 * the one with more letters of its own; `*` matches any run, also an empty one.
 */
export function boundRole(name: string, config: Config): Role | null {
  const bindings = config.settings['policy.actors'];
  let best: { role: Role; weight: number } | null = null;
  for (const pattern of Object.keys(bindings).sort()) {
    const role = bindings[pattern];
    if (role === undefined || !matchesPattern(name, pattern)) continue;
    const weight = pattern.includes('*') ? pattern.length : Number.POSITIVE_INFINITY;
    if (best === null || weight > best.weight) best = { role, weight };
  }
  return best?.role ?? null;
}

/**
 * The role that `actor` acts in. A person's is always `human`.
 *
 * @throws E_POLICY when an agent takes the role `human`, or another role than the one it is bound to.
 * @throws E_USAGE for a name that can't stand in a History line.
 */
export function roleOf(actor: Actor, config: Config): Role | null {
  checkActorName(actor.name);
  if (actor.session !== null) checkSession(actor.session);
  if (actor.kind === 'human') return 'human';
  const bound = boundRole(actor.name, config);
  if (bound !== null && actor.role !== null && actor.role !== bound) {
    throw new TouchstoneError('E_POLICY', `${actor.name} is bound to the role ${bound} and may not act as ${actor.role}.`, {
      hint: `Leave --role out, or give --role ${bound}; the setting policy.actors binds names to roles.`,
      details: { actor: actor.name, role: actor.role, bound_role: bound },
    });
  }
  const role = actor.role ?? bound;
  if (role === 'human') {
    throw new TouchstoneError('E_POLICY', `${actor.name} acts as an agent and may not take the role human.`, {
      hint: 'A person runs the command in an interactive terminal, without an agent\'s variables; an agent gives its own role.',
      details: { actor: actor.name, role: 'human', kind: actor.kind },
    });
  }
  return role;
}

/**
 * Refuses names that would break the lines of History and Comments which they stand in.
 *
 * @throws E_USAGE
 */
export function checkActorName(name: string): void {
  const problem = actorNameProblem(name);
  if (problem === null) return;
  throw new TouchstoneError('E_USAGE', `The actor name ${JSON.stringify(name)} ${problem}.`, {
    hint: 'Use a short name such as dev-7 with --as or TOUCHSTONE_ACTOR.',
    details: { actor: name },
  });
}

/** A session stands in a line of the contract. @throws E_USAGE */
function checkSession(session: string): void {
  if (/^[\w.:@/+-]{1,200}$/.test(session)) return;
  throw new TouchstoneError('E_USAGE', `The session ${JSON.stringify(session)} is no session id.`, {
    hint: 'Use letters, digits and . _ : @ / + - only, at most 200, in TOUCHSTONE_SESSION.',
    details: { session },
  });
}

function actorNameProblem(name: string): string | null {
  if (name === '' || name !== name.trim()) return 'is empty or has spaces around it';
  if (name.length > MAX_ACTOR_NAME) return `is longer than ${MAX_ACTOR_NAME} characters`;
  if (CONTROL_OR_BREAK.test(name)) return 'holds control characters';
  if (/[`#<>[\]|%$]|: /.test(name)) return 'holds characters that are Markdown or separate the parts of a History line';
  return null;
}

function matchesPattern(name: string, pattern: string): boolean {
  const parts = pattern.split('*');
  const first = parts[0] ?? '';
  const last = parts[parts.length - 1] ?? '';
  if (parts.length === 1) return name === pattern;
  if (name.length < first.length + last.length || !name.startsWith(first) || !name.endsWith(last)) return false;
  const end = name.length - last.length;
  let at = first.length;
  for (const part of parts.slice(1, -1)) {
    const found = name.indexOf(part, at);
    if (found < 0 || found + part.length > end) return false;
    at = found + part.length;
  }
  return true;
}
