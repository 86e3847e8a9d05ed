// The view Health.
import { TouchstoneView } from '../touchstone-view';

export const HEALTH_VIEW = 'touchstone-health';

export class HealthView extends TouchstoneView {
  override icon = 'activity';

  override getViewType(): string {
    return HEALTH_VIEW;
  }

  override getDisplayText(): string {
    return 'Health';
  }

  protected override build(): void {
    this.bodyEl.createDiv({ cls: 'touchstone-count' });
  }

  protected override async refresh(): Promise<void> {
    const count = await this.engine.read((view) => view.index(''));
    this.bodyEl.firstElementChild?.setText(`${count.length} notes`);
  }
}
