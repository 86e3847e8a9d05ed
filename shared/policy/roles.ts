// Who may do what: one table. Refusals, `--help` and docs/roles.md are made from it (decisions 36 and 37).
import { TouchstoneError } from '../errors';
import type { Config } from '../settings/config';
import { ROLES } from './actor';
import type { Actor, Role } from './actor';
import { roleOf } from './bind';

export interface Permission {
  /** What the action is, after "may": `accept a story`. */
  may: string;
  /** Roles that may; `all` includes actors without a role. The role `human` is a person's only. */
  roles: readonly Role[] | 'all';
  /** A limit that the table can't say and that a gate or planner checks. */
  within?: string;
}

const BACKLOG: readonly Role[] = ['sr-pm', 'human'];
const DEVELOPER: readonly Role[] = ['developer'];
const ACCEPTOR: readonly Role[] = ['pm', 'human'];
const PERSON: readonly Role[] = ['human'];

/** Permission per action; an action is `<noun>.<verb>`, as in the ledger's `op`. */
export const PERMISSIONS = {
  'story.claim': { may: 'claim a story', roles: DEVELOPER },
  'story.renew': { may: 'renew a claim', roles: DEVELOPER, within: 'its own claim' },
  'story.evidence': { may: 'record evidence', roles: DEVELOPER, within: 'its own claim' },
  'story.prove': { may: 'record a proof', roles: DEVELOPER, within: 'its own claim' },
  'story.deliver': { may: 'deliver a story', roles: DEVELOPER, within: 'its own claim' },
  'story.release': { may: 'release its own claim', roles: ['developer', 'dispatcher', 'sr-pm', 'human'] },
  'story.release_other': { may: 'release the claim of another', roles: ['dispatcher', 'sr-pm', 'human'] },
  'story.accept': { may: 'accept a delivery', roles: ACCEPTOR, within: 'not its own, nor its session\'s' },
  'story.reject': { may: 'reject a delivery', roles: ACCEPTOR },
  'story.create': { may: 'create a story', roles: BACKLOG },
  'story.create_bug': { may: 'create a bug', roles: ['pm', 'sr-pm', 'human'], within: 'when the setting bug_fast_track is on' },
  'story.update': { may: 'change a story', roles: BACKLOG },
  'story.block': { may: 'set a story aside as blocked', roles: PERSON },
  'story.ac': { may: 'change acceptance criteria', roles: BACKLOG },
  'story.dep': { may: 'change dependencies', roles: BACKLOG },
  'story.delete': { may: 'delete a story', roles: BACKLOG },
  'story.close': { may: 'close a story without acceptance', roles: BACKLOG, within: 'sr-pm with a reason' },
  'story.reopen': { may: 'reopen a story', roles: BACKLOG, within: 'an escalated one: human' },
  'story.defer': { may: 'defer a story', roles: BACKLOG },
  'story.undefer': { may: 'take a deferred story up again', roles: BACKLOG },
  'story.comment': { may: 'comment on a story', roles: 'all' },
  'story.note': { may: 'add to a story\'s notes', roles: 'all' },
  'learning.add': { may: 'capture a learning', roles: 'all' },
  'learning.incorporate': { may: 'incorporate a learning', roles: BACKLOG },
  'learning.dismiss': { may: 'dismiss a learning', roles: BACKLOG },
  'learning.promote': { may: 'propose a learning for system scope', roles: 'all' },
  'proposal.create': { may: 'propose a change', roles: 'all' },
  'proposal.withdraw': { may: 'withdraw a proposal', roles: 'all', within: 'its own' },
  'proposal.decide': { may: 'decide a proposal', roles: PERSON },
  'note.write': { may: 'write notes', roles: 'all', within: 'what docs/roles.md lists per folder' },
  'settings.set': { may: 'change settings', roles: PERSON },
  'integrity.ack': { may: 'acknowledge drift of protected notes and stories', roles: PERSON },
  'integrity.discard': { may: 'discard a conflict copy', roles: PERSON },
  'integrity.baseline': { may: 'take a second baseline', roles: PERSON },
  'note.restore': { may: 'restore protected notes and stories', roles: PERSON },
  'seed.force': { may: 'force a seed', roles: PERSON },
} as const satisfies Record<string, Permission>;

export type Action = keyof typeof PERMISSIONS;

/** The permission of `action`, with the table's narrow types widened. */
export function permissionOf(action: Action): Permission {
  return PERMISSIONS[action];
}

/** True when an actor in `role` may do `action`, apart from the gates that also hold. */
export function roleMay(role: Role | null, action: Action): boolean {
  const { roles } = permissionOf(action);
  return roles === 'all' || (role !== null && roles.includes(role));
}

/**
 * Asserts that `actor` may do `action` and answers the role it acts in.
 *
 * @throws E_POLICY naming the roles that may, and what this role may do instead.
 */
export function requireRole(actor: Actor, action: Action, config: Config): Role | null {
  const role = roleOf(actor, config);
  if (roleMay(role, action)) return role;
  const { may } = permissionOf(action);
  const allowed = rolesFor(action);
  throw new TouchstoneError('E_POLICY', `${actorLabel(actor.name, role)} may not ${may}; that is for ${allowed.join(', ')}.`, {
    hint: role === null
      ? 'Give your role with --role or TOUCHSTONE_ROLE; a person can bind names to roles with the setting policy.actors.'
      : `As ${role} you may ${alternativesOf(role, action).join(', ')}.`,
    details: { actor: actor.name, role, action, allowed_roles: allowed },
  });
}

/** Roles that may do `action`, in the order of the list of roles. */
export function rolesFor(action: Action): Role[] {
  return ROLES.filter((role) => roleMay(role, action));
}

/** `dev-7 (developer)`, as History, contract and messages name an actor. */
export function actorLabel(name: string, role: Role | null): string {
  return role === null ? name : `${name} (${role})`;
}

function alternativesOf(role: Role, action: Action): string[] {
  const noun = action.slice(0, action.indexOf('.') + 1);
  const all = (Object.keys(PERMISSIONS) as Action[]).filter((other) => other !== action && roleMay(role, other));
  const sameNoun = all.filter((other) => other.startsWith(noun));
  const open = all.filter((other) => other === 'proposal.create');
  return (sameNoun.length > 0 ? sameNoun : open).map((other) => permissionOf(other).may);
}
