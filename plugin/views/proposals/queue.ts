// The queue on the left: what waits (or was decided), one row each, and which of them are marked for one decision.
import { Component } from 'obsidian';
import type { ProposalItem } from '../../../shared/proposal/item';
import { WindowList } from '../../ui/window-list';
import type { Flag } from './words';
import { flagOf, kindWords, originWords } from './words';

/** CSS pixels: three lines of the app's small text and their padding. */
const ROW_HEIGHT = 72;

export interface QueueHost {
  chosen(item: ProposalItem): void;
  /** A key on a row; answers whether it meant something. */
  key(item: ProposalItem, event: KeyboardEvent): boolean;
  marked(ids: ReadonlySet<string>): void;
  menu(item: ProposalItem, event: MouseEvent | KeyboardEvent): void;
}

export class Queue extends Component {
  readonly list: WindowList<ProposalItem>;

  constructor(parent: HTMLElement, host: QueueHost) {
    super();
    this.list = this.addChild(new WindowList<ProposalItem>(parent, {
      label: 'Proposals', rowHeight: ROW_HEIGHT, multiple: true,
      key: ({ id }) => id,
      render: drawRow,
      onActive: (item) => { host.chosen(item); },
      onMarked: (ids) => { host.marked(ids); },
      onMenu: (item, event) => { host.menu(item, event); },
      onKey: (item, event) => host.key(item, event),
    }));
  }
}

function drawRow(el: HTMLElement, item: ProposalItem): void {
  const flag = flagOf(item);
  const stamp = JSON.stringify([item.sha256, item.age_days, flag]);
  if (el.getAttribute('data-stamp') === stamp) return;
  el.setAttribute('data-stamp', stamp);
  el.empty();
  el.addClass('touchstone-proposal-row');
  const head = el.createDiv({ cls: 'touchstone-proposal-title' });
  head.createSpan({ cls: 'touchstone-proposal-name', text: item.title });
  if (flag) drawFlag(head, flag);
  el.createDiv({ cls: 'touchstone-proposal-facts', text: `${kindWords(item)} · ${item.target_path}` });
  el.createDiv({ cls: 'touchstone-proposal-facts', text: `${item.id} · ${originWords(item)}` });
}

export function drawFlag(el: HTMLElement, { text, tone }: Flag): void {
  el.createSpan({ cls: ['touchstone-flair', `mod-${tone}`], text });
}
