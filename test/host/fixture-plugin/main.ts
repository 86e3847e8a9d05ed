// A small plugin that uses what the real one uses of the app: views, commands, settings, `vault.process`, events, and
// on desktop the vault's lock through the Node adapter.
import { Notice, Platform, Plugin, FileSystemAdapter } from 'obsidian';
import type { HeldLock } from '../../../shared/vault/ports';
import { NotesView, VIEW_TYPE } from './notes-view';
import { watchTyping } from './typing-watch';
import { FixtureSettingTab, type FixtureSettings } from './settings-tab';
import { TitleModal } from './title-modal';

export default class FixturePlugin extends Plugin {
  declare settings: FixtureSettings;
  private held: HeldLock | null = null;

  override async onload(): Promise<void> {
    await this.readSettings();
    this.registerView(VIEW_TYPE, (leaf) => new NotesView(leaf, this.settings));
    this.addRibbonIcon('layout-dashboard', 'Open notes', () => { void this.openView(); });
    this.addSettingTab(new FixtureSettingTab(this.app, this));
    const counter = this.addStatusBarItem();
    const count = (): void => { counter.setText(`${this.app.vault.getMarkdownFiles().length} notes`); };
    this.app.workspace.onLayoutReady(() => {
      count();
      this.registerEvent(this.app.vault.on('create', count));
      this.registerEvent(this.app.vault.on('delete', count));
    });
    this.registerEditorExtension(watchTyping());
    this.addCommands();
    this.registerCliHandler('host-fixture:count', 'Counts notes', { suffix: { value: '<text>', description: 'Put behind', required: true } }, (params) => (
      `${this.app.vault.getMarkdownFiles().length}${params['suffix'] ?? ''}`
    ));
    this.registerCliHandler('host-fixture:write', 'Writes notes through the engine', { notes: { value: '<json>', description: 'Texts by path', required: true } }, ({ notes }) => this.write(notes ?? '{}'));
    this.registerObsidianProtocolHandler('host-fixture', ({ say }) => { new Notice(say ?? ''); });
  }

  override async onExternalSettingsChange(): Promise<void> {
    await this.readSettings();
    new Notice('Settings read again');
  }

  private async readSettings(): Promise<void> {
    this.settings = { folder: '', showDone: true, ...await this.loadData() as Partial<FixtureSettings> | null };
  }

  private addCommands(): void {
    this.addCommand({ id: 'open-notes', name: 'Open notes', callback: () => { void this.openView(); } });
    this.addCommand({ id: 'open-beside', name: 'Open notes beside', callback: () => { void this.app.workspace.ensureSideLeaf(VIEW_TYPE, 'right'); } });
    this.addCommand({ id: 'open-window', name: 'Open notes in a window', callback: () => { void this.app.workspace.openPopoutLeaf().setViewState({ type: VIEW_TYPE }); } });
    this.addCommand({ id: 'new-note', name: 'New note', callback: () => { new TitleModal(this.app).open(); } });
    this.addCommand({ id: 'shout', name: 'Shout', editorCallback: (editor) => { editor.replaceSelection(editor.getSelection().toUpperCase()); } });
    this.addCommand({
      id: 'take-lock',
      name: 'Take the lock',
      checkCallback: (checking) => {
        if (!Platform.isDesktopApp || this.held) return false;
        if (!checking) void this.takeLock();
        return true;
      },
    });
    this.addCommand({
      id: 'give-lock',
      name: 'Give the lock back',
      checkCallback: (checking) => {
        if (!this.held) return false;
        if (!checking) void this.giveLock();
        return true;
      },
    });
  }

  private async write(notes: string): Promise<string> {
    const { adapter } = this.app.vault;
    if (!(adapter instanceof FileSystemAdapter)) return 'no disk';
    const { writeGoverned } = await import('./desktop');
    return JSON.stringify(await writeGoverned(adapter.getBasePath(), JSON.parse(notes) as Record<string, string>));
  }

  private async openView(): Promise<void> {
    const [known] = this.app.workspace.getLeavesOfType(VIEW_TYPE);
    const leaf = known ?? this.app.workspace.getLeaf('tab');
    if (!known) await leaf.setViewState({ type: VIEW_TYPE, active: true });
    await this.app.workspace.revealLeaf(leaf);
  }

  private async takeLock(): Promise<void> {
    const { adapter } = this.app.vault;
    if (!(adapter instanceof FileSystemAdapter)) return;
    const { takeLock } = await import('./desktop');
    const taken = takeLock(adapter.getBasePath());
    if (typeof taken === 'string') new Notice(taken);
    else {
      this.held = taken;
      new Notice('The lock is ours');
    }
  }

  private async giveLock(): Promise<void> {
    await this.held?.release();
    this.held = null;
    new Notice('The lock is free');
  }
}
