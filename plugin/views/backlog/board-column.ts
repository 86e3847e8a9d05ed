// One column of the board: a header that folds it, and a windowed list of cards. A place to drop cards on.
import { Component, setIcon } from 'obsidian';
import type { StoryRow } from '../../../shared/story/backlog';
import { WindowList } from '../../ui/window-list';
import { drawCard } from './card-element';
import type { Column } from './columns';
import { statusName } from './columns';
import type { StoriesHost } from './stories-host';
import { storyKey } from './stories-host';

/** CSS pixels: a card of five lines (two of the title, two of marks) and the gap below it. */
const CARD_HEIGHT = 124;

export interface ColumnHost extends StoriesHost {
  toggleColumn(status: string): void;
  /** Moves the focus to the column before or after. */
  focusBeside(status: string, step: -1 | 1): void;
  dragStarted(row: StoryRow, event: DragEvent): void;
}

export class BoardColumn extends Component {
  readonly el: HTMLElement;
  readonly list: WindowList<StoryRow>;
  private readonly headEl: HTMLElement;
  private readonly countEl: HTMLElement;
  private readonly emptyEl: HTMLElement;

  constructor(parent: HTMLElement, readonly status: string, private readonly host: ColumnHost) {
    super();
    const name = statusName(status);
    this.el = parent.createDiv({ cls: 'touchstone-column', attr: { 'data-status': status, role: 'group' } });
    this.headEl = this.el.createEl('button', { cls: 'touchstone-column-head' });
    setIcon(this.headEl.createSpan({ cls: 'touchstone-column-fold' }), 'chevron-down');
    const nameEl = this.headEl.createSpan({ cls: 'touchstone-column-name', text: name });
    this.countEl = this.headEl.createSpan({ cls: 'touchstone-column-count' });
    nameEl.id = `touchstone-column-${columnsMade++}`;
    this.el.setAttribute('aria-labelledby', nameEl.id);
    this.emptyEl = this.el.createDiv({ cls: 'touchstone-column-empty' });
    this.list = this.addChild(new WindowList<StoryRow>(this.el, {
      label: name, rowHeight: CARD_HEIGHT, key: ({ id }) => id,
      render: (el, row) => { this.render(el, row); },
      onChoose: (row, event) => { host.open(row, event); },
      onMenu: (row, event) => { host.showMenu(row, event, this.list.rowOf(row.id) ?? this.el); },
      onKey: (row, event) => this.onKey(row, event),
    }));
  }

  override onload(): void {
    this.registerDomEvent(this.headEl, 'click', () => { this.host.toggleColumn(this.status); });
    this.registerDomEvent(this.list.el, 'keydown', (event) => { if (this.list.active === null) this.onEmptyKey(event); });
    this.registerDomEvent(this.list.el, 'dragstart', (event) => {
      const row = this.rowAt(event);
      if (row) this.host.dragStarted(row, event);
    });
    this.registerDomEvent(this.list.el, 'mouseover', (event) => {
      const row = this.rowAt(event);
      if (row) this.host.hover(row, event, event.target as HTMLElement);
    });
  }

  show({ rows, total }: Column, isFolded: boolean): void {
    // A column that has never held anything takes no room, and is still there to drop on.
    this.el.toggleClass('is-folded', isFolded);
    this.headEl.setAttribute('aria-expanded', String(!isFolded));
    const count = rows.length === total ? String(total) : `${rows.length} of ${total}`;
    if (this.countEl.textContent !== count) this.countEl.setText(count);
    this.list.setLabel(`${statusName(this.status)}, ${rows.length} ${rows.length === 1 ? 'story' : 'stories'}`);
    const empty = rows.length > 0 ? '' : total > 0 ? 'None fits the filter' : 'None';
    if (this.emptyEl.textContent !== empty) this.emptyEl.setText(empty);
    this.rows = new Map(rows.map((row) => [row.id, row]));
    this.list.setItems(isFolded ? [] : rows);
  }

  private rows: ReadonlyMap<string, StoryRow> = new Map();

  get isEmpty(): boolean {
    return this.rows.size === 0 || this.el.hasClass('is-folded');
  }

  holds(id: string): boolean {
    return this.rows.has(id);
  }

  private render(el: HTMLElement, row: StoryRow): void {
    el.draggable = this.host.canMove();
    const card = el.firstElementChild as HTMLElement | null ?? el.createDiv({ cls: 'touchstone-card' });
    drawCard(card, this.host.card(row));
  }

  private onKey(row: StoryRow, event: KeyboardEvent): boolean {
    return this.movesBeside(event) || storyKey(this.host, row, event);
  }

  private onEmptyKey(event: KeyboardEvent): void {
    if (this.movesBeside(event)) event.preventDefault();
  }

  private movesBeside(event: KeyboardEvent): boolean {
    const isArrow = event.key === 'ArrowLeft' || event.key === 'ArrowRight';
    if (!isArrow || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return false;
    this.host.focusBeside(this.status, event.key === 'ArrowLeft' ? -1 : 1);
    return true;
  }

  private rowAt(event: MouseEvent): StoryRow | null {
    const key = (event.target as HTMLElement).closest('.touchstone-list-row')?.getAttribute('data-key');
    return (key !== null && key !== undefined && this.rows.get(key)) || null;
  }
}

let columnsMade = 0;
