// `MarkdownView`: a note in an editor, or rendered for reading.
import type { Editor } from './editor';
import { NoteEditor } from './editor-setup';
import { TextFileView } from './file-view';
import { MarkdownPreviewView } from './markdown-preview';
import { Menu } from './menu';
import { PropertiesEditor } from './properties-editor';
import type { WorkspaceLeaf } from './workspace-leaf';
import type * as Obsidian from 'obsidian';

type Mode = 'source' | 'preview';

interface SubView {
  get(): string;
  set(text: string, clear: boolean): void;
  getScroll(): number;
  applyScroll(scroll: number): void;
}

export class MarkdownView extends TextFileView {
  override icon = 'file-text';
  hoverPopover = null;
  readonly editor: Editor;
  readonly previewMode: MarkdownPreviewView;
  currentMode: SubView;
  private readonly noteEditor: NoteEditor;
  private readonly properties: PropertiesEditor;
  private readonly sourceMode: SubView;
  private readonly sourceEl: HTMLElement;
  private readonly previewEl: HTMLElement;
  private mode: Mode = 'source';

  constructor(leaf: WorkspaceLeaf) {
    super(leaf);
    this.sourceEl = this.contentEl.createDiv('markdown-source-view cm-s-obsidian mod-cm6 is-readable-line-width');
    this.previewEl = this.contentEl.createDiv('markdown-reading-view');
    this.previewEl.hide();
    this.properties = new PropertiesEditor(this.sourceEl.createDiv('metadata-container'), (text) => { this.editor.setValue(text); });
    this.noteEditor = new NoteEditor({
      info: this as unknown as Obsidian.MarkdownFileInfo,
      extensions: () => this.app.editorExtensions,
      changed: () => { this.edited(); },
      pasted: (event) => { this.app.workspace.trigger('editor-paste', event, this.editor, this); },
      dropped: (event) => { this.app.workspace.trigger('editor-drop', event, this.editor, this); },
    }, this.sourceEl);
    this.editor = this.noteEditor.editor;
    this.previewMode = new MarkdownPreviewView(this.app, this.previewEl, this);
    this.sourceMode = {
      get: () => this.noteEditor.get(),
      set: (text, clear) => { this.noteEditor.set(text, clear); },
      getScroll: () => this.editor.getScrollInfo().top,
      applyScroll: (scroll) => { this.editor.scrollTo(null, scroll); },
    };
    this.currentMode = this.sourceMode;
    this.addAction('book-open', 'Reading view', () => { void this.setMode(this.mode === 'source' ? 'preview' : 'source'); });
  }

  getViewType(): string {
    return 'markdown';
  }

  getMode(): Mode {
    return this.mode;
  }

  override onload(): void {
    super.onload();
    this.addChild(this.previewMode);
    this.registerEvent(this.app.workspace.on('options-updated', () => { this.noteEditor.updateExtensions(); }));
    this.registerDomEvent(this.sourceEl, 'contextmenu', (event: MouseEvent) => {
      this.app.workspace.trigger('editor-menu', Menu.forEvent(event), this.editor, this);
    });
    this.register(() => { this.noteEditor.destroy(); });
  }

  override getState(): Record<string, unknown> {
    return { ...super.getState(), mode: this.mode, source: true };
  }

  override async setState(state: unknown, result: Obsidian.ViewStateResult): Promise<void> {
    await super.setState(state, result);
    const { mode } = state as { mode?: Mode };
    if (mode) await this.setMode(mode);
  }

  override getEphemeralState(): Record<string, unknown> {
    return { scroll: this.currentMode.getScroll(), cursor: { from: this.editor.getCursor('from'), to: this.editor.getCursor('to') } };
  }

  override setEphemeralState(state: unknown): void {
    const { focus, line, subpath, scroll } = (state ?? {}) as { focus?: boolean; line?: number; subpath?: string; scroll?: number };
    const wanted = line ?? (subpath === undefined ? undefined : this.lineOf(subpath));
    if (wanted !== undefined) {
      this.editor.setCursor(wanted);
      this.editor.scrollIntoView({ from: { line: wanted, ch: 0 }, to: { line: wanted, ch: 0 } }, true);
    }
    if (scroll !== undefined) this.currentMode.applyScroll(scroll);
    if (focus && this.mode === 'source') this.editor.focus();
  }

  getViewData(): string {
    return this.currentMode.get();
  }

  setViewData(text: string, clear: boolean): void {
    this.noteEditor.set(text, clear);
    this.previewMode.set(text);
    this.properties.show(text);
  }

  clear(): void {
    this.noteEditor.clear();
    this.previewMode.clear();
  }

  /** The host has no search inside a note. */
  showSearch(): void {
    this.editor.focus();
  }

  private async setMode(mode: Mode): Promise<void> {
    if (mode === this.mode) return;
    await this.save();
    const text = this.getViewData();
    this.mode = mode;
    this.currentMode = mode === 'source' ? this.sourceMode : this.previewMode;
    this.sourceEl.toggle(mode === 'source');
    this.previewEl.toggle(mode === 'preview');
    this.currentMode.set(text, false);
    this.app.workspace.onLayoutChange();
  }

  private edited(): void {
    this.properties.show(this.noteEditor.get());
    this.requestSave();
    this.app.workspace.trigger('editor-change', this.editor, this);
    if (this.file) this.app.workspace.trigger('quick-preview', this.file, this.getViewData());
  }

  private lineOf(subpath: string): number | undefined {
    const wanted = subpath.replace(/^#/, '').toLowerCase();
    const headings = (this.file && this.app.metadataCache.getFileCache(this.file)?.headings) ?? [];
    return headings.find(({ heading }) => heading.toLowerCase() === wanted)?.position.start.line;
  }
}
