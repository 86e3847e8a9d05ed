// The structure of the workspace: where its leaves are, and how new ones come into it.
import type { PaneType, SplitDirection } from 'obsidian';
import type { App } from './app';
import { Events } from './events';
import { Platform } from './platform';
import { WorkspaceMobileDrawer, WorkspaceRibbon, WorkspaceSidedock } from './workspace-docks';
import { WorkspaceRoot, WorkspaceSplit, WorkspaceTabs, type WorkspaceParent } from './workspace-items';
import { WorkspaceLeaf } from './workspace-leaf';
import { WorkspaceFloating, WorkspaceWindow } from './workspace-windows';
import type * as Obsidian from 'obsidian';

type Dock = WorkspaceSidedock | WorkspaceMobileDrawer;

export abstract class WorkspaceTree extends Events {
  readonly containerEl = createDiv('workspace');
  readonly leftRibbon = new WorkspaceRibbon();
  readonly rightRibbon = new WorkspaceRibbon();
  readonly leftSplit: Dock;
  readonly rightSplit: Dock;
  readonly rootSplit: WorkspaceRoot;
  readonly floatingSplit: WorkspaceFloating;
  activeLeaf: WorkspaceLeaf | null = null;
  /** Leaves in the order in which they were active, the latest first. */
  protected recent: WorkspaceLeaf[] = [];

  constructor(readonly app: App) {
    super();
    this.rootSplit = new WorkspaceRoot(app, 'vertical', 'mod-root');
    this.leftSplit = newDock(app, 'left');
    this.rightSplit = newDock(app, 'right');
    this.floatingSplit = new WorkspaceFloating(app);
    if (!Platform.isMobile) this.containerEl.appendChild(this.leftRibbon.containerEl);
    for (const part of [this.leftSplit, this.rootSplit, this.rightSplit]) this.containerEl.appendChild(part.containerEl);
  }

  abstract onLayoutChange(): void;
  abstract setActiveLeaf(leaf: WorkspaceLeaf, params?: unknown): void;

  allLeaves(): WorkspaceLeaf[] {
    return [this.rootSplit, this.floatingSplit, this.leftSplit, this.rightSplit].flatMap((part) => part.leaves());
  }

  iterateAllLeaves(callback: (leaf: WorkspaceLeaf) => unknown): void {
    for (const leaf of this.allLeaves()) callback(leaf);
  }

  iterateRootLeaves(callback: (leaf: WorkspaceLeaf) => unknown): void {
    for (const leaf of this.rootSplit.leaves()) callback(leaf);
  }

  getLeavesOfType(type: string): WorkspaceLeaf[] {
    return this.allLeaves().filter((leaf) => leaf.view.getViewType() === type);
  }

  detachLeavesOfType(type: string): void {
    for (const leaf of this.getLeavesOfType(type)) leaf.detach();
  }

  getLeafById(id: string): WorkspaceLeaf | null {
    return this.allLeaves().find((leaf) => leaf.id === id) ?? null;
  }

  getGroupLeaves(group: string): WorkspaceLeaf[] {
    return this.allLeaves().filter((leaf) => leaf.isInGroup(group));
  }

  /** In the main area and the pop-outs, unless another root is given. */
  getMostRecentLeaf(root?: WorkspaceParent): WorkspaceLeaf | null {
    const roots: readonly unknown[] = root ? [root] : [this.rootSplit, this.floatingSplit];
    const isIn = (leaf: WorkspaceLeaf): boolean => roots.includes(leaf.getRoot()) || roots.includes(leaf.getContainer());
    return this.recent.find(isIn) ?? this.allLeaves().find(isIn) ?? null;
  }

  getLeaf(where: PaneType | boolean = false, direction: SplitDirection = 'vertical'): WorkspaceLeaf {
    if (where === 'window') return this.openPopoutLeaf();
    const recent = this.getMostRecentLeaf();
    if (where === 'split') return recent ? this.createLeafBySplit(recent, direction) : this.newRootTab();
    if (where !== false) return this.newRootTab();
    if (recent?.canNavigate()) return recent;
    return this.rootSplit.leaves().find((leaf) => leaf.canNavigate()) ?? this.newRootTab();
  }

  getUnpinnedLeaf(): WorkspaceLeaf {
    return this.getLeaf(false);
  }

  createLeafInParent(parent: WorkspaceParent, index: number): WorkspaceLeaf {
    const leaf = new WorkspaceLeaf(this.app);
    if (parent instanceof WorkspaceSplit) {
      const tabs = new WorkspaceTabs(this.app);
      parent.insertChild(tabs, index);
      tabs.insertChild(leaf);
    } else parent.insertChild(leaf, index);
    this.onLayoutChange();
    return leaf;
  }

  createLeafBySplit(beside: WorkspaceLeaf, direction: SplitDirection = 'vertical', before = false): WorkspaceLeaf {
    const tabs = beside.parent;
    const split = tabs?.parent;
    if (!tabs || !split) return this.newRootTab();
    const at = split.children.indexOf(tabs) + (before ? 0 : 1);
    if (!(split instanceof WorkspaceSplit) || split.direction === direction) return this.createLeafInParent(split, at);
    const inner = new WorkspaceSplit(this.app, direction);
    const place = split.children.indexOf(tabs);
    split.insertChild(inner, place);
    split.children.remove(tabs);
    inner.insertChild(tabs);
    return this.createLeafInParent(inner, before ? 0 : 1);
  }

  splitActiveLeaf(direction: SplitDirection = 'vertical'): WorkspaceLeaf {
    return this.getLeaf('split', direction);
  }

  getLeftLeaf(split: boolean): WorkspaceLeaf | null {
    return this.newSideLeaf(this.leftSplit, split);
  }

  getRightLeaf(split: boolean): WorkspaceLeaf | null {
    return this.newSideLeaf(this.rightSplit, split);
  }

  openPopoutLeaf(init?: Obsidian.WorkspaceWindowInitData): WorkspaceLeaf {
    return this.createLeafInParent(this.newWindow(init).firstTabs(), 0);
  }

  moveLeafToPopout(leaf: WorkspaceLeaf, init?: Obsidian.WorkspaceWindowInitData): WorkspaceWindow {
    const popout = this.newWindow(init);
    leaf.parent?.removeChild(leaf);
    popout.firstTabs().insertChild(leaf);
    this.onLayoutChange();
    return popout;
  }

  /** The plus sign of a tab group. */
  openNewTab(tabs: WorkspaceTabs): void {
    this.setActiveLeaf(this.createLeafInParent(tabs, tabs.children.length), { focus: true });
  }

  private newWindow(init?: Obsidian.WorkspaceWindowInitData): WorkspaceWindow {
    if (Platform.isMobile) throw new Error('Popout windows are not supported on mobile');
    const popout = new WorkspaceWindow(this.app, init);
    this.floatingSplit.insertChild(popout);
    this.trigger('window-open', popout, popout.win);
    return popout;
  }

  private newRootTab(): WorkspaceLeaf {
    const recent = this.getMostRecentLeaf();
    const tabs = recent?.parent ?? this.rootSplit.firstTabs();
    return this.createLeafInParent(tabs, recent ? tabs.children.indexOf(recent) + 1 : 0);
  }

  private newSideLeaf(dock: Dock, split: boolean): WorkspaceLeaf {
    const parent = dock.newLeafParent(split);
    return this.createLeafInParent(parent, parent.children.length);
  }
}

function newDock(app: App, side: 'left' | 'right'): Dock {
  return Platform.isMobile ? new WorkspaceMobileDrawer(app, side) : new WorkspaceSidedock(app, side);
}
