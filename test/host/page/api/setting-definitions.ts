// Draws a tab from its definitions: groups, lists, pages and rows. What may be hidden or disabled is asked again
// whenever the tab says that its state has changed.
import type * as Obsidian from 'obsidian';
import { setIcon } from './icons';
import { Setting, SettingGroup } from './setting';
import { addControl } from './setting-controls';
import { SettingList } from './setting-list';
import type { SettingTab } from './setting-tab';

type Item = Obsidian.SettingDefinitionItem;
type Group = Obsidian.SettingDefinitionGroup | Obsidian.SettingDefinitionList;
type Page = Obsidian.SettingDefinitionPage;

/** A drawn row or group, and how to bring it up to date. */
interface Drawn {
  refresh(): void;
  clear?: (() => void) | undefined;
}

export class DefinitionsView {
  private drawn: Drawn[] = [];
  /** Pages that lead to the one that is shown; empty in the tab itself. */
  private readonly path: Page[] = [];
  private items: readonly Item[] = [];
  private page: Obsidian.SettingPage | null = null;
  private readonly queries = new Map<string, string>();

  constructor(private readonly tab: SettingTab) {}

  show(items: readonly Item[]): void {
    this.items = items;
    this.redraw();
  }

  refresh(): void {
    for (const drawn of this.drawn) drawn.refresh();
  }

  clear(): void {
    for (const { clear } of this.drawn) clear?.();
    this.drawn = [];
    this.page?.hide();
    this.page = null;
    this.tab.containerEl.empty();
  }

  private redraw(): void {
    this.clear();
    const page = this.path.at(-1);
    const container = page ? this.drawTitle(page) : this.tab.containerEl;
    if (page?.page) this.drawCustomPage(page.page(), container);
    else this.drawAll(page ? page.items ?? [] : this.items, container);
    this.refresh();
  }

  private drawTitle(page: Page): HTMLElement {
    const titlebar = this.tab.containerEl.createDiv('setting-page-titlebar');
    const back = titlebar.createEl('button', { cls: 'clickable-icon', attr: { 'aria-label': 'Back' } });
    setIcon(back, 'chevron-left');
    back.addEventListener('click', () => {
      this.path.pop();
      this.redraw();
    });
    titlebar.createDiv({ cls: 'setting-page-title', text: page.name });
    return this.tab.containerEl.createDiv('setting-page-content');
  }

  private drawCustomPage(page: Obsidian.SettingPage, container: HTMLElement): void {
    this.page = page;
    container.appendChild(page.rootEl);
    page.titlebarEl.setText(page.title);
    page.display();
  }

  private drawAll(items: readonly Item[], container: HTMLElement): void {
    let loose: SettingGroup | null = null;
    for (const item of items) {
      if ('type' in item && item.type !== 'page') {
        this.drawGroup(item, container);
        loose = null;
      } else {
        loose ??= new SettingGroup(container);
        this.drawRow(item, loose, 0);
      }
    }
  }

  private drawGroup(definition: Group, container: HTMLElement): void {
    const group = new SettingGroup(container);
    if (definition.heading !== undefined) group.setHeading(definition.heading);
    if (definition.cls !== undefined) group.addClass(definition.cls);
    for (const configure of definition.extraButtons ?? []) group.addExtraButton(configure as never);
    this.drawn.push({ refresh: () => { group.groupEl.toggle(holds(definition.visible, true)); } });
    const rows = (definition.items ?? []).map((item, index) => ({ item, setting: this.drawRow(item, group, index) }));
    if (definition.search) this.addSearch(definition.search, definition.heading ?? '', group, rows);
    if (definition.type === 'list') new SettingList(definition as Obsidian.SettingDefinitionList, group).complete(rows.map(({ setting }) => setting));
  }

  private drawRow(item: Obsidian.SettingGroupItem, group: SettingGroup, index: number): Setting {
    const setting = new Setting(group.listEl).setName(item.name);
    if (item.desc !== undefined) setting.setDesc(typeof item.desc === 'string' ? item.desc : item.desc.cloneNode(true) as DocumentFragment);
    let clear: (() => void) | undefined;
    if ('type' in item) this.makePageLink(item, setting);
    else if (item.control) addControl(setting, item.control, this.tab);
    else if (item.render) clear = item.render(setting, group) ?? undefined;
    else if (item.action) makeClickable(setting, () => { if (!holds(item.disabled, false)) item.action(setting.settingEl, index); });
    this.drawn.push({ clear, refresh: () => { refreshRow(item, setting); } });
    return setting;
  }

  private makePageLink(page: Page, setting: Setting): void {
    setting.setClass('mod-page').addDisplayValue((display) => {
      display.setValue(valueOf(page.displayValue) ?? null).setStatus(valueOf(page.status) ?? null);
    });
    setIcon(setting.controlEl.createSpan('setting-page-chevron'), 'chevron-right');
    makeClickable(setting, () => {
      this.path.push(page);
      this.redraw();
    });
  }

  private addSearch(search: NonNullable<Group['search']>, key: string, group: SettingGroup, rows: readonly { item: Obsidian.SettingGroupItem; setting: Setting }[]): void {
    const filter = (query: string): void => {
      this.queries.set(key, query);
      for (const { item, setting } of rows) {
        const isFree = query === '' || 'type' in item || !holds(item.searchable, true);
        setting.settingEl.toggleClass('is-filtered', !isFree && !search.match(item, query));
      }
    };
    group.addSearch((component) => {
      component.setPlaceholder(search.placeholder ?? '').setValue(this.queries.get(key) ?? '').onChange(filter);
      component.inputEl.setAttr('aria-label', search.placeholder ?? 'Search');
    });
    filter(this.queries.get(key) ?? '');
  }
}

function refreshRow(item: Obsidian.SettingGroupItem, setting: Setting): void {
  setting.settingEl.toggle(holds(item.visible, true));
  const disabled = 'type' in item ? undefined : item.control ? item.control.disabled : item.action ? item.disabled : undefined;
  if (disabled === undefined) return;
  setting.setDisabled(holds(disabled, false));
  if (!('type' in item) && item.action) setting.settingEl.setAttr('aria-disabled', holds(disabled, false));
}

function makeClickable(setting: Setting, use: () => void): void {
  setting.setClass('mod-clickable');
  setting.settingEl.setAttrs({ role: 'button', tabindex: 0 });
  setting.settingEl.addEventListener('click', use);
  setting.settingEl.addEventListener('keydown', (event) => {
    if (event.target !== setting.settingEl || (event.key !== 'Enter' && event.key !== ' ')) return;
    event.preventDefault();
    use();
  });
}

function holds(predicate: boolean | (() => boolean) | undefined, otherwise: boolean): boolean {
  return valueOf(predicate) ?? otherwise;
}

function valueOf<T>(value: T | (() => T)): T {
  return typeof value === 'function' ? (value as () => T)() : value;
}
