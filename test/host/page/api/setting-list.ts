// The affordances of a list in the settings: adding, deleting, and putting in another order.
import type * as Obsidian from 'obsidian';
import { setIcon } from './icons';
import type { Setting, SettingGroup } from './setting';
import { Platform } from './platform';

export class SettingList {
  constructor(private readonly definition: Obsidian.SettingDefinitionList, private readonly group: SettingGroup) {}

  complete(rows: readonly Setting[]): void {
    this.group.addClass('mod-list');
    if (rows.length === 0 && this.definition.emptyState !== undefined) this.group.listEl.createDiv({ cls: 'setting-list-empty', text: this.definition.emptyState });
    rows.forEach((row, index) => {
      if (this.definition.onDelete) this.makeDeletable(row, index, this.definition.onDelete);
      if (this.definition.onReorder) this.makeMovable(row, index, this.definition.onReorder);
    });
    if (this.definition.addItem) this.addAdding(this.definition.addItem);
  }

  private makeDeletable(row: Setting, index: number, onDelete: (index: number) => void): void {
    row.addExtraButton((button) => button.setIcon('x').setTooltip('Delete').onClick(() => { onDelete(index); }));
    row.settingEl.tabIndex = 0;
    row.settingEl.addEventListener('keydown', (event) => {
      if (event.target === row.settingEl && (event.key === 'Delete' || event.key === 'Backspace')) onDelete(index);
    });
  }

  private makeMovable(row: Setting, index: number, onReorder: (from: number, to: number) => void): void {
    const handle = createDiv({ cls: 'clickable-icon setting-list-handle', attr: { 'aria-label': 'Drag to rearrange', 'aria-hidden': true } });
    setIcon(handle, 'grip-vertical');
    row.settingEl.insertBefore(handle, row.settingEl.firstChild);
    row.settingEl.draggable = true;
    row.settingEl.addEventListener('dragstart', (event) => { event.dataTransfer?.setData('text/x-setting-index', String(index)); });
    row.settingEl.addEventListener('dragover', (event) => { event.preventDefault(); });
    row.settingEl.addEventListener('drop', (event) => {
      event.preventDefault();
      const from = Number(event.dataTransfer?.getData('text/x-setting-index'));
      if (from !== index) onReorder(from, index);
    });
  }

  private addAdding({ name, action }: Obsidian.SettingDefinitionAddItem): void {
    if (!Platform.isMobile) {
      this.group.addExtraButton((button) => button.setIcon('plus').setTooltip(name).onClick(() => { action(button.extraSettingsEl); }));
      return;
    }
    const row = this.group.listEl.createDiv({ cls: 'setting-item mod-clickable', text: `+ ${name}`, attr: { role: 'button', tabindex: 0 } });
    row.addEventListener('click', () => { action(row); });
  }
}
