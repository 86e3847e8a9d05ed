// The tree that a workspace is: splits hold tab groups, tab groups hold leaves.
import type { App } from './app';
import { Events } from './events';
import { setIcon } from './icons';
import type { WorkspaceLeaf } from './workspace-leaf';

let count = 0;

/** Sixteen hexadecimal digits, as the app's ids have. */
function newId(): string {
  return (++count).toString(16).padStart(4, '0') + Date.now().toString(16).padStart(12, '0');
}

export abstract class WorkspaceItem extends Events {
  id = newId();
  containerEl: HTMLElement;
  abstract parent: WorkspaceParent | null;

  constructor(readonly app: App, cls: string) {
    super();
    this.containerEl = createDiv(cls);
  }

  getRoot(): WorkspaceItem {
    return this.parent?.getRoot() ?? this;
  }

  getContainer(): WorkspaceContainer {
    if (this instanceof WorkspaceContainer) return this;
    const container = this.parent?.getContainer() ?? this.app.workspace.rootSplit;
    return container;
  }

  /** All leaves below, in their order. */
  abstract leaves(): WorkspaceLeaf[];
}

export abstract class WorkspaceParent extends WorkspaceItem {
  readonly children: WorkspaceItem[] = [];
  parent: WorkspaceParent | null = null;

  insertChild(child: WorkspaceItem, index = this.children.length): void {
    child.parent = this;
    this.children.splice(index, 0, child);
    this.contentEl().insertBefore(child.containerEl, this.contentEl().children[index] ?? null);
  }

  removeChild(child: WorkspaceItem): void {
    this.children.remove(child);
    child.containerEl.detach();
  }

  leaves(): WorkspaceLeaf[] {
    return this.children.flatMap((child) => child.leaves());
  }

  /** Whether what is in it can be seen. */
  shows(child: WorkspaceItem): boolean {
    return this.children.includes(child) && (this.parent?.shows(this) ?? true);
  }

  protected contentEl(): HTMLElement {
    return this.containerEl;
  }
}

export class WorkspaceSplit extends WorkspaceParent {
  constructor(app: App, readonly direction: 'vertical' | 'horizontal', cls = '') {
    super(app, `workspace-split mod-${direction} ${cls}`);
  }

  override removeChild(child: WorkspaceItem): void {
    super.removeChild(child);
    // A split that is part of another goes with its last child; the window's own stays.
    if (this.children.length === 0 && this.constructor === WorkspaceSplit) this.parent?.removeChild(this);
  }

  /** The first group in it; made when there is none. */
  firstTabs(): WorkspaceTabs {
    const known = this.children.flatMap((child) => (child instanceof WorkspaceTabs ? child : child instanceof WorkspaceSplit ? child.firstTabs() : []));
    if (known[0]) return known[0];
    const tabs = new WorkspaceTabs(this.app);
    this.insertChild(tabs);
    return tabs;
  }
}

/** The root of a window. */
export abstract class WorkspaceContainer extends WorkspaceSplit {
  abstract win: Window;
  abstract doc: Document;
}

export class WorkspaceRoot extends WorkspaceContainer {
  win: Window = window;
  doc: Document = document;
}

export class WorkspaceTabs extends WorkspaceParent {
  private readonly headersEl: HTMLElement;
  private readonly leavesEl: HTMLElement;
  private current: WorkspaceLeaf | null = null;

  constructor(app: App) {
    super(app, 'workspace-tabs mod-top');
    const bar = this.containerEl.createDiv('workspace-tab-header-container');
    this.headersEl = bar.createDiv({ cls: 'workspace-tab-header-container-inner' });
    const add = bar.createDiv('workspace-tab-header-new-tab').createEl('button', { cls: 'clickable-icon', attr: { 'aria-label': 'New tab' } });
    setIcon(add, 'plus');
    add.addEventListener('click', () => { this.app.workspace.openNewTab(this); });
    this.leavesEl = this.containerEl.createDiv('workspace-tab-container');
  }

  protected override contentEl(): HTMLElement {
    return this.leavesEl;
  }

  currentLeaf(): WorkspaceLeaf | null {
    return this.current;
  }

  override insertChild(child: WorkspaceItem, index?: number): void {
    super.insertChild(child, index);
    const leaf = child as WorkspaceLeaf;
    this.headersEl.insertBefore(leaf.tabHeaderEl, this.headersEl.children[this.children.indexOf(leaf)] ?? null);
    if (this.current) this.show();
    else this.selectTab(leaf);
  }

  override removeChild(child: WorkspaceItem): void {
    const index = this.children.indexOf(child);
    super.removeChild(child);
    (child as WorkspaceLeaf).tabHeaderEl.detach();
    if (this.current === child) {
      this.current = null;
      const next = (this.children[index] ?? this.children[index - 1]) as WorkspaceLeaf | undefined;
      if (next) this.selectTab(next);
    }
    if (this.children.length === 0) this.parent?.removeChild(this);
  }

  selectTab(leaf: WorkspaceLeaf): void {
    this.current = leaf;
    this.show();
    leaf.loadIfSeen();
  }

  override shows(child: WorkspaceItem): boolean {
    return child === this.current && super.shows(child);
  }

  private show(): void {
    for (const child of this.children) {
      const isCurrent = child === this.current;
      child.containerEl.toggle(isCurrent);
      (child as WorkspaceLeaf).tabHeaderEl.toggleClass('is-active', isCurrent);
    }
  }
}
