// What the views share: they ask the engine when it changed and when they are seen, one question at a time, and say why
// nothing can be decided where that is so.
import type { WorkspaceLeaf } from 'obsidian';
import { ItemView } from 'obsidian';
import type { Engine } from '../engine/engine';
import type { Standing } from '../engine/standing';
import { Announcer } from '../ui/announce';
import { refusalOf, showEmpty } from '../ui/states';

export interface ViewServices {
  engine: Engine;
  /** Opens the settings at the person's name. */
  askForName(): void;
  /** Shows another view, or this one, in that state. */
  openView(type: string, state: Record<string, unknown>): void;
}

export abstract class TouchstoneView extends ItemView {
  protected readonly engine: Engine;
  /** What the view shows once notes can be shown. */
  protected bodyEl!: HTMLElement;
  protected announcer!: Announcer;
  private noticeEl!: HTMLElement;
  private insteadEl!: HTMLElement;
  private isBuilt = false;
  private isStale = true;
  private isAsking = false;
  private isScheduled = false;

  constructor(leaf: WorkspaceLeaf, protected readonly services: ViewServices) {
    super(leaf);
    this.engine = services.engine;
  }

  /** Makes the elements that stay for the life of the view, in `bodyEl`. */
  protected abstract build(): void;

  /** Asks the engine and patches what changed. Called when the view is seen and an answer may be another. */
  protected abstract refresh(): Promise<void>;

  protected override async onOpen(): Promise<void> {
    const { contentEl } = this;
    contentEl.empty();
    contentEl.addClass('touchstone-view');
    this.noticeEl = contentEl.createDiv({ cls: 'touchstone-notice', attr: { role: 'note' } });
    this.insteadEl = contentEl.createDiv({ cls: 'touchstone-instead' });
    this.bodyEl = contentEl.createDiv({ cls: 'touchstone-body' });
    this.announcer = new Announcer(contentEl);
    this.build();
    this.isBuilt = true;
    this.registerEvent(this.engine.onChanged(() => { this.invalidate(); }));
    this.registerEvent(this.app.workspace.on('layout-change', () => { this.refreshIfSeen(); }));
    this.registerEvent(this.app.workspace.on('active-leaf-change', () => { this.refreshIfSeen(); }));
    this.invalidate();
    return Promise.resolve();
  }

  override onResize(): void {
    super.onResize();
    this.refreshIfSeen();
  }

  /** What is shown may be out of date: it is asked for again in the next frame in which the view is seen. */
  protected invalidate(): void {
    this.isStale = true;
    this.refreshIfSeen();
  }

  /** Whether decisions are possible; views disable what decides where it is not. */
  protected get isDeciding(): boolean {
    return this.engine.standing.kind === 'deciding';
  }

  private refreshIfSeen(): void {
    if (!this.isBuilt || !this.isStale || this.isScheduled || this.isAsking || !this.containerEl.isShown()) return;
    this.isScheduled = true;
    this.containerEl.win.requestAnimationFrame(() => {
      this.isScheduled = false;
      void this.refreshNow();
    });
  }

  private async refreshNow(): Promise<void> {
    this.isStale = false;
    const { standing } = this.engine;
    this.showStanding(standing);
    if (standing.kind === 'starting' || standing.kind === 'failed') return;
    this.isAsking = true;
    try {
      await this.refresh();
    } catch (error) {
      this.showFailure(error);
    } finally {
      this.isAsking = false;
      this.refreshIfSeen();
    }
  }

  private showFailure(error: unknown): void {
    const { message, hint } = refusalOf(error);
    this.bodyEl.hide();
    this.insteadEl.show();
    showEmpty(this.insteadEl, {
      icon: 'alert-triangle', title: message, ...(hint !== undefined && { text: hint }),
      action: { label: 'Try again', run: () => { this.invalidate(); } },
    });
  }

  private showStanding(standing: Standing): void {
    const isInstead = standing.kind === 'starting' || standing.kind === 'failed';
    this.insteadEl.toggle(isInstead);
    this.bodyEl.toggle(!isInstead);
    this.noticeEl.toggle(standing.kind === 'reading');
    this.noticeEl.empty();
    if (standing.kind === 'starting') this.showProgress();
    if (standing.kind === 'failed') showEmpty(this.insteadEl, { icon: 'alert-triangle', title: 'This vault can\'t be shown', text: standing.why });
    if (standing.kind !== 'reading') return;
    this.noticeEl.createSpan({ text: standing.why });
    if (standing.remedy === 'govern') this.noticeEl.createSpan({ text: ' In a terminal, in its folder: ' }).createEl('code').appendText('touchstone init');
    if (standing.remedy !== 'name') return;
    this.noticeEl.createEl('button', { text: 'Give your name' }).addEventListener('click', () => { this.services.askForName(); });
  }

  private showProgress(): void {
    const { progress } = this.engine;
    const text = progress === null || progress.total === 0 ? 'Opening the vault' : `${progress.done} of ${progress.total} notes`;
    showEmpty(this.insteadEl, { icon: 'loader', title: 'Reading the notes', text });
  }
}
