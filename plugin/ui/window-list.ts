// A list of any length that draws only the rows in sight. One tab stop; arrows move the active row inside; with `multiple`
// rows can be marked. It knows items by their keys, so an update moves nothing under the person's hands.
import { Component } from 'obsidian';
import { rangeInSight } from './row-range';

export interface WindowListOptions<Item> {
  /** Names the list to those who don't see it. */
  label: string;
  /** CSS pixels; the same for every row. */
  rowHeight: number;
  key: (item: Item) => string;
  /** Fills a row. Called again whenever the row may say something else; `el` keeps what the last call made. */
  render: (el: HTMLElement, item: Item) => void;
  /** Another row became the active one, by the person's key or pointer. */
  onActive?: (item: Item) => void;
  /** Enter or a click. */
  onChoose?: (item: Item, event: MouseEvent | KeyboardEvent) => void;
  /** The context menu was asked for, by pointer or key. */
  onMenu?: (item: Item, event: MouseEvent | KeyboardEvent) => void;
  /** Another key on the active row; answers whether it meant something, and then nobody else gets it. */
  onKey?: (item: Item, event: KeyboardEvent) => boolean;
  /** Makes it a tree: where a row stands in it; `open` is `null` for a row with nothing below. */
  branch?: (item: Item) => { level: number; open: boolean | null };
  /** Space, Ctrl or Shift mark several rows. */
  multiple?: boolean;
  /** The marked rows changed. */
  onMarked?: (keys: ReadonlySet<string>) => void;
}

let lists = 0;

export class WindowList<Item> extends Component {
  /** The scrolling listbox. */
  readonly el: HTMLElement;
  /** Read, not seen: an `aria-label` would be the app's tooltip wherever the pointer rests in the list. */
  private readonly labelEl: HTMLElement;
  private readonly spaceEl: HTMLElement;
  private readonly rows = new Map<string, HTMLElement>();
  private readonly name = `touchstone-list-${lists++}`;
  private items: readonly Item[] = [];
  private indexes = new Map<string, number>();
  private activeKey: string | null = null;
  private markedKeys = new Set<string>();
  private made = 0;

  /** Add it to the view with `addChild`. */
  constructor(parent: HTMLElement, private readonly options: WindowListOptions<Item>) {
    super();
    this.labelEl = parent.createSpan({ cls: 'touchstone-unseen', text: options.label, attr: { id: `${this.name}-label` } });
    this.el = parent.createDiv({
      cls: 'touchstone-list',
      attr: {
        role: options.branch ? 'tree' : 'listbox', tabindex: 0, 'aria-labelledby': this.labelEl.id,
        ...(options.multiple && { 'aria-multiselectable': 'true' }),
      },
    });
    this.el.setCssProps({ '--touchstone-row-height': `${options.rowHeight}px` });
    this.spaceEl = this.el.createDiv({ cls: 'touchstone-list-space', attr: { role: 'presentation' } });
  }

  override onload(): void {
    this.registerDomEvent(this.el, 'scroll', () => { this.draw(); });
    this.registerDomEvent(this.el, 'keydown', (event) => { this.onKeyDown(event); });
    this.registerDomEvent(this.el, 'click', (event) => { this.onClick(event); });
    this.registerDomEvent(this.el, 'contextmenu', (event) => { this.onContextMenu(event); });
    this.registerDomEvent(this.el, 'focus', () => { if (this.active === null) this.moveTo(0, false); });
    const observer = new ResizeObserver(() => { this.draw(); });
    observer.observe(this.el);
    this.register(() => { observer.disconnect(); });
  }

  setLabel(label: string): void {
    if (this.labelEl.textContent !== label) this.labelEl.setText(label);
  }

  /** Shows these items, in this order. Whatever was active and is still there stays active. */
  setItems(items: readonly Item[]): void {
    const before = this.activeKey === null ? 0 : this.indexes.get(this.activeKey) ?? 0;
    this.items = items;
    this.indexes = new Map(items.map((item, index) => [this.options.key(item), index]));
    if (this.activeKey !== null && !this.indexes.has(this.activeKey)) {
      const neighbour = items[Math.min(before, items.length - 1)];
      this.activeKey = neighbour === undefined ? null : this.options.key(neighbour);
    }
    const kept = [...this.markedKeys].filter((key) => this.indexes.has(key));
    if (kept.length !== this.markedKeys.size) this.mark(kept);
    this.spaceEl.setCssProps({ '--touchstone-row-count': String(items.length) });
    this.draw();
  }

  get active(): Item | null {
    const index = this.activeKey === null ? undefined : this.indexes.get(this.activeKey);
    return index === undefined ? null : this.items[index] ?? null;
  }

  get marked(): ReadonlySet<string> {
    return this.markedKeys;
  }

  /** Makes a row the active one and brings it into sight; without telling `onActive`. */
  setActive(key: string | null): void {
    this.activeKey = key !== null && this.indexes.has(key) ? key : null;
    this.bringIntoSight();
    this.draw();
  }

  /** Replaces the marks. */
  mark(keys: Iterable<string>): void {
    this.markedKeys = new Set(keys);
    this.options.onMarked?.(this.markedKeys);
    this.draw();
  }

  focus(): void {
    this.el.focus();
  }

  /** The element of a row, if it is drawn. */
  rowOf(key: string): HTMLElement | null {
    return this.rows.get(key) ?? null;
  }

