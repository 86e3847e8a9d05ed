// The one transition function. Every verb that moves a story, or works within its claim, goes through here:
// role, integrity, gates, effects, History, and the state that the ledger will know.
import { TouchstoneError } from '../errors';
import { setProperties } from '../note/properties';
import type { Role } from '../policy/actor';
import { requireRole } from '../policy/roles';
import type { Io } from '../vault/io';
import type { Planned } from '../vault/plan';
import type { VaultView } from '../vault/view';
import { hasLiveClaim, readBacklog, readyAfter } from './backlog';
import { countCriteria } from './criteria';
import { EFFECTS, appendRowBlock, opensBlock } from './effects';
import type { Effect } from './effects';
import { gatherFacts } from './facts';
import type { Asked, Facts } from './facts';
import { GATES } from './gates';
import type { Finding, GateName } from './gates';
import { assertGoverned, governedState } from './governed';
import { appendHistory, lastMove, readHistory, reasonOf, reasonText } from './history';
import { storyItem } from './item';
import type { StoryItem } from './item';
import { withText } from './model';
import type { Story } from './model';
import { TRANSITION_TOUCH, assertClosed, assertTouched } from './outline';
import type { Touch } from './outline';
import { CONTRACT, CRITERIA } from './sections';
import { isBuiltIn } from './statuses';
import { TRANSITIONS, transitionNamed } from './transitions';
import type { Transition } from './transitions';

/** A gate that failed, as `details.gates` lists it. */
export interface FailedGate extends Finding {
  gate: GateName;
}

/**
 * Plans one transition of `story`.
 *
 * @param story as it was read, or with changes of the same verb in its text (`update` with several options).
 * @throws E_POLICY (role), E_INTEGRITY (the ledger doesn't vouch for its claim and contract), E_GATE listing every
 *   failed gate in `details.gates`, E_USAGE for text that would read as structure.
 */
export function* transition(view: VaultView, story: Story, asked: Asked, original: Story = story): Io<Planned<StoryItem>> {
  const row = transitionNamed(asked.transition);
  const role = requireRole(view.actor, row.action, view.config);
  if (story === original && isRepeated(view, story, row, asked)) return { plan: null, item: itemOf(story), unblocked: [] };
  const { facts, warnings } = yield* judge(view, story, asked, role, original);
  const effect = EFFECTS[facts.row.name](facts);
  const after = apply(facts, effect, role);
  assertTouched(original.text, after, touchOf(facts, effect, story === original));
  return yield* planned(view, facts, after, warnings);
}

/**
 * Asserts that a transition would be allowed, without making it: for what has to be known before a command runs.
 * Throws as {@link transition}.
 */
export function* assertAllowed(view: VaultView, story: Story, asked: Asked): Io<void> {
  const role = requireRole(view.actor, transitionNamed(asked.transition).action, view.config);
  yield* judge(view, story, asked, role, story);
}

function* judge(view: VaultView, story: Story, asked: Asked, role: Role | null, original: Story): Io<{ facts: Facts; warnings: string[] }> {
  yield* assertGoverned(view, original.id, original.path, original.text, original.state);
  assertClosed(original.scan, original.path);
  const facts = yield* gatherFacts(view, story, role, transitionNamed(asked.transition), asked);
  return { facts, warnings: checkGates(facts) };
}

function itemOf(story: Story): StoryItem {
  return storyItem(story, countCriteria(story.criteria));
}

/** Checks the status and the gates of a transition; answers the warnings. @throws E_GATE */
function checkGates(facts: Facts): string[] {
  const { row, story } = facts;
  const wrongStatus = GATES.status.check(facts);
  // In a wrong status the other gates would only repeat that one, each in its own words.
  const found = wrongStatus === null ? failedGates(facts, row.gates) : [{ gate: 'status' as const, ...wrongStatus }];
  const mode = facts.config.settings['gates.evidence'];
  const counts = ({ gate }: FailedGate): boolean => GATES[gate].setting === undefined || mode === 'required';
  const failed = found.filter(counts);
  if (failed.length > 0) throw gateError(story.id, row, failed);
  return mode === 'warn' ? found.map(gateLine) : [];
}

/** Those of `gates` that fail, in their order. */
export function failedGates(facts: Facts, gates: readonly GateName[]): FailedGate[] {
  return gates.flatMap((gate) => {
    const finding = GATES[gate].check(facts);
    return finding === null ? [] : [{ gate, ...finding }];
  });
}

