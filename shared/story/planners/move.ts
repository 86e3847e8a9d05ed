// Transitions outside the delivery: `story close`, `reopen`, `defer`, `undefer`, and the one that a status asked for
// by `update --status` means.
import { roleOf } from '../../policy/bind';
import { roleMay } from '../../policy/roles';
import type { Config } from '../../settings/config';
import type { Actor } from '../../policy/actor';
import type { Planner } from '../../vault/plan';
import type { Asked } from '../facts';
import type { StoryItem } from '../item';
import { loadStory } from '../load';
import { phaseOf } from '../model';
import type { Story } from '../model';
import { isBuiltIn } from '../statuses';
import { futureTime } from '../times';
import { transition } from '../transition';
import { acceptance } from './review';

interface MoveRequest {
  story: string;
  reason?: string | undefined;
}

/** Closes without acceptance. */
export function closeStory(request: MoveRequest): Planner<StoryItem> {
  return moveBy(request, { transition: 'close' });
}

/** Opens a closed, blocked or delivered story again; earlier evidence doesn't count. */
export function reopenStory(request: MoveRequest): Planner<StoryItem> {
  return moveBy(request, { transition: 'reopen' });
}

/** Puts a story off, until a date or until `undefer`. */
export function deferStory(request: MoveRequest & { until?: string | undefined }): Planner<StoryItem> {
  return function* (view) {
    const until = request.until === undefined ? undefined : futureTime('The date', request.until, view.now);
    const story = yield* loadStory(view, request.story);
    return yield* transition(view, story, { transition: 'defer', until, reason: request.reason });
  };
}

export function undeferStory(request: MoveRequest): Planner<StoryItem> {
  return moveBy(request, { transition: 'undefer' });
}

function moveBy(request: MoveRequest, asked: Pick<Asked, 'transition'>): Planner<StoryItem> {
  return function* (view) {
    const story = yield* loadStory(view, request.story);
    return yield* transition(view, story, { ...asked, reason: request.reason });
  };
}

/**
 * The transition that setting `status` means; `null` when the story has it already. `delivered` and `closed` are the
 * real ones (decision 32).
 */
export function moveTo(story: Story, status: string, actor: Actor, config: Config): Asked | null {
  if (status === story.status) return null;
  const phase = phaseOf(story);
  switch (status) {
    case 'open': return { ...openingOf(story, phase, actor), status };
    case 'in_progress': return { transition: 'set_status', status };
    case 'blocked': return { transition: 'block' };
    case 'deferred': return { transition: 'defer' };
    case 'delivered': return { transition: 'deliver' };
    case 'closed': return { transition: phase === 'delivered' && roleMay(roleOf(actor, config), 'story.accept') ? acceptance(story) : 'close' };
    default: return { transition: 'set_custom', status };
  }
}

function openingOf(story: Story, phase: string, actor: Actor): Pick<Asked, 'transition'> {
  if (phase === 'closed' || phase === 'blocked' || phase === 'delivered') return { transition: 'reopen' };
  if (phase === 'deferred') return { transition: 'undefer' };
  if (phase !== 'in_progress' || !isBuiltIn(story.status)) return { transition: 'set_status' };
  return { transition: story.assignee === actor.name ? 'release' : 'release_other' };
}
