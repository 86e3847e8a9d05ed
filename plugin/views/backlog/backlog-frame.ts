// The parts of the backlog put together: header, refusal, stories in one of three layouts, and one story in detail.
import type { App, HoverParent } from 'obsidian';
import { Component, Keymap } from 'obsidian';
import type { Backlog, StoryRow } from '../../../shared/story/backlog';
import { releaseClaim } from '../../../shared/story/planners/claim';
import { acceptStory, rejectStory } from '../../../shared/story/planners/review';
import type { ShownStory } from '../../../shared/story/queries/show';
import type { Rejection } from '../../../shared/story/rejection';
import { knownStatuses } from '../../../shared/story/statuses';
import type { Engine } from '../../engine/engine';
import { Board } from './board';
import { cardOf } from './card';
import { columnsOf } from './columns';
import { DetailPane } from './detail-pane';
import { filterRows, NO_FILTER } from './filter';
import { FilterBar } from './filter-bar';
import { countText, showNoStories } from './no-stories';
import { MovePicker } from './move-picker';
import { Moves } from './moves';
import { RefusalBox } from './refusal-box';
import type { BacklogState } from './state';
import type { StoriesHost } from './stories-host';
import { showStoryMenu } from './story-menu';
import { StoryRows } from './story-rows';
import { treeRows } from './tree-rows';
import { UnreadableNotes } from './unreadable-notes';

/** Milliseconds without a key after which the number of stories found is said. */
const SAY_AFTER = 600;

export interface FrameHost {
  app: App;
  engine: Engine;
  announcer: { say(text: string): void };
  state(): BacklogState;
  change(change: Partial<BacklogState>): void;
  /** Who decides here; `null` when nobody can. */
  person(): string | null;
  refresh(): void;
  hoverParent: HoverParent;
}

export interface FrameContent {
  backlog: Backlog;
  /** All rows in the order of lists. */
  ordered: readonly StoryRow[];
  /** The story in detail. */
  story: ShownStory | null;
}

export class BacklogFrame extends Component {
  private readonly bar: FilterBar;
  private readonly refusal: RefusalBox;
  private readonly unreadable: UnreadableNotes;
  private readonly mainEl: HTMLElement;
  private readonly emptyEl: HTMLElement;
  private readonly board: Board;
  private readonly list: StoryRows;
  private readonly tree: StoryRows;
  private readonly detail: DetailPane;
  private readonly moves: Moves;
  private readonly moved = new Map<string, string>();
  /** Moves that are made and still shown as on their way. */
  private readonly settled = new Set<string>();
  private movedBefore: ReadonlySet<string> = new Set();
  private content: FrameContent | null = null;
  /** Ids of stories whose detail was asked for, and is to get the focus when it is there. */
  private wantsFocus: string | null = null;
  private wantsVerdict: string | null = null;
  private sayTimer = 0;

  constructor(parent: HTMLElement, private readonly host: FrameHost) {
    super();
    parent.addClass('touchstone-backlog');
    this.bar = this.addChild(new FilterBar(parent, {
      filterChanged: (filter) => {
        host.change({ filter });
        this.sayCount();
      },
      layoutChosen: (layout) => { host.change({ layout }); },
      filtersToggled: (areFiltersOpen) => { host.change({ areFiltersOpen }); },
      entered: () => { this.focusStories(); },
    }));
    this.refusal = this.addChild(new RefusalBox(parent));
    this.unreadable = new UnreadableNotes(parent, host.app);
    this.mainEl = parent.createDiv({ cls: 'touchstone-backlog-main' });
    this.emptyEl = this.mainEl.createDiv({ cls: 'touchstone-backlog-stories' });
    const stories = this.storiesHost();
    this.board = this.addChild(new Board(this.mainEl, { ...stories, toggleColumn: (status) => { this.toggle('foldedColumns', status); } }));
    const rows = { ...stories, toggleBranch: (id: string) => { this.toggle('closedBranches', id); } };
    this.list = this.addChild(new StoryRows(this.mainEl.createDiv({ cls: 'touchstone-backlog-stories' }), rows, false));
    this.tree = this.addChild(new StoryRows(this.mainEl.createDiv({ cls: 'touchstone-backlog-stories' }), rows, true));
    this.detail = this.addChild(this.makeDetail());
    this.moves = new Moves({
      app: host.app, engine: host.engine, announcer: host.announcer, moved: this.moved,
      redraw: () => { this.draw(); },
      settle: (id) => {
        this.settled.add(id);
        host.refresh();
      },
      askVerdict: (id) => { this.askVerdict(id); },
      forget: () => { this.refusal.hide(); },
      refused: (id, title, error) => { this.refusal.show(title, error, () => { this.focusStory(id); }); },
    });
    this.register(() => { window.clearTimeout(this.sayTimer); });
  }

