// The header of the view: search, filters, and how the stories are laid out.
import { Component, DropdownComponent, SearchComponent, setIcon, setTooltip } from 'obsidian';
import type { Backlog } from '../../../shared/story/backlog';
import { KINDS } from '../../../shared/story/statuses';
import type { BacklogFilter, Shown } from './filter';
import { filterCount, NO_FILTER, SHOWN } from './filter';
import { statusName } from './columns';
import type { BacklogState, Layout } from './state';
import { LAYOUTS } from './state';

const LAYOUT_ICONS: Readonly<Record<Layout, string>> = { board: 'square-kanban', list: 'list', tree: 'list-tree' };
const SHOWN_NAMES: Readonly<Record<Shown, string>> = { all: 'All stories', ready: 'Ready only', blocked: 'Blocked', mine: 'Mine' };

/** CSS pixels from which the filters take no more than one line. */
const ROOM = 640;

export interface FilterBarHost {
  filterChanged(filter: BacklogFilter): void;
  layoutChosen(layout: Layout): void;
  filtersToggled(areOpen: boolean): void;
  /** Arrow down in the search field: into the stories. */
  entered(): void;
}

const CHOICES = ['kind', 'label', 'assignee', 'epic'] as const;
type Choice = (typeof CHOICES)[number];
/** Values and how they are called. */
type Options = readonly (readonly [string, string])[];

export class FilterBar extends Component {
  private readonly barEl: HTMLElement;
  private readonly search: SearchComponent;
  private readonly toggleEl: HTMLElement;
  private readonly filtersEl: HTMLElement;
  private readonly countEl: HTMLElement;
  private readonly clearEl: HTMLElement;
  private readonly layoutEls: ReadonlyMap<Layout, HTMLElement>;
  private readonly choices: ReadonlyMap<Choice, DropdownComponent>;
  private readonly show: DropdownComponent;
  private filter = NO_FILTER;
  private offered: { backlog: Backlog; options: Record<Choice, Options> } | null = null;

  constructor(parent: HTMLElement, private readonly host: FilterBarHost) {
    super();
    const el = this.barEl = parent.createDiv({ cls: 'touchstone-bar' });
    const top = el.createDiv({ cls: 'touchstone-bar-top' });
    this.search = new SearchComponent(top);
    this.search.setPlaceholder('Search stories').onChange((text) => { this.change({ text }); });
    this.search.inputEl.setAttribute('aria-label', 'Search stories');
    this.search.clearButtonEl.setAttribute('role', 'button');
    this.toggleEl = iconButton(top, 'list-filter', 'Filters');
    const group = top.createDiv({ cls: 'touchstone-layouts', attr: { role: 'group', 'aria-label': 'Layout' } });
    this.layoutEls = new Map(LAYOUTS.map((layout) => [layout, iconButton(group, LAYOUT_ICONS[layout], statusName(layout))]));
    this.filtersEl = el.createDiv({ cls: 'touchstone-filters' });
    this.show = this.dropdown('Show', (value) => { this.change({ show: SHOWN.find((shown) => shown === value) ?? 'all' }); });
    for (const shown of SHOWN) this.show.addOption(shown, SHOWN_NAMES[shown]);
    this.choices = new Map(CHOICES.map((choice) => [
      choice, this.dropdown(statusName(choice), (value) => { this.change({ [choice]: value === '' ? null : value }); }),
    ]));
    this.clearEl = this.filtersEl.createEl('button', { cls: 'touchstone-clear', text: 'Clear' });
    this.countEl = this.filtersEl.createSpan({ cls: 'touchstone-count' });
  }

  override onload(): void {
    this.registerDomEvent(this.toggleEl, 'click', () => { this.host.filtersToggled(!this.filtersEl.isShown()); });
    this.registerDomEvent(this.clearEl, 'click', () => { this.change(NO_FILTER); this.search.inputEl.focus(); });
    this.registerDomEvent(this.search.inputEl, 'keydown', (event) => { this.onKey(event); });
    for (const [layout, el] of this.layoutEls) this.registerDomEvent(el, 'click', () => { this.host.layoutChosen(layout); });
  }

