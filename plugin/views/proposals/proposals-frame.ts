// The parts of the proposals view put together: shelf and marks above, the queue left, one proposal right.
import type { App } from 'obsidian';
import { Component, Keymap, Menu, setIcon } from 'obsidian';
import type { ProposalItem } from '../../../shared/proposal/item';
import type { ProposalList } from '../../../shared/proposal/queries';
import type { Engine } from '../../engine/engine';
import { showEmpty } from '../../ui/states';
import { RefusalBox } from '../backlog/refusal-box';
import type { BulkResult } from './deeds';
import { Deeds } from './deeds';
import type { Deed, ProposalInDetail } from './detail';
import { ProposalDetail } from './detail';
import { KeyHelp } from './key-help';
import { Queue } from './queue';
import type { ProposalsState } from './state';
import { counted } from './words';

export interface FrameHost {
  app: App;
  engine: Engine;
  announcer: { say(text: string): void };
  state(): ProposalsState;
  change(change: Partial<ProposalsState>): void;
  isDeciding(): boolean;
}

const KEYS: Readonly<Record<string, Deed>> = { a: 'accept', e: 'edit', r: 'reject', d: 'defer' };

export class ProposalsFrame extends Component {
  private readonly queue: Queue;
  private readonly detail: ProposalDetail;
  private readonly refusal: RefusalBox;
  private readonly deeds: Deeds;
  private readonly mainEl: HTMLElement;
  private readonly barEl: HTMLElement;
  private readonly noteEl: HTMLElement;
  private readonly emptyEl: HTMLElement;
  private readonly damagedEl: HTMLElement;
  private items: readonly ProposalItem[] = [];
  private shown: ProposalInDetail | null = null;
  private shownShelf = '';
  /** What was asked for of the proposal that is chosen and not shown yet: nothing is decided unseen. */
  private asked: { deed: Deed; event: Event; id: string } | null = null;

  constructor(parent: HTMLElement, private readonly host: FrameHost) {
    super();
    parent.addClass('touchstone-proposals');
    this.barEl = parent.createDiv({ cls: 'touchstone-proposals-bar' });
    this.refusal = this.addChild(new RefusalBox(parent));
    this.noteEl = parent.createDiv({ cls: 'touchstone-proposals-note' });
    this.noteEl.hide();
    this.mainEl = parent.createDiv({ cls: 'touchstone-proposals-main' });
    this.emptyEl = parent.createDiv({ cls: 'touchstone-proposals-empty' });
    const left = this.mainEl.createDiv({ cls: 'touchstone-proposals-queue' });
    this.queue = this.addChild(new Queue(left, {
      chosen: (item) => { host.change({ proposal: item.id }); },
      key: (_item, event) => this.onKey(event),
      marked: () => { this.drawBar(); },
      menu: (item, event) => { this.showMenu(item, event); },
    }));
    this.damagedEl = left.createDiv({ cls: 'touchstone-unreadable' });
    this.detail = this.addChild(new ProposalDetail(this.mainEl, {
      app: host.app,
      isDeciding: () => host.isDeciding(),
      layout: () => host.state().layout,
      setLayout: (layout) => { host.change({ layout }); },
      deed: (deed, event) => { this.run(deed, event); },
      openNote: (path, event) => { void host.app.workspace.openLinkText(path, '', Keymap.isModEvent(event)); },
      back: () => {
        host.change({ proposal: null });
        this.queue.list.focus();
      },
    }));
    this.deeds = new Deeds({
      app: host.app, engine: host.engine, announcer: host.announcer,
      refused: (title, error) => { this.refusal.show(title, error, () => { this.queue.list.focus(); }); },
      accepted: (id) => { this.offerUndo(id); },
      finished: (results) => { this.tellResults(results); },
    });
    this.registerDomEvent(this.detail.el, 'keydown', (event) => { if (!isTyping(event) && this.onKey(event)) event.preventDefault(); });
  }

  /** The proposal to show where the state names none or one that is not there. */
  chosenAmong(items: readonly ProposalItem[]): string | null {
    const { proposal } = this.host.state();
    return items.some(({ id }) => id === proposal) ? proposal : null;
  }

