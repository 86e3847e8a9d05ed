// A tool that does some of what touchstone does: how a vault is converted to its own format, and how it is asked for the
// same work.
import type { GeneratedVault } from '../vault/write';

export const WORKS = ['ready', 'show', 'read', 'write', 'search'] as const;
export type Work = (typeof WORKS)[number];

/** What is asked for a work in a round: arguments after the program. */
export type Ask = (vault: GeneratedVault, round: number) => readonly string[];

export interface Peer {
  /** As `.bench/peers/peers.json` has it. */
  name: string;
  /** Writes the vault's notes in the peer's format into an empty folder. @param run runs the peer there and gives its output. */
  convert(vault: GeneratedVault, folder: string, run: (args: readonly string[]) => string): void;
  /** How many stories it says can be started; `null` when it does not know such a thing. Must agree with the vault's own. */
  readyCount(run: (args: readonly string[]) => string): number | null;
  asks(folder: string): Partial<Record<Work, Ask>>;
}
