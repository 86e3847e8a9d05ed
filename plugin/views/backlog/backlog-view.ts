// The view Backlog: what it keeps, what it asks the engine, and which of its parts shows what.
import type { ViewStateResult } from 'obsidian';
import type { Backlog } from '../../../shared/story/backlog';
import { readBacklog } from '../../../shared/story/backlog';
import { showStory } from '../../../shared/story/queries/show';
import { TouchstoneView } from '../touchstone-view';
import { inBacklogOrder } from './columns';
import type { BacklogState } from './state';
import { FIRST_STATE, readState } from './state';
import { BacklogFrame } from './backlog-frame';

export const BACKLOG_VIEW = 'touchstone-backlog';

export class BacklogView extends TouchstoneView {
  override icon = 'layout-dashboard';
  private state: BacklogState = FIRST_STATE;
  private frame!: BacklogFrame;

  override getViewType(): string {
    return BACKLOG_VIEW;
  }

  override getDisplayText(): string {
    return 'Backlog';
  }

  override getState(): Record<string, unknown> {
    return { ...super.getState(), ...this.state };
  }

  /** Takes over what is given; the rest stays. `story` shows that story. */
  override async setState(given: unknown, result: ViewStateResult): Promise<void> {
    this.state = readState(given, this.state);
    await super.setState(given, result);
    this.invalidate();
  }

  protected override build(): void {
    this.frame = this.addChild(new BacklogFrame(this.bodyEl, {
      app: this.app, engine: this.engine, announcer: this.announcer,
      state: () => this.state,
      change: (change) => { this.change(change); },
      person: () => (this.engine.standing.kind === 'deciding' ? this.engine.standing.person : null),
      refresh: () => { this.invalidate(); },
      hoverParent: this.leaf,
    }));
  }

  protected override async refresh(): Promise<void> {
    const backlog: Backlog = await this.engine.read(readBacklog);
    const ordered = inBacklogOrder(backlog.rows);
    const { story } = this.state;
    const shown = story === null || !backlog.byId.has(story) ? null : (await this.engine.read(showStory(story, { dependents: true }))).story;
    this.frame.show({ backlog, ordered, story: shown });
  }

  private change(change: Partial<BacklogState>): void {
    this.state = { ...this.state, ...change };
    void this.app.workspace.requestSaveLayout();
    this.frame.draw();
    if (change.story !== undefined) this.invalidate();
  }
}
