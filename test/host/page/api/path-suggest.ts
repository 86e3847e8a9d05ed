// Suggests paths of the vault in a setting's input.
import type { App } from './app';
import { prepareFuzzySearch } from './fuzzy';
import { AbstractInputSuggest } from './popover-suggest';

export class PathSuggest extends AbstractInputSuggest<string> {
  constructor(app: App, inputEl: HTMLInputElement, private readonly paths: () => string[]) {
    super(app, inputEl);
  }

  protected getSuggestions(query: string): string[] {
    const search = prepareFuzzySearch(query);
    return this.paths().filter((path) => search(path) !== null);
  }

  renderSuggestion(path: string, el: HTMLElement): void {
    el.setText(path);
  }

  override selectSuggestion(path: string, event: MouseEvent | KeyboardEvent): void {
    this.setValue(path);
    super.selectSuggestion(path, event);
    this.close();
  }
}
