// Who acts. Roles are a closed list; what each may do is data in `roles.ts`.

export const ROLES = [
  'developer', 'pm', 'sr-pm', 'anchor', 'retro', 'ba', 'designer', 'architect',
  'ba-challenger', 'designer-challenger', 'architect-challenger', 'dispatcher', 'human',
] as const;
export type Role = (typeof ROLES)[number];
/** Roles that an agent may hold. */
export type AgentRole = Exclude<Role, 'human'>;
export const AGENT_ROLES: readonly AgentRole[] = ROLES.filter((role) => role !== 'human');

/** `external` and `system` exist in the ledger only: adopted drift, and what the product does by itself. */
export type ActorKind = 'human' | 'agent' | 'external' | 'system';

export interface Actor {
  /** As given by `--as` or `TOUCHSTONE_ACTOR`; compared exactly. */
  name: string;
  /** `null` when none was given and none is bound; such an actor may do what all roles may. */
  role: Role | null;
  kind: ActorKind;
  /** The agent's own session (`TOUCHSTONE_SESSION`), or `null`. Sessions are per agent, not per host. */
  session: string | null;
}