  show(list: ProposalList, detail: ProposalInDetail | null): void {
    this.items = list.items;
    this.shown = detail;
    const { shelf } = this.host.state();
    if (this.shownShelf !== shelf) {
      this.shownShelf = shelf;
      this.queue.list.mark([]);
    }
    this.queue.list.setItems(list.items);
    // What was chosen meanwhile wins over what was asked for before.
    const { proposal } = this.host.state();
    if (proposal !== null && this.queue.list.active?.id !== proposal) this.queue.list.setActive(proposal);
    this.mainEl.toggleClass('has-detail', detail !== null);
    this.drawDamaged(list);
    this.drawBar();
    this.drawEmpty(list);
    this.detail.show(detail);
    const { asked } = this;
    this.asked = null;
    if (asked !== null && asked.id === detail?.shown.id) this.run(asked.deed, asked.event);
  }

  private drawBar(): void {
    const { shelf } = this.host.state();
    const marked = this.markedItems();
    const stamp = JSON.stringify([shelf, this.items.length, marked.map(({ id }) => id), this.host.isDeciding()]);
    if (this.barEl.getAttribute('data-stamp') === stamp) return;
    const focused = this.barEl.contains(this.barEl.doc.activeElement) ? this.barEl.doc.activeElement?.getAttribute('data-part') : null;
    this.barEl.setAttribute('data-stamp', stamp);
    this.barEl.empty();
    const tabs = this.barEl.createDiv({ cls: 'touchstone-shelves', attr: { role: 'group', 'aria-label': 'Which proposals' } });
    for (const [name, label] of [['open', 'Waiting'], ['decided', 'Decided']] as const) {
      const button = tabs.createEl('button', { text: label, attr: { 'aria-pressed': String(shelf === name), 'data-part': name } });
      button.toggleClass('is-active', shelf === name);
      button.addEventListener('click', () => { this.host.change({ shelf: name, proposal: null }); });
    }
    if (marked.length > 0 && shelf === 'open') this.drawBulk(marked);
    else this.barEl.createSpan({ cls: 'touchstone-quiet', text: counted(this.items.length, 'proposal') });
    const help = this.barEl.createEl('button', { cls: ['clickable-icon', 'touchstone-proposals-help'], attr: { 'aria-label': 'Keys', 'data-part': 'help' } });
    setIcon(help, 'circle-help');
    help.addEventListener('click', () => { new KeyHelp(this.host.app).open(); });
    if (focused !== null && focused !== undefined) (Array.from(this.barEl.querySelectorAll<HTMLElement>('[data-part]')).find((el) => el.getAttribute('data-part') === focused))?.focus();
  }

  private drawBulk(marked: readonly ProposalItem[]): void {
    this.barEl.createSpan({ text: `${marked.length} selected` });
    for (const [deed, label] of [['accept', 'Accept'], ['reject', 'Reject'], ['defer', 'Defer']] as const) {
      const button = this.barEl.createEl('button', { text: `${label} selected`, attr: { 'data-part': deed } });
      button.disabled = !this.host.isDeciding();
      button.addEventListener('click', (event) => { void this.deeds.runAll(deed, marked, event); });
    }
    this.barEl.createEl('button', { text: 'Clear', attr: { 'data-part': 'clear' } }).addEventListener('click', () => { this.queue.list.mark([]); });
  }

  private drawEmpty({ items, unreadable }: ProposalList): void {
    const isEmpty = items.length === 0 && unreadable.length === 0;
    this.mainEl.toggle(!isEmpty);
    this.emptyEl.toggle(isEmpty);
    if (!isEmpty) return;
    if (this.host.state().shelf === 'decided') showEmpty(this.emptyEl, { icon: 'archive', title: 'Nothing was decided yet', text: 'Accepted, rejected and withdrawn proposals are kept here.' });
    else showEmpty(this.emptyEl, { icon: 'inbox', title: 'No proposal waits', text: 'Agents propose changes of protected notes; they appear here to be decided.' });
  }

  private drawDamaged({ unreadable }: ProposalList): void {
    this.damagedEl.empty();
    for (const { path, problem } of unreadable) {
      const row = this.damagedEl.createDiv({ cls: 'touchstone-unreadable-note' });
      setIcon(row.createSpan(), 'file-warning');
      row.createSpan({ text: `${path}: ${problem}` });
    }
  }

