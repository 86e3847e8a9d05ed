// `PopoverSuggest` and `AbstractInputSuggest`: suggestions under an input while one types into it.
import type { App } from './app';
import { Scope } from './keymap';
import { SuggestionList } from './suggestion-list';

export abstract class PopoverSuggest<T> {
  readonly scope: Scope;
  protected readonly suggestEl: HTMLElement;
  protected readonly resultsEl: HTMLElement;
  private isOpen = false;

  constructor(readonly app: App, scope?: Scope) {
    this.scope = scope ?? new Scope();
    this.suggestEl = createDiv('suggestion-container');
    this.resultsEl = this.suggestEl.createDiv('suggestion');
    this.scope.register([], 'Escape', () => {
      this.close();
      return false;
    });
  }

  open(): void {
    if (this.isOpen) return;
    this.isOpen = true;
    this.app.keymap.pushScope(this.scope);
    activeDocument.body.appendChild(this.suggestEl);
  }

  close(): void {
    if (!this.isOpen) return;
    this.isOpen = false;
    this.app.keymap.popScope(this.scope);
    this.suggestEl.remove();
  }

  onHistoryBack(): void {
    this.close();
  }

  abstract renderSuggestion(value: T, el: HTMLElement): void;
  abstract selectSuggestion(value: T, event: MouseEvent | KeyboardEvent): void;
}

export abstract class AbstractInputSuggest<T> extends PopoverSuggest<T> {
  limit = 100;
  private readonly list: SuggestionList<T>;
  private chosen: (value: T, event: MouseEvent | KeyboardEvent) => unknown = () => undefined;

  constructor(app: App, private readonly textInputEl: HTMLInputElement | HTMLDivElement) {
    super(app);
    this.list = new SuggestionList<T>(this, this.resultsEl, textInputEl, this.scope);
    const update = (): void => { void this.update(); };
    textInputEl.addEventListener('input', update);
    textInputEl.addEventListener('focus', update);
    textInputEl.addEventListener('click', update);
    textInputEl.addEventListener('blur', () => { this.close(); });
  }

  setValue(value: string): void {
    if ('value' in this.textInputEl) this.textInputEl.value = value;
    else this.textInputEl.setText(value);
  }

  getValue(): string {
    return 'value' in this.textInputEl ? this.textInputEl.value : this.textInputEl.getText();
  }

  selectSuggestion(value: T, event: MouseEvent | KeyboardEvent): void {
    this.chosen(value, event);
  }

  onSelect(callback: (value: T, event: MouseEvent | KeyboardEvent) => unknown): this {
    this.chosen = callback;
    return this;
  }

  private async update(): Promise<void> {
    const found = await this.getSuggestions(this.getValue());
    if (found.length === 0 || !this.textInputEl.isActiveElement()) {
      this.close();
      return;
    }
    this.open();
    this.list.show(this.limit > 0 ? found.slice(0, this.limit) : found);
    const box = this.textInputEl.getBoundingClientRect();
    this.suggestEl.setCssStyles({ top: `${box.bottom}px`, left: `${box.left}px`, minWidth: `${box.width}px` });
  }

  protected abstract getSuggestions(query: string): T[] | Promise<T[]>;
}
