// What stands between a decision and the vault: the actor is a person, sees the change, and types the id.
import { requireRole } from '../../../shared/policy/roles';
import type { ProposalItem } from '../../../shared/proposal/item';
import type { ProposalChange } from '../../../shared/proposal/queries';
import { terminalWidth, wantsColours } from '../../output/terminal';
import { createPaint } from '../../paint';
import type { Invocation } from '../../verb';
import { changeText } from './words';

/** @throws E_POLICY before anything is shown or asked. */
export function requirePerson({ context }: Invocation): void {
  requireRole(context.actor(), 'proposal.decide', context.vault().config);
}

/**
 * Shows on stderr what is about to be decided; stdout stays for the answer.
 *
 * @param introduction a line before the change, where it is not what the decision would write.
 */
export function showChange({ context }: Invocation, item: ProposalItem, change: ProposalChange, introduction = ''): void {
  const paint = createPaint(wantsColours(2, context.env), terminalWidth(2));
  const title = paint.bold(`${item.id}  ${item.kind} of ${item.target_path}`);
  context.note([title, introduction, changeText(change, paint)].filter((part) => part !== '').join('\n'));
}

/** Asks for the id. A dry run decides nothing, so nobody is asked. */
export function confirmDecision(call: Invocation, item: ProposalItem, doing: string): void {
  if (call.flag('dry-run')) return;
  call.context.confirm(`${doing} ${item.id} (${item.kind} of ${item.target_path} by ${item.author})?`, item.id);
}
