// What becomes of one note of the seed, from four facts. The whole meaning of seeding twice is in this table.
import type { Sha256 } from '../vault/ports';

/**
 * `proposed`: the vault's own text stays, the new one waits for a person. `kept`: it stays, and nothing is to decide.
 * `replaced`: forced. `removed`: somebody took it away, and it stays away.
 */
export const SEED_OUTCOMES = ['created', 'upgraded', 'replaced', 'proposed', 'kept', 'removed', 'unchanged'] as const;
export type SeedOutcome = (typeof SEED_OUTCOMES)[number];

export interface SeedFacts {
  /** What the program brings. */
  next: Sha256;
  /** What lies in the vault; `null` for nothing. */
  present: Sha256 | null;
  /** What the last seed wrote or found there; `null` when none did. */
  seeded: Sha256 | null;
  /** A proposal can carry the new text: protected notes only. */
  proposable: boolean;
  force: boolean;
}

export function decideSeed({ next, present, seeded, proposable, force }: SeedFacts): SeedOutcome {
  if (present === next) return 'unchanged';
  if (present === null) return seeded === null || force ? 'created' : 'removed';
  if (present === seeded) return 'upgraded';
  if (force) return 'replaced';
  // An edit of what the program still brings needs no answer: the person has seen both.
  return proposable && seeded !== next ? 'proposed' : 'kept';
}
