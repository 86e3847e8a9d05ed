// The keys of the proposals view.
import type { App } from 'obsidian';
import { Modal } from 'obsidian';

const KEYS: readonly [string, string][] = [
  ['j / k', 'Next or previous proposal'],
  ['n / p', 'Next or previous change'],
  ['a', 'Accept'],
  ['e', 'Edit, then accept'],
  ['r', 'Reject with a reason'],
  ['d', 'Defer to a date'],
  ['Space', 'Select; a, r and d then decide all that are selected'],
  ['?', 'This list'],
];

export class KeyHelp extends Modal {
  constructor(app: App) {
    super(app);
  }

  override onOpen(): void {
    this.setTitle('Keys');
    const list = this.contentEl.createEl('dl', { cls: 'touchstone-keys' });
    for (const [keys, meaning] of KEYS) {
      list.createEl('dt').createEl('kbd', { text: keys });
      list.createEl('dd', { text: meaning });
    }
  }

  override onClose(): void {
    this.contentEl.empty();
  }
}
