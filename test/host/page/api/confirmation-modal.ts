// `ConfirmationModal`: a question with its answers as buttons. A button closes it unless its handler says to stay.
import type { App } from './app';
import { ButtonComponent } from './button-components';
import { Modal } from './modal';

export class ConfirmationButton extends ButtonComponent {
  isInitialFocus = false;
  private handler: (event: MouseEvent) => unknown = () => undefined;

  constructor(containerEl: HTMLElement, private readonly modal: Modal) {
    super(containerEl);
    this.buttonEl.addEventListener('click', (event) => { void this.run(event); });
  }

  override onClick(handler: (event: MouseEvent) => unknown): this {
    this.handler = handler;
    return this;
  }

  setInitialFocus(): this {
    this.isInitialFocus = true;
    return this;
  }

  setSecondary(): this {
    return this.setClass('mod-secondary');
  }

  setCancel(): this {
    return this.setClass('mod-cancel');
  }

  private async run(event: MouseEvent): Promise<void> {
    if (!await this.handler(event)) this.modal.close();
  }
}

export class ConfirmationModal extends Modal {
  buttonContainerEl: HTMLElement;
  private readonly buttons: ConfirmationButton[] = [];

  constructor(app: App) {
    super(app);
    this.modalEl.addClass('mod-confirmation');
    this.buttonContainerEl = this.modalEl.createDiv('modal-button-container');
  }

  override open(): void {
    super.open();
    this.buttons.filter((button) => button.isInitialFocus).at(-1)?.buttonEl.focus();
  }

  addClass(cls: string): this {
    this.modalEl.addClass(cls);
    return this;
  }

  addCheckbox(label: string, callback: (value: boolean) => unknown): this {
    const labelEl = createEl('label', { cls: 'mod-checkbox' });
    this.buttonContainerEl.insertBefore(labelEl, this.buttonContainerEl.firstChild);
    const checkbox = labelEl.createEl('input', { type: 'checkbox', attr: { tabindex: -1 } });
    labelEl.appendText(label);
    checkbox.addEventListener('change', () => { callback(checkbox.checked); });
    return this;
  }

  addButton(callback: (button: ConfirmationButton) => unknown): this {
    const button = new ConfirmationButton(this.buttonContainerEl, this);
    this.buttons.push(button);
    callback(button);
    return this;
  }

  addCancelButton(text = 'Cancel'): this {
    return this.addButton((button) => button.setButtonText(text).setCancel());
  }
}
