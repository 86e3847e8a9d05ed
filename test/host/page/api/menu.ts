// `Menu`: a list of actions at a place, by the pointer or the arrow keys.
import type * as Obsidian from 'obsidian';
import { Component } from './component';
import { setIcon } from './icons';
import { Scope } from './keymap';
import type { App } from './app';

export class MenuItem {
  readonly dom: HTMLElement;
  private readonly iconEl: HTMLElement;
  private readonly titleEl: HTMLElement;
  private callback: (event: MouseEvent | KeyboardEvent) => unknown = () => undefined;
  disabled = false;
  section = '';

  constructor(readonly menu: Menu) {
    this.dom = createDiv({ cls: 'menu-item tappable', attr: { role: 'menuitem', tabindex: -1 } });
    this.iconEl = this.dom.createDiv('menu-item-icon');
    this.titleEl = this.dom.createDiv('menu-item-title');
    this.dom.addEventListener('click', (event) => { this.use(event); });
  }

  setTitle(title: string | DocumentFragment): this {
    this.titleEl.setText(title);
    return this;
  }

  setIcon(icon: string | null): this {
    this.iconEl.empty();
    if (icon !== null) setIcon(this.iconEl, icon);
    return this;
  }

  setChecked(checked: boolean | null): this {
    this.dom.toggleClass('mod-checked', checked === true);
    this.dom.setAttrs({ role: checked === null ? 'menuitem' : 'menuitemcheckbox', 'aria-checked': checked });
    this.dom.find('.menu-item-icon.mod-checked')?.remove();
    if (checked) setIcon(this.dom.createDiv('menu-item-icon mod-checked'), 'check');
    return this;
  }

  setDisabled(disabled: boolean): this {
    this.disabled = disabled;
    this.dom.toggleClass('is-disabled', disabled);
    this.dom.setAttr('aria-disabled', disabled);
    return this;
  }

  setWarning(isWarning: boolean): this {
    this.dom.toggleClass('is-warning', isWarning);
    return this;
  }

  setIsLabel(isLabel: boolean): this {
    this.dom.toggleClass('is-label', isLabel);
    return this.setDisabled(isLabel);
  }

  setSection(section: string): this {
    this.section = section;
    this.dom.setAttr('data-section', section);
    return this;
  }

  onClick(callback: (event: MouseEvent | KeyboardEvent) => unknown): this {
    this.callback = callback;
    return this;
  }

  use(event: MouseEvent | KeyboardEvent): void {
    if (this.disabled) return;
    this.menu.hide();
    this.callback(event);
  }
}

export class MenuSeparator {
  readonly dom = createDiv({ cls: 'menu-separator', attr: { role: 'separator' } });
}

const menusOfEvents = new WeakMap<Event, Menu>();

export class Menu extends Component {
  /** Menus are made without an app; the page gives them the one there is. */
  static app: App;
  private readonly entries: (MenuItem | MenuSeparator)[] = [];
  private readonly dom = createDiv({ cls: 'menu', attr: { role: 'menu', tabindex: -1 } });
  private readonly scope = new Scope();
  private readonly hideCallbacks: (() => unknown)[] = [];
  private focusedBefore: Element | null = null;
  private isShown = false;

  constructor() {
    super();
    this.scope.register([], 'Escape', () => this.used(() => { this.hide(); }));
    this.scope.register([], 'ArrowDown', () => this.used(() => { this.move(1); }));
    this.scope.register([], 'ArrowUp', () => this.used(() => { this.move(-1); }));
    this.scope.register([], 'Enter', (event) => this.used(() => { this.selected()?.use(event); }));
  }

  setNoIcon(): this {
    this.dom.addClass('mod-no-icon');
    return this;
  }

  /** The host's menus are always made of elements. */
  setUseNativeMenu(): this {
    return this;
  }

  setParentElement(el: HTMLElement): this {
    this.dom.setAttr('data-parent', el.className);
    return this;
  }

  addItem(callback: (item: MenuItem) => unknown): this {
    const item = new MenuItem(this);
    this.entries.push(item);
    callback(item);
    return this;
  }

  addSeparator(): this {
    this.entries.push(new MenuSeparator());
    return this;
  }

  showAtMouseEvent(event: MouseEvent): this {
    event.preventDefault();
    return this.showAtPosition({ x: event.clientX, y: event.clientY }, event.doc);
  }

  showAtPosition({ x, y, left = false }: Obsidian.MenuPositionDef, doc: Document = activeDocument): this {
    if (this.isShown) return this;
    this.isShown = true;
    this.load();
    this.focusedBefore = doc.activeElement;
    this.arrange();
    doc.body.appendChild(this.dom);
    const win = doc.defaultView ?? window;
    const wantedX = left ? x - this.dom.offsetWidth : x;
    this.dom.setCssStyles({
      left: `${Math.max(0, Math.min(wantedX, win.innerWidth - this.dom.offsetWidth))}px`,
      top: `${Math.max(0, Math.min(y, win.innerHeight - this.dom.offsetHeight))}px`,
    });
    Menu.app.keymap.pushScope(this.scope);
    this.dom.focus();
    this.registerDomEvent(doc, 'pointerdown', (event: Event) => { if (!this.dom.contains(event.target as Node)) this.hide(); }, true);
    return this;
  }

  hide(): this {
    if (!this.isShown) return this;
    this.isShown = false;
    Menu.app.keymap.popScope(this.scope);
    const hadFocus = this.dom.contains(this.dom.doc.activeElement);
    this.dom.remove();
    if (hadFocus && this.focusedBefore?.isConnected) (this.focusedBefore as HTMLElement).focus();
    this.unload();
    for (const callback of this.hideCallbacks) callback();
    return this;
  }

  close(): void {
    this.hide();
  }

  onHistoryBack(): void {
    this.hide();
  }

  onHide(callback: () => unknown): void {
    this.hideCallbacks.push(callback);
  }

  /** The same menu for all who answer one event. It shows once they all have. */
  static forEvent(event: MouseEvent): Menu {
    const known = menusOfEvents.get(event);
    if (known) return known;
    const menu = new Menu();
    menusOfEvents.set(event, menu);
    event.preventDefault();
    window.setTimeout(() => { if (menu.entries.length > 0) menu.showAtMouseEvent(event); });
    return menu;
  }

  /** Items of a section stand together, in the order in which the sections first came. */
  private arrange(): void {
    this.dom.empty();
    const sections = new Set(this.items().map((item) => item.section));
    if (sections.size <= 1) {
      for (const { dom } of this.entries) this.dom.appendChild(dom);
      return;
    }
    [...sections].forEach((section, index) => {
      if (index > 0) this.dom.appendChild(new MenuSeparator().dom);
      for (const item of this.items()) if (item.section === section) this.dom.appendChild(item.dom);
    });
  }

  private items(): MenuItem[] {
    return this.entries.filter((entry): entry is MenuItem => entry instanceof MenuItem);
  }

  private selected(): MenuItem | undefined {
    return this.items().find((item) => item.dom.isActiveElement());
  }

  private move(by: number): void {
    const usable = this.items().filter((item) => !item.disabled);
    const at = usable.findIndex((item) => item.dom.isActiveElement());
    const next = at === -1 ? (by > 0 ? 0 : usable.length - 1) : (at + by + usable.length) % usable.length;
    usable[next]?.dom.focus();
  }

  private used(work: () => void): false {
    work();
    return false;
  }
}
