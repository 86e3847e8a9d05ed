// A refusal at the board: which gates failed and what would satisfy them, until it is dismissed.
import { Component } from 'obsidian';
import { showRefusal } from '../../ui/states';

export class RefusalBox extends Component {
  private readonly el: HTMLElement;
  private readonly titleEl: HTMLElement;
  private readonly textEl: HTMLElement;
  private goBack: () => void = () => undefined;

  constructor(parent: HTMLElement) {
    super();
    this.el = parent.createDiv({ cls: 'touchstone-refused', attr: { tabindex: -1, role: 'group' } });
    this.titleEl = this.el.createDiv({ cls: 'touchstone-refused-title', attr: { id: `touchstone-refused-${boxes++}` } });
    this.el.setAttribute('aria-labelledby', this.titleEl.id);
    this.textEl = this.el.createDiv();
    const dismiss = this.el.createEl('button', { text: 'Dismiss' });
    this.registerDomEvent(dismiss, 'click', () => { this.dismiss(); });
    this.registerDomEvent(this.el, 'keydown', (event) => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      event.stopPropagation();
      this.dismiss();
    });
    this.el.hide();
  }

  /** Takes the focus; `goBack` gets it when the person has read. */
  show(title: string, error: unknown, goBack: () => void): void {
    this.goBack = goBack;
    this.el.show();
    this.titleEl.setText(`Refused: ${title}`);
    showRefusal(this.textEl, error);
    this.el.focus();
  }

  /** What was refused is past. */
  hide(): void {
    this.el.hide();
    this.textEl.empty();
  }

  private dismiss(): void {
    this.hide();
    this.goBack();
  }
}

let boxes = 0;
