// Controls with a value that is chosen instead of typed.
import type * as Obsidian from 'obsidian';
import { colorFromHsl, hslFrom, rgbFrom } from './colors';
import { BaseComponent, ValueComponent } from './components';
import type { Public } from './public';
import { setTooltip } from './tooltip';

export class ToggleComponent extends ValueComponent<boolean> implements Public<Obsidian.ToggleComponent> {
  toggleEl: HTMLElement;
  private readonly inputEl: HTMLInputElement;
  private changed: (value: boolean) => unknown = () => undefined;

  constructor(containerEl: HTMLElement) {
    super();
    this.toggleEl = containerEl.createDiv('checkbox-container');
    this.inputEl = this.toggleEl.createEl('input', { type: 'checkbox', attr: { tabindex: 0 } });
    this.inputEl.addEventListener('change', () => { this.take(this.inputEl.checked); });
    this.toggleEl.addEventListener('click', (event) => { if (event.target === this.toggleEl) this.onClick(); });
  }

  /** What has the focus, for a label. */
  get labelledEl(): HTMLElement {
    return this.inputEl;
  }

  override setDisabled(disabled: boolean): this {
    this.inputEl.disabled = disabled;
    this.toggleEl.toggleClass('is-disabled', disabled);
    return super.setDisabled(disabled);
  }

  getValue(): boolean {
    return this.inputEl.checked;
  }

  /** The app tells the listener too. */
  setValue(on: boolean): this {
    if (on !== this.getValue()) this.take(on);
    return this;
  }

  setTooltip(tooltip: string, options?: Obsidian.TooltipOptions): this {
    setTooltip(this.toggleEl, tooltip, options);
    return this;
  }

  onClick(): void {
    if (!this.disabled) this.setValue(!this.getValue());
  }

  onChange(callback: (value: boolean) => unknown): this {
    this.changed = callback;
    return this;
  }

  private take(on: boolean): void {
    this.inputEl.checked = on;
    this.toggleEl.toggleClass('is-enabled', on);
    this.changed(on);
  }
}

export class DropdownComponent extends ValueComponent<string> implements Public<Obsidian.DropdownComponent> {
  selectEl: HTMLSelectElement;
  private changed: (value: string) => unknown = () => undefined;

  constructor(containerEl: HTMLElement) {
    super();
    this.selectEl = containerEl.createEl('select', 'dropdown');
    this.selectEl.addEventListener('change', () => { this.changed(this.getValue()); });
  }

  override setDisabled(disabled: boolean): this {
    this.selectEl.disabled = disabled;
    return super.setDisabled(disabled);
  }

  addOption(value: string, display: string): this {
    this.selectEl.createEl('option', { value, text: display });
    return this;
  }

  addOptions(options: Record<string, string>): this {
    for (const [value, display] of Object.entries(options)) this.addOption(value, display);
    return this;
  }

  getValue(): string {
    return this.selectEl.value;
  }

  setValue(value: string): this {
    this.selectEl.value = value;
    return this;
  }

  onChange(callback: (value: string) => unknown): this {
    this.changed = callback;
    return this;
  }
}

export class SliderComponent extends ValueComponent<number> implements Public<Obsidian.SliderComponent> {
  sliderEl: HTMLInputElement;
  private readonly shownEl: HTMLElement;
  private format: (value: number) => string = String;
  private isInstant = false;
  private changed: (value: number) => unknown = () => undefined;

  constructor(containerEl: HTMLElement) {
    super();
    this.shownEl = containerEl.createSpan('slider-value');
    this.sliderEl = containerEl.createEl('input', { cls: 'slider', type: 'range' });
    this.sliderEl.addEventListener('input', () => {
      this.show();
      if (this.isInstant) this.changed(this.getValue());
    });
    this.sliderEl.addEventListener('change', () => { if (!this.isInstant) this.changed(this.getValue()); });
  }

  override setDisabled(disabled: boolean): this {
    this.sliderEl.disabled = disabled;
    return super.setDisabled(disabled);
  }

