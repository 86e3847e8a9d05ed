// What a planner decides: the notes to write and the one operation they belong to. Data only; `transaction.ts` applies it.
import type { Io } from './io';
import type { Sha256 } from './ports';
import type { VaultView } from './view';

/**
 * What the ledger remembers of a story as its last transition left it. A status, a contract block or a ticked box
 * that came in by an edit changes the note but not this, so gates never count it (`decisions.md` 7 and 31).
 */
export interface GovernedState {
  status: string;
  /** SHA-256 over the governed properties (all but status) and the contract blocks; see `story/governed.ts`. */
  digest: Sha256;
}

export interface PlannedWrite {
  path: string;
  /** The whole new content; `null` deletes the note. */
  content: string | Uint8Array | null;
  /** Hash of what the planner read; `null` when there was no such note. */
  before: Sha256 | null;
  /** Only for stories, written by story verbs. */
  state?: GovernedState;
  /**
   * This write is itself a decision on drift (`note restore`): whatever the drift policy, the drifted bytes are adopted
   * on the record first, and their content kept.
   */
  settlesDrift?: true;
  /** For a delete: keep the file in the vault's `.trash/`. */
  trash?: true;
}

/** Makes bytes that are already there (or an absence) the baseline; nothing is written to the note. */
export interface PlannedRecord {
  path: string;
  /** Hash of the present bytes, as the planner read them; `null` when the note is gone. */
  after: Sha256 | null;
  state?: GovernedState;
}

export interface Plan {
  /** `<noun>.<verb>`, as in the ledger and in JSON. */
  op: string;
  writes: PlannedWrite[];
  /** Acknowledgements and first baselines; these are what drift policy does not apply to. */
  records?: PlannedRecord[];
  /** The note that `--if-sha256` is about, where that is not the first one written: a proposal is made of its target. */
  about?: { path: string; before: Sha256 | null };
  reason?: string;
  /** Set by what the product does by itself (init, seed); otherwise the actor's own kind is recorded. */
  kind?: 'system';
}

/** What a planner answers. `plan: null` means that what was asked already holds; nothing is recorded. */
export interface Planned<Item> {
  plan: Plan | null;
  /** `data.item` of the JSON answer: plain JSON, snake_case. */
  item: Item;
  /** Ids of stories that became ready by this. */
  unblocked?: string[];
  warnings?: string[];
}

/** A use case: reads through the view, decides, writes nothing. Refuses by throwing a TouchstoneError. */
export type Planner<Item> = (view: VaultView) => Io<Planned<Item>>;
