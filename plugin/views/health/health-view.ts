// The view Health: the status report of the vault, live. What asks for somebody comes first and is open; the rest is
// counts that unfold.
import type { ViewStateResult } from 'obsidian';
import type { StatusReport } from '../../../shared/health/status-report';
import { statusReport } from '../../../shared/health/status-report';
import { lintNotes } from '../../../shared/knowledge/lint';
import { brokenLinks } from '../../../shared/note/queries/graph/links';
import { deadEnds, orphans } from '../../../shared/note/queries/graph/unlinked';
import { BACKLOG_VIEW } from '../backlog/backlog-view';
import { LEARNINGS_VIEW } from '../learnings/learnings-view';
import { PROPOSALS_VIEW } from '../proposals/proposals-view';
import { TouchstoneView } from '../touchstone-view';
import { DriftPane } from './drift-pane';
import { driftedOf } from './drifted';
import { Fold } from './fold';
import type { FollowHost } from './follow';
import { follow } from './follow';
import { RowList } from './row-list';
import type { Lists, Section, SectionId } from './sections';
import { LISTED, sectionsOf } from './sections';
import { Summary } from './summary';

export const HEALTH_VIEW = 'touchstone-health';

/** Milliseconds between two reports while changes come one after the other: a report looks at every note. */
const REPORT_EVERY = 3000;

type FoldId = SectionId | 'drift';

export class HealthView extends TouchstoneView {
  override icon = 'activity';
  /** What somebody folded or unfolded; the rest is open while it asks for somebody. */
  private folds: Partial<Record<FoldId, boolean>> = {};
  /** The drifted note that is shown in detail. */
  private path: string | null = null;
  private report: StatusReport | null = null;
  private lists: Partial<Lists> = {};
  private readonly parts = new Map<SectionId, { fold: Fold; rows: RowList }>();
  private summary!: Summary;
  private driftFold!: Fold;
  private drift!: DriftPane;
  private sectionsEl!: HTMLElement;
  /** Names what there is none of. */
  private quietEl!: HTMLElement;
  private askedAt = -REPORT_EVERY;
  private timer: number | null = null;

  override getViewType(): string {
    return HEALTH_VIEW;
  }

  override getDisplayText(): string {
    return 'Health';
  }

  override getState(): Record<string, unknown> {
    return { ...super.getState(), folds: this.folds, path: this.path };
  }

  /** `path`: shows how that note drifted. */
  override async setState(given: unknown, result: ViewStateResult): Promise<void> {
    const { folds, path } = mapping(given);
    for (const [id, isOpen] of Object.entries(mapping(folds))) if (typeof isOpen === 'boolean') this.folds[id as FoldId] = isOpen;
    if (typeof path === 'string') {
      this.path = path;
      this.folds.drift = true;
    }
    await super.setState(given, result);
    this.invalidateNow();
  }

  protected override build(): void {
    this.bodyEl.addClass('touchstone-health');
    const column = this.bodyEl.createDiv({ cls: 'touchstone-health-column' });
    this.summary = new Summary(column, ({ view, state }) => {
      if (view === 'health') this.host().showDrift(state.path);
      else this.host().openView(view, state);
    });
    this.driftFold = new Fold(column, () => { this.toggle('drift'); });
    this.drift = this.addChild(new DriftPane(this.driftFold.bodyEl, {
      app: this.app, engine: this.engine, announcer: this.announcer,
      canDecide: () => this.isDeciding,
      chosen: (path) => {
        this.path = path;
        void this.app.workspace.requestSaveLayout();
        this.askedAt = -REPORT_EVERY;
      },
    }));
    this.sectionsEl = column.createDiv();
    this.quietEl = column.createDiv({ cls: 'touchstone-health-quiet' });
    this.register(() => { if (this.timer !== null) window.clearTimeout(this.timer); });
  }

