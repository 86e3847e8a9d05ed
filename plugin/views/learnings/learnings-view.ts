// The view Learnings.
import { TouchstoneView } from '../touchstone-view';

export const LEARNINGS_VIEW = 'touchstone-learnings';

export class LearningsView extends TouchstoneView {
  override icon = 'lightbulb';

  override getViewType(): string {
    return LEARNINGS_VIEW;
  }

  override getDisplayText(): string {
    return 'Learnings';
  }

  protected override build(): void {
    this.bodyEl.createDiv({ cls: 'touchstone-count' });
  }

  protected override async refresh(): Promise<void> {
    const count = await this.engine.read((view) => view.index(''));
    this.bodyEl.firstElementChild?.setText(`${count.length} notes`);
  }
}
