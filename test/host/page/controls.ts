// What tests may do to the host that a person would do by other means, and what they may ask of it.
import type { App } from './api/app';
import { unknownIcons } from './api/icons';
import { MarkdownView } from './api/markdown-view';
import { Tasks } from './api/tasks';
import { WorkspaceSidedock } from './api/workspace-docks';

export class HostControls {
  ready: Promise<void> = Promise.resolve();
  readonly unknownRequires: string[] = [];

  constructor(private readonly app: App) {}

  unknownIcons(): string[] {
    return [...unknownIcons];
  }

  runCommand(id: string): boolean {
    return this.app.commands.executeCommandById(id);
  }

  runCli(command: string, params: Record<string, string>): Promise<string> {
    return this.app.cli.run(command, params);
  }

  /** `obsidian://<action>?key=value`. */
  openUri(uri: string): unknown {
    const { hostname: action, searchParams } = new URL(uri);
    return this.app.protocolHandlers.get(action)?.({ ...Object.fromEntries(searchParams), action });
  }

  async openFile(path: string, where: 'tab' | 'split' | false = false): Promise<void> {
    const file = this.app.vault.getFileByPath(path);
    if (!file) throw new Error(`${path} is not in the vault`);
    await this.app.workspace.getLeaf(where).openFile(file);
  }

  /** Saves what every open editor holds, without waiting. */
  async saveAll(): Promise<void> {
    for (const leaf of this.app.workspace.getLeavesOfType('markdown')) if (leaf.view instanceof MarkdownView) await leaf.view.save();
  }

  setSidebar(side: 'left' | 'right', width: number): void {
    const dock = side === 'left' ? this.app.workspace.leftSplit : this.app.workspace.rightSplit;
    dock.expand();
    if (dock instanceof WorkspaceSidedock) dock.setWidth(width);
  }

  setDark(dark: boolean): void {
    document.body.toggleClass('theme-dark', dark);
    document.body.toggleClass('theme-light', !dark);
    this.app.workspace.trigger('css-change');
  }

  openSettings(tabId: string): boolean {
    this.app.setting.open();
    return this.app.setting.openTabById(tabId) !== null;
  }

  async setPluginEnabled(id: string, enabled: boolean): Promise<void> {
    if (enabled) await this.app.plugins.enablePluginAndSave(id);
    else await this.app.plugins.disablePluginAndSave(id);
  }

  /** What a plugin can leave behind. Equal before and after it was on, or it does. */
  traces(): Record<string, number> {
    const { vault, metadataCache, workspace, viewRegistry } = this.app;
    return {
      vaultListeners: vault.countListeners(),
      metadataListeners: metadataCache.countListeners(),
      workspaceListeners: workspace.countListeners(),
      registryListeners: viewRegistry.countListeners(),
      commands: this.app.commands.listCommands().length,
      cliHandlers: this.app.cli.list().length,
      protocolHandlers: this.app.protocolHandlers.size,
      editorExtensions: this.app.editorExtensions.length,
      settingTabs: this.app.setting.pluginTabs.length,
      ribbonActions: document.querySelectorAll('.side-dock-ribbon-action').length,
      statusBarItems: document.querySelectorAll('.status-bar-item').length,
      styles: document.querySelectorAll('style[data-plugin]').length,
      bodyChildren: document.body.childElementCount,
    };
  }

  /** Before the page goes: what the app does when it is quit. */
  async quit(): Promise<void> {
    await this.saveAll();
    const tasks = new Tasks();
    this.app.workspace.trigger('quit', tasks);
    await tasks.promise();
    this.app.workspace.requestSaveLayout();
    await this.app.workspace.requestSaveLayout.run();
  }
}
