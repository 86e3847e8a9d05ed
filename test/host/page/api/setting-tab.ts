// `SettingTab`, `PluginSettingTab` and `SettingPage`: what a plugin shows in the app's settings.
import type * as Obsidian from 'obsidian';
import type { App } from './app';
import type { Plugin } from './plugin';
import { DefinitionsView } from './setting-definitions';

type Items = Obsidian.SettingDefinitionItem[];

export abstract class SettingTab {
  icon = 'settings';
  containerEl: HTMLElement;
  settingItems: Items = [];
  abstract readonly id: string;
  abstract readonly name: string;
  private view: DefinitionsView | null = null;

  constructor(readonly app: App) {
    this.containerEl = createDiv('vertical-tab-content');
  }

  getSettingDefinitions(): Items {
    return [];
  }

  update(): void {
    this.settingItems = this.getSettingDefinitions();
    this.view?.show(this.settingItems);
  }

  getControlValue(key: string): unknown {
    return this.app.vault.getConfig(key);
  }

  setControlValue(key: string, value: unknown): void | Promise<void> {
    return this.app.vault.setConfig(key, value);
  }

  refreshDomState(): void {
    this.view?.refresh();
  }

  /** Deprecated since 1.13.0, and not called where there are definitions. */
  display(): void {
    // For those who extend it.
  }

  hide(): void {
    this.containerEl.empty();
  }

  /** The settings' window opens the tab. */
  open(parent: HTMLElement): void {
    parent.appendChild(this.containerEl);
    this.settingItems = this.getSettingDefinitions();
    if (this.settingItems.length === 0) {
      this.display();
      return;
    }
    this.view = new DefinitionsView(this);
    this.view.show(this.settingItems);
  }

  close(): void {
    this.view?.clear();
    this.view = null;
    this.hide();
    this.containerEl.detach();
  }
}

export abstract class PluginSettingTab extends SettingTab {
  readonly id: string;
  readonly name: string;

  constructor(app: App, readonly plugin: Plugin) {
    super(app);
    this.id = plugin.manifest.id;
    this.name = plugin.manifest.name;
  }

  override getControlValue(key: string): unknown {
    return (this.plugin.settings as Record<string, unknown> | undefined)?.[key];
  }

  override async setControlValue(key: string, value: unknown): Promise<void> {
    this.plugin.settings ??= {};
    (this.plugin.settings as Record<string, unknown>)[key] = value;
    await this.plugin.saveData(this.plugin.settings);
  }
}

export abstract class SettingPage {
  rootEl = createDiv('setting-page');
  titlebarEl = this.rootEl.createDiv('setting-page-titlebar');
  containerEl = this.rootEl.createDiv('setting-page-content');
  title = '';

  abstract display(): void;

  hide(): void {
    this.containerEl.empty();
  }
}
