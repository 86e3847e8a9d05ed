// A list of suggestions with one of them selected, by the arrow keys or the pointer.
import type { Scope } from './keymap';

export interface SuggestionOwner<T> {
  renderSuggestion(value: T, el: HTMLElement): void;
  selectSuggestion(value: T, event: MouseEvent | KeyboardEvent): void;
}

let count = 0;

export class SuggestionList<T> {
  private values: T[] = [];
  private items: HTMLElement[] = [];
  private selected = 0;
  private readonly id = `suggestions-${++count}`;

  constructor(private readonly owner: SuggestionOwner<T>, private readonly containerEl: HTMLElement, private readonly inputEl: HTMLElement, scope: Scope) {
    containerEl.setAttrs({ role: 'listbox', id: this.id, 'aria-label': 'Suggestions' });
    inputEl.setAttrs({ role: 'combobox', 'aria-expanded': true, 'aria-controls': this.id, 'aria-autocomplete': 'list' });
    scope.register([], 'ArrowDown', () => this.move(1));
    scope.register([], 'ArrowUp', () => this.move(-1));
    scope.register([], 'Enter', (event) => {
      if (event.isComposing) return undefined;
      this.useSelected(event);
      return false;
    });
  }

  show(values: T[]): void {
    this.values = values;
    this.containerEl.empty();
    this.items = values.map((value, index) => this.addItem(value, index));
    this.select(0);
  }

  clear(): void {
    this.show([]);
  }

  useSelected(event: MouseEvent | KeyboardEvent): void {
    const value = this.values[this.selected];
    if (value !== undefined) this.owner.selectSuggestion(value, event);
  }

  private addItem(value: T, index: number): HTMLElement {
    const item = this.containerEl.createDiv({ cls: 'suggestion-item', attr: { role: 'option', id: `${this.id}-${index}` } });
    this.owner.renderSuggestion(value, item);
    item.addEventListener('mousemove', () => { this.select(index); });
    item.addEventListener('mousedown', (event) => { event.preventDefault(); });
    item.addEventListener('click', (event) => {
      this.select(index);
      this.useSelected(event);
    });
    return item;
  }

  private move(by: number): false {
    if (this.items.length > 0) this.select((this.selected + by + this.items.length) % this.items.length);
    return false;
  }

  private select(index: number): void {
    this.selected = index;
    this.items.forEach((item, at) => {
      item.toggleClass('is-selected', at === index);
      item.setAttr('aria-selected', at === index);
    });
    const item = this.items[index];
    this.inputEl.setAttr('aria-activedescendant', item?.id ?? null);
    item?.scrollIntoView({ block: 'nearest' });
  }
}