  /** Shows what the engine answered. */
  show(content: FrameContent): void {
    this.content = content;
    for (const id of this.settled) this.moved.delete(id);
    this.settled.clear();
    this.draw();
    const { story } = content;
    if (story === null) this.detail.hide();
    else this.detail.show(story, this.host.person() !== null);
    this.mainEl.toggleClass('has-detail', story !== null);
    if (story !== null && this.wantsFocus === story.id) this.detail.focus();
    if (story !== null && this.wantsVerdict === story.id) this.detail.askRejection();
    this.wantsFocus = null;
    this.wantsVerdict = null;
  }

  /** Shows the same stories again: filter, layout or a move changed. */
  draw(): void {
    if (this.content === null) return;
    const { backlog, ordered } = this.content;
    const state = this.host.state();
    const focused = this.board.focused;
    const shown = filterRows(backlog, ordered, state.filter, this.host.person());
    const isEmpty = shown.length === 0 && (backlog.rows.length === 0 || state.layout !== 'board');
    this.bar.update(state, backlog, countText(shown.length, backlog.rows.length));
    this.unreadable.show(backlog.unreadable);
    this.emptyEl.toggle(isEmpty);
    this.board.el.toggle(!isEmpty && state.layout === 'board');
    this.list.el.toggle(!isEmpty && state.layout === 'list');
    this.tree.el.toggle(!isEmpty && state.layout === 'tree');
    if (isEmpty) {
      showNoStories(this.emptyEl, backlog.rows.length === 0 ? null : () => {
        this.host.change({ filter: NO_FILTER });
        this.bar.focusSearch();
      });
      return;
    }
    if (state.layout === 'board') this.drawBoard(shown, focused);
    else if (state.layout === 'list') this.list.show(shown.map((row) => ({ row, level: 1, open: null, progress: NO_PROGRESS })));
    else this.tree.show(treeRows(backlog, ordered, shown, new Set(state.closedBranches)));
  }

  private drawBoard(shown: readonly StoryRow[], focused: string | null): void {
    const { ordered } = this.content as FrameContent;
    const statuses = knownStatuses(this.host.engine.config);
    const columns = columnsOf(statuses, ordered, shown, this.moved);
    const folded = new Set([...this.host.state().foldedColumns, ...columns.filter(({ total }) => total === 0).map(({ status }) => status)]);
    this.board.show(columns, folded);
    // The focus goes with the card, into its new column and back.
    const isOurs = focused !== null && (this.moved.has(focused) || this.movedBefore.has(focused));
    if (isOurs && this.board.focused !== focused) this.board.focusStory(focused);
    this.movedBefore = new Set(this.moved.keys());
  }

  private storiesHost(): StoriesHost {
    const { host } = this;
    return {
      card: (row) => cardOf((this.content as FrameContent).backlog, row, this.moved.has(row.id)),
      canMove: () => host.person() !== null,
      open: (row, event) => {
        if (Keymap.isModEvent(event) !== false) void this.openNote(row.path, event);
        else this.openStory(row.id);
      },
      showMenu: (row, event, el) => { this.showMenu(row, event, el); },
      move: (row, status, event) => { void this.moves.move(row, status, event); },
      moveBy: (row, step, event) => { this.moveBy(row, step, event); },
      pick: (row) => { this.pick(row); },
      hover: (row, event, targetEl) => {
        host.app.workspace.trigger('hover-link', { event, source: HOVER_SOURCE, hoverParent: host.hoverParent, targetEl, linktext: row.path, sourcePath: '' });
      },
    };
  }

