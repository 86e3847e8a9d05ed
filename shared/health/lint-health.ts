// How far the knowledge notes keep to their types: counts of what `note lint --all` lists.
import { lintNotes } from '../knowledge/lint';
import type { Io } from '../vault/io';
import type { VaultView } from '../vault/view';

export interface LintHealth {
  /** Knowledge notes that were looked at. */
  notes: number;
  errors: number;
  warnings: number;
}

/** Its last part but one changes whenever the same notes would be judged otherwise. */
const REMEMBERED_AS = 'lint-health-1';

/** Kept between commands while no note changes; the vocabulary of domains, which also decides, is part of the name. */
export function* lintHealth(view: VaultView): Io<LintHealth> {
  const vocabulary = yield* view.sha256(JSON.stringify([view.config.settings['knowledge.domains'], view.config.project, view.config.folders]));
  return yield* view.remembered(`${REMEMBERED_AS}-${vocabulary.slice(0, 8)}`, function* () {
    const { notes, errors, warnings } = yield* lintNotes(undefined)(view);
    return { notes, errors, warnings };
  });
}
