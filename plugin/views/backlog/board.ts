// The board: columns side by side, and the dragging of cards between them.
import { Component } from 'obsidian';
import type { StoryRow } from '../../../shared/story/backlog';
import { patchChildren } from '../../ui/keyed-children';
import type { ColumnHost } from './board-column';
import { BoardColumn } from './board-column';
import type { Column } from './columns';
import type { StoriesHost } from './stories-host';

export interface BoardHost extends StoriesHost {
  toggleColumn(status: string): void;
}

export class Board extends Component {
  readonly el: HTMLElement;
  private readonly columns = new Map<string, BoardColumn>();
  private dragged: StoryRow | null = null;

  constructor(parent: HTMLElement, private readonly host: BoardHost) {
    super();
    this.el = parent.createDiv({ cls: 'touchstone-board' });
  }

  override onload(): void {
    this.registerDomEvent(this.el, 'dragover', (event) => { this.onDragOver(event); });
    this.registerDomEvent(this.el, 'dragleave', (event) => { if (!this.el.contains(event.relatedTarget as Node | null)) this.mark(null); });
    this.registerDomEvent(this.el, 'drop', (event) => { this.onDrop(event); });
    this.registerDomEvent(this.el, 'dragend', () => { this.dragEnded(); });
  }

  /** `folded`: statuses whose column shows its header only. */
  show(columns: readonly Column[], folded: ReadonlySet<string>): void {
    for (const status of this.columns.keys()) {
      if (!columns.some((column) => column.status === status)) this.remove(status);
    }
    patchChildren(this.el, columns, {
      key: ({ status }) => status,
      create: ({ status }) => this.made(status).el,
      update: (_el, column) => { this.columns.get(column.status)?.show(column, folded.has(column.status)); },
    });
  }

  /** Makes a story the active one of its column and gives it the focus; false when no column shows it. */
  focusStory(id: string): boolean {
    for (const column of this.columns.values()) {
      if (!column.holds(id)) continue;
      column.list.setActive(id);
      column.list.focus();
      return true;
    }
    return false;
  }

  /** Gives the first column with a story the focus. */
  focusFirst(): void {
    const [first] = this.inOrder().filter(({ isEmpty }) => !isEmpty);
    first?.list.focus();
  }

  /** The story that has the focus. */
  get focused(): string | null {
    for (const { list } of this.columns.values()) {
      if (list.el.isActiveElement()) return list.active?.id ?? null;
    }
    return null;
  }

  private made(status: string): BoardColumn {
    const host: ColumnHost = {
      ...this.host,
      focusBeside: (from, step) => { this.focusBeside(from, step); },
      dragStarted: (row, event) => { this.dragStarted(row, event); },
    };
    const column = this.addChild(new BoardColumn(this.el, status, host));
    this.columns.set(status, column);
    return column;
  }

  private remove(status: string): void {
    const column = this.columns.get(status);
    if (column === undefined) return;
    this.removeChild(column);
    column.el.remove();
    this.columns.delete(status);
  }

  private focusBeside(status: string, step: -1 | 1): void {
    const open = this.inOrder().filter((column) => !column.el.hasClass('is-folded'));
    const at = open.findIndex((column) => column.status === status);
    open[at + step]?.list.focus();
    open[at + step]?.el.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }

  private inOrder(): BoardColumn[] {
    return [...this.el.children].flatMap((el) => this.columns.get(el.getAttribute('data-status') ?? '') ?? []);
  }

  private dragStarted(row: StoryRow, event: DragEvent): void {
    if (!this.host.canMove() || event.dataTransfer === null) return;
    this.dragged = row;
    // The active row is always drawn: the dragged one must not vanish when its column scrolls.
    this.columns.get(row.status)?.list.setActive(row.id);
    event.dataTransfer.effectAllowed = 'copyMove';
    // Dropped into a note it is a link.
    event.dataTransfer.setData('text/plain', `[[${row.id}]]`);
    this.el.addClass('is-dragging');
  }

  private onDragOver(event: DragEvent): void {
    const column = this.columnAt(event);
    this.mark(column);
    if (this.dragged === null || column === null) return;
    event.preventDefault();
    if (event.dataTransfer) event.dataTransfer.dropEffect = 'move';
  }

  private onDrop(event: DragEvent): void {
    const [row, column] = [this.dragged, this.columnAt(event)];
    this.dragEnded();
    if (row === null || column === null) return;
    event.preventDefault();
    this.host.move(row, column.status, event);
  }

  private dragEnded(): void {
    this.dragged = null;
    this.el.removeClass('is-dragging');
    this.mark(null);
  }

  private mark(target: BoardColumn | null): void {
    for (const column of this.columns.values()) {
      column.el.toggleClass('is-drop-target', this.dragged !== null && column === target && column.status !== this.dragged.status);
    }
  }

  private columnAt(event: DragEvent): BoardColumn | null {
    const status = (event.target as HTMLElement).closest('.touchstone-column')?.getAttribute('data-status');
    return (status !== null && status !== undefined && this.columns.get(status)) || null;
  }
}
