// `View` and `ItemView`: what fills a leaf.
import type * as Obsidian from 'obsidian';
import type { App } from './app';
import { Component } from './component';
import { setIcon } from './icons';
import type { Scope } from './keymap';
import { Menu } from './menu';
import { setTooltip } from './tooltip';
import type { WorkspaceLeaf } from './workspace-leaf';

type State = Record<string, unknown>;

/** What a view is made from. */
export interface ViewState {
  type: string;
  state?: State;
  active?: boolean;
  pinned?: boolean;
  group?: WorkspaceLeaf;
}

export abstract class View extends Component {
  readonly app: App;
  icon = 'file';
  navigation = false;
  scope: Scope | null = null;
  containerEl: HTMLElement;

  constructor(readonly leaf: WorkspaceLeaf) {
    super();
    this.app = leaf.app;
    this.containerEl = createDiv('workspace-leaf-content');
  }

  protected onOpen(): Promise<void> {
    return Promise.resolve();
  }

  protected onClose(): Promise<void> {
    return Promise.resolve();
  }

  abstract getViewType(): string;
  abstract getDisplayText(): string;

  getIcon(): string {
    return this.icon;
  }

  getState(): State {
    return {};
  }

  /** Both arguments are for those who extend it. */
  setState(state: unknown, result: Obsidian.ViewStateResult): Promise<void> {
    void [state, result];
    return Promise.resolve();
  }

  getEphemeralState(): State {
    return {};
  }

  /** For those who extend it. */
  setEphemeralState(state: unknown): void {
    void state;
  }

  onResize(): void {
    // For those who extend it.
  }

  onPaneMenu(menu: Menu, source: string): void {
    if (source === 'tab-header') menu.addItem((item) => item.setTitle('Close').setIcon('x').setSection('close').onClick(() => { this.leaf.detach(); }));
  }

  /** The leaf opens and closes its view. */
  async open(parentEl: HTMLElement): Promise<void> {
    this.containerEl.setAttr('data-type', this.getViewType());
    parentEl.appendChild(this.containerEl);
    this.load();
    await this.onOpen();
  }

  async close(): Promise<void> {
    await this.onClose();
    this.unload();
    this.containerEl.detach();
  }

  /** After the title or the icon may have changed. */
  updateHeader(): void {
    // Only views with a header have one.
  }
}

export abstract class ItemView extends View {
  contentEl: HTMLElement;
  private readonly titleEl: HTMLElement;
  private readonly actionsEl: HTMLElement;

  constructor(leaf: WorkspaceLeaf) {
    super(leaf);
    const header = this.containerEl.createDiv('view-header');
    header.createDiv('view-header-left');
    this.titleEl = header.createDiv('view-header-title-container mod-at-start').createDiv('view-header-title');
    this.actionsEl = header.createDiv('view-actions');
    this.contentEl = this.containerEl.createDiv('view-content');
    this.addAction('more-vertical', 'More options', (event) => {
      const menu = new Menu();
      this.onPaneMenu(menu, 'more-options');
      menu.showAtMouseEvent(event);
    });
  }

  /** Newer actions stand before older ones. */
  addAction(icon: string, title: string, callback: (event: MouseEvent) => unknown): HTMLElement {
    const action = this.actionsEl.createEl('button', { cls: 'clickable-icon view-action', prepend: true });
    setIcon(action, icon);
    setTooltip(action, title);
    action.addEventListener('click', (event) => { callback(event); });
    return action;
  }

  override async open(parentEl: HTMLElement): Promise<void> {
    await super.open(parentEl);
    this.updateHeader();
  }

  override updateHeader(): void {
    this.titleEl.setText(this.getDisplayText());
  }
}
