// The view Proposals.
import { TouchstoneView } from './touchstone-view';

export const PROPOSALS_VIEW = 'touchstone-proposals';

export class ProposalsView extends TouchstoneView {
  override icon = 'inbox';

  override getViewType(): string {
    return PROPOSALS_VIEW;
  }

  override getDisplayText(): string {
    return 'Proposals';
  }

  protected override build(): void {
    this.bodyEl.createDiv({ cls: 'touchstone-count' });
  }

  protected override async refresh(): Promise<void> {
    const count = await this.engine.read((view) => view.index(''));
    this.bodyEl.firstElementChild?.setText(`${count.length} notes`);
  }
}
