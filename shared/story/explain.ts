// What the rules say of a verb, in words: made from the tables of transitions, gates, roles and the queue, for `--help`.
import { ROLES } from '../policy/actor';
import type { Role } from '../policy/actor';
import { permissionOf, PERMISSIONS, roleMay, rolesFor } from '../policy/roles';
import type { Action } from '../policy/roles';
import { GATES } from './gates';
import type { GateName } from './gates';
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

/** Each verb that gates stand before, with their names, in the order of the tables. */
export function gatesByVerb(): { verb: string; gates: GateName[] }[] {
  const verbs = [...new Set([...TRANSITIONS.map(({ verb }) => verb), ...Object.keys(PLAIN_GATES)])];
  return verbs.map((verb) => ({
    verb,
    gates: [...new Set([...(PLAIN_GATES[verb] ?? []), ...TRANSITIONS.filter((row) => row.verb === verb).flatMap(({ gates }) => gates)])],
  }));
}

/** Each role that may do what not everybody may, with these actions (`story.claim`), in the order of the tables. */
export function actionsByRole(): { role: Role; actions: Action[] }[] {
  const own = (Object.keys(PERMISSIONS) as Action[]).filter((action) => permissionOf(action).roles !== 'all');
  return ROLES.map((role) => ({ role, actions: own.filter((action) => roleMay(role, action)) })).filter(({ actions }) => actions.length > 0);
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
