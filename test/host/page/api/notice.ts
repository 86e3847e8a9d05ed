// `Notice`: a message in the corner of the window, gone after a while or a click.
import type * as Obsidian from 'obsidian';
import type { Public } from './public';

/** Milliseconds that the app shows a notice for when it isn't told. */
const DEFAULT_DURATION = 4_000;

export class Notice implements Public<Obsidian.Notice> {
  readonly containerEl: HTMLElement;
  readonly messageEl: HTMLElement;
  private timer = 0;

  constructor(message: string | DocumentFragment, duration = DEFAULT_DURATION) {
    const doc = activeDocument;
    const container = doc.querySelector<HTMLElement>('.notice-container') ?? doc.body.createDiv({ cls: 'notice-container', attr: { 'aria-live': 'polite' } });
    this.containerEl = container.createDiv('notice');
    this.messageEl = this.containerEl.createDiv('notice-message');
    this.setMessage(message);
    this.containerEl.addEventListener('click', () => { this.hide(); });
    if (duration > 0) this.timer = window.setTimeout(() => { this.hide(); }, duration);
  }

  /** The old name of the message's element. */
  get noticeEl(): HTMLElement {
    return this.messageEl;
  }

  setMessage(message: string | DocumentFragment): this {
    this.messageEl.setText(message);
    return this;
  }

  hide(): void {
    window.clearTimeout(this.timer);
    const container = this.containerEl.parentElement;
    this.containerEl.remove();
    if (container?.childElementCount === 0) container.remove();
  }
}
