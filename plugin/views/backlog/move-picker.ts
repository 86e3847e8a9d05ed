// *Move to…*: the columns as a list to choose from, for keyboard and touch.
import type { App } from 'obsidian';
import { FuzzySuggestModal } from 'obsidian';
import { statusName } from './columns';

export class MovePicker extends FuzzySuggestModal<string> {
  /** `chosen` gets the status and the click or key that chose it. */
  constructor(app: App, id: string, private readonly statuses: readonly string[], private readonly chosen: (status: string, event: Event) => void) {
    super(app);
    this.setPlaceholder(`Move ${id} to…`);
  }

  override getItems(): string[] {
    return [...this.statuses];
  }

  override getItemText(status: string): string {
    return statusName(status);
  }

  override onChooseItem(status: string, event: MouseEvent | KeyboardEvent): void {
    this.chosen(status, event);
  }
}
