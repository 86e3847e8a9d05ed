// `story dep add` and `rm`: the planned edges of a story, kept on the blocked one's side.
import { TouchstoneError } from '../../errors';
import { setProperties } from '../../note/properties';
import type { Io } from '../../vault/io';
import type { Planner } from '../../vault/plan';
import type { VaultView } from '../../vault/view';
import { readBacklog } from '../backlog';
import { planEdit } from '../edit';
import { assertNoCycle } from '../graph';
import { idOfPath, storyLink } from '../ids';
import type { StoryItem } from '../item';
import { loadStory } from '../load';
import type { Story } from '../model';
import { linkTarget } from '../../note/values';

export interface DependencyRequest {
  story: string;
  /** Stories that block it. */
  blockers: readonly string[];
  reason?: string | undefined;
}

/** @throws E_NOT_FOUND for an unknown blocker, E_GATE for itself or a cycle */
export function addDependencies(request: DependencyRequest): Planner<StoryItem> {
  return function* (view) {
    const story = yield* loadStory(view, request.story);
    const backlog = yield* readBacklog(view);
    const added: string[] = [];
    for (const reference of request.blockers) {
      const { id } = yield* loadStory(view, reference);
      assertNoCycle(backlog, story.id, id);
      if (!story.blockedBy.includes(id) && !added.includes(id)) added.push(id);
    }
    return yield* planEdit(view, story, {
      op: 'story.dep_add', action: 'story.dep', text: withBlockers(story, [...story.blockedBy, ...added]), touched: {},
      history: `blocked by ${added.map((id) => `+${id}`).join(' ')}`, reason: request.reason,
    });
  };
}

/** Takes edges away; one that isn't there: success. A blocker that no longer exists can be taken away by its id. */
export function removeDependencies(request: DependencyRequest): Planner<StoryItem> {
  return function* (view) {
    const story = yield* loadStory(view, request.story);
    const removed: string[] = [];
    for (const reference of request.blockers) removed.push(yield* blockerNamed(view, story, reference));
    const gone = removed.filter((id) => story.blockedBy.includes(id));
    return yield* planEdit(view, story, {
      op: 'story.dep_rm', action: 'story.dep', text: withBlockers(story, story.blockedBy.filter((id) => !gone.includes(id))), touched: {},
      history: `blocked by ${gone.map((id) => `-${id}`).join(' ')}`, reason: request.reason,
    });
  };
}

function* blockerNamed(view: VaultView, story: Story, reference: string): Io<string> {
  const id = idOfPath(linkTarget(reference));
  if (story.blockedBy.includes(id)) return id;
  try {
    return (yield* loadStory(view, reference)).id;
  } catch (error) {
    if (!(error instanceof TouchstoneError) || error.code !== 'E_NOT_FOUND') throw error;
    throw new TouchstoneError('E_NOT_FOUND', error.message, {
      hint: story.blockedBy.length === 0 ? `${story.id} is blocked by nothing.` : `${story.id} is blocked by ${story.blockedBy.join(', ')}.`,
      details: { ...error.details, blocked_by: story.blockedBy },
    });
  }
}

function withBlockers(story: Story, ids: readonly string[]): string {
  const isSame = ids.length === story.blockedBy.length && ids.every((id) => story.blockedBy.includes(id));
  return isSame ? story.text : setProperties(story.text, { blocked_by: ids.map(storyLink) });
}
