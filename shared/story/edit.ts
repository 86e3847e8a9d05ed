// Planning a change of a story that is no transition: what may be touched, the state it leaves, the write.
import type { Io } from '../vault/io';
import type { Planned, PlannedWrite } from '../vault/plan';
import type { VaultView } from '../vault/view';
import { setMoment } from '../note/properties';
import { requireRole } from '../policy/roles';
import type { Action } from '../policy/roles';
import { roleOf } from '../policy/bind';
import { countCriteria } from './criteria';
import { assertGoverned, carriedState, governedState } from './governed';
import { appendHistory, reasonOf } from './history';
import { storyItem } from './item';
import type { StoryItem } from './item';
import { withText } from './model';
import type { Story } from './model';
import { assertClosed, assertTouched } from './outline';
import type { Touch } from './outline';

export interface Edit {
  op: string;
  action: Action;
  /** The story's text with the change, or the same text when there is nothing to change. */
  text: string;
  /** Body sections that differ, beside History. */
  touched: Readonly<Record<string, Touch>>;
  /** A History line; absent for what is on record by itself (a note, a comment). */
  history?: string;
  /** True when governed properties differ: then the ledger must vouch for the present ones. */
  governed?: boolean;
  reason?: string | undefined;
}

/**
 * The plan of an edit; `plan: null` when the text stays the same.
 *
 * @throws E_POLICY, E_INTEGRITY, E_USAGE for text that would read as structure.
 */
export function* planEdit(view: VaultView, story: Story, edit: Edit): Io<Planned<StoryItem>> {
  requireRole(view.actor, edit.action, view.config);
  if (edit.text === story.text) return { plan: null, item: storyItem(story, countCriteria(story.criteria)) };
  const write = yield* editedWrite(view, story, edit);
  const after = withText(story, String(write.content), write.state);
  return {
    plan: { op: edit.op, writes: [write], ...reasonOf(edit.reason) },
    item: storyItem(after, countCriteria(after.criteria)),
  };
}

/** The write of one edited story, for plans over several. */
export function* editedWrite(view: VaultView, story: Story, edit: Pick<Edit, 'text' | 'touched' | 'history' | 'governed'>): Io<PlannedWrite> {
  if (edit.governed === true) yield* assertGoverned(view, story.id, story.path, story.text, story.state);
  if (edit.history !== undefined || Object.keys(edit.touched).length > 0) assertClosed(story.scan, story.path);
  const after = finished(view, edit.text, edit.history);
  assertTouched(story.text, after, { ...edit.touched, ...(edit.history !== undefined && { History: 'append' as const }) });
  const state = edit.governed === true && story.state !== null
    ? yield* governedState(view, after, story.state.status)
    : yield* carriedState(view, story.text, after, story.state);
  return { path: story.path, content: after, before: story.sha256, ...(state !== null && { state }) };
}

function finished(view: VaultView, text: string, history: string | undefined): string {
  const actor = { name: view.actor.name, role: roleOf(view.actor, view.config) };
  const recorded = history === undefined ? text : appendHistory(text, view.now, actor, history);
  return setMoment(recorded, 'updated_at', view.now);
}
