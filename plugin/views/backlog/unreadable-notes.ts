// Notes among the stories that can't be read: said where their cards would be.
import type { App } from 'obsidian';
import type { Backlog } from '../../../shared/story/backlog';

export class UnreadableNotes {
  private readonly el: HTMLElement;
  private shown = '';

  constructor(parent: HTMLElement, private readonly app: App) {
    this.el = parent.createEl('details', { cls: 'touchstone-unreadable' });
    this.el.hide();
  }

  show(unreadable: Backlog['unreadable']): void {
    const text = JSON.stringify(unreadable);
    if (text === this.shown) return;
    this.shown = text;
    this.el.empty();
    this.el.toggle(unreadable.length > 0);
    this.el.createEl('summary', { text: unreadable.length === 1 ? 'One note can\'t be read as a story' : `${unreadable.length} notes can't be read as stories` });
    const list = this.el.createEl('ul');
    for (const { path, problem } of unreadable) {
      const item = list.createEl('li');
      const link = item.createEl('a', { text: path, href: '#', cls: 'internal-link' });
      link.addEventListener('click', (event) => {
        event.preventDefault();
        void this.app.workspace.openLinkText(path, '', 'tab');
      });
      item.appendText(`: ${problem}`);
    }
  }
}
