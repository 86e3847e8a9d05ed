// The table of transitions: what each verb moves a story from and to, who may, and which gates must hold. `transition.ts`
// is the one function that runs it; docs/transitions.md, `--help` and refusals are made from it.
import type { Action } from '../policy/roles';
import type { GateName } from './gates';
import { CUSTOM } from './statuses';

export type TransitionName =
  | 'claim' | 'renew' | 'release' | 'release_other' | 'evidence' | 'prove' | 'deliver'
  | 'accept' | 'approve_red' | 'reject' | 'escalate' | 'close' | 'reopen'
  | 'defer' | 'undefer' | 'block' | 'set_status' | 'set_custom';

export interface Transition {
  name: TransitionName;
  /** The verb of `story` that asks for it; `update` stands for `update --status`. */
  verb: string;
  action: Action;
  /** Statuses it may start from; `custom` is any of the settings' own. */
  from: readonly string[];
  /** The status it leads to; `asked`: the one that was asked for; `same`: no change. */
  to: string;
  /** Checked in this order, all of them, after the status. */
  gates: readonly GateName[];
  /** When this row applies, where a verb has several. */
  when?: string;
  /** What else it changes. */
  effect: string;
  /** Said in the History line after the statuses; `null` where they say enough, absent where no line is written. */
  history?: string | null;
  /** The status of the contract block that it appends. */
  block?: 'in_progress' | 'delivered' | 'accepted' | 'rejected' | 'red-approved' | 'new';
}

const ANY_BUT_CLOSED = ['open', 'in_progress', 'delivered', 'blocked', 'deferred', CUSTOM];

export const TRANSITIONS: readonly Transition[] = [
  {
    name: 'claim', verb: 'claim', action: 'story.claim', from: ['open', 'deferred', 'in_progress'], to: 'in_progress',
    gates: ['fsm', 'not_epic', 'defer_passed', 'lease_free', 'assigned', 'no_open_blocker', 'claim_limit'],
    effect: 'sets assignee, claimed_at and lease_until', history: null, block: 'in_progress',
  },
  {
    name: 'renew', verb: 'renew', action: 'story.renew', from: ['in_progress'], to: 'same', gates: ['claimant'],
    effect: 'moves lease_until',
  },
  {
    name: 'release', verb: 'release', action: 'story.release', from: ['in_progress'], to: 'open', gates: ['fsm', 'claimant'],
    when: 'the claim is the actor\'s own', effect: 'clears the claim', history: 'release',
  },
  {
    name: 'release_other', verb: 'release', action: 'story.release_other', from: ['in_progress'], to: 'open', gates: ['fsm'],
    when: 'the claim is another\'s', effect: 'clears the claim', history: 'release',
  },
  {
    name: 'evidence', verb: 'evidence', action: 'story.evidence', from: ['in_progress'], to: 'same', gates: ['claimant'],
    effect: 'appends a run to the contract',
  },
  {
    name: 'prove', verb: 'prove', action: 'story.prove', from: ['in_progress'], to: 'same', gates: ['claimant'],
    effect: 'appends a proof to the contract',
  },
  {
    name: 'deliver', verb: 'deliver', action: 'story.deliver', from: ['in_progress'], to: 'delivered',
    gates: ['fsm', 'claimant', 'evidence', 'commit', 'criteria_proved'],
    effect: 'ends the lease; the contract gets a copy of evidence and proof and digests of both and of the criteria',
    history: null, block: 'delivered',
  },
  {
    name: 'accept', verb: 'accept', action: 'story.accept', from: ['delivered'], to: 'closed',
    gates: ['fsm', 'not_the_deliverer', 'other_session', 'as_delivered', 'no_open_blocker'],
    effect: 'sets verdict, accepted_by and closed_at, ticks the criteria', history: 'accepted', block: 'accepted',
  },
  {
    name: 'approve_red', verb: 'accept', action: 'story.accept', from: ['delivered'], to: 'open',
    gates: ['fsm', 'not_the_deliverer', 'other_session', 'as_delivered'],
    when: 'the delivery is RED (label hard-tdd, tests only)', effect: 'clears the claim; the story waits for its GREEN delivery',
    history: 'red-approved', block: 'red-approved',
  },
  {
    name: 'reject', verb: 'reject', action: 'story.reject', from: ['delivered'], to: 'open',
    gates: ['fsm', 'rejection_parts', 'rejection_names_criterion'],
    effect: 'sets verdict, adds 1 to rejections, clears the claim', history: 'rejected', block: 'rejected',
  },
  {
    name: 'escalate', verb: 'reject', action: 'story.reject', from: ['delivered'], to: 'blocked',
    gates: ['fsm', 'rejection_parts', 'rejection_names_criterion'],
    when: 'it is the rejection number rejections.limit or a later one',
    effect: 'as a rejection, and adds the label escalated', history: 'rejected, escalated', block: 'rejected',
  },
  {
    name: 'close', verb: 'close', action: 'story.close', from: ANY_BUT_CLOSED, to: 'closed',
    gates: ['fsm', 'reason_given', 'children_closed'],
    effect: 'sets closed_at and close_reason, ends a claim', history: 'closed without acceptance',
  },
  {
    name: 'reopen', verb: 'reopen', action: 'story.reopen', from: ['closed', 'blocked', 'delivered'], to: 'open',
    gates: ['fsm', 'escalation'],
    effect: 'clears claim, verdict, closed_at, close_reason, accepted_by, blocked_reason and the label escalated, unticks the criteria; earlier evidence doesn\'t count',
    history: 'reopened', block: 'new',
  },
  {
    name: 'defer', verb: 'defer', action: 'story.defer', from: ['open', 'in_progress', 'blocked', 'deferred', CUSTOM], to: 'deferred',
    gates: ['fsm', 'escalation'], effect: 'sets defer_until, clears a claim', history: 'deferred',
  },
  {
    name: 'undefer', verb: 'undefer', action: 'story.undefer', from: ['deferred'], to: 'open', gates: ['fsm'],
    effect: 'clears defer_until', history: 'taken up again',
  },
  {
    name: 'block', verb: 'update', action: 'story.block', from: ['open', 'in_progress', 'deferred', CUSTOM], to: 'blocked',
    gates: ['fsm', 'block_reason'], when: 'the status blocked is asked for', effect: 'sets blocked_reason, clears a claim', history: 'set aside',
  },
  {
    name: 'set_status', verb: 'update', action: 'story.update', from: ['open', 'in_progress', 'blocked', 'deferred', CUSTOM], to: 'asked',
    gates: ['fsm', 'escalation'], when: 'the status open or in_progress is asked for', effect: 'clears blocked_reason and defer_until', history: null,
  },
  {
    name: 'set_custom', verb: 'update', action: 'story.update', from: ANY_BUT_CLOSED, to: 'asked',
    gates: ['fsm', 'escalation'], when: 'a status of workflow.custom_statuses is asked for', effect: 'changes nothing else', history: null,
  },
];

/** The row called `name`. */
export function transitionNamed(name: TransitionName): Transition {
  const row = TRANSITIONS.find((candidate) => candidate.name === name);
  if (row === undefined) throw new Error(`no transition is called ${name}`);
  return row;
}
