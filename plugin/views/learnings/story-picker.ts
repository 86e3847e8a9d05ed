// Which story takes the learning up: the open ones, to choose from.
import type { App } from 'obsidian';
import { FuzzySuggestModal } from 'obsidian';
import type { StoryRow } from '../../../shared/story/backlog';

export class StoryPicker extends FuzzySuggestModal<StoryRow> {
  constructor(app: App, private readonly stories: readonly StoryRow[], private readonly chosen: (story: StoryRow, event: Event) => void) {
    super(app);
    this.setPlaceholder('The story that will use it…');
    this.emptyStateText = 'No open story.';
  }

  override getItems(): StoryRow[] {
    return [...this.stories];
  }

  override getItemText({ id, title }: StoryRow): string {
    return `${title} (${id})`;
  }

  override onChooseItem(story: StoryRow, event: MouseEvent | KeyboardEvent): void {
    this.chosen(story, event);
  }
}
