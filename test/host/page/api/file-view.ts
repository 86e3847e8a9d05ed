// Views of a file: `FileView`, and `TextFileView`, which keeps a file's text and its own edits together.
import type * as Obsidian from 'obsidian';
import { debounce } from './debounce';
import type { TAbstractFile, TFile } from './files';
import type { Menu } from './menu';
import { Notice } from './notice';
import { mergeTexts } from './text-merge';
import { ItemView } from './view';

/** Milliseconds from the last edit until it is saved. */
const SAVE_DELAY = 2_000;

export abstract class FileView extends ItemView {
  allowNoFile = false;
  file: TFile | null = null;
  override navigation = true;

  getDisplayText(): string {
    return this.file?.basename ?? 'No file';
  }

  override onload(): void {
    this.registerEvent(this.app.vault.on('rename', (file: TAbstractFile) => { if (file === this.file) void this.onRename(file as TFile); }));
    this.registerEvent(this.app.vault.on('delete', (file: TAbstractFile) => { if (file === this.file) void this.leaf.setViewState({ type: 'empty' }); }));
  }

  override getState(): Record<string, unknown> {
    return { file: this.file?.path ?? null };
  }

  override async setState(state: unknown, result: Obsidian.ViewStateResult): Promise<void> {
    await super.setState(state, result);
    const { file: path } = state as { file?: string | null };
    if (path === undefined) return;
    const file = path === null ? null : this.app.vault.getFileByPath(path);
    if (!file && !this.allowNoFile) return;
    await this.loadFile(file);
  }

  /** For those who extend it. */
  onLoadFile(file: TFile): Promise<void> {
    return Promise.resolve(void file);
  }

  /** For those who extend it. */
  onUnloadFile(file: TFile): Promise<void> {
    return Promise.resolve(void file);
  }

  onRename(file: TFile): Promise<void> {
    if (file === this.file) this.leaf.updateHeader();
    this.app.workspace.onLayoutChange();
    return Promise.resolve();
  }

  canAcceptExtension(extension: string): boolean {
    return this.app.viewRegistry.typeOf(extension) === this.getViewType();
  }

  override onPaneMenu(menu: Menu, source: string): void {
    super.onPaneMenu(menu, source);
    if (this.file) this.app.workspace.trigger('file-menu', menu, this.file, source, this.leaf);
  }

  override async close(): Promise<void> {
    await this.loadFile(null);
    await super.close();
  }

  protected async loadFile(file: TFile | null): Promise<void> {
    if (file === this.file) return;
    const before = this.file;
    if (before) await this.onUnloadFile(before);
    this.file = file;
    if (file) await this.onLoadFile(file);
    this.leaf.updateHeader();
  }
}

export abstract class EditableFileView extends FileView {}

export abstract class TextFileView extends EditableFileView {
  data = '';
  /** What the file is known to hold: the text that edits are based on. */
  private saved = '';
  /** Whether anything was edited since: a text may come back from an editor with other line breaks. */
  private isDirty = false;
  private readonly saveSoon = debounce(() => { void this.save(); }, SAVE_DELAY, true);
  readonly requestSave = (): void => {
    this.isDirty = true;
    this.saveSoon();
  };

  override onload(): void {
    super.onload();
    this.registerEvent(this.app.vault.on('modify', (file: TAbstractFile) => { if (file === this.file) void this.takeChange(file as TFile); }));
  }

  override async onLoadFile(file: TFile): Promise<void> {
    this.saved = await this.app.vault.read(file);
    this.data = this.saved;
    this.isDirty = false;
    this.setViewData(this.data, true);
  }

  override async onUnloadFile(file: TFile): Promise<void> {
    await this.save(true);
    await super.onUnloadFile(file);
  }

  async save(clear = false): Promise<void> {
    this.saveSoon.cancel();
    if (this.file && this.isDirty) await this.write(this.file);
    if (clear) this.clear();
  }

  private async write(file: TFile): Promise<void> {
    this.isDirty = false;
    this.data = this.getViewData();
    this.saved = this.data;
    // A file that was deleted meanwhile stays deleted.
    if (this.app.vault.getFileByPath(file.path) === file) await this.app.vault.modify(file, this.data);
  }

  /** Somebody else wrote the file: what was typed since is put on top of it. */
  private async takeChange(file: TFile): Promise<void> {
    const found = await this.app.vault.read(file);
    if (file !== this.file || found === this.saved) return;
    this.data = this.isDirty ? mergeTexts(this.saved, this.getViewData(), found) : found;
    this.saved = found;
    this.setViewData(this.data, false);
    if (!this.isDirty) return;
    new Notice(`"${file.path}" has been modified externally, merging changes automatically.`);
    this.requestSave();
  }

  abstract getViewData(): string;
  abstract setViewData(data: string, clear: boolean): void;
  abstract clear(): void;
}
