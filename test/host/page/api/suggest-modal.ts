// `SuggestModal` and `FuzzySuggestModal`: a prompt with a list that narrows while one types.
import type { FuzzyMatch, Instruction } from 'obsidian';
import type { App } from './app';
import { prepareFuzzySearch, renderResults, sortSearchResults } from './fuzzy';
import { Modal } from './modal';
import { SuggestionList } from './suggestion-list';

export abstract class SuggestModal<T> extends Modal {
  limit = 100;
  emptyStateText = 'No results found.';
  inputEl: HTMLInputElement;
  resultContainerEl: HTMLElement;
  private readonly list: SuggestionList<T>;
  private instructionsEl: HTMLElement | null = null;

  constructor(app: App) {
    super(app);
    this.modalEl.className = 'prompt';
    this.modalEl.setAttr('aria-label', 'Choose');
    this.modalEl.empty();
    const inputContainer = this.modalEl.createDiv('prompt-input-container');
    this.inputEl = inputContainer.createEl('input', { cls: 'prompt-input', type: 'text', attr: { autocapitalize: 'off', spellcheck: false, enterkeyhint: 'done' } });
    this.inputEl.addEventListener('input', () => { void this.updateSuggestions(); });
    this.resultContainerEl = this.modalEl.createDiv('prompt-results');
    this.list = new SuggestionList<T>(this, this.resultContainerEl, this.inputEl, this.scope);
  }

  override open(): void {
    super.open();
    if (!this.inputEl.hasAttribute('aria-label')) this.inputEl.setAttr('aria-label', this.inputEl.placeholder || 'Search');
    this.inputEl.focus();
    void this.updateSuggestions();
  }

  setPlaceholder(placeholder: string): void {
    this.inputEl.placeholder = placeholder;
  }

  setInstructions(instructions: Instruction[]): void {
    this.instructionsEl?.remove();
    this.instructionsEl = this.modalEl.createDiv('prompt-instructions');
    for (const { command, purpose } of instructions) {
      const instruction = this.instructionsEl.createDiv('prompt-instruction');
      instruction.createSpan({ cls: 'prompt-instruction-command', text: command });
      instruction.createSpan({ text: purpose });
    }
  }

  onNoSuggestion(): void {
    this.list.clear();
    this.resultContainerEl.createDiv({ cls: 'suggestion-empty', text: this.emptyStateText });
  }

  /** Closes first, so that what is chosen may open the next modal. */
  selectSuggestion(value: T, event: MouseEvent | KeyboardEvent): void {
    this.close();
    this.onChooseSuggestion(value, event);
  }

  selectActiveSuggestion(event: MouseEvent | KeyboardEvent): void {
    this.list.useSelected(event);
  }

  private async updateSuggestions(): Promise<void> {
    const query = this.inputEl.value;
    const given = this.getSuggestions(query);
    const found = Array.isArray(given) ? given : await given;
    // A later letter has its own, newer answer.
    if (this.inputEl.value !== query) return;
    const shown = this.limit > 0 ? found.slice(0, this.limit) : found;
    if (shown.length === 0) this.onNoSuggestion();
    else this.list.show(shown);
  }

  abstract getSuggestions(query: string): T[] | Promise<T[]>;
  abstract renderSuggestion(value: T, el: HTMLElement): void;
  abstract onChooseSuggestion(value: T, event: MouseEvent | KeyboardEvent): void;
}

export abstract class FuzzySuggestModal<T> extends SuggestModal<FuzzyMatch<T>> {
  getSuggestions(query: string): FuzzyMatch<T>[] {
    const search = prepareFuzzySearch(query);
    const matches: FuzzyMatch<T>[] = [];
    for (const item of this.getItems()) {
      const match = query.trim() === '' ? { score: 0, matches: [] } : search(this.getItemText(item));
      if (match) matches.push({ item, match });
    }
    if (query.trim() !== '') sortSearchResults(matches);
    return matches;
  }

  renderSuggestion({ item, match }: FuzzyMatch<T>, el: HTMLElement): void {
    renderResults(el, this.getItemText(item), match);
  }

  onChooseSuggestion({ item }: FuzzyMatch<T>, event: MouseEvent | KeyboardEvent): void {
    this.onChooseItem(item, event);
  }

  abstract getItems(): T[];
  abstract getItemText(item: T): string;
  abstract onChooseItem(item: T, event: MouseEvent | KeyboardEvent): void;
}
