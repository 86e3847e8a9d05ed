// What the rules say of a verb, in words: made from the tables of transitions, gates, roles and the queue, for `--help`.
import { permissionOf, rolesFor } from '../policy/roles';
import type { Action } from '../policy/roles';
import { GATES } from './gates';
import { QUEUE } from './queue';
import { TRANSITIONS } from './transitions';
import type { Transition } from './transitions';

/** Actions of verbs that make no transition. */
const PLAIN_ACTIONS: Readonly<Record<string, readonly Action[]>> = {
  create: ['story.create', 'story.create_bug'],
  update: ['story.update'],
  ac: ['story.ac'],
  dep: ['story.dep'],
  delete: ['story.delete'],
};
/** Gates of verbs that make no transition. */
const PLAIN_GATES: Readonly<Record<string, readonly (keyof typeof GATES)[]>> = { delete: ['not_claimed'] };

/** Paragraphs on a verb of stories: who may, from where to where, and what must hold. */
export function explainVerb(verb: string): string[] {
  const rows = TRANSITIONS.filter((row) => row.verb === verb);
  const actions = [...new Set([...(PLAIN_ACTIONS[verb] ?? []), ...rows.map(({ action }) => action)])];
  const gates = [...new Set([...(PLAIN_GATES[verb] ?? []), ...rows.flatMap((row) => row.gates)])];
  return [
    ...actions.map(explainAction),
    ...rows.map(explainTransition),
    ...gates.map((gate) => `Gate ${gate}: ${GATES[gate].asks}`),
    ...(verb === 'claim' || verb === 'ready' ? [explainQueue()] : []),
  ];
}

/** The order of the queue in one sentence. */
function explainQueue(): string {
  return `Order of the queue: ${QUEUE.map(({ first }) => first).join('; then ')}.`;
}

function explainAction(action: Action): string {
  const { may, roles, within } = permissionOf(action);
  const whom = roles === 'all' ? 'everybody' : rolesFor(action).join(', ');
  return `Who may ${may}: ${whom}${within === undefined ? '' : ` (${within})`}.`;
}

function explainTransition(row: Transition): string {
  const to = row.to === 'same' ? 'the status stays' : `to ${row.to === 'asked' ? 'the status that is asked for' : row.to}`;
  const when = row.when === undefined ? '' : ` When ${row.when}.`;
  return `From ${row.from.join(', ')}; ${to}: ${row.effect}.${when}`;
}
