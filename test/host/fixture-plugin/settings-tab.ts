// Declared settings of the kinds that the plugin has.
import { PluginSettingTab, type App, type Plugin, type SettingDefinitionItem } from 'obsidian';

export interface FixtureSettings {
  folder: string;
  showDone: boolean;
  limit?: number;
  mode?: string;
}

export class FixtureSettingTab extends PluginSettingTab {
  constructor(app: App, plugin: Plugin) {
    super(app, plugin);
    this.icon = 'layout-dashboard';
  }

  override getSettingDefinitions(): SettingDefinitionItem[] {
    return [
      { name: 'Folder', desc: 'Only notes in here are listed.', control: { type: 'text', key: 'folder', validate: (value) => (value.startsWith('/') ? 'Leave out the slash.' : undefined) } },
      { name: 'Show done', control: { type: 'toggle', key: 'showDone' } },
      {
        type: 'group',
        heading: 'More',
        items: [
          { name: 'Limit', control: { type: 'number', key: 'limit', defaultValue: 10, min: 1, max: 100, disabled: () => this.getControlValue('showDone') === false } },
          { name: 'Mode', control: { type: 'dropdown', key: 'mode', options: { list: 'List', board: 'Board' }, defaultValue: 'list' } },
          { type: 'page', name: 'Advanced', items: [{ name: 'Nothing here', desc: 'Really.' }] },
        ],
      },
    ];
  }

  override async setControlValue(key: string, value: unknown): Promise<void> {
    await super.setControlValue(key, value);
    this.refreshDomState();
  }
}
