// Lists notes with their status, and changes it.
import { ItemView, setIcon, type TFile, type ViewStateResult, type WorkspaceLeaf } from 'obsidian';
import type { FixtureSettings } from './settings-tab';

export const VIEW_TYPE = 'host-fixture-notes';

const STATUS = /^status: .*$/m;

export class NotesView extends ItemView {
  private filter = '';
  private readonly listEl: HTMLElement;
  private readonly filterEl: HTMLInputElement;

  constructor(leaf: WorkspaceLeaf, private readonly settings: FixtureSettings) {
    super(leaf);
    this.filterEl = this.contentEl.createEl('input', { type: 'search', placeholder: 'Filter', attr: { 'aria-label': 'Filter' } });
    this.listEl = this.contentEl.createEl('ul', { cls: 'host-fixture-list', attr: { 'aria-label': 'Notes' } });
  }

  override getViewType(): string {
    return VIEW_TYPE;
  }

  override getDisplayText(): string {
    return 'Notes';
  }

  override getIcon(): string {
    return 'layout-dashboard';
  }

  override getState(): Record<string, unknown> {
    return { filter: this.filter };
  }

  override async setState(state: unknown, result: ViewStateResult): Promise<void> {
    const { filter } = state as { filter?: string };
    this.filter = filter ?? this.filter;
    this.filterEl.value = this.filter;
    this.draw();
    await super.setState(state, result);
  }

  protected override async onOpen(): Promise<void> {
    this.addAction('refresh-cw', 'Draw again', () => { this.draw(); });
    this.registerDomEvent(this.filterEl, 'input', () => {
      this.filter = this.filterEl.value;
      this.draw();
      void this.app.workspace.requestSaveLayout();
    });
    this.registerEvent(this.app.metadataCache.on('changed', () => { this.draw(); }));
    this.registerEvent(this.app.vault.on('delete', () => { this.draw(); }));
    this.registerEvent(this.app.vault.on('rename', () => { this.draw(); }));
    this.draw();
    return Promise.resolve();
  }

  private draw(): void {
    this.listEl.empty();
    const files = this.app.vault.getMarkdownFiles()
      .filter((file) => file.path.startsWith(this.settings.folder) && file.basename.toLowerCase().includes(this.filter.toLowerCase()));
    for (const file of files.sort((a, b) => (a.path < b.path ? -1 : 1))) this.drawRow(file);
  }

  private drawRow(file: TFile): void {
    const status = String(this.app.metadataCache.getFileCache(file)?.frontmatter?.['status'] ?? 'none');
    if (status === 'done' && !this.settings.showDone) return;
    const row = this.listEl.createEl('li', { cls: 'host-fixture-row', attr: { 'data-path': file.path } });
    setIcon(row.createSpan(), status === 'done' ? 'circle-check' : 'circle');
    row.createSpan({ cls: 'host-fixture-name', text: file.basename });
    row.createSpan({ cls: 'host-fixture-status', text: status });
    const button = row.createEl('button', { text: 'Finish', attr: { 'aria-label': `Finish ${file.basename}` } });
    button.addEventListener('click', () => { void this.app.vault.process(file, (text) => text.replace(STATUS, 'status: done')); });
  }
}
