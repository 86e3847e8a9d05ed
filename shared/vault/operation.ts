// The result of one governed operation, as the command line and the plugin report it.
import type { Sha256 } from './ports';

export interface OperationResult<Item> {
  item: Item;
  /** `null` when what was asked already held and nothing was recorded. `seq` is null in a dry run. */
  op: { id: string; seq: number | null; at: string; dry_run: boolean } | null;
  notes: { path: string; before: Sha256 | null; after: Sha256 | null }[];
  unblocked: string[];
  warnings: string[];
  /** Conflict copies that were kept because somebody else wrote meanwhile. */
  conflicts: string[];
}
