// `story update`: changes of fields and description, and of the status by the transition that it means, in one operation.
import { TouchstoneError } from '../../errors';
import { setProperties } from '../../note/properties';
import { checkActorName, roleOf } from '../../policy/bind';
import { requireRole } from '../../policy/roles';
import type { Io } from '../../vault/io';
import type { Planner } from '../../vault/plan';
import type { VaultView } from '../../vault/view';
import { readBacklog } from '../backlog';
import { planEdit } from '../edit';
import type { PropertyChanges } from '../effects';
import type { Head } from '../facts';
import { GATES } from '../gates';
import { givenLabel, givenText, givenTitle } from '../given-text';
import { assertNoParentLoop } from '../graph';
import { appendHistory, reasonText } from '../history';
import { storyLink } from '../ids';
import type { StoryItem } from '../item';
import { loadStory } from '../load';
import { phaseOf, withText } from '../model';
import type { Story } from '../model';
import { replaceInStory } from '../sections';
import { ESCALATED, parseEstimate, parseKind, parsePriority, parseStatus } from '../statuses';
import { gateError, transition } from '../transition';
import { moveTo } from './move';

/** As the caller wrote it. `null` takes a value away. */
export interface UpdateRequest {
  story: string;
  title?: string | undefined;
  kind?: string | undefined;
  priority?: string | undefined;
  addLabels?: readonly string[];
  removeLabels?: readonly string[];
  assignee?: string | null | undefined;
  estimate?: string | null | undefined;
  parent?: string | null | undefined;
  follows?: readonly string[];
  related?: readonly string[];
  description?: string | undefined;
  status?: string | undefined;
  /** For `status: delivered`. */
  head?: Head;
  reason?: string | undefined;
}

interface FieldChanges {
  properties: PropertyChanges;
  /** What changed, for History. */
  words: string[];
}

/** @throws E_POLICY, E_USAGE, E_GATE, E_NOT_FOUND, E_AMBIGUOUS, E_INTEGRITY */
export function updateStory(request: UpdateRequest): Planner<StoryItem> {
  assertAsksSomething(request);
  return function* (view) {
    const story = yield* loadStory(view, request.story);
    const status = request.status === undefined ? undefined : parseStatus(request.status, view.config);
    const changes = yield* fieldChanges(view, story, request);
    const isOnlyMove = changes.words.length === 0 && request.description === undefined;
    if (!isOnlyMove || status === undefined) requireRole(view.actor, 'story.update', view.config);
    const text = changedText(story, changes, request.description);
    const asked = status === undefined ? null : moveTo(story, status, view.actor, view.config);
    if (asked !== null) {
      const edited = text === story.text ? story : withText(story, appendHistory(text, view.now, { name: view.actor.name, role: roleOf(view.actor, view.config) }, historyOf(changes, request)));
      return yield* transition(view, edited, { ...asked, reason: request.reason, ...(request.head && { head: request.head }) }, story);
    }
    return yield* planEdit(view, story, {
      op: 'story.update', action: 'story.update', text,
      touched: request.description === undefined ? {} : { Description: 'replace' },
      history: historyOf(changes, request),
      governed: Object.hasOwn(changes.properties, 'assignee'),
      reason: request.reason,
    });
  };
}

function changedText(story: Story, { properties }: FieldChanges, description: string | undefined): string {
  const body = description === undefined ? story.text : replaceInStory(story.text, 'Description', givenText('The description', description));
  return Object.keys(properties).length === 0 ? body : setProperties(body, properties);
}

function historyOf({ words }: FieldChanges, request: UpdateRequest): string {
  const all = [...words, ...(request.description === undefined ? [] : ['description'])];
  return `updated ${all.join(', ')}${reasonText(request.reason)}`;
}

function* fieldChanges(view: VaultView, story: Story, request: UpdateRequest): Io<FieldChanges> {
  const changes: FieldChanges = { properties: {}, words: [] };
  changeTitle(changes, story, request.title);
  if (request.kind !== undefined) change(changes, 'kind', story.kind, parseKind(request.kind));
  if (request.priority !== undefined) change(changes, 'priority', story.priority, parsePriority(request.priority));
  if (request.estimate !== undefined) change(changes, 'estimate', story.estimate, request.estimate === null ? null : parseEstimate(request.estimate));
  changeLabels(changes, view, story, request);
  changeAssignee(changes, story, request.assignee);
  yield* changeParent(changes, view, story, request.parent);
  yield* addReferences(changes, view, 'follows', story.follows, request.follows);
  yield* addReferences(changes, view, 'related', story.related, request.related);
  return changes;
}