  protected override async refresh(): Promise<void> {
    const wait = this.askedAt + REPORT_EVERY - performance.now();
    if (wait > 0) {
      this.later(wait);
      return;
    }
    this.askedAt = performance.now();
    this.report = await this.engine.read(statusReport);
    await this.draw();
  }

  private async draw(): Promise<void> {
    const { report } = this;
    if (report === null) return;
    this.summary.show(report);
    await this.drawDrift(report);
    await this.readLists(report);
    const sections = sectionsOf(report, this.lists);
    for (const section of sections) this.drawSection(section);
    const none = [{ title: 'Drift', count: driftedOf(report.integrity).length }, ...sections].filter(({ count }) => count === 0);
    this.quietEl.toggle(none.length > 0);
    this.quietEl.setText(`None: ${none.map(({ title }) => title.toLowerCase()).join(', ')}`);
  }

  private async drawDrift({ integrity }: StatusReport): Promise<void> {
    const count = driftedOf(integrity).length;
    const isOpen = count > 0 && (this.folds.drift ?? true);
    this.driftFold.update({ title: 'Drift', count, isOpen, isUrgent: integrity.alarming.length > 0 });
    if (isOpen) await this.drift.show(integrity, this.path);
  }

  private drawSection(section: Section): void {
    let part = this.parts.get(section.id);
    if (part === undefined) {
      const fold = new Fold(this.sectionsEl, () => { this.toggle(section.id); });
      const rows = this.addChild(new RowList(fold.bodyEl, section.title, (row, event) => { follow(this.host(), row.leads, event); }));
      part = { fold, rows };
      this.parts.set(section.id, part);
    }
    const isOpen = this.isOpen(section);
    part.fold.update({ ...section, isOpen });
    if (isOpen) part.rows.show(section.rows);
  }

  private isOpen({ id, count, isUrgent }: Pick<Section, 'id' | 'count' | 'isUrgent'>): boolean {
    return count > 0 && (this.folds[id] ?? isUrgent);
  }

  private toggle(id: FoldId): void {
    const { report } = this;
    if (report === null) return;
    const section = id === 'drift' ? { id, count: 1, isUrgent: true } : sectionsOf(report, this.lists).find((one) => one.id === id);
    if (section === undefined) return;
    this.folds[id] = !(this.folds[id] ?? section.isUrgent);
    void this.app.workspace.requestSaveLayout();
    void this.draw();
  }

  /** The lists of open sections that the report only counts. */
  private async readLists(report: StatusReport): Promise<void> {
    const wanted = sectionsOf(report, {}).filter((section) => this.isOpen(section)).flatMap(({ id }) => LISTED[id] ?? []);
    const has = (name: keyof Lists): boolean => wanted.includes(name);
    this.lists = {
      ...(has('broken') && { broken: (await this.engine.read(brokenLinks(''))).rows }),
      ...(has('orphans') && { orphans: (await this.engine.read(orphans({}))).rows.map(({ path }) => path) }),
      ...(has('deadEnds') && { deadEnds: (await this.engine.read(deadEnds({}))).rows.map(({ path }) => path) }),
      ...(has('findings') && { findings: (await this.engine.read(lintNotes(undefined))).findings }),
      ...(has('conflicts') && { conflicts: await this.engine.conflicts() }),
    };
  }

  private host(): FollowHost {
    const types = { backlog: BACKLOG_VIEW, proposals: PROPOSALS_VIEW, learnings: LEARNINGS_VIEW };
    return {
      app: this.app, engine: this.engine, announcer: this.announcer,
      openView: (view, state) => { this.services.openView(types[view], state); },
      showDrift: (path) => {
        this.path = path;
        this.folds.drift = true;
        void this.draw();
      },
      decided: () => { this.invalidateNow(); },
    };
  }

  private later(wait: number): void {
    this.timer ??= window.setTimeout(() => {
      this.timer = null;
      this.invalidate();
    }, wait);
  }

  private invalidateNow(): void {
    this.askedAt = -REPORT_EVERY;
    this.invalidate();
  }
}

function mapping(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? value as Record<string, unknown> : {};
}
