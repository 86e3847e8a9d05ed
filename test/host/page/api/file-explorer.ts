// The app's file explorer: the tree of the vault in the left sidebar. Its context menu is where plugins add what they
// offer for a file.
import { TFile, TFolder, type TAbstractFile } from './files';
import { setIcon } from './icons';
import { Keymap } from './keymap';
import { Menu } from './menu';
import { ItemView } from './view';

export const FILE_EXPLORER = 'file-explorer';

export class FileExplorerView extends ItemView {
  override icon = 'folder';
  private readonly treeEl: HTMLElement = this.contentEl.createDiv('nav-files-container');
  private readonly collapsed = new Set<string>();

  getViewType(): string {
    return FILE_EXPLORER;
  }

  getDisplayText(): string {
    return 'Files';
  }

  protected override onOpen(): Promise<void> {
    const draw = (): void => { this.draw(); };
    for (const name of ['create', 'delete', 'rename']) this.registerEvent(this.app.vault.on(name, draw));
    this.registerEvent(this.app.workspace.on('file-open', draw));
    this.draw();
    return Promise.resolve();
  }

  private draw(): void {
    this.treeEl.empty();
    this.drawChildren(this.app.vault.getRoot(), this.treeEl);
  }

  private drawChildren(folder: TFolder, parent: HTMLElement): void {
    for (const child of [...folder.children].sort(foldersFirst)) {
      if (child instanceof TFolder) this.drawFolder(child, parent);
      else if (child instanceof TFile) this.drawFile(child, parent);
    }
  }

  private drawFolder(folder: TFolder, parent: HTMLElement): void {
    const item = parent.createDiv('tree-item nav-folder');
    const isCollapsed = this.collapsed.has(folder.path);
    const title = this.drawTitle(item, folder, 'nav-folder-title', folder.name);
    title.setAttr('aria-expanded', !isCollapsed);
    const icon = createDiv('tree-item-icon collapse-icon');
    setIcon(icon, 'chevron-down');
    icon.toggleClass('is-collapsed', isCollapsed);
    title.insertBefore(icon, title.firstChild);
    title.addEventListener('click', () => {
      if (!this.collapsed.delete(folder.path)) this.collapsed.add(folder.path);
      this.draw();
    });
    if (!isCollapsed) this.drawChildren(folder, item.createDiv('tree-item-children nav-folder-children'));
  }

  private drawFile(file: TFile, parent: HTMLElement): void {
    const title = this.drawTitle(parent.createDiv('tree-item nav-file'), file, 'nav-file-title', file.extension === 'md' ? file.basename : file.name);
    title.toggleClass('is-active', this.app.workspace.getActiveFile() === file);
    title.addEventListener('click', (event) => { void this.app.workspace.getLeaf(Keymap.isModEvent(event)).openFile(file); });
  }

  private drawTitle(parent: HTMLElement, file: TAbstractFile, cls: string, text: string): HTMLElement {
    const title = parent.createDiv({ cls: `tree-item-self is-clickable ${cls}`, attr: { 'data-path': file.path } });
    title.createDiv({ cls: 'tree-item-inner', text });
    title.addEventListener('contextmenu', (event) => {
      const menu = Menu.forEvent(event);
      this.app.workspace.trigger('file-menu', menu, file, 'file-explorer-context-menu', this.leaf);
      menu.addItem((item) => item.setTitle('Delete').setIcon('trash-2').setSection('danger').setWarning(true)
        .onClick(() => { void this.app.fileManager.promptForDeletion(file); }));
    });
    return title;
  }
}

function foldersFirst(a: TAbstractFile, b: TAbstractFile): number {
  return Number(b instanceof TFolder) - Number(a instanceof TFolder) || (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1);
}
