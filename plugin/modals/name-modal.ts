// Asks for the name that decisions are recorded under on this device.
import type { App } from 'obsidian';
import { Modal, Setting } from 'obsidian';
import { personOf, setPerson } from '../person';

export class NameModal extends Modal {
  constructor(app: App, private readonly changed: () => void) {
    super(app);
  }

  override onOpen(): void {
    let name = personOf(this.app) ?? '';
    this.setTitle('Your name');
    new Setting(this.contentEl)
      .setName('Name')
      .setDesc('Decisions and edits are recorded under it. It stays on this device.')
      .addText((text) => {
        text.setValue(name).onChange((value) => { name = value; });
        text.inputEl.setAttribute('aria-label', 'Name');
        text.inputEl.addEventListener('keydown', (event) => { if (event.key === 'Enter') this.save(name); });
      });
    new Setting(this.contentEl)
      .addButton((button) => button.setButtonText('Save').setCta().onClick(() => { this.save(name); }));
  }

  override onClose(): void {
    this.contentEl.empty();
  }

  private save(name: string): void {
    setPerson(this.app, name);
    this.close();
    this.changed();
  }
}
