// How far the knowledge notes keep to their types: counts of what `note lint --all` lists.
import { countFindings } from '../knowledge/lint';
import type { Io } from '../vault/io';
import type { VaultView } from '../vault/view';

export interface LintHealth {
  /** Knowledge notes that were looked at. */
  notes: number;
  errors: number;
  warnings: number;
}

/** Its last part changes whenever the same notes would be judged otherwise. */
const JUDGED_BY = 'lint-health-3';

/** Kept between commands while no note changes; after a change, what its text says is judged anew of that note alone. */
export function* lintHealth(view: VaultView): Io<LintHealth> {
  const { settings, project, folders } = view.config;
  const source = `${JUDGED_BY}-${(yield* view.sha256(JSON.stringify([settings['knowledge.domains'], project, folders]))).slice(0, 8)}`;
  return yield* view.remembered(source, () => countFindings(view, source));
}
