// Loads the plugins that the vault has enabled, from its folder of plugins, with the `require` that the app gives them.
import type * as Obsidian from 'obsidian';
import type { App } from './app';
import { Platform, requireApiVersion } from './platform';
import type { Plugin } from './plugin';

type Require = (name: string) => unknown;
type PluginClass = new (app: App, manifest: Obsidian.PluginManifest) => Plugin;

export class Plugins {
  /** Loaded ones by id. */
  readonly plugins = new Map<string, Plugin>();
  /** Given by the page, which knows what this app has. */
  require: Require = () => { throw new Error('the page gave no require'); };
  private readonly ownSettings = new Map<string, string>();

  constructor(private readonly app: App) {}

  async loadEnabled(): Promise<void> {
    for (const id of await this.enabledIds()) await this.loadPlugin(id);
  }

  /** As a person does it in the settings. */
  async enablePluginAndSave(id: string): Promise<void> {
    const plugin = await this.loadPlugin(id);
    await this.saveEnabled([...await this.enabledIds(), id]);
    plugin.onUserEnable();
  }

  async disablePluginAndSave(id: string): Promise<void> {
    const plugin = this.plugins.get(id);
    this.plugins.delete(id);
    plugin?.unload();
    document.querySelector(`style[data-plugin="${id}"]`)?.remove();
    await this.saveEnabled((await this.enabledIds()).filter((other) => other !== id));
  }

  /** What a plugin writes itself is no outside change. */
  noteOwnSettings(path: string, text: string): void {
    this.ownSettings.set(path, text);
  }

  /** Told of changes in the folders of plugins. */
  async settingsChanged(paths: readonly string[]): Promise<void> {
    const { adapter } = this.app.vault;
    for (const path of paths) {
      const plugin = [...this.plugins.values()].find(({ manifest }) => path === `${manifest.dir ?? ''}/data.json`);
      if (!plugin || !await adapter.exists(path) || await adapter.read(path) === this.ownSettings.get(path)) continue;
      this.ownSettings.delete(path);
      plugin.onExternalSettingsChange?.();
    }
  }

  private async loadPlugin(id: string): Promise<Plugin> {
    const known = this.plugins.get(id);
    if (known) return known;
    const { adapter, configDir } = this.app.vault;
    const dir = `${configDir}/plugins/${id}`;
    const manifest = { ...JSON.parse(await adapter.read(`${dir}/manifest.json`)) as Obsidian.PluginManifest, dir };
    refuseWhatCannotRun(manifest);
    if (await adapter.exists(`${dir}/styles.css`)) document.head.createEl('style', { text: await adapter.read(`${dir}/styles.css`), attr: { 'data-plugin': id } });
    const plugin = new (this.evaluate(await adapter.read(`${dir}/main.js`), id))(this.app, manifest);
    this.plugins.set(id, plugin);
    await plugin.start();
    return plugin;
  }

  /** The bundle is CommonJS and gets nothing but these three. */
  private evaluate(source: string, id: string): PluginClass {
    const module: { exports: { default?: PluginClass } & Partial<PluginClass> } = { exports: {} };
    const script = `(function (require, module, exports) {${source}\n})\n//# sourceURL=plugin:${id}`;
    const run = (0, window.eval)(script) as (require: Require, module: object, exports: object) => void;
    run(this.require, module, module.exports);
    const { default: exported = module.exports } = module.exports;
    if (typeof exported !== 'function') throw new Error(`the plugin ${id} exports no class`);
    return exported;
  }

  private async enabledIds(): Promise<string[]> {
    const path = `${this.app.vault.configDir}/community-plugins.json`;
    return await this.app.vault.adapter.exists(path) ? JSON.parse(await this.app.vault.adapter.read(path)) as string[] : [];
  }

  private async saveEnabled(ids: readonly string[]): Promise<void> {
    await this.app.vault.adapter.write(`${this.app.vault.configDir}/community-plugins.json`, JSON.stringify([...new Set(ids)]));
  }
}

/** As the app does before it runs a line of the plugin. */
function refuseWhatCannotRun({ id, minAppVersion, isDesktopOnly = false }: Obsidian.PluginManifest): void {
  if (!requireApiVersion(minAppVersion)) throw new Error(`the plugin ${id} asks for version ${minAppVersion} of the app`);
  if (isDesktopOnly && Platform.isMobile) throw new Error(`the plugin ${id} is for desktops only`);
}