  private onKey(event: KeyboardEvent): boolean {
    if (event.ctrlKey || event.metaKey || event.altKey) return false;
    if (event.key === '?') {
      new KeyHelp(this.host.app).open();
      return true;
    }
    if (event.key === 'j' || event.key === 'k') return this.step(event.key === 'j' ? 1 : -1);
    if (event.key === 'n' || event.key === 'p') return this.detail.nextChange(event.key === 'n' ? 1 : -1);
    const deed = KEYS[event.key];
    if (deed === undefined) return false;
    const marked = this.markedItems();
    if (marked.length > 0 && deed !== 'edit' && deed !== 'revert') void this.deeds.runAll(deed, marked, event);
    else this.run(deed, event);
    return true;
  }

  private step(by: 1 | -1): boolean {
    const chosen = this.host.state().proposal ?? this.queue.list.active?.id;
    const at = this.items.findIndex(({ id }) => id === chosen);
    const next = this.items[Math.max(0, Math.min(at + by, this.items.length - 1))];
    if (next === undefined) return true;
    this.queue.list.setActive(next.id);
    this.host.change({ proposal: next.id });
    return true;
  }

  private run(deed: Deed, event: Event): void {
    const { proposal } = this.host.state();
    if (!this.host.isDeciding() || proposal === null) return;
    if (this.shown?.shown.id !== proposal) {
      this.asked = { deed, event, id: proposal };
      return;
    }
    const isOpen = this.shown.preview !== null;
    if (isOpen === (deed === 'revert')) return;
    this.refusal.hide();
    void this.deeds.run(deed, this.shown, event);
  }

  private markedItems(): ProposalItem[] {
    return this.items.filter(({ id }) => this.queue.list.marked.has(id));
  }

  private showMenu(item: ProposalItem, event: MouseEvent | KeyboardEvent): void {
    const menu = new Menu();
    menu.addItem((entry) => entry.setTitle('Open the target').setIcon('file-text').onClick(() => { void this.host.app.workspace.openLinkText(item.target_path, ''); }));
    menu.addItem((entry) => entry.setTitle('Open the proposal as a note').setIcon('file').onClick(() => { void this.host.app.workspace.openLinkText(item.path, ''); }));
    if (event instanceof MouseEvent) {
      menu.showAtMouseEvent(event);
      return;
    }
    const { left, bottom } = (this.queue.list.rowOf(item.id) ?? this.queue.list.el).getBoundingClientRect();
    menu.showAtPosition({ x: left, y: bottom }, this.queue.list.el.doc);
  }

  private offerUndo(id: string): void {
    this.tell(`${id} was accepted.`);
    const undo = this.noteEl.createEl('button', { text: 'Undo' });
    this.noteEl.insertBefore(undo, this.noteEl.lastElementChild?.previousElementSibling ?? null);
    undo.addEventListener('click', (event) => {
      void this.deeds.undo(id, event).then((isDone) => { if (isDone) this.noteEl.hide(); });
    });
  }

  private tellResults(results: readonly BulkResult[]): void {
    this.queue.list.mark(results.flatMap(({ id, refusal }) => (refusal === null ? [] : [id])));
    const failed = results.filter(({ refusal }) => refusal !== null);
    this.tell(`${counted(results.length - failed.length, 'proposal')} done${failed.length === 0 ? '.' : `, ${failed.length} refused:`}`);
    if (failed.length === 0) return;
    const list = this.noteEl.createEl('ul');
    for (const { refusal } of failed) list.createEl('li', { text: refusal ?? '' });
  }

  private tell(text: string): void {
    this.noteEl.empty();
    this.noteEl.show();
    this.noteEl.createSpan({ text });
    const close = this.noteEl.createEl('button', { cls: 'clickable-icon', attr: { 'aria-label': 'Dismiss' } });
    setIcon(close, 'x');
    close.addEventListener('click', () => { this.noteEl.hide(); });
  }
}

/** A key that goes into a text means the text. */
function isTyping({ target }: KeyboardEvent): boolean {
  const el = target as HTMLElement;
  return el.isContentEditable || el.tagName === 'INPUT' || el.tagName === 'TEXTAREA' || el.tagName === 'SELECT';
}
