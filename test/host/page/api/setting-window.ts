// The app's settings: a window with the tabs of its plugins.
import type { App } from './app';
import { Modal } from './modal';
import type { SettingTab } from './setting-tab';

export class SettingWindow extends Modal {
  readonly pluginTabs: SettingTab[] = [];
  private readonly tabListEl: HTMLElement;
  private readonly tabContentEl: HTMLElement;
  private activeTab: SettingTab | null = null;

  constructor(app: App) {
    super(app);
    this.modalEl.addClasses(['mod-settings', 'mod-sidebar-layout']);
    this.modalEl.setAttr('aria-label', 'Settings');
    this.headerEl.remove();
    this.contentEl.addClass('vertical-tabs-container');
    this.tabListEl = this.contentEl.createDiv('vertical-tab-header').createDiv('vertical-tab-header-group');
    this.tabListEl.createDiv({ cls: 'vertical-tab-header-group-title', text: 'Community plugins' });
    this.tabContentEl = this.contentEl.createDiv('vertical-tab-content-container');
  }

  addTab(tab: SettingTab): void {
    this.pluginTabs.push(tab);
    tab.update();
    this.drawTabList();
  }

  removeTab(tab: SettingTab): void {
    if (this.activeTab === tab) this.show(null);
    this.pluginTabs.remove(tab);
    this.drawTabList();
  }

  openTabById(id: string): SettingTab | null {
    const tab = this.pluginTabs.find((candidate) => candidate.id === id) ?? null;
    if (tab) this.show(tab);
    return tab;
  }

  override onOpen(): void {
    this.show(this.activeTab ?? this.pluginTabs[0] ?? null);
  }

  override onClose(): void {
    const tab = this.activeTab;
    this.show(null);
    this.activeTab = tab;
  }

  private show(tab: SettingTab | null): void {
    if (this.activeTab?.containerEl.isConnected) this.activeTab.close();
    this.activeTab = tab;
    tab?.open(this.tabContentEl);
    this.drawTabList();
  }

  private drawTabList(): void {
    this.tabListEl.findAll('.vertical-tab-nav-item').forEach((item) => { item.remove(); });
    for (const tab of this.pluginTabs) {
      const isActive = tab === this.activeTab;
      const item = this.tabListEl.createEl('button', { cls: 'vertical-tab-nav-item', text: tab.name, attr: { 'aria-current': isActive ? 'page' : null } });
      item.toggleClass('is-active', isActive);
      item.addEventListener('click', () => { this.show(tab); });
    }
  }
}
