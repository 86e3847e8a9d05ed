// What board, list and tree ask of the view that they are part of.
import type { StoryRow } from '../../../shared/story/backlog';
import type { Card } from './card';

export interface StoriesHost {
  card(row: StoryRow): Card;
  /** Whether anything can be moved here. */
  canMove(): boolean;
  /** A click or Enter: shows it beside the board, or opens its note where a modifier says so. */
  open(row: StoryRow, event: MouseEvent | KeyboardEvent): void;
  showMenu(row: StoryRow, event: MouseEvent | KeyboardEvent, el: HTMLElement): void;
  /** Puts it into `status`. */
  move(row: StoryRow, status: string, event: Event): void;
  /** Into the column before (-1) or after (1) its own. */
  moveBy(row: StoryRow, step: -1 | 1, event: Event): void;
  /** Asks where to move it. */
  pick(row: StoryRow): void;
  hover(row: StoryRow, event: MouseEvent, el: HTMLElement): void;
}

/** Keys that mean the same wherever a story has the focus; answers whether `event` was one. */
export function storyKey(host: StoriesHost, row: StoryRow, event: KeyboardEvent): boolean {
  const isAlt = event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey;
  if (isAlt && (event.key === 'ArrowLeft' || event.key === 'ArrowRight')) {
    host.moveBy(row, event.key === 'ArrowLeft' ? -1 : 1, event);
    return true;
  }
  if (event.key.toLowerCase() !== 'm' || event.altKey || event.ctrlKey || event.metaKey) return false;
  host.pick(row);
  return true;
}
