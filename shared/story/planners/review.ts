// The verdict on a delivery: `story accept` and `story reject`.
import type { Planner } from '../../vault/plan';
import type { StoryItem } from '../item';
import { loadStory } from '../load';
import { phaseOf } from '../model';
import type { Story } from '../model';
import type { Rejection } from '../rejection';
import { transition } from '../transition';
import type { TransitionName } from '../transitions';

/** Accepts a delivery and closes its story; a RED delivery is approved, and the story opens for its GREEN one. */
export function acceptStory(request: { story: string; reason?: string | undefined }): Planner<StoryItem> {
  return function* (view) {
    const story = yield* loadStory(view, request.story);
    return yield* transition(view, story, { transition: acceptance(story), reason: request.reason });
  };
}

/** Which row of the table an acceptance of `story` is. */
export function acceptance(story: Story): TransitionName {
  const last = story.contract.at(-1);
  const isRed = last?.status === 'red-approved' || (phaseOf(story) === 'delivered' && last?.phase === 'red');
  return isRed ? 'approve_red' : 'accept';
}

/** Rejects a delivery with its four parts; at `rejections.limit` the story is set aside for a person. */
export function rejectStory(request: { story: string; parts: Partial<Rejection>; reason?: string | undefined }): Planner<StoryItem> {
  return function* (view) {
    const story = yield* loadStory(view, request.story);
    const isLast = story.rejections + 1 >= view.config.settings['rejections.limit'];
    return yield* transition(view, story, {
      transition: isLast ? 'escalate' : 'reject', rejection: request.parts, reason: request.reason,
    });
  };
}
