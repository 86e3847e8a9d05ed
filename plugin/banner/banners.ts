// The banner on notes that are protected, drifted, or the target of a pending proposal: one in every pane that shows such
// a note, in every window, for as long as the plugin is on.
import type { App, WorkspaceLeaf } from 'obsidian';
import { Component, debounce, MarkdownView, setIcon } from 'obsidian';
import type { NoteStanding } from '../../shared/health/note-standing';
import { noteStanding } from '../../shared/health/note-standing';
import type { Engine } from '../engine/engine';
import { patchChildren } from '../ui/keyed-children';
import type { BannerAction, BannerLine } from './banner-words';
import { bannerLines } from './banner-words';

/** Milliseconds in which events of one change are gathered. */
const GATHER = 50;

export class Banners extends Component {
  private isGone = false;
  private readonly els = new Map<MarkdownView, HTMLElement>();
  private known: ReadonlyMap<string, NoteStanding> = new Map();

  constructor(
    private readonly app: App,
    private readonly engine: Engine,
    private readonly act: (action: BannerAction, path: string, event: MouseEvent) => void,
  ) {
    super();
  }

  override onload(): void {
    const redraw = debounce(() => { void this.redraw(); }, GATHER);
    const { workspace } = this.app;
    this.registerEvent(workspace.on('file-open', redraw));
    this.registerEvent(workspace.on('layout-change', redraw));
    this.registerEvent(this.engine.onChanged(redraw));
    this.register(() => { redraw.cancel(); });
  }

  override onunload(): void {
    this.isGone = true;
    for (const el of this.els.values()) el.remove();
    this.els.clear();
  }

  /** What was last known of a note that is open; for commands, which must answer at once. */
  standingOf(path: string): NoteStanding | null {
    return this.known.get(path) ?? null;
  }

  private async redraw(): Promise<void> {
    const { standing } = this.engine;
    const views = standing.kind === 'starting' || standing.kind === 'failed' ? [] : this.openViews();
    const known = new Map<string, NoteStanding>();
    for (const path of new Set(views.flatMap(({ file }) => (file === null ? [] : [file.path])))) {
      const found = await this.standing(path);
      if (found !== null) known.set(path, found);
    }
    if (this.isGone) return;
    this.known = known;
    for (const [view, el] of this.els) {
      if (views.includes(view)) continue;
      el.remove();
      this.els.delete(view);
    }
    for (const view of views) this.draw(view);
  }

  private async standing(path: string): Promise<NoteStanding | null> {
    try {
      return await this.engine.read((view) => noteStanding(view, path));
    } catch {
      // A note that can't be read, or an inbox: the health view tells of them.
      return null;
    }
  }

  private openViews(): MarkdownView[] {
    const views: MarkdownView[] = [];
    this.app.workspace.iterateAllLeaves((leaf: WorkspaceLeaf) => { if (leaf.view instanceof MarkdownView) views.push(leaf.view); });
    return views;
  }

  private draw(view: MarkdownView): void {
    const path = view.file?.path ?? null;
    const standing = path === null ? null : this.standingOf(path);
    const lines = standing === null ? [] : bannerLines(standing);
    let el = this.els.get(view);
    if (lines.length === 0 || path === null) {
      el?.remove();
      this.els.delete(view);
      return;
    }
    if (el === undefined) {
      el = view.containerEl.createDiv({ cls: 'touchstone-banner', attr: { role: 'region', 'aria-label': 'Touchstone', 'aria-live': 'polite' } });
      view.containerEl.insertBefore(el, view.contentEl);
      this.els.set(view, el);
    }
    patchChildren(el, lines, {
      key: ({ text }) => `${path} ${text}`,
      create: (line) => this.lineElement(el, line, path),
      update: () => undefined,
    });
  }

  private lineElement(banner: HTMLElement, { icon, text, tone, actions }: BannerLine, path: string): HTMLElement {
    const el = banner.createDiv({ cls: ['touchstone-banner-line', `is-${tone}`] });
    setIcon(el.createSpan({ cls: 'touchstone-banner-icon' }), icon);
    el.createSpan({ cls: 'touchstone-banner-text', text });
    for (const { label, action } of actions) {
      el.createEl('button', { text: label }).addEventListener('click', (event) => { this.act(action, path, event); });
    }
    return el;
  }
}
