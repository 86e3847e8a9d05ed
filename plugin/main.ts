// The plugin's wiring: what the app gets from it, and what each part is given. Nothing is decided here.
import { Platform, Plugin } from 'obsidian';
import { Banners } from './banner/banners';
import { act, addCommands } from './commands';
import { PersonEdits } from './edits/person-edits';
import { registerCliHandlers } from './cli-handlers';
import { Engine } from './engine/engine';
import { NameModal } from './modals/name-modal';
import { personOf } from './person';
import type { PluginSettings } from './plugin-settings';
import { pluginSettings } from './plugin-settings';
import { TouchstoneSettingTab } from './settings/settings-tab';
import { StatusBar } from './status-bar';
import { openView, registerViews, VIEWS } from './views/registry';
import { HOVER_SOURCE } from './views/backlog/backlog-frame';
import { BACKLOG_VIEW } from './views/backlog/backlog-view';

export default class TouchstonePlugin extends Plugin {
  declare settings: PluginSettings;

  override async onload(): Promise<void> {
    await this.readSettings();
    const engine = this.addChild(new Engine(this.app, () => personOf(this.app)));
    const askForName = (): void => { new NameModal(this.app, () => { engine.personChanged(); }).open(); };
    registerViews(this, { engine, askForName, openView: (type, state) => { void openView(this.app, type, state); } });
    const banners = new Banners(this.app, engine, (action, path, event) => { act(services, action, path, event); });
    const services = { app: this.app, engine, banners, askForName };
    this.addChild(banners);
    addCommands(this, services);
    this.registerHoverLinkSource(HOVER_SOURCE, { display: 'Touchstone backlog', defaultMod: true });
    this.addSettingTab(new TouchstoneSettingTab(this.app, this, engine));
    this.addRibbonIcon('layout-dashboard', 'Open backlog and triage', () => { void openView(this.app, this.lastView()); });
    this.registerEvent(this.app.workspace.on('active-leaf-change', (leaf) => {
      const type = leaf?.view.getViewType();
      if (VIEWS.some((view) => view.type === type)) void this.rememberView(type ?? BACKLOG_VIEW);
    }));
    if (Platform.isDesktop) this.addChild(new StatusBar(this.app, engine, () => this.addStatusBarItem()));
    this.addChild(new PersonEdits(this.app, this, engine, () => this.settings.recordEdits));
    registerCliHandlers(this, engine);
    this.app.workspace.onLayoutReady(() => { void engine.start(); });
  }

  override async onExternalSettingsChange(): Promise<void> {
    await this.readSettings();
  }

  private async readSettings(): Promise<void> {
    this.settings = pluginSettings(await this.loadData(), BACKLOG_VIEW);
  }

  private lastView(): string {
    return VIEWS.some(({ type }) => type === this.settings.lastView) ? this.settings.lastView : BACKLOG_VIEW;
  }

  private async rememberView(type: string): Promise<void> {
    if (this.settings.lastView === type) return;
    this.settings.lastView = type;
    await this.saveData(this.settings);
  }
}