  setInstant(instant: boolean): this {
    this.isInstant = instant;
    return this;
  }

  setLimits(min: number | null, max: number | null, step: number | 'any'): this {
    this.sliderEl.setAttrs({ min, max, step });
    return this;
  }

  getValue(): number {
    return this.sliderEl.valueAsNumber;
  }

  setValue(value: number): this {
    this.sliderEl.valueAsNumber = value;
    this.show();
    return this;
  }

  getValuePretty(): string {
    return this.format(this.getValue());
  }

  setDisplayFormat(format: (value: number) => string): this {
    this.format = format;
    this.show();
    return this;
  }

  setDynamicTooltip(): this {
    return this;
  }

  onChange(callback: (value: number) => unknown): this {
    this.changed = callback;
    return this;
  }

  private show(): void {
    this.shownEl.setText(this.getValuePretty());
  }
}

export class ColorComponent extends ValueComponent<string> implements Public<Obsidian.ColorComponent> {
  private readonly colorEl: HTMLInputElement;
  private changed: (value: string) => unknown = () => undefined;

  constructor(containerEl: HTMLElement) {
    super();
    this.colorEl = containerEl.createEl('input', { type: 'color' });
    this.colorEl.addEventListener('change', () => { this.changed(this.getValue()); });
  }

  get labelledEl(): HTMLElement {
    return this.colorEl;
  }

  override setDisabled(disabled: boolean): this {
    this.colorEl.disabled = disabled;
    return super.setDisabled(disabled);
  }

  getValue(): string {
    return this.colorEl.value;
  }

  getValueRgb(): Obsidian.RGB {
    return rgbFrom(this.getValue());
  }

  getValueHsl(): Obsidian.HSL {
    return hslFrom(this.getValueRgb());
  }

  setValue(value: string): this {
    this.colorEl.value = value;
    return this;
  }

  setValueRgb({ r, g, b }: Obsidian.RGB): this {
    return this.setValue(`#${[r, g, b].map((part) => part.toString(16).padStart(2, '0')).join('')}`);
  }

  setValueHsl(hsl: Obsidian.HSL): this {
    return this.setValueRgb(colorFromHsl(hsl));
  }

  onChange(callback: (value: string) => unknown): this {
    this.changed = callback;
    return this;
  }
}

export class ProgressBarComponent extends ValueComponent<number> implements Public<Obsidian.ProgressBarComponent> {
  private readonly progressEl: HTMLProgressElement;

  constructor(containerEl: HTMLElement) {
    super();
    this.progressEl = containerEl.createEl('progress', { cls: 'setting-progress-bar', attr: { max: 100 } });
  }

  getValue(): number {
    return this.progressEl.value;
  }

  setValue(value: number): this {
    this.progressEl.value = Math.clamp(value, 0, 100);
    return this;
  }
}

export class DisplayValueComponent implements Public<Obsidian.DisplayValueComponent> {
  valueEl: HTMLElement;

  constructor(containerEl: HTMLElement) {
    this.valueEl = containerEl.createSpan('setting-display-value');
  }

  setValue(value: string | null): this {
    this.valueEl.setText(value ?? '');
    return this;
  }

  setStatus(status: 'warning' | null): this {
    this.valueEl.toggleClass('mod-warning', status === 'warning');
    return this;
  }
}

/** Where a secret's name is chosen; the host keeps it as a text. */
export class SecretComponent extends BaseComponent implements Public<Obsidian.SecretComponent> {
  private readonly inputEl: HTMLInputElement;
  private changed: (value: string) => unknown = () => undefined;

  constructor(_app: unknown, containerEl: HTMLElement) {
    super();
    this.inputEl = containerEl.createEl('input', { type: 'text' });
    this.inputEl.addEventListener('change', () => { this.changed(this.inputEl.value); });
  }

  setValue(value: string): this {
    this.inputEl.value = value;
    return this;
  }

  onChange(callback: (value: string) => unknown): this {
    this.changed = callback;
    return this;
  }
}