/** The refusal of a verb by its gates. */
export function gateError(id: string, row: Pick<Transition, 'verb'>, failed: readonly FailedGate[]): TouchstoneError {
  return new TouchstoneError('E_GATE', `story ${row.verb} is refused for ${id}: ${failed.map(({ found }) => found).join('; ')}.`, {
    hint: `Needed: ${failed.map(({ allowed }) => allowed).join('; ')}`,
    details: { id, verb: `story.${row.verb}`, gates: failed },
  });
}

function gateLine({ gate, found, allowed }: FailedGate): string {
  return `gate ${gate}: found ${found}; asked for: ${allowed}`;
}

/**
 * Whether what is asked was done already by the same actor, which is success (an agent that lost the answer asks
 * again): its own live claim in the same session, or a last move of the same verb into the present status.
 */
function isRepeated(view: VaultView, story: Story, row: Transition, asked: Asked): boolean {
  if (row.name === 'claim') return isOwnLiveClaim(view, story);
  if (row.to === 'same' || row.to === 'asked') return false;
  if (row.name === 'defer' && (story.deferUntil ?? undefined) !== asked.until) return false;
  const last = lastMove(readHistory(story.scan));
  if (last?.actor !== view.actor.name || last.to !== story.status) return false;
  const { from } = last;
  return TRANSITIONS.some((other) => other.verb === row.verb && other.to === story.status && from !== null
    && (other.from.includes(from) || !isBuiltIn(from)));
}

function isOwnLiveClaim(view: VaultView, story: Story): boolean {
  const last = story.contract.at(-1);
  return hasLiveClaim(story, view.now) && story.assignee === view.actor.name
    && last?.status === 'in_progress' && last.session === view.actor.session;
}

function apply(facts: Facts, effect: Effect, role: Role | null): string {
  const { story, row, now, actor, to } = facts;
  const edited = effect.edit?.(story.text) ?? story.text;
  const withBlock = appendRowBlock(edited, facts, effect);
  const line = historyLine(facts, effect);
  const withHistory = line === null ? withBlock : appendHistory(withBlock, now, { name: actor.name, role }, line);
  const status = row.to === 'same' ? {} : { status: to };
  return setProperties(withHistory, { ...status, ...effect.properties, updated_at: now });
}

function historyLine({ story, row, to, asked }: Facts, effect: Effect): string | null {
  if (row.history === undefined) return null;
  const word = effect.history ?? row.history;
  return `status ${story.status} -> ${to}${word === null ? '' : ` (${word})`}${reasonText(asked.reason)}`;
}

function touchOf(facts: Facts, effect: Effect, isAlone: boolean): Record<string, Touch> {
  const within: Record<string, Touch> = { [CONTRACT]: 'entry' };
  const { row, story } = facts;
  if (row.to === 'same') return within;
  return {
    History: TRANSITION_TOUCH.History,
    ...(opensBlock(facts, effect) && { [CONTRACT]: TRANSITION_TOUCH[CONTRACT] }),
    ...((row.name === 'accept' || row.name === 'reopen') && story.criteria.numbered.length > 0 && { [CRITERIA]: 'replace' as const }),
    ...(!isAlone && { Description: 'replace' as const }),
  };
}

function* planned(view: VaultView, facts: Facts, after: string, warnings: string[]): Io<Planned<StoryItem>> {
  const { story, row, to, asked } = facts;
  const state = yield* governedState(view, after, to);
  const moved = withText(story, after, state);
  const unblocked = to === 'closed' && row.to !== 'same' ? readyAfter(yield* readBacklog(view), story.id) : [];
  return {
    plan: {
      op: `story.${row.verb}`,
      writes: [{ path: story.path, content: after, before: story.sha256, state }],
      ...reasonOf(asked.reason),
    },
    item: itemOf(moved),
    unblocked,
    warnings: [...warnings, ...deliveryWarnings(facts)],
  };
}

/** What a delivery may lack without being refused. */
function deliveryWarnings({ row, story }: Facts): string[] {
  if (row.name !== 'deliver') return [];
  const warnings: string[] = [];
  if (story.criteria.numbered.length === 0) warnings.push(`${story.id} has no acceptance criteria; an acceptor has nothing to check the delivery against`);
  if (story.contract.at(-1)?.evidence.at(-1)?.clean === false) warnings.push('the last run was recorded with uncommitted changes, so the commit alone doesn\'t reproduce it');
  return warnings;
}
