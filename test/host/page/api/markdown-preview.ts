// A note rendered for reading. Its tasks can be ticked, which changes the note's text.
import type { App } from './app';
import { Component } from './component';
import type { TFile } from './files';
import { MarkdownRenderer } from './markdown-renderer';

/** The view of the note. */
interface Owner {
  file: TFile | null;
  requestSave(): void;
}

export class MarkdownPreviewView extends Component {
  hoverPopover = null;
  private text = '';
  private readonly sizerEl: HTMLElement;
  private rendered = new Component();

  constructor(readonly app: App, readonly containerEl: HTMLElement, private readonly owner: Owner) {
    super();
    this.sizerEl = containerEl.createDiv('markdown-preview-view markdown-rendered is-readable-line-width').createDiv('markdown-preview-sizer markdown-preview-section');
    this.sizerEl.addEventListener('change', (event) => { this.tick(event.target as HTMLInputElement); });
  }

  get file(): TFile | null {
    return this.owner.file;
  }

  get(): string {
    return this.text;
  }

  set(text: string): void {
    this.text = text;
    if (this.containerEl.isShown()) this.rerender();
  }

  clear(): void {
    this.set('');
  }

  rerender(): void {
    this.removeChild(this.rendered);
    this.rendered = this.addChild(new Component());
    this.sizerEl.empty();
    void MarkdownRenderer.render(this.app, this.text, this.sizerEl, this.owner.file?.path ?? '', this.rendered);
  }

  getScroll(): number {
    return this.sizerEl.parentElement?.scrollTop ?? 0;
  }

  applyScroll(scroll: number): void {
    if (this.sizerEl.parentElement) this.sizerEl.parentElement.scrollTop = scroll;
  }

  private tick(box: HTMLInputElement): void {
    const number = Number(box.getAttr('data-line'));
    const lines = this.text.split('\n');
    lines[number] = (lines[number] ?? '').replace(/\[.\]/, box.checked ? '[x]' : '[ ]');
    this.set(lines.join('\n'));
    this.owner.requestSave();
  }
}
