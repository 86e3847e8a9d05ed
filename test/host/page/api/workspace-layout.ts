// The workspace as it is saved in `workspace.json`, and made again from it: what is not in sight stays deferred.
import type { App } from './app';
import { Platform } from './platform';
import type { ViewState } from './view';
import { WorkspaceMobileDrawer, WorkspaceSidedock } from './workspace-docks';
import { WorkspaceSplit, WorkspaceTabs, type WorkspaceItem, type WorkspaceParent } from './workspace-items';
import { WorkspaceLeaf } from './workspace-leaf';
import type { Workspace } from './workspace';

interface SavedLeaf {
  id: string;
  type: 'leaf';
  state: ViewState & { icon?: string; title?: string };
}

interface SavedParent {
  id: string;
  type: 'split' | 'tabs' | 'mobile-drawer';
  children: (SavedParent | SavedLeaf)[];
  direction?: 'vertical' | 'horizontal';
  currentTab?: number;
  collapsed?: boolean;
  width?: number;
}

interface SavedLayout {
  main?: SavedParent;
  left?: SavedParent;
  right?: SavedParent;
  active?: string;
  lastOpenFiles?: string[];
}

/** Phones keep a layout of their own. */
export function layoutPath(app: App): string {
  return `${app.vault.configDir}/${Platform.isMobile ? 'workspace-mobile' : 'workspace'}.json`;
}

export async function readLayout(app: App): Promise<unknown> {
  const path = layoutPath(app);
  if (!await app.vault.adapter.exists(path)) return {};
  try {
    return JSON.parse(await app.vault.adapter.read(path));
  } catch {
    return {};
  }
}

export function layoutOf(workspace: Workspace, lastOpenFiles: string[]): Record<string, unknown> {
  const layout: SavedLayout = {
    main: saved(workspace.rootSplit) as SavedParent,
    left: saved(workspace.leftSplit) as SavedParent,
    right: saved(workspace.rightSplit) as SavedParent,
    ...(workspace.activeLeaf ? { active: workspace.activeLeaf.id } : {}),
    lastOpenFiles,
  };
  return { ...layout };
}

/** All leaves that are made are deferred. */
export async function restoreLayout(workspace: Workspace, layout: unknown): Promise<void> {
  const { main, left, right } = layout as SavedLayout;
  await fill(workspace.rootSplit, main);
  await fillDock(workspace.leftSplit, left);
  await fillDock(workspace.rightSplit, right);
  if (workspace.rootSplit.leaves().length === 0) workspace.createLeafInParent(workspace.rootSplit.firstTabs(), 0);
}

export async function loadSeenLeaves(workspace: Workspace, layout: unknown): Promise<void> {
  const { active } = layout as SavedLayout;
  await Promise.all(workspace.allLeaves().filter((leaf) => leaf.isVisible()).map((leaf) => leaf.loadIfDeferred()));
  const first = (active === undefined ? null : workspace.getLeafById(active)) ?? workspace.getMostRecentLeaf();
  if (first) workspace.setActiveLeaf(first);
}

export function lastFilesOf(layout: unknown): string[] {
  return (layout as SavedLayout).lastOpenFiles ?? [];
}

function saved(item: WorkspaceItem): SavedParent | SavedLeaf {
  if (item instanceof WorkspaceLeaf) return savedLeaf(item);
  const parent = item as WorkspaceParent;
  const base = { id: item.id, children: parent.children.map(saved) };
  if (item instanceof WorkspaceTabs) return { ...base, type: 'tabs', ...currentOf(item, item.currentLeaf()) };
  if (item instanceof WorkspaceMobileDrawer) return { ...base, type: 'mobile-drawer', ...currentOf(item, item.currentLeaf()) };
  const split = item as WorkspaceSplit;
  const dock = split instanceof WorkspaceSidedock ? { collapsed: split.collapsed, width: split.getWidth() } : {};
  return { ...base, type: 'split', direction: split.direction, ...dock };
}

function currentOf(parent: WorkspaceParent, current: WorkspaceLeaf | null): { currentTab?: number } {
  const index = current ? parent.children.indexOf(current) : 0;
  return index > 0 ? { currentTab: index } : {};
}

function savedLeaf(leaf: WorkspaceLeaf): SavedLeaf {
  const { type, state = {}, pinned } = leaf.getViewState();
  return { id: leaf.id, type: 'leaf', state: { type, state, ...(pinned ? { pinned } : {}), icon: leaf.getIcon(), title: leaf.getDisplayText() } };
}

async function fillDock(dock: WorkspaceSidedock | WorkspaceMobileDrawer, layout: SavedParent | undefined): Promise<void> {
  if (!layout) return;
  if (dock instanceof WorkspaceSidedock) {
    if (layout.width !== undefined) dock.setWidth(layout.width);
    if (layout.collapsed === false) dock.expand();
  }
  await fill(dock, layout);
}

async function fill(parent: WorkspaceParent, layout: SavedParent | undefined): Promise<void> {
  for (const child of layout?.children ?? []) {
    if (child.type === 'leaf') await addLeaf(parent, child);
    else {
      const made = child.type === 'tabs' ? new WorkspaceTabs(parent.app) : new WorkspaceSplit(parent.app, child.direction ?? 'vertical');
      made.id = child.id;
      parent.insertChild(made);
      await fill(made, child);
    }
  }
  const current = layout?.currentTab === undefined ? undefined : parent.children[layout.currentTab];
  if (current instanceof WorkspaceLeaf) current.select();
}

async function addLeaf(parent: WorkspaceParent, { id, state }: SavedLeaf): Promise<void> {
  const { icon = 'file', title = '', ...viewState } = state;
  const leaf = new WorkspaceLeaf(parent.app);
  leaf.id = id;
  await leaf.defer(viewState, title, icon);
  parent.insertChild(leaf);
}