function change(changes: FieldChanges, key: string, from: string | number | null, to: string | number | null): void {
  if (from === to) return;
  changes.properties[key] = to ?? undefined;
  changes.words.push(`${key} ${from ?? 'none'} -> ${to ?? 'none'}`);
}

/** The alias that carried the old title follows it; other aliases stay. */
function changeTitle(changes: FieldChanges, story: Story, given: string | undefined): void {
  if (given === undefined) return;
  const title = givenTitle(given);
  if (title === story.title && story.aliases.includes(title)) return;
  const others = story.aliases.filter((alias) => alias !== story.title && alias !== title);
  changes.properties['title'] = title;
  changes.properties['aliases'] = [title, ...others];
  changes.words.push('title');
}

function changeLabels(changes: FieldChanges, view: VaultView, story: Story, request: UpdateRequest): void {
  const removed = (request.removeLabels ?? []).map(givenLabel);
  const added = (request.addLabels ?? []).map(givenLabel).filter((label) => !story.labels.includes(label));
  const gone = removed.filter((label) => story.labels.includes(label));
  if (gone.includes(ESCALATED) && view.actor.kind !== 'human') {
    throw gateError(story.id, { verb: 'update' }, [{
      gate: 'escalation', found: `the label ${ESCALATED}`, allowed: `a person: touchstone story reopen ${story.id} in an interactive terminal`,
    }]);
  }
  if (added.length + gone.length === 0) return;
  changes.properties['labels'] = [...story.labels.filter((label) => !gone.includes(label)), ...new Set(added)];
  changes.words.push(`labels${added.map((label) => ` +${label}`).join('')}${gone.map((label) => ` -${label}`).join('')}`);
}

/** Assignment ahead of time. Who holds a claim is decided by claim and release only. */
function changeAssignee(changes: FieldChanges, story: Story, assignee: string | null | undefined): void {
  if (assignee === undefined || assignee === story.assignee) return;
  if (assignee !== null) checkActorName(assignee);
  if (phaseOf(story) === 'in_progress' || phaseOf(story) === 'delivered') {
    throw gateError(story.id, { verb: 'update' }, [{
      gate: 'not_claimed', found: `${story.status}, by ${story.assignee ?? 'nobody'}`, allowed: `${GATES.not_claimed.asks} touchstone story release ${story.id} first`,
    }]);
  }
  change(changes, 'assignee', story.assignee, assignee);
}

function* changeParent(changes: FieldChanges, view: VaultView, story: Story, parent: string | null | undefined): Io<void> {
  if (parent === undefined) return;
  const id = parent === null ? null : (yield* loadStory(view, parent)).id;
  if (id === story.parent) return;
  if (id !== null) assertNoParentLoop(yield* readBacklog(view), story.id, id);
  changes.properties['parent'] = id === null ? undefined : storyLink(id);
  changes.words.push(`parent ${story.parent ?? 'none'} -> ${id ?? 'none'}`);
}

function* addReferences(changes: FieldChanges, view: VaultView, key: 'follows' | 'related', present: readonly string[], references: readonly string[] | undefined): Io<void> {
  const added: string[] = [];
  for (const reference of references ?? []) {
    const { id } = yield* loadStory(view, reference);
    if (!present.includes(id) && !added.includes(id)) added.push(id);
  }
  if (added.length === 0) return;
  changes.properties[key] = [...present, ...added].map(storyLink);
  changes.words.push(`${key} +${added.join(' +')}`);
}

function assertAsksSomething(request: UpdateRequest): void {
  const asked = Object.entries(request).filter(([key]) => !['story', 'reason', 'head'].includes(key));
  if (asked.some(([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0))) return;
  throw new TouchstoneError('E_USAGE', 'Nothing is asked to be changed.', {
    hint: 'Give at least one of --title, --kind, --priority, --label, --remove-label, --assignee, --estimate, --parent, --clear, --status, --body-file.',
  });
}
