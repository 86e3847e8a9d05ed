// The view Learnings: what finished work taught, and what becomes of it.
import type { ViewStateResult } from 'obsidian';
import { DropdownComponent, SearchComponent } from 'obsidian';
import { listLearnings } from '../../../shared/knowledge/list-learnings';
import type { StoryRow } from '../../../shared/story/backlog';
import { isClosed, readBacklog } from '../../../shared/story/backlog';
import { inListOrder } from '../../../shared/story/queries/list';
import type { Io } from '../../../shared/vault/io';
import type { VaultView } from '../../../shared/vault/view';
import { WindowList } from '../../ui/window-list';
import { UnreadableNotes } from '../backlog/unreadable-notes';
import { PROPOSALS_VIEW } from '../proposals/proposals-view';
import { TouchstoneView } from '../touchstone-view';
import { LearningDetail } from './detail';
import type { AgeRange, LearningFilter, ShownLearning } from './listing';
import { ageText, filterLearnings, FIRST_FILTER, shownLearnings } from './listing';

export const LEARNINGS_VIEW = 'touchstone-learnings';

/** CSS pixels: two lines. */
const ROW_HEIGHT = 48;
const STATES: Readonly<Record<LearningFilter['state'], string>> = { pending: 'Pending', incorporated: 'Incorporated', dismissed: 'Dismissed', all: 'All learnings' };
const AGES: Readonly<Record<AgeRange | '', string>> = { '': 'Any age', week: 'Last 7 days', month: 'Last 30 days', older: 'Older' };

interface Known {
  learnings: readonly ShownLearning[];
  stories: readonly StoryRow[];
  unreadable: { path: string; problem: string }[];
}

export class LearningsView extends TouchstoneView {
  override icon = 'lightbulb';
  private filter: LearningFilter = FIRST_FILTER;
  private path: string | null = null;
  private known: Known = { learnings: [], stories: [], unreadable: [] };
  private search!: SearchComponent;
  private choices!: Record<'state' | 'type' | 'domain' | 'epic' | 'age', DropdownComponent>;
  private countEl!: HTMLElement;
  private list!: WindowList<ShownLearning>;
  private emptyEl!: HTMLElement;
  private detail!: LearningDetail;
  private unreadable!: UnreadableNotes;

  override getViewType(): string {
    return LEARNINGS_VIEW;
  }

  override getDisplayText(): string {
    return 'Learnings';
  }

  override getState(): Record<string, unknown> {
    return { ...super.getState(), filter: this.filter, path: this.path };
  }

  /** `path`: shows that learning. */
  override async setState(given: unknown, result: ViewStateResult): Promise<void> {
    const { filter, path } = mapping(given);
    if (filter !== undefined) this.filter = readFilter(mapping(filter));
    if (typeof path === 'string') this.path = path;
    await super.setState(given, result);
    this.invalidate();
  }

  protected override build(): void {
    this.bodyEl.addClass('touchstone-learnings');
    this.buildBar(this.bodyEl.createDiv({ cls: 'touchstone-learnings-bar' }));
    this.unreadable = new UnreadableNotes(this.bodyEl, this.app);
    const main = this.bodyEl.createDiv({ cls: 'touchstone-learnings-main' });
    const left = main.createDiv({ cls: 'touchstone-learnings-list' });
    this.list = this.addChild(new WindowList<ShownLearning>(left, {
      label: 'Learnings', rowHeight: ROW_HEIGHT, key: ({ path }) => path, render: fillRow,
      onActive: (learning) => { this.select(learning); },
      onChoose: (learning) => { this.select(learning); },
    }));
    this.emptyEl = left.createDiv({ cls: 'pane-empty', attr: { role: 'status' } });
    this.detail = this.addChild(new LearningDetail(main, {
      app: this.app, engine: this.engine, announcer: this.announcer,
      canDecide: () => this.isDeciding,
      openStories: () => this.known.stories,
      openProposal: (id) => { this.services.openView(PROPOSALS_VIEW, { proposal: id }); },
    }));
  }

  protected override async refresh(): Promise<void> {
    this.known = await this.engine.read(readAll);
    await this.draw();
  }

  private buildBar(bar: HTMLElement): void {
    this.search = new SearchComponent(bar);
    this.search.setPlaceholder('Search learnings').onChange((text) => { this.change({ text }); });
    this.search.inputEl.setAttribute('aria-label', 'Search learnings');
    const dropdown = (label: string, change: (value: string) => Partial<LearningFilter>): DropdownComponent => {
      const component = new DropdownComponent(bar).onChange((value) => { this.change(change(value)); });
      component.selectEl.setAttribute('aria-label', label);
      return component;
    };
    this.choices = {
      state: dropdown('State', (value) => ({ state: stateOf(value) })).addOptions(STATES),
      type: dropdown('Type', (value) => ({ type: value === '' ? null : value })),
      domain: dropdown('Domain', (value) => ({ domain: value === '' ? null : value })),
      epic: dropdown('Epic', (value) => ({ epic: value === '' ? null : value })),
      age: dropdown('Age', (value) => ({ age: ageRangeOf(value) })).addOptions(AGES),
    };
    this.countEl = bar.createSpan({ cls: 'touchstone-learnings-count' });
  }

