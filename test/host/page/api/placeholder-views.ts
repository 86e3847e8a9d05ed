// Views that stand where no other is: an empty tab, a tab that was not looked at yet, and one whose plugin is gone.
import { ItemView, View, type ViewState } from './view';
import type { WorkspaceLeaf } from './workspace-leaf';

export class EmptyView extends ItemView {
  override icon = 'file';
  override navigation = true;

  getViewType(): string {
    return 'empty';
  }

  getDisplayText(): string {
    return 'New tab';
  }

  override onload(): void {
    const state = this.contentEl.createDiv('empty-state').createDiv('empty-state-container');
    state.createDiv({ cls: 'empty-state-title', text: 'No file is open' });
  }
}

/** Keeps what the view would be made from until somebody sees it. */
export class DeferredView extends View {
  override navigation = true;

  constructor(leaf: WorkspaceLeaf, readonly saved: ViewState, private readonly title: string, icon: string) {
    super(leaf);
    this.icon = icon;
  }

  getViewType(): string {
    return this.saved.type;
  }

  getDisplayText(): string {
    return this.title;
  }

  override getState(): Record<string, unknown> {
    return this.saved.state ?? {};
  }
}

export class UnknownView extends ItemView {
  override icon = 'circle-help';

  constructor(leaf: WorkspaceLeaf, private readonly saved: ViewState) {
    super(leaf);
  }

  getViewType(): string {
    return this.saved.type;
  }

  getDisplayText(): string {
    return 'Plugin no longer active';
  }

  override getState(): Record<string, unknown> {
    return this.saved.state ?? {};
  }

  override onload(): void {
    const state = this.contentEl.createDiv('empty-state').createDiv('empty-state-container');
    state.createDiv({ cls: 'empty-state-title', text: 'Plugin no longer active' });
    state.createDiv({ cls: 'empty-state-description', text: 'The plugin that created this view has gone away.' });
  }
}
