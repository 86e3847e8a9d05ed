// A refusal where the view has no place for it: which gates failed and what would satisfy them.
import type { App } from 'obsidian';
import { Modal } from 'obsidian';
import { showRefusal } from '../ui/states';

export class RefusalModal extends Modal {
  constructor(app: App, private readonly title: string, private readonly error: unknown) {
    super(app);
  }

  override onOpen(): void {
    this.setTitle(`Refused: ${this.title}`);
    showRefusal(this.contentEl.createDiv(), this.error);
    const buttons = this.modalEl.createDiv({ cls: 'modal-button-container' });
    buttons.createEl('button', { text: 'Close' }).addEventListener('click', () => { this.close(); });
  }

  override onClose(): void {
    this.contentEl.empty();
  }
}