  private change(change: Partial<LearningFilter>): void {
    this.filter = { ...this.filter, ...change };
    void this.app.workspace.requestSaveLayout();
    void this.draw();
  }

  private select(learning: ShownLearning): void {
    this.path = learning.path;
    void this.app.workspace.requestSaveLayout();
    void this.detail.show(learning);
  }

  private async draw(): Promise<void> {
    const { known, filter } = this;
    const found = filterLearnings(known.learnings, filter);
    this.drawBar(found.length);
    this.unreadable.show(known.unreadable);
    this.list.setItems(found);
    this.list.el.toggle(found.length > 0);
    this.emptyEl.toggle(found.length === 0);
    this.emptyEl.setText(known.learnings.length === 0
      ? 'No learnings yet. Agents capture them with touchstone learning add when work is finished.'
      : filter.state === 'pending' ? 'No learning waits for a decision here.' : 'No learning fits the filter.');
    const active = found.find(({ path }) => path === this.path) ?? this.list.active ?? found[0] ?? null;
    this.list.setActive(active?.path ?? null);
    await this.detail.show(active);
  }

  private drawBar(count: number): void {
    const { filter, known } = this;
    if (this.search.getValue() !== filter.text) this.search.setValue(filter.text);
    this.choices.state.setValue(filter.state);
    this.choices.age.setValue(filter.age ?? '');
    offer(this.choices.type, 'Any type', distinct(known.learnings.map(({ type }) => [type, type])), filter.type);
    offer(this.choices.domain, 'Any domain', distinct(known.learnings.flatMap(({ domain }) => (domain === null ? [] : [[domain, domain]]))), filter.domain);
    offer(this.choices.epic, 'Any epic', distinct(known.learnings.flatMap(({ epics }) => epics.map(({ id, title }) => [id, title]))), filter.epic);
    this.countEl.setText(count === known.learnings.length ? `${count}` : `${count} of ${known.learnings.length}`);
  }
}

function* readAll(view: VaultView): Io<Known> {
  const { items, unreadable } = yield* listLearnings(view);
  const rows = yield* view.index(view.config.folders.knowledge);
  const domains = new Map(rows.flatMap(({ path, properties }) => (typeof properties?.['domain'] === 'string' ? [[path, properties['domain']] as const] : [])));
  const backlog = yield* readBacklog(view);
  return {
    learnings: shownLearnings(items, domains, backlog, view.now), unreadable,
    stories: inListOrder(backlog.rows).filter((row) => !isClosed(row)),
  };
}

function fillRow(el: HTMLElement, { title, type, domain, age, actionable }: ShownLearning): void {
  el.empty();
  el.addClass('touchstone-learning-row');
  el.createDiv({ cls: 'touchstone-health-text', text: title });
  el.createDiv({ cls: 'touchstone-learning-facts', text: [actionable, type, domain ?? '', ageText(age)].filter((fact) => fact !== '').join(' · ') });
}

/** Replaces the options where they changed. */
function offer(choice: DropdownComponent, any: string, options: ReadonlyMap<string, string>, value: string | null): void {
  const wanted = new Map([['', any], ...options, ...(value === null || options.has(value) ? [] : [[value, value] as const])]);
  const present = Array.from(choice.selectEl.options, (option) => option.value);
  if (JSON.stringify(present) !== JSON.stringify([...wanted.keys()])) {
    choice.selectEl.empty();
    for (const [key, text] of wanted) choice.addOption(key, text);
  }
  choice.setValue(value ?? '');
}

function distinct(pairs: readonly (readonly string[])[]): Map<string, string> {
  return new Map(pairs.map(([key = '', text = '']) => [key, text] as const).sort(([, a], [, b]) => (a < b ? -1 : a > b ? 1 : 0)));
}

function stateOf(value: unknown): LearningFilter['state'] {
  return (['pending', 'incorporated', 'dismissed', 'all'] as const).find((state) => state === value) ?? 'pending';
}

function ageRangeOf(value: unknown): AgeRange | null {
  return (['week', 'month', 'older'] as const).find((range) => range === value) ?? null;
}

function readFilter(said: Record<string, unknown>): LearningFilter {
  const text = (key: string): string | null => (typeof said[key] === 'string' && said[key] !== '' ? said[key] : null);
  return { text: text('text') ?? '', state: stateOf(said['state']), type: text('type'), domain: text('domain'), epic: text('epic'), age: ageRangeOf(said['age']) };
}

function mapping(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? value as Record<string, unknown> : {};
}
