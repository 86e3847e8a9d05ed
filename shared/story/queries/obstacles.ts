// What stands between a story and its delivery, whoever delivers it: for those who see the story and may not deliver.
import type { Io } from '../../vault/io';
import type { VaultView } from '../../vault/view';
import { gatherFacts } from '../facts';
import { loadStory } from '../load';
import { failedGates } from '../transition';
import type { FailedGate } from '../transition';
import { transitionNamed } from '../transitions';
import { GATES } from '../gates';

/**
 * The gates of a delivery that the work itself does not pass, in their order; none when only the claimant's word is
 * missing. The commit is the caller's to compare and is left out.
 *
 * @throws E_NOT_FOUND, E_AMBIGUOUS, E_INTEGRITY
 */
export function deliveryObstacles(reference: string): (view: VaultView) => Io<FailedGate[]> {
  return function* (view) {
    const story = yield* loadStory(view, reference);
    const row = transitionNamed('deliver');
    const facts = yield* gatherFacts(view, story, null, row, { transition: 'deliver' });
    const status = GATES.status.check(facts);
    const ofTheWork = row.gates.filter((gate) => gate !== 'claimant');
    return [...(status === null ? [] : [{ gate: 'status' as const, ...status }]), ...failedGates(facts, ofTheWork)];
  };
}
