// `story note` and `story comment`: text that any actor may add to a story.
import type { Planner } from '../../vault/plan';
import { appendComment } from '../comments';
import { planEdit } from '../edit';
import { givenText } from '../given-text';
import type { StoryItem } from '../item';
import { loadStory } from '../load';
import { appendToStory } from '../sections';

/** Appends a paragraph to Notes. @throws E_USAGE for text that would read as structure */
export function addStoryNote(request: { story: string; text: string; reason?: string | undefined }): Planner<StoryItem> {
  return function* (view) {
    const story = yield* loadStory(view, request.story);
    const text = appendToStory(story.text, 'Notes', givenText('The note', request.text), 'paragraph');
    return yield* planEdit(view, story, { op: 'story.note', action: 'story.note', text, touched: { Notes: 'append' }, reason: request.reason });
  };
}

/** Appends a comment under its time and actor. @throws E_USAGE for text that would read as structure */
export function commentOnStory(request: { story: string; text: string; reason?: string | undefined }): Planner<StoryItem> {
  return function* (view) {
    const story = yield* loadStory(view, request.story);
    const text = appendComment(story.text, view.now, view.actor.name, request.text);
    return yield* planEdit(view, story, { op: 'story.comment', action: 'story.comment', text, touched: { Comments: 'append' }, reason: request.reason });
  };
}