  private draw(): void {
    const { first, end } = rangeInSight(this.el.scrollTop, this.el.clientHeight, this.options.rowHeight, this.items.length);
    const wanted = new Set<number>();
    for (let index = first; index < end; index++) wanted.add(index);
    // The row that the list's focus speaks of has to be there, also when it was scrolled out of sight.
    const active = this.activeKey === null ? undefined : this.indexes.get(this.activeKey);
    if (active !== undefined) wanted.add(active);
    const drawn = new Set<string>();
    for (const index of wanted) drawn.add(this.drawRow(index));
    for (const [key, el] of this.rows) {
      if (drawn.has(key)) continue;
      el.remove();
      this.rows.delete(key);
    }
    const activeEl = this.activeKey === null ? null : this.rowOf(this.activeKey);
    if (activeEl === null) this.el.removeAttribute('aria-activedescendant');
    else this.el.setAttribute('aria-activedescendant', activeEl.id);
  }

  private drawRow(index: number): string {
    const item = this.items[index] as Item;
    const key = this.options.key(item);
    let el = this.rows.get(key);
    if (el === undefined) {
      el = this.spaceEl.createDiv({ cls: 'touchstone-list-row', attr: { role: this.options.branch ? 'treeitem' : 'option', id: `${this.name}-${this.made++}`, 'data-key': key } });
      this.rows.set(key, el);
    }
    el.setCssProps({ '--touchstone-row-index': String(index) });
    const isActive = key === this.activeKey;
    el.toggleClass('is-active', isActive);
    el.setAttribute('aria-selected', String(this.options.multiple ? this.markedKeys.has(key) : isActive));
    el.setAttribute('aria-setsize', String(this.items.length));
    el.setAttribute('aria-posinset', String(index + 1));
    const branch = this.options.branch?.(item);
    if (branch) el.setAttrs({ 'aria-level': branch.level, 'aria-expanded': branch.open });
    this.options.render(el, item);
    return key;
  }

  private bringIntoSight(): void {
    const index = this.activeKey === null ? undefined : this.indexes.get(this.activeKey);
    if (index === undefined) return;
    const { rowHeight } = this.options;
    const { scrollTop, clientHeight } = this.el;
    if (index * rowHeight < scrollTop) this.el.scrollTop = index * rowHeight;
    else if ((index + 1) * rowHeight > scrollTop + clientHeight) this.el.scrollTop = (index + 1) * rowHeight - clientHeight;
  }

  private moveTo(index: number, isMarking: boolean): void {
    const item = this.items[Math.max(0, Math.min(index, this.items.length - 1))];
    if (item === undefined) return;
    const key = this.options.key(item);
    if (isMarking && this.options.multiple) this.markedKeys = new Set([...this.markedKeys, ...(this.activeKey === null ? [] : [this.activeKey]), key]);
    this.setActive(key);
    if (isMarking) this.options.onMarked?.(this.markedKeys);
    this.options.onActive?.(item);
  }

  private onKeyDown(event: KeyboardEvent): void {
    if (event.target !== this.el || event.isComposing) return;
    const { active } = this;
    if (this.movesBy(event) || (active !== null && this.actsOn(active, event))) {
      event.preventDefault();
      event.stopPropagation();
    }
  }

  private movesBy(event: KeyboardEvent): boolean {
    if (event.altKey || event.ctrlKey || event.metaKey) return false;
    const index = this.activeKey === null ? -1 : this.indexes.get(this.activeKey) ?? -1;
    const page = Math.max(1, Math.floor(this.el.clientHeight / this.options.rowHeight) - 1);
    const target = { ArrowDown: index + 1, ArrowUp: Math.max(0, index - 1), Home: 0, End: this.items.length - 1, PageDown: index + page, PageUp: index - page }[event.key];
    if (target === undefined) return false;
    this.moveTo(target, event.shiftKey);
    return true;
  }

  private actsOn(item: Item, event: KeyboardEvent): boolean {
    const { onChoose, onMenu, onKey, multiple } = this.options;
    const isPlain = !event.altKey && !event.ctrlKey && !event.metaKey;
    if (event.key === ' ' && multiple && isPlain) {
      this.toggleMark(this.options.key(item));
      return true;
    }
    if (event.key === 'Enter' && onChoose && !event.altKey) {
      onChoose(item, event);
      return true;
    }
    if ((event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) && onMenu) {
      onMenu(item, event);
      return true;
    }
    return onKey?.(item, event) ?? false;
  }

  private onClick(event: MouseEvent): void {
    const item = this.itemAt(event);
    if (item === null) return;
    const key = this.options.key(item);
    if (this.options.multiple && (event.ctrlKey || event.metaKey)) {
      this.toggleMark(key);
      return;
    }
    if (this.options.multiple && event.shiftKey) {
      this.markTo(key);
      return;
    }
    this.setActive(key);
    this.options.onActive?.(item);
    this.options.onChoose?.(item, event);
  }

  private onContextMenu(event: MouseEvent): void {
    const item = this.itemAt(event);
    if (item === null || !this.options.onMenu) return;
    event.preventDefault();
    this.setActive(this.options.key(item));
    this.options.onActive?.(item);
    this.options.onMenu(item, event);
  }

  private itemAt(event: MouseEvent): Item | null {
    const key = (event.target as HTMLElement).closest('.touchstone-list-row')?.getAttribute('data-key');
    const index = key === null || key === undefined ? undefined : this.indexes.get(key);
    return index === undefined ? null : this.items[index] ?? null;
  }

  private toggleMark(key: string): void {
    const keys = new Set(this.markedKeys);
    if (!keys.delete(key)) keys.add(key);
    this.mark(keys);
  }

  /** Marks from the active row to this one. */
  private markTo(key: string): void {
    const from = this.activeKey === null ? 0 : this.indexes.get(this.activeKey) ?? 0;
    const to = this.indexes.get(key) ?? from;
    const between = this.items.slice(Math.min(from, to), Math.max(from, to) + 1);
    this.mark([...this.markedKeys, ...between.map((item) => this.options.key(item))]);
  }
}
