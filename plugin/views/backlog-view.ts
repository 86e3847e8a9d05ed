// The view Backlog.
import { TouchstoneView } from './touchstone-view';

export const BACKLOG_VIEW = 'touchstone-backlog';

export class BacklogView extends TouchstoneView {
  override icon = 'layout-dashboard';

  override getViewType(): string {
    return BACKLOG_VIEW;
  }

  override getDisplayText(): string {
    return 'Backlog';
  }

  protected override build(): void {
    this.bodyEl.createDiv({ cls: 'touchstone-count' });
  }

  protected override async refresh(): Promise<void> {
    const count = await this.engine.read((view) => view.index(''));
    this.bodyEl.firstElementChild?.setText(`${count.length} notes`);
  }
}
