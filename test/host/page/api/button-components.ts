// Buttons: with a text, and as an icon beside a setting.
import type * as Obsidian from 'obsidian';
import { BaseComponent } from './components';
import { setIcon } from './icons';
import type { Public } from './public';
import { setTooltip } from './tooltip';

export class ButtonComponent extends BaseComponent implements Public<Obsidian.ButtonComponent> {
  buttonEl: HTMLButtonElement;
  private clicked: ((event: MouseEvent) => unknown) | null = null;

  constructor(containerEl: HTMLElement) {
    super();
    this.buttonEl = containerEl.createEl('button');
    this.buttonEl.addEventListener('click', (event) => { void this.runClicked(event); });
  }

  override setDisabled(disabled: boolean): this {
    this.buttonEl.disabled = disabled;
    return super.setDisabled(disabled);
  }

  setCta(): this {
    this.buttonEl.addClass('mod-cta');
    return this;
  }

  removeCta(): this {
    this.buttonEl.removeClass('mod-cta');
    return this;
  }

  /** Deprecated since 1.13.0. */
  setWarning(): this {
    this.buttonEl.addClass('mod-warning');
    return this;
  }

  setDestructive(): this {
    this.buttonEl.addClass('mod-destructive');
    return this;
  }

  removeDestructive(): this {
    this.buttonEl.removeClass('mod-destructive');
    return this;
  }

  setTooltip(tooltip: string, options?: Obsidian.TooltipOptions): this {
    setTooltip(this.buttonEl, tooltip, options);
    return this;
  }

  setButtonText(text: string): this {
    this.buttonEl.setText(text);
    return this;
  }

  setIcon(icon: string): this {
    setIcon(this.buttonEl, icon);
    return this;
  }

  setClass(cls: string): this {
    this.buttonEl.addClass(cls);
    return this;
  }

  onClick(callback: (event: MouseEvent) => unknown): this {
    this.clicked = callback;
    return this;
  }

  /** While the callback's promise is open, the button shows that it is busy and takes no click. */
  private async runClicked(event: MouseEvent): Promise<void> {
    const result = this.clicked?.(event);
    if (!(result instanceof Promise)) return;
    this.buttonEl.addClass('mod-loading');
    const before = this.disabled;
    this.buttonEl.disabled = true;
    try {
      await result;
    } finally {
      this.buttonEl.removeClass('mod-loading');
      this.buttonEl.disabled = before || this.disabled;
    }
  }
}

export class ExtraButtonComponent extends BaseComponent implements Public<Obsidian.ExtraButtonComponent> {
  extraSettingsEl: HTMLElement;
  private clicked: () => unknown = () => undefined;

  constructor(containerEl: HTMLElement) {
    super();
    this.extraSettingsEl = containerEl.createDiv({ cls: 'clickable-icon extra-setting-button', attr: { role: 'button', tabindex: 0 } });
    this.extraSettingsEl.addEventListener('click', () => { if (!this.disabled) this.clicked(); });
    this.extraSettingsEl.addEventListener('keydown', (event) => {
      if (this.disabled || (event.key !== 'Enter' && event.key !== ' ')) return;
      event.preventDefault();
      this.clicked();
    });
  }

  override setDisabled(disabled: boolean): this {
    this.extraSettingsEl.toggleClass('is-disabled', disabled);
    return super.setDisabled(disabled);
  }

  setTooltip(tooltip: string, options?: Obsidian.TooltipOptions): this {
    setTooltip(this.extraSettingsEl, tooltip, options);
    return this;
  }

  setIcon(icon: string): this {
    setIcon(this.extraSettingsEl, icon);
    return this;
  }

  onClick(callback: () => unknown): this {
    this.clicked = callback;
    return this;
  }
}
