// `story ac add`, `check` and `uncheck`: the acceptance criteria of a story.
import type { Planner } from '../../vault/plan';
import { addCriteria, criterionOf, tickCriteria } from '../criteria';
import { planEdit } from '../edit';
import type { StoryItem } from '../item';
import { loadStory } from '../load';
import { CRITERIA } from '../sections';
import { criterionNumber } from './deliver';

/** Adds criteria with the next free numbers. After a delivery that changes what was delivered, and accept says so. */
export function addStoryCriteria(request: { story: string; criteria: readonly string[]; reason?: string | undefined }): Planner<StoryItem> {
  return function* (view) {
    const story = yield* loadStory(view, request.story);
    const { text, numbers } = addCriteria(story.text, request.criteria);
    return yield* planEdit(view, story, {
      op: 'story.ac_add', action: 'story.ac', text, touched: { [CRITERIA]: 'append' },
      history: `added ${numbers.map((n) => `AC #${n}`).join(', ')}`, reason: request.reason,
    });
  };
}

/** Ticks or unticks boxes, for readers; no gate counts them. */
export function tickStoryCriteria(request: { story: string; numbers: readonly string[]; done: boolean; reason?: string | undefined }): Planner<StoryItem> {
  return function* (view) {
    const numbers = request.numbers.map(criterionNumber);
    const story = yield* loadStory(view, request.story);
    const criteria = numbers.map((n) => criterionOf(story.criteria, n));
    return yield* planEdit(view, story, {
      op: request.done ? 'story.ac_check' : 'story.ac_uncheck', action: 'story.ac', text: tickCriteria(story.text, criteria, request.done), touched: { [CRITERIA]: 'replace' },
      history: `${request.done ? 'checked' : 'unchecked'} ${numbers.map((n) => `AC #${n}`).join(', ')}`, reason: request.reason,
    });
  };
}
