// `Plugin`: its registrations end with it.
import type { Extension } from '@codemirror/state';
import type * as Obsidian from 'obsidian';
import type { App } from './app';
import type { Command } from './commands';
import { Component } from './component';
import { MarkdownPreviewRenderer } from './markdown-renderer';
import type { SettingTab } from './setting-tab';
import type { ViewCreator } from './view-registry';

type Processor = Obsidian.MarkdownPostProcessor;

export abstract class Plugin extends Component {
  settings?: unknown;
  /** Called when somebody else wrote the plugin's settings. */
  onExternalSettingsChange?(): unknown;

  constructor(readonly app: App, readonly manifest: Obsidian.PluginManifest) {
    super();
  }

  /** Waits for what `onload` begins, as the app does. */
  async start(): Promise<void> {
    if (this.isLoaded) return;
    this.isLoaded = true;
    await this.onload();
    this.loadChildren();
  }

  onUserEnable(): void {
    // For those who extend it.
  }

  addRibbonIcon(icon: string, title: string, callback: (event: MouseEvent) => unknown): HTMLElement {
    const action = this.app.workspace.leftRibbon.addAction(icon, title, callback);
    this.register(() => { action.remove(); });
    return action;
  }

  addStatusBarItem(): HTMLElement {
    const item = this.app.statusBar.addItem(this.manifest.id);
    this.register(() => { item.remove(); });
    return item;
  }

  addCommand(command: Command): Command {
    const { id, name } = command;
    command.id = `${this.manifest.id}:${id}`;
    command.name = `${this.manifest.name}: ${name}`;
    this.app.commands.addCommand(command);
    this.register(() => { this.app.commands.removeCommand(command.id); });
    return command;
  }

  removeCommand(id: string): void {
    this.app.commands.removeCommand(`${this.manifest.id}:${id}`);
  }

  addSettingTab(tab: SettingTab): void {
    this.app.setting.addTab(tab);
    this.register(() => { this.app.setting.removeTab(tab); });
  }

  registerView(type: string, creator: ViewCreator): void {
    this.app.viewRegistry.registerView(type, creator);
    this.register(() => { this.app.viewRegistry.unregisterView(type); });
  }

  registerHoverLinkSource(): void {
    // The host previews no pages.
  }

  registerExtensions(extensions: string[], type: string): void {
    this.app.viewRegistry.registerExtensions(extensions, type);
    this.register(() => { this.app.viewRegistry.unregisterExtensions(extensions); });
  }

  registerMarkdownPostProcessor(processor: Processor, sortOrder?: number): Processor {
    MarkdownPreviewRenderer.registerPostProcessor(processor, sortOrder);
    this.register(() => { MarkdownPreviewRenderer.unregisterPostProcessor(processor); });
    return processor;
  }

  registerMarkdownCodeBlockProcessor(language: string, handler: Parameters<typeof MarkdownPreviewRenderer.createCodeBlockPostProcessor>[1], sortOrder?: number): Processor {
    return this.registerMarkdownPostProcessor(MarkdownPreviewRenderer.createCodeBlockPostProcessor(language, handler), sortOrder);
  }

  /** The host has no bases, as an app where they are turned off. */
  registerBasesView(): boolean {
    return false;
  }

  registerEditorExtension(extension: Extension): void {
    this.app.editorExtensions.push(extension);
    this.app.workspace.updateOptions();
    this.register(() => {
      this.app.editorExtensions.remove(extension);
      this.app.workspace.updateOptions();
    });
  }

  registerObsidianProtocolHandler(action: string, handler: Obsidian.ObsidianProtocolHandler): void {
    if (this.app.protocolHandlers.has(action)) throw new Error(`the protocol action "${action}" is taken`);
    this.app.protocolHandlers.set(action, handler);
    this.register(() => { this.app.protocolHandlers.delete(action); });
  }

  registerEditorSuggest(): void {
    // The host suggests nothing while one types in a note.
  }

  registerCliHandler(command: string, description: string, flags: Obsidian.CliFlags | null, handler: Obsidian.CliHandler): void {
    this.register(this.app.cli.register(command, { description, flags, handler }));
  }

  async loadData(): Promise<unknown> {
    const { adapter } = this.app.vault;
    return await adapter.exists(this.settingsPath) ? JSON.parse(await adapter.read(this.settingsPath)) : null;
  }

  async saveData(value: unknown): Promise<void> {
    const text = JSON.stringify(value, null, 2);
    this.app.plugins.noteOwnSettings(this.settingsPath, text);
    await this.app.vault.adapter.write(this.settingsPath, text);
  }

  private get settingsPath(): string {
    return `${this.manifest.dir ?? ''}/data.json`;
  }
}