  /** Shows the state; options are those that `backlog` has stories for. `count` as in `12 of 40 stories`. */
  update({ filter, layout, areFiltersOpen }: BacklogState, backlog: Backlog, count: string): void {
    this.filter = filter;
    if (this.search.getValue() !== filter.text) this.search.setValue(filter.text);
    this.show.setValue(filter.show);
    if (backlog !== this.offered?.backlog) this.offered = { backlog, options: optionsOf(backlog) };
    for (const choice of CHOICES) this.offer(choice, this.offered.options[choice]);
    const set = filterCount(filter);
    const areOpen = areFiltersOpen ?? this.barEl.clientWidth > ROOM;
    this.toggleEl.toggleClass('is-active', areOpen || set > 0);
    this.toggleEl.setAttribute('aria-expanded', String(areOpen));
    setTooltip(this.toggleEl, set === 0 ? 'Filters' : `Filters, ${set} set`);
    this.filtersEl.toggle(areOpen);
    this.clearEl.toggle(set > 0 || filter.text !== '');
    for (const [name, el] of this.layoutEls) {
      el.toggleClass('is-active', name === layout);
      el.setAttribute('aria-pressed', String(name === layout));
    }
    if (this.countEl.textContent !== count) this.countEl.setText(count);
  }

  focusSearch(): void {
    this.search.inputEl.focus();
  }

  private dropdown(name: string, changed: (value: string) => void): DropdownComponent {
    const dropdown = new DropdownComponent(this.filtersEl).onChange(changed);
    dropdown.selectEl.setAttribute('aria-label', name);
    return dropdown;
  }

  /** Replaces the options where they changed; what is chosen stays, also when no story has it any more. */
  private offer(choice: Choice, found: Options): void {
    const dropdown = this.choices.get(choice);
    if (dropdown === undefined) return;
    const chosen = this.filter[choice] ?? '';
    const isKnown = chosen === '' || found.some(([value]) => value === chosen);
    const options = [['', `Any ${choice}`] as const, ...found, ...(isKnown ? [] : [[chosen, chosen] as const])];
    const { selectEl } = dropdown;
    const isSame = selectEl.options.length === options.length && options.every(([value, text], at) => selectEl.options[at]?.value === value && selectEl.options[at].text === text);
    if (!isSame) {
      selectEl.empty();
      for (const [value, text] of options) dropdown.addOption(value, text);
    }
    dropdown.setValue(chosen);
  }

  private change(change: Partial<BacklogFilter>): void {
    this.filter = { ...this.filter, ...change };
    this.host.filterChanged(this.filter);
  }

  private onKey(event: KeyboardEvent): void {
    if (event.isComposing) return;
    if (event.key === 'Escape' && this.filter.text !== '') {
      event.preventDefault();
      this.change({ text: '' });
    } else if (event.key === 'ArrowDown' || event.key === 'Enter') {
      event.preventDefault();
      this.host.entered();
    }
  }
}

function iconButton(parent: HTMLElement, icon: string, label: string): HTMLElement {
  const button = parent.createEl('button', { cls: 'clickable-icon', attr: { 'aria-label': label } });
  setIcon(button, icon);
  return button;
}

function optionsOf(backlog: Backlog): Record<Choice, Options> {
  return {
    kind: KINDS.map((kind) => [kind, statusName(kind)]),
    label: distinct(backlog, (row) => row.labels),
    assignee: distinct(backlog, (row) => (row.assignee === null ? [] : [row.assignee])),
    epic: backlog.rows.filter(({ kind }) => kind === 'epic').map(({ id, title }) => [id, title]),
  };
}

function distinct(backlog: Backlog, of: (row: Backlog['rows'][number]) => readonly string[]): [string, string][] {
  return [...new Set(backlog.rows.flatMap(of))].sort().map((value) => [value, value]);
}
