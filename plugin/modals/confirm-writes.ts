// Shows which notes an operation will write before it does, and asks.
import type { App } from 'obsidian';
import { ConfirmationModal } from 'obsidian';
import type { OperationResult } from '../../shared/vault/operation';

type Notes = OperationResult<unknown>['notes'];

/** Resolves to whether the person goes on; closing the modal is a no. */
export function confirmWrites(app: App, title: string, notes: Notes): Promise<boolean> {
  return new Promise((answer) => {
    let isConfirmed = false;
    const modal = new ConfirmationModal(app);
    modal.setTitle(title);
    const { contentEl } = modal;
    contentEl.createEl('p', { text: notes.length === 1 ? 'This note will be written:' : 'These notes will be written, together or not at all:' });
    const list = contentEl.createEl('ul', { cls: 'touchstone-writes' });
    for (const note of notes) {
      const item = list.createEl('li');
      item.createSpan({ cls: 'touchstone-flair', text: changeWord(note) });
      item.appendText(` ${note.path}`);
    }
    modal.addButton((button) => button.setButtonText(title).setCta().setInitialFocus().onClick(() => { isConfirmed = true; }));
    modal.addCancelButton();
    modal.setCloseCallback(() => { answer(isConfirmed); });
    modal.open();
  });
}

function changeWord({ before, after }: Notes[number]): string {
  if (before === null) return 'create';
  return after === null ? 'delete' : before === after ? 'record' : 'change';
}
