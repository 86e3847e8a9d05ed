// `Workspace`: which leaf is active, what is revealed, and how files and links are opened.
import type * as Obsidian from 'obsidian';
import type { App } from './app';
import { debounce } from './debounce';
import type { TFile } from './files';
import { parseLinktext } from './paths';
import type { Editor } from './editor';
import type { View } from './view';
import { WorkspaceMobileDrawer, WorkspaceSidedock } from './workspace-docks';
import { lastFilesOf, layoutOf, layoutPath, loadSeenLeaves, readLayout, restoreLayout } from './workspace-layout';
import type { WorkspaceLeaf } from './workspace-leaf';
import { WorkspaceTree } from './workspace-tree';

interface SideOptions {
  active?: boolean;
  split?: boolean;
  reveal?: boolean;
  state?: Record<string, unknown>;
}

/** Milliseconds until a changed layout is saved. */
const SAVE_DELAY = 2_000;
const LAST_FILES = 10;

export class Workspace extends WorkspaceTree {
  layoutReady = false;
  isRestoring = false;
  activeEditor: { editor?: Editor; file: TFile | null } | null = null;
  readonly requestSaveLayout = debounce(() => this.saveLayout(), SAVE_DELAY);
  private readonly readyCallbacks: (() => unknown)[] = [];
  private readonly tellLayoutChange = debounce(() => {
    this.trigger('layout-change');
    this.trigger('resize');
    this.requestSaveLayout();
  }, 0);
  private openFile: TFile | null = null;
  private lastFiles: string[] = [];

  constructor(app: App) {
    super(app);
    app.viewRegistry.on('view-registered', (type: string) => { this.rebuildViews(type); });
    app.viewRegistry.on('view-unregistered', (type: string) => { this.rebuildViews(type); });
    app.vault.on('rename', (file: TFile, oldPath: string) => { this.lastFiles = this.lastFiles.map((path) => (path === oldPath ? file.path : path)); });
  }

  onLayoutReady(callback: () => unknown): void {
    if (this.layoutReady) callback();
    else this.readyCallbacks.push(callback);
  }

  /** After everything else: what waited for the layout runs. */
  async becomeReady(): Promise<void> {
    await this.changeLayout(await readLayout(this.app));
    this.layoutReady = true;
    for (const callback of this.readyCallbacks.splice(0)) runCatching(callback);
    this.onLayoutChange();
  }

  onLayoutChange(): void {
    if (this.layoutReady) this.tellLayoutChange();
  }

  getLayout(): Record<string, unknown> {
    return layoutOf(this, this.lastFiles);
  }

  async changeLayout(layout: unknown): Promise<void> {
    for (const leaf of this.allLeaves()) leaf.detach();
    this.isRestoring = true;
    await restoreLayout(this, layout);
    this.isRestoring = false;
    await loadSeenLeaves(this, layout);
    this.lastFiles = lastFilesOf(layout);
  }

  setActiveLeaf(leaf: WorkspaceLeaf, params?: { focus?: boolean } | boolean, focus = false): void {
    leaf.select();
    const changed = leaf !== this.activeLeaf;
    if (changed) {
      this.activeLeaf?.containerEl.removeClass('mod-active');
      leaf.containerEl.addClass('mod-active');
      this.activeLeaf = leaf;
      this.recent = [leaf, ...this.recent.filter((other) => other !== leaf)];
    }
    if (focus || (typeof params === 'object' && params.focus)) leaf.setEphemeralState({ focus: true });
    if (!changed) return;
    this.updateActiveEditor();
    this.trigger('active-leaf-change', leaf);
    this.noteFileOpen();
    this.onLayoutChange();
  }

  getActiveViewOfType<T extends View>(type: abstract new (...args: never[]) => T): T | null {
    const view = this.activeLeaf?.view;
    return view instanceof type ? view : null;
  }

  getActiveFile(): TFile | null {
    const active = fileOf(this.activeLeaf);
    if (active) return active;
    for (const leaf of this.recent) {
      const file = fileOf(leaf);
      if (file) return file;
    }
    return null;
  }

  getLastOpenFiles(): string[] {
    return [...this.lastFiles];
  }

