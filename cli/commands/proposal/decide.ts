// `proposal reject`, `defer`, `revert` and `withdraw`
import { TouchstoneError } from '../../../shared/errors';
import { deferProposal, rejectProposal, withdrawProposal } from '../../../shared/proposal/decide';
import type { ProposalItem } from '../../../shared/proposal/item';
import { showProposal } from '../../../shared/proposal/queries';
import { revertProposal, type RevertItem } from '../../../shared/proposal/revert';
import { writeAnswer } from '../../answer';
import type { Invocation, Run } from '../../verb';
import { confirmDecision, requirePerson, showChange } from './person';

export const reject: Run = (call) => {
  requirePerson(call);
  const reason = needed(call, 'reason', 'Say why; whoever proposes the same again will be told.');
  const ref = confirmed(call, 'Reject');
  const result = call.context.write(rejectProposal({ ref, reason }));
  return writeAnswer(result, (item) => `Rejected ${item.id}: ${item.decision_reason ?? ''}`);
};

export const defer: Run = (call) => {
  requirePerson(call);
  const until = needed(call, 'until', 'Give a day such as 2026-12-01.');
  const ref = confirmed(call, 'Defer');
  const result = call.context.write(deferProposal({ ref, until, ...reasonOf(call) }));
  return writeAnswer(result, (item) => `Deferred ${item.id} to ${item.defer_until ?? ''}`);
};

export const revert: Run = (call) => {
  requirePerson(call);
  const ref = confirmed(call, 'Revert');
  return writeAnswer(call.context.write(revertProposal({ ref, ...reasonOf(call) })), revertedText);
};

export const withdraw: Run = (call) => {
  const result = call.context.write(withdrawProposal({ ref: call.required('proposal'), ...reasonOf(call) }));
  return writeAnswer(result, (item) => `Withdrew ${item.id}`);
};

/** Shows the change and asks for the id. @returns the path, so that what was confirmed is what is decided. */
function confirmed(call: Invocation, doing: string): string {
  const shown = call.context.read((view) => showProposal(view, call.required('proposal')));
  if (mayBeDecided(shown, doing)) {
    showChange(call, shown, shown.change, doing === 'Revert' ? 'This change would be taken back:' : '');
    confirmDecision(call, shown, doing);
  }
  return shown.path;
}

/** Nobody is asked to confirm what will be refused: the planner says why. */
function mayBeDecided(item: ProposalItem, doing: string): boolean {
  return doing === 'Revert' ? item.status === 'accepted' : item.status === 'pending' || item.status === 'deferred';
}

function revertedText({ id, target_path: target, outcome, counter_proposal: counter }: RevertItem): string {
  if (outcome === 'restored') return `Reverted ${id}: ${target} says again what it said before; the proposal is pending again`;
  return `Made ${counter?.id ?? ''}, which proposes to take ${id} out of ${target}`;
}

function needed(call: Invocation, option: 'reason' | 'until', hint: string): string {
  const value = call.option(option);
  if (value !== undefined && value.trim() !== '') return value;
  throw new TouchstoneError('E_USAGE', `This decision needs --${option}.`, { hint, details: { missing: option } });
}

function reasonOf({ option }: Invocation): { reason?: string } {
  const reason = option('reason');
  return reason === undefined ? {} : { reason };
}
