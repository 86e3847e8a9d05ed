// `WorkspaceLeaf`: a place for one view, with its tab.
import type * as Obsidian from 'obsidian';
import type { App } from './app';
import type { TFile } from './files';
import { setIcon } from './icons';
import { Menu } from './menu';
import { DeferredView, EmptyView, UnknownView } from './placeholder-views';
import type { View, ViewState } from './view';
import { WorkspaceMobileDrawer } from './workspace-docks';
import { WorkspaceItem, WorkspaceTabs, type WorkspaceParent } from './workspace-items';

export class WorkspaceLeaf extends WorkspaceItem {
  parent: WorkspaceParent | null = null;
  view: View;
  hoverPopover = null;
  readonly tabHeaderEl: HTMLElement;
  private readonly tabTitleEl: HTMLElement;
  private readonly tabIconEl: HTMLElement;
  private pinned = false;
  private group: string | null = null;
  private loading: Promise<void> | null = null;

  constructor(app: App) {
    super(app, 'workspace-leaf');
    this.tabHeaderEl = createDiv({ cls: 'workspace-tab-header tappable', attr: { draggable: true } });
    const inner = this.tabHeaderEl.createDiv('workspace-tab-header-inner');
    this.tabIconEl = inner.createDiv('workspace-tab-header-inner-icon');
    this.tabTitleEl = inner.createDiv('workspace-tab-header-inner-title');
    const close = inner.createDiv({ cls: 'workspace-tab-header-inner-close-button', attr: { 'aria-label': 'Close' } });
    setIcon(close, 'x');
    this.listen(close);
    this.view = new EmptyView(this);
    void this.view.open(this.containerEl);
    this.updateHeader();
  }

  leaves(): WorkspaceLeaf[] {
    return [this];
  }

  isVisible(): boolean {
    return this.parent?.shows(this) ?? false;
  }

  get isDeferred(): boolean {
    return this.view instanceof DeferredView;
  }

  /** While a layout is made again, its tabs come to the front one after the other; only the last one counts. */
  loadIfSeen(): void {
    if (!this.app.workspace.isRestoring && this.isVisible()) void this.loadIfDeferred();
  }

  async loadIfDeferred(): Promise<void> {
    if (!(this.view instanceof DeferredView)) return this.loading ?? Promise.resolve();
    const { saved } = this.view;
    this.loading = this.setViewState(saved).finally(() => { this.loading = null; });
    await this.loading;
  }

  getViewState(): ViewState {
    const state = this.view.getState();
    return { type: this.view.getViewType(), state, ...(this.pinned ? { pinned: true } : {}) };
  }

  async setViewState(wanted: ViewState, eState?: unknown): Promise<void> {
    const { type, state = {}, active = false, pinned } = wanted;
    if (this.isDeferred || this.view.getViewType() !== type || this.view instanceof UnknownView) await this.open(this.makeView(wanted));
    await this.view.setState(state, { history: false });
    if (eState !== undefined) this.setEphemeralState(eState);
    if (pinned !== undefined) this.setPinned(pinned);
    this.updateHeader();
    if (active) this.app.workspace.setActiveLeaf(this);
    this.app.workspace.onLayoutChange();
  }

  /** A tab of the last run that nobody has looked at yet. */
  async defer(saved: ViewState, title: string, icon: string): Promise<void> {
    await this.open(new DeferredView(this, saved, title, icon));
    this.updateHeader();
  }

  /** Makes the view anew after its type was registered or went away. */
  async rebuildView(): Promise<void> {
    const state = this.getViewState();
    await this.open(this.makeView(state));
    await this.view.setState(state.state ?? {}, { history: false });
    this.updateHeader();
  }

  async open(view: View): Promise<View> {
    const before = this.view;
    this.view = view;
    await before.close();
    await view.open(this.containerEl);
    return view;
  }

  async openFile(file: TFile, { state = {}, eState, active = true }: Obsidian.OpenViewState = {}): Promise<void> {
    const type = this.app.viewRegistry.typeOf(file.extension) ?? 'markdown';
    await this.setViewState({ type, state: { ...state, file: file.path }, active }, eState);
    this.app.workspace.noteFileOpen();
  }

  getEphemeralState(): Record<string, unknown> {
    return this.view.getEphemeralState();
  }

  setEphemeralState(state: unknown): void {
    this.view.setEphemeralState(state);
  }

  togglePinned(): void {
    this.setPinned(!this.pinned);
  }

  setPinned(pinned: boolean): void {
    if (pinned === this.pinned) return;
    this.pinned = pinned;
    this.tabHeaderEl.toggleClass('is-pinned', pinned);
    this.trigger('pinned-change', pinned);
    this.app.workspace.onLayoutChange();
  }

  setGroup(group: string): void {
    this.group = group;
    this.trigger('group-change', group);
  }

  setGroupMember(other: WorkspaceLeaf): void {
    this.group ??= this.id;
    other.setGroup(this.group);
  }

  isInGroup(group: string): boolean {
    return this.group === group;
  }

  canNavigate(): boolean {
    return !this.pinned && this.view.navigation;
  }

  detach(): void {
    const { parent, view } = this;
    if (!parent) return;
    parent.removeChild(this);
    this.parent = null;
    void view.close();
    this.app.workspace.afterDetach(this);
  }

  getIcon(): string {
    return this.view.getIcon();
  }

  getDisplayText(): string {
    return this.view.getDisplayText();
  }

  onResize(): void {
    this.view.onResize();
  }

  select(): void {
    if (this.parent instanceof WorkspaceTabs || this.parent instanceof WorkspaceMobileDrawer) this.parent.selectTab(this);
  }

  updateHeader(): void {
    this.tabTitleEl.setText(this.getDisplayText());
    setIcon(this.tabIconEl, this.getIcon());
    this.tabHeaderEl.setAttrs({ 'aria-label': this.getDisplayText(), 'data-type': this.view.getViewType() });
    this.view.updateHeader();
  }

  private makeView(state: ViewState): View {
    if (state.type === 'empty') return new EmptyView(this);
    const creator = this.app.viewRegistry.creatorOf(state.type);
    return creator ? creator(this) : new UnknownView(this, state);
  }

  private listen(close: HTMLElement): void {
    const activate = (): void => { if (this.parent) this.app.workspace.setActiveLeaf(this); };
    this.containerEl.addEventListener('pointerdown', activate, true);
    this.containerEl.addEventListener('focusin', activate);
    this.tabHeaderEl.addEventListener('click', () => { this.app.workspace.setActiveLeaf(this, { focus: true }); });
    this.tabHeaderEl.addEventListener('contextmenu', (event) => {
      const menu = Menu.forEvent(event);
      this.view.onPaneMenu(menu, 'tab-header');
    });
    close.addEventListener('click', (event) => {
      event.stopPropagation();
      this.detach();
    });
  }
}
