// What stands where no story does, and how many there are.
import { showEmpty } from '../../ui/states';

/** `clear` takes the filter back; `null` where the vault has no story at all. */
export function showNoStories(el: HTMLElement, clear: (() => void) | null): void {
  if (clear) {
    showEmpty(el, { icon: 'search', title: 'No story fits the filter', action: { label: 'Clear filter', run: clear } });
    return;
  }
  showEmpty(el, {
    icon: 'layout-dashboard', title: 'No stories yet',
    text: 'Stories are made with the command line, by you or by an agent: touchstone story create "What it is about" --ac "What must hold".',
  });
}

/** `12 of 40 stories`. */
export function countText(shown: number, all: number): string {
  const stories = all === 1 ? 'story' : 'stories';
  return shown === all ? `${all} ${stories}` : `${shown} of ${all} ${stories}`;
}
