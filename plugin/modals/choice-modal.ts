// A question with a text to read and a few answers; closing it is none of them.
import type { App } from 'obsidian';
import { Modal } from 'obsidian';

export interface Answer {
  label: string;
  kind?: 'cta' | 'destructive';
  run: (event: MouseEvent) => void;
}

export interface Question {
  title: string;
  /** Fills the text between title and answers. */
  show: (el: HTMLElement) => void;
  answers: readonly Answer[];
}

export class ChoiceModal extends Modal {
  constructor(app: App, private readonly question: Question) {
    super(app);
  }

  override onOpen(): void {
    this.setTitle(this.question.title);
    this.question.show(this.contentEl);
    const buttons = this.modalEl.createDiv({ cls: 'modal-button-container' });
    for (const { label, kind, run } of this.question.answers) {
      const button = buttons.createEl('button', { text: label, ...(kind && { cls: `mod-${kind}` }) });
      button.addEventListener('click', (event) => {
        this.close();
        run(event);
      });
    }
    buttons.createEl('button', { text: 'Cancel' }).addEventListener('click', () => { this.close(); });
  }

  override onClose(): void {
    this.contentEl.empty();
  }
}
