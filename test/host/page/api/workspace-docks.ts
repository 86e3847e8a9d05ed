// What lies beside the main area: sidebars on a desktop, drawers on a phone, and the ribbon.
import type { App } from './app';
import { setIcon } from './icons';
import { setTooltip } from './tooltip';
import { WorkspaceParent, WorkspaceSplit, WorkspaceTabs, type WorkspaceItem } from './workspace-items';
import type { WorkspaceLeaf } from './workspace-leaf';

type Side = 'left' | 'right';

/** Pixels, as in a fresh app. */
const DEFAULT_WIDTH = 300;

export class WorkspaceSidedock extends WorkspaceSplit {
  collapsed = true;
  private width = DEFAULT_WIDTH;

  constructor(app: App, readonly side: Side) {
    super(app, 'horizontal', `mod-sidedock mod-${side}-split`);
    this.update();
  }

  setWidth(width: number): void {
    this.width = width;
    this.update();
  }

  getWidth(): number {
    return this.width;
  }

  toggle(): void {
    if (this.collapsed) this.expand();
    else this.collapse();
  }

  collapse(): void {
    this.collapsed = true;
    this.update();
  }

  expand(): void {
    this.collapsed = false;
    this.update();
    for (const leaf of this.leaves()) leaf.loadIfSeen();
  }

  override shows(child: WorkspaceItem): boolean {
    return !this.collapsed && super.shows(child);
  }

  newLeafParent(split: boolean): WorkspaceTabs {
    if (!split) return this.firstTabs();
    const tabs = new WorkspaceTabs(this.app);
    this.insertChild(tabs);
    return tabs;
  }

  private update(): void {
    this.containerEl.toggleClass('is-sidedock-collapsed', this.collapsed);
    this.containerEl.setCssStyles({ width: this.collapsed ? '0px' : `${this.width}px`, display: this.collapsed ? 'none' : '' });
    this.app.workspace?.onLayoutChange();
  }
}

/** Slides over the main area; of its leaves one is shown. */
export class WorkspaceMobileDrawer extends WorkspaceParent {
  collapsed = true;
  private current: WorkspaceLeaf | null = null;
  private readonly leavesEl: HTMLElement;

  constructor(app: App, readonly side: Side) {
    super(app, `workspace-drawer mod-${side}`);
    const header = this.containerEl.createDiv('workspace-drawer-header');
    const close = header.createEl('button', { cls: 'clickable-icon', attr: { 'aria-label': 'Close' } });
    setIcon(close, 'x');
    close.addEventListener('click', () => { this.collapse(); });
    this.leavesEl = this.containerEl.createDiv('workspace-drawer-inner');
    this.containerEl.hide();
  }

  protected override contentEl(): HTMLElement {
    return this.leavesEl;
  }

  currentLeaf(): WorkspaceLeaf | null {
    return this.current;
  }

  override insertChild(child: WorkspaceItem, index?: number): void {
    super.insertChild(child, index);
    this.selectTab(this.current ?? (child as WorkspaceLeaf));
  }

  override removeChild(child: WorkspaceItem): void {
    super.removeChild(child);
    this.current = this.current === child ? (this.children[0] as WorkspaceLeaf | undefined) ?? null : this.current;
    if (this.current) this.selectTab(this.current);
  }

  selectTab(leaf: WorkspaceLeaf): void {
    this.current = leaf;
    for (const child of this.children) child.containerEl.toggle(child === leaf);
    leaf.loadIfSeen();
  }

  override shows(child: WorkspaceItem): boolean {
    return !this.collapsed && child === this.current && super.shows(child);
  }

  expand(): void {
    this.collapsed = false;
    this.containerEl.show();
    this.current?.loadIfSeen();
  }

  collapse(): void {
    this.collapsed = true;
    this.containerEl.hide();
  }

  toggle(): void {
    if (this.collapsed) this.expand();
    else this.collapse();
  }

  newLeafParent(): WorkspaceMobileDrawer {
    return this;
  }
}

export class WorkspaceRibbon {
  readonly containerEl = createDiv('workspace-ribbon side-dock-ribbon mod-left');
  private readonly actionsEl = this.containerEl.createDiv('side-dock-actions');

  addAction(icon: string, title: string, callback: (event: MouseEvent) => unknown): HTMLElement {
    const action = this.actionsEl.createEl('button', { cls: 'clickable-icon side-dock-ribbon-action' });
    setIcon(action, icon);
    setTooltip(action, title, { placement: 'right' });
    action.addEventListener('click', (event) => { callback(event); });
    return action;
  }
}
