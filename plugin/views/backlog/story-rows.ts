// The same stories as a list, or as a tree of epics: one windowed list of rows.
import { Component, setIcon } from 'obsidian';
import { WindowList } from '../../ui/window-list';
import { drawCard } from './card-element';
import type { StoriesHost } from './stories-host';
import { storyKey } from './stories-host';
import type { TreeRow } from './tree-rows';

/** CSS pixels: two lines. */
const ROW_HEIGHT = 56;

export interface RowsHost extends StoriesHost {
  /** Shows or hides what is below a story. */
  toggleBranch(id: string): void;
}

export class StoryRows extends Component {
  readonly list: WindowList<TreeRow>;

  constructor(readonly el: HTMLElement, private readonly host: RowsHost, private readonly isTree: boolean) {
    super();
    this.list = this.addChild(new WindowList<TreeRow>(el, {
      label: isTree ? 'Stories by epic' : 'Stories', rowHeight: ROW_HEIGHT, key: ({ row }) => row.id,
      render: (rowEl, item) => { this.render(rowEl, item); },
      onChoose: (item, event) => { this.onChoose(item, event); },
      onMenu: ({ row }, event) => { host.showMenu(row, event, this.list.rowOf(row.id) ?? el); },
      onKey: (item, event) => this.onKey(item, event),
      ...(isTree && { branch: ({ level, open }: TreeRow) => ({ level, open }) }),
    }));
  }

  override onload(): void {
    this.registerDomEvent(this.list.el, 'mouseover', (event) => {
      const key = (event.target as HTMLElement).closest('.touchstone-list-row')?.getAttribute('data-key');
      const item = this.items.find(({ row }) => row.id === key);
      if (item) this.host.hover(item.row, event, event.target as HTMLElement);
    });
  }

  private items: readonly TreeRow[] = [];

  show(items: readonly TreeRow[]): void {
    this.items = items;
    this.list.setItems(items);
  }

  focusStory(id: string): boolean {
    if (!this.items.some(({ row }) => row.id === id)) return false;
    this.list.setActive(id);
    this.list.focus();
    return true;
  }

  private render(el: HTMLElement, { row, level, open, progress }: TreeRow): void {
    const inner = el.firstElementChild as HTMLElement | null ?? this.makeRow(el);
    const [foldEl, cardEl] = [...inner.children] as HTMLElement[];
    inner.setCssProps({ '--touchstone-level': String(level - 1) });
    foldEl?.toggleClass('is-collapsed', open === false);
    foldEl?.toggleClass('is-leaf', open === null);
    if (cardEl) drawCard(cardEl, this.host.card(row), { isStatusShown: true, ...(progress.total > 0 && { progress }) });
  }

  private makeRow(el: HTMLElement): HTMLElement {
    const inner = el.createDiv({ cls: this.isTree ? 'touchstone-row mod-tree' : 'touchstone-row' });
    const fold = inner.createDiv({ cls: 'touchstone-row-fold collapse-icon', attr: { 'aria-hidden': 'true' } });
    setIcon(fold, 'chevron-down');
    inner.createDiv({ cls: 'touchstone-card mod-row' });
    return inner;
  }

  private onChoose(item: TreeRow, event: MouseEvent | KeyboardEvent): void {
    const isFold = (event.target as HTMLElement).closest('.touchstone-row-fold') !== null;
    if (isFold && item.open !== null) this.host.toggleBranch(item.row.id);
    else this.host.open(item.row, event);
  }

  private onKey({ row, open, level }: TreeRow, event: KeyboardEvent): boolean {
    const isPlainArrow = (event.key === 'ArrowLeft' || event.key === 'ArrowRight') && !event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey;
    if (!this.isTree || !isPlainArrow) return storyKey(this.host, row, event);
    const wantsOpen = event.key === 'ArrowRight';
    if (open !== null && open !== wantsOpen) this.host.toggleBranch(row.id);
    else if (!wantsOpen && level > 1 && row.parent !== null) this.list.setActive(row.parent);
    return true;
  }
}
