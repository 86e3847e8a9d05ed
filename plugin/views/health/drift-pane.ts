// Notes that drifted: the list, and beneath it the difference of the active one with what can be done about it.
import type { App } from 'obsidian';
import { Component } from 'obsidian';
import type { IntegrityHealth } from '../../../shared/health/integrity-health';
import { noteSides } from '../../../shared/integrity/note-difference';
import { acknowledge } from '../../../shared/integrity/record-drift';
import { restoreNote } from '../../../shared/note/planners/restore-note';
import type { Planner } from '../../../shared/vault/plan';
import { showDiff } from '../../diff/diff-table';
import type { Engine } from '../../engine/engine';
import { decide } from '../../ui/decision';
import { showRefusal } from '../../ui/states';
import { WindowList } from '../../ui/window-list';
import type { Drifted } from './drifted';
import { driftedOf } from './drifted';
import { fillRow, listHeight, ROW_HEIGHT } from './row-list';

export interface DriftHost {
  app: App;
  engine: Engine;
  announcer: { say(text: string): void };
  canDecide(): boolean;
  chosen(path: string | null): void;
}

export class DriftPane extends Component {
  private readonly list: WindowList<Drifted>;
  private readonly nameEl: HTMLElement;
  private readonly detailEl: HTMLElement;
  private readonly diffEl: HTMLElement;
  private readonly refusalEl: HTMLElement;
  private readonly ackEl: HTMLButtonElement;
  private readonly restoreEl: HTMLButtonElement;
  private readonly openEl: HTMLButtonElement;
  private notes: readonly Drifted[] = [];
  private shown: Drifted | null = null;
  /** What the difference was drawn of; it is drawn again only for other texts. */
  private drawn = '';

  constructor(parent: HTMLElement, private readonly host: DriftHost) {
    super();
    this.list = this.addChild(new WindowList<Drifted>(parent, {
      label: 'Drifted notes', rowHeight: ROW_HEIGHT, key: ({ path }) => path,
      render: (el, note) => { fillRow(el, note.path, note.words); },
      onActive: (note) => { this.select(note); },
      onChoose: (note) => { this.select(note); },
    }));
    this.detailEl = parent.createDiv({ cls: 'touchstone-drift-detail' });
    const head = this.detailEl.createDiv({ cls: 'touchstone-drift-head' });
    this.nameEl = head.createDiv({ cls: 'touchstone-drift-name' });
    const buttons = head.createDiv({ cls: 'touchstone-drift-buttons' });
    this.openEl = buttons.createEl('button', { text: 'Open note' });
    this.restoreEl = buttons.createEl('button', { text: 'Restore' });
    this.ackEl = buttons.createEl('button', { cls: 'mod-cta', text: 'Acknowledge' });
    this.refusalEl = this.detailEl.createDiv();
    this.diffEl = this.detailEl.createDiv({ cls: 'touchstone-drift-diff' });
  }

  override onload(): void {
    this.registerDomEvent(this.openEl, 'click', () => { void this.host.app.workspace.openLinkText(this.shown?.movedTo ?? this.shown?.path ?? '', '', 'tab'); });
    this.registerDomEvent(this.ackEl, 'click', (event) => { this.run(event, 'Acknowledge', 'is its baseline now', (path) => acknowledge({ paths: [path] })); });
    this.registerDomEvent(this.restoreEl, 'click', (event) => { this.run(event, 'Restore', 'is restored', (path) => restoreNote({ ref: path })); });
  }

  /** Shows what drifted, with the note at `path` in detail where it is among them. */
  async show(integrity: IntegrityHealth, path: string | null): Promise<void> {
    this.notes = driftedOf(integrity);
    this.list.el.setCssProps({ '--touchstone-list-height': listHeight(this.notes.length) });
    this.list.setItems(this.notes);
    const wanted = this.notes.find((note) => note.path === (path ?? this.shown?.path) || note.movedTo === path) ?? this.notes[0] ?? null;
    this.list.setActive(wanted?.path ?? null);
    await this.showDetail(wanted);
  }

  private select(note: Drifted): void {
    this.refusalEl.empty();
    this.refusalEl.className = '';
    this.host.chosen(note.path);
    void this.showDetail(note);
  }

  private async showDetail(note: Drifted | null): Promise<void> {
    this.shown = note;
    this.detailEl.toggle(note !== null);
    if (note === null) return;
    const canDecide = this.host.canDecide();
    this.nameEl.setText(`${note.path}: ${note.words}`);
    this.openEl.disabled = note.kind === 'deleted';
    this.restoreEl.disabled = !canDecide || !note.hasBaseline;
    this.ackEl.disabled = !canDecide;
    try {
      const sides = await this.host.engine.read((view) => noteSides(view, note.path));
      if (this.shown !== note) return;
      const key = `${note.path} ${sides.baseline ?? ''} ${sides.sha256 ?? ''}`;
      if (key === this.drawn) return;
      this.drawn = key;
      showDiff(this.diffEl, sides.before, sides.now, { layout: 'unified', label: `Drift of ${note.path}`, sides: { before: 'Baseline', after: 'Now' } });
    } catch (error) {
      if (this.shown !== note) return;
      this.drawn = '';
      showRefusal(this.diffEl, error);
    }
  }

  private run<Item>(event: MouseEvent, verb: string, done: string, planner: (path: string) => Planner<Item>): void {
    const { shown } = this;
    if (shown === null) return;
    const at = this.notes.indexOf(shown);
    const { path } = shown;
    void decide(this.host, event, {
      title: `${verb} ${path}`, planner: planner(path), done: () => `${path} ${done}`,
      refused: (error) => { showRefusal(this.refusalEl, error); },
    }).then((result) => {
      if (result === null) return;
      this.host.chosen((this.notes[at + 1] ?? this.notes[at - 1])?.path ?? null);
      this.list.focus();
    });
  }
}
