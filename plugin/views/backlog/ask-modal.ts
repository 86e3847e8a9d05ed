// Asks what a move needs beforehand: a reason, and for a deferral the date until which.
import type { App } from 'obsidian';
import { Modal, Setting } from 'obsidian';
import type { Answers, Move } from './plan-drop';

export interface Given {
  answers: Answers;
  /** The click or key that gave them. */
  event: Event;
}

/** Resolves to the answers, or to `null` when the person called it off. */
export function askFirst(app: App, title: string, ask: NonNullable<Move['ask']>): Promise<Given | null> {
  return new Promise((answer) => { new AskModal(app, title, ask, answer).open(); });
}

class AskModal extends Modal {
  private reason = '';
  private until = '';
  private given: Given | null = null;

  constructor(app: App, private readonly title: string, private readonly ask: NonNullable<Move['ask']>, private readonly answer: (given: Given | null) => void) {
    super(app);
  }

  override onOpen(): void {
    this.setTitle(this.title);
    const { contentEl } = this;
    const form = contentEl.createEl('form');
    if (this.ask.date) {
      new Setting(form).setName('Until').setDesc('Without a date it waits until somebody takes it up again.').addText((text) => {
        text.inputEl.type = 'date';
        text.inputEl.setAttribute('aria-label', 'Until');
        text.onChange((value) => { this.until = value; });
      });
    }
    const isRequired = this.ask.reason === 'required';
    const setting = new Setting(form).setName('Reason').addText((text) => {
      text.inputEl.setAttribute('aria-label', 'Reason');
      text.inputEl.required = isRequired;
      text.onChange((value) => { this.reason = value; });
    });
    if (!isRequired) setting.setDesc('You may leave it out.');
    const buttons = form.createDiv({ cls: 'modal-button-container' });
    buttons.createEl('button', { cls: 'mod-cta', text: this.title, type: 'submit' });
    buttons.createEl('button', { text: 'Cancel', type: 'button' }).addEventListener('click', () => { this.close(); });
    form.addEventListener('submit', (event) => { this.submit(event); });
    form.querySelector('input')?.focus();
  }

  override onClose(): void {
    this.contentEl.empty();
    this.answer(this.given);
  }

  private submit(event: SubmitEvent): void {
    event.preventDefault();
    const [reason, until] = [this.reason.trim(), this.until.trim()];
    this.given = { answers: { ...(reason !== '' && { reason }), ...(until !== '' && { until }) }, event };
    this.close();
  }
}