  async revealLeaf(leaf: WorkspaceLeaf): Promise<void> {
    const root = leaf.getRoot();
    leaf.select();
    if (root instanceof WorkspaceSidedock || root instanceof WorkspaceMobileDrawer) root.expand();
    await leaf.loadIfDeferred();
  }

  async ensureSideLeaf(type: string, side: Obsidian.Side, { active = true, split = false, reveal = true, state }: SideOptions = {}): Promise<WorkspaceLeaf> {
    const dock = side === 'left' ? this.leftSplit : this.rightSplit;
    const known = dock.leaves().find((candidate) => candidate.view.getViewType() === type);
    const leaf = known ?? (side === 'left' ? this.getLeftLeaf(split) : this.getRightLeaf(split));
    if (!leaf) throw new Error('there is no sidebar');
    if (!known || state) await leaf.setViewState({ type, active, ...(state ? { state } : {}) });
    if (reveal) await this.revealLeaf(leaf);
    return leaf;
  }

  /** A link to no file makes the note, as a click on it does. */
  async openLinkText(linktext: string, sourcePath: string, newLeaf: Obsidian.PaneType | boolean = false, openState: Obsidian.OpenViewState = {}): Promise<void> {
    const { path, subpath } = parseLinktext(linktext);
    const known = this.app.metadataCache.getFirstLinkpathDest(path, sourcePath);
    const file = known ?? await this.app.vault.create(path.endsWith('.md') ? path : `${path}.md`, '');
    const eState = subpath === '' ? openState.eState : { ...openState.eState, subpath };
    await this.getLeaf(newLeaf).openFile(file, { ...openState, ...(eState ? { eState } : {}) });
  }

  async duplicateLeaf(leaf: WorkspaceLeaf, where: Obsidian.PaneType | Obsidian.SplitDirection | boolean = 'split', direction?: Obsidian.SplitDirection): Promise<WorkspaceLeaf> {
    const isDirection = where === 'vertical' || where === 'horizontal';
    const copy = isDirection ? this.createLeafBySplit(leaf, where) : this.getLeaf(where, direction);
    await copy.setViewState(leaf.getViewState(), leaf.getEphemeralState());
    return copy;
  }

  updateOptions(): void {
    this.trigger('options-updated');
  }

  handleLinkContextMenu(): boolean {
    return false;
  }

  /** A leaf has left the tree. */
  afterDetach(leaf: WorkspaceLeaf): void {
    this.recent.remove(leaf);
    if (leaf === this.activeLeaf) {
      this.activeLeaf = null;
      const next = this.getMostRecentLeaf();
      if (next) this.setActiveLeaf(next);
      else {
        this.updateActiveEditor();
        this.trigger('active-leaf-change', null);
        this.noteFileOpen();
      }
    }
    this.onLayoutChange();
  }

  /** Tells when the file of the active leaf is another than before. */
  noteFileOpen(): void {
    this.updateActiveEditor();
    const file = fileOf(this.activeLeaf);
    if (file === this.openFile) return;
    this.openFile = file;
    if (file) this.lastFiles = [file.path, ...this.lastFiles.filter((path) => path !== file.path)].slice(0, LAST_FILES);
    this.trigger('file-open', file);
  }

  private updateActiveEditor(): void {
    const view = this.activeLeaf?.view as { editor?: Editor; file?: TFile | null } | undefined;
    this.activeEditor = view?.editor ? (view as { editor: Editor; file: TFile | null }) : null;
  }

  private rebuildViews(type: string): void {
    for (const leaf of this.getLeavesOfType(type)) if (!leaf.isDeferred) void leaf.rebuildView();
  }

  private async saveLayout(): Promise<void> {
    await this.app.vault.adapter.write(layoutPath(this.app), JSON.stringify(this.getLayout(), null, 2));
  }
}

/** One that fails must not keep the others from running. */
function runCatching(callback: () => unknown): void {
  try {
    callback();
  } catch (error) {
    window.setTimeout(() => { throw error; });
  }
}

function fileOf(leaf: WorkspaceLeaf | null): TFile | null {
  return (leaf?.view as { file?: TFile | null } | undefined)?.file ?? null;
}
