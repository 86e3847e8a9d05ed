// Rows of a section: a windowed list that is as high as its rows, up to a screenful.
import { Component } from 'obsidian';
import { WindowList } from '../../ui/window-list';
import type { HealthRow } from './sections';

/** CSS pixels of a row. */
export const ROW_HEIGHT = 32;
/** Rows in sight before the list scrolls by itself. */
const ROWS_IN_SIGHT = 8;

export class RowList extends Component {
  private readonly list: WindowList<HealthRow>;

  constructor(parent: HTMLElement, label: string, choose: (row: HealthRow, event: MouseEvent | KeyboardEvent) => void) {
    super();
    this.list = this.addChild(new WindowList<HealthRow>(parent, {
      label, rowHeight: ROW_HEIGHT, key: ({ key }) => key,
      render: (el, { text, detail, leads }) => {
        fillRow(el, text, detail);
        el.toggleClass('is-plain', leads.to === 'nothing');
      },
      onChoose: choose,
    }));
  }

  show(rows: readonly HealthRow[]): void {
    this.list.el.setCssProps({ '--touchstone-list-height': listHeight(rows.length) });
    this.list.setItems(rows);
  }
}

export function listHeight(rows: number): string {
  return `${Math.min(rows, ROWS_IN_SIGHT) * ROW_HEIGHT}px`;
}

/** `detail` at the end of the row, quiet. */
export function fillRow(el: HTMLElement, text: string, detail: string): void {
  const said = `${text}\n${detail}`;
  if (el.dataset['said'] === said) return;
  el.dataset['said'] = said;
  el.empty();
  el.addClass('touchstone-health-row');
  el.createSpan({ cls: 'touchstone-health-text', text });
  el.createSpan({ cls: 'touchstone-health-detail', text: detail });
}