  private makeDetail(): DetailPane {
    const { host } = this;
    return new DetailPane(host.app, this.mainEl, {
      close: () => { this.closeDetail(); },
      accept: ({ id }, event) => { void this.moves.decide(id, { title: `Accept ${id}`, planner: acceptStory({ story: id }) }, event); },
      reject: ({ id }, parts, event) => { void this.reject(id, parts, event); },
      reopen: ({ id }, event) => { void this.reopen(id, event); },
      release: ({ id }, event) => { void this.moves.decide(id, { title: `Release the claim on ${id}`, planner: releaseClaim({ story: id }) }, event); },
      pick: (story) => { this.pick(story); },
      openNote: ({ path }, event) => { void this.openNote(path, event); },
      openStory: (id, event) => {
        const row = this.content?.backlog.byId.get(id);
        if (row && Keymap.isModEvent(event) !== false) void this.openNote(row.path, event);
        else this.openStory(id);
      },
      showMenu: ({ id }, event) => {
        const row = this.content?.backlog.byId.get(id);
        if (row) this.showMenu(row, event, event.target as HTMLElement);
      },
    });
  }

  private openStory(id: string): void {
    this.wantsFocus = id;
    this.host.change({ story: id });
  }

  private closeDetail(): void {
    const id = this.detail.shown;
    this.host.change({ story: null });
    this.detail.hide();
    this.mainEl.removeClass('has-detail');
    if (id !== null) this.focusStory(id);
  }

  private askVerdict(id: string): void {
    if (this.detail.shown === id) {
      this.detail.askRejection();
      return;
    }
    this.wantsVerdict = id;
    this.host.change({ story: id });
  }

  private async reject(id: string, parts: Rejection, event: Event): Promise<void> {
    const isSent = await this.moves.decide(id, { title: `Reject ${id}`, planner: rejectStory({ story: id, parts }) }, event, (error) => { this.detail.refuseRejection(error); });
    if (isSent) this.leaveForm(id);
  }

  private async reopen(id: string, event: Event): Promise<void> {
    if (await this.moves.reopen(id, event)) this.leaveForm(id);
  }

  private leaveForm(id: string): void {
    if (this.detail.shown !== id) return;
    this.detail.closeForm();
    this.detail.focus();
  }

  private moveBy(row: StoryRow, step: -1 | 1, event: Event): void {
    const statuses = this.statuses();
    const status = statuses[statuses.indexOf(row.status) + step];
    if (status !== undefined) void this.moves.move(row, status, event);
  }

  private pick(row: Pick<StoryRow, 'id' | 'status'>): void {
    new MovePicker(this.host.app, row.id, this.statuses().filter((status) => status !== row.status), (status, chosen) => {
      void this.moves.move(row, status, chosen);
    }).open();
  }

  /** Of the vault, and whatever else a story has. */
  private statuses(): string[] {
    const others = (this.content?.backlog.rows ?? []).map(({ status }) => status);
    return [...new Set([...knownStatuses(this.host.engine.config), ...others])];
  }

  private showMenu(row: StoryRow, event: MouseEvent | KeyboardEvent, el: HTMLElement): void {
    showStoryMenu({
      app: this.host.app, canMove: () => this.host.person() !== null,
      open: ({ id }) => { this.openStory(id); },
      openNote: ({ path }, where) => { void this.host.app.workspace.openLinkText(path, '', where); },
      pick: (picked) => { this.pick(picked); },
    }, row, event, el);
  }

  private openNote(path: string, event: MouseEvent | KeyboardEvent): Promise<void> {
    return this.host.app.workspace.openLinkText(path, '', Keymap.isModEvent(event) || 'tab');
  }

  private toggle(key: 'foldedColumns' | 'closedBranches', value: string): void {
    const before = this.host.state()[key];
    this.host.change({ [key]: before.includes(value) ? before.filter((other) => other !== value) : [...before, value] });
  }

  private focusStory(id: string): void {
    const { layout } = this.host.state();
    const isThere = layout === 'board' ? this.board.focusStory(id) : (layout === 'list' ? this.list : this.tree).focusStory(id);
    if (!isThere) this.bar.focusSearch();
  }

  private focusStories(): void {
    const { layout } = this.host.state();
    if (layout !== 'board') (layout === 'list' ? this.list : this.tree).list.focus();
    else this.board.focusFirst();
  }

  private sayCount(): void {
    window.clearTimeout(this.sayTimer);
    this.sayTimer = window.setTimeout(() => {
      const { content, host } = this;
      if (content) host.announcer.say(countText(filterRows(content.backlog, content.ordered, host.state().filter, host.person()).length, content.backlog.rows.length));
    }, SAY_AFTER);
  }
}

const NO_PROGRESS = { closed: 0, total: 0 };

/** Names this view to the app's page preview. */
export const HOVER_SOURCE = 'touchstone-backlog';
