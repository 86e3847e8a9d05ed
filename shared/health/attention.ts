// The counts that want a person, without the rest of the report: asked whenever anything changed.
import { violations } from '../integrity/verdict';
import { listProposals } from '../proposal/queries';
import { readBacklog } from '../story/backlog';
import type { Io } from '../vault/io';
import type { VaultView } from '../vault/view';

export interface Attention {
  /** Pending proposals. */
  proposals: number;
  /** Delivered stories, waiting for a reviewer. */
  deliveries: number;
  /** Notes whose drift only a person may settle: those that the status report alarms about. */
  drift: number;
}

export function* attention(view: VaultView): Io<Attention> {
  const { items } = yield* listProposals(view, { statuses: ['pending'] });
  const { rows } = yield* readBacklog(view);
  const report = yield* view.drift('changed');
  return {
    proposals: items.length,
    deliveries: rows.filter(({ status }) => status === 'delivered').length,
    drift: violations(report, view.config).length,
  };
}
