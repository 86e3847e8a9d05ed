// `Modal`: a window over the app. It takes the keys while it is open and gives the focus back when it closes.
import type { App } from './app';
import { setIcon } from './icons';
import { Scope } from './keymap';

let count = 0;

export class Modal {
  readonly scope = new Scope();
  containerEl: HTMLElement;
  modalEl: HTMLElement;
  titleEl: HTMLElement;
  contentEl: HTMLElement;
  protected headerEl: HTMLElement;
  shouldRestoreSelection = true;
  private isOpen = false;
  private focusedBefore: Element | null = null;
  private closeCallback: () => unknown = () => undefined;

  constructor(readonly app: App) {
    this.containerEl = createDiv('modal-container mod-dim');
    this.containerEl.createDiv('modal-bg').addEventListener('click', () => { this.close(); });
    this.modalEl = this.containerEl.createDiv({ cls: 'modal', attr: { role: 'dialog', 'aria-modal': true, tabindex: -1 } });
    const closeEl = this.modalEl.createDiv({ cls: 'modal-close-button mod-raised clickable-icon', attr: { role: 'button', 'aria-label': 'Close', 'data-no-tooltip': '' } });
    setIcon(closeEl, 'x');
    closeEl.addEventListener('click', () => { this.close(); });
    this.headerEl = this.modalEl.createDiv('modal-header');
    this.titleEl = this.headerEl.createDiv({ cls: 'modal-title', attr: { id: `modal-title-${++count}` } });
    this.contentEl = this.modalEl.createDiv('modal-content');
    this.scope.register([], 'Escape', () => {
      this.close();
      return false;
    });
  }

  open(): void {
    if (this.isOpen) return;
    this.isOpen = true;
    this.focusedBefore = activeDocument.activeElement;
    this.app.keymap.pushScope(this.scope);
    activeDocument.body.appendChild(this.containerEl);
    if (!this.modalEl.hasAttribute('aria-label')) this.modalEl.setAttr('aria-labelledby', this.titleEl.id);
    void this.onOpen();
    if (!this.modalEl.contains(this.modalEl.doc.activeElement)) this.modalEl.focus();
  }

  close(): void {
    if (!this.isOpen) return;
    this.isOpen = false;
    this.app.keymap.popScope(this.scope);
    this.containerEl.remove();
    this.onClose();
    this.closeCallback();
    if (this.shouldRestoreSelection && this.focusedBefore?.isConnected) (this.focusedBefore as HTMLElement).focus();
  }

  onOpen(): Promise<void> | void {
    // For those who extend it.
  }

  onClose(): void {
    // For those who extend it.
  }

  setTitle(title: string): this {
    this.titleEl.setText(title);
    return this;
  }

  setContent(content: string | DocumentFragment): this {
    this.contentEl.setText(content);
    return this;
  }

  setCloseCallback(callback: () => unknown): this {
    this.closeCallback = callback;
    return this;
  }

  onHistoryBack(): void {
    this.close();
  }
}
