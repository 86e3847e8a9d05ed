// Asks for a title and makes a note of it.
import { Modal, Notice, Setting, type App } from 'obsidian';

export class TitleModal extends Modal {
  private title = '';

  constructor(app: App) {
    super(app);
    this.setTitle('New note');
  }

  override onOpen(): void {
    new Setting(this.contentEl).setName('Title').addText((text) => {
      text.inputEl.setAttr('aria-label', 'Title');
      text.onChange((value) => { this.title = value; });
    });
    new Setting(this.contentEl).addButton((button) => button.setButtonText('Create').setCta().onClick(() => this.create()));
  }

  private async create(): Promise<void> {
    await this.app.vault.create(`${this.title}.md`, '---\nstatus: todo\n---\n');
    new Notice(`Created ${this.title}`);
    this.close();
  }
}
