// One learning: the note as it reads, what is known of it, and what can become of it.
import type { App } from 'obsidian';
import { Component, MarkdownRenderer } from 'obsidian';
import { dismissLearning, incorporateLearning } from '../../../shared/knowledge/decide-learning';
import { promoteLearning } from '../../../shared/proposal/promote';
import type { StoryRow } from '../../../shared/story/backlog';
import type { Planner } from '../../../shared/vault/plan';
import type { Engine } from '../../engine/engine';
import { decide } from '../../ui/decision';
import { showRefusal } from '../../ui/states';
import { askFirst } from '../backlog/ask-modal';
import type { ShownLearning } from './listing';
import { ageText } from './listing';
import { StoryPicker } from './story-picker';

export interface DetailHost {
  app: App;
  engine: Engine;
  announcer: { say(text: string): void };
  canDecide(): boolean;
  openStories(): readonly StoryRow[];
  openProposal(id: string): void;
}

export class LearningDetail extends Component {
  private readonly el: HTMLElement;
  private readonly titleEl: HTMLElement;
  private readonly factsEl: HTMLElement;
  private readonly refusalEl: HTMLElement;
  private readonly noteEl: HTMLElement;
  private readonly buttons: Record<'open' | 'incorporate' | 'dismiss' | 'promote', HTMLButtonElement>;
  private shown: ShownLearning | null = null;
  private rendering: Component | null = null;
  private drawn = '';

  constructor(parent: HTMLElement, private readonly host: DetailHost) {
    super();
    this.el = parent.createDiv({ cls: 'touchstone-learning-detail' });
    this.titleEl = this.el.createDiv({ cls: 'touchstone-health-title', attr: { role: 'heading', 'aria-level': 2 } });
    this.factsEl = this.el.createDiv({ cls: 'touchstone-health-facts' });
    const row = this.el.createDiv({ cls: 'touchstone-drift-buttons' });
    this.buttons = {
      incorporate: row.createEl('button', { cls: 'mod-cta', text: 'Incorporate' }),
      promote: row.createEl('button', { text: 'Promote' }),
      dismiss: row.createEl('button', { text: 'Dismiss' }),
      open: row.createEl('button', { text: 'Open note' }),
    };
    this.refusalEl = this.el.createDiv();
    this.noteEl = this.el.createDiv({ cls: 'markdown-rendered touchstone-learning-note' });
  }

  override onload(): void {
    const { incorporate, promote, dismiss, open } = this.buttons;
    this.registerDomEvent(open, 'click', () => { void this.host.app.workspace.openLinkText(this.shown?.path ?? '', '', 'tab'); });
    this.registerDomEvent(incorporate, 'click', () => { this.pickStory(); });
    this.registerDomEvent(dismiss, 'click', () => { void this.askReason(); });
    this.registerDomEvent(promote, 'click', (event) => { void this.promote(event); });
  }

  /** Shows it, or nothing. */
  async show(learning: ShownLearning | null): Promise<void> {
    if (learning?.path !== this.shown?.path) this.refuse(null);
    this.shown = learning;
    this.el.toggle(learning !== null);
    if (learning === null) return;
    this.titleEl.setText(learning.title);
    this.factsEl.setText(factsOf(learning).join(' · '));
    const canDecide = this.host.canDecide();
    this.buttons.incorporate.disabled = !canDecide;
    this.buttons.dismiss.disabled = !canDecide || learning.actionable !== 'pending';
    this.buttons.promote.disabled = !canDecide || learning.actionable === 'dismissed';
    await this.render(learning);
  }

  private async render({ path, sha256 }: ShownLearning): Promise<void> {
    const key = `${path} ${sha256}`;
    if (key === this.drawn) return;
    this.drawn = key;
    const note = await this.host.engine.read((view) => view.note(path));
    if (this.drawn !== key) return;
    if (this.rendering !== null) this.removeChild(this.rendering);
    this.rendering = this.addChild(new Component());
    this.noteEl.empty();
    await MarkdownRenderer.render(this.host.app, withoutProperties(note?.text ?? ''), this.noteEl, path, this.rendering);
  }

  private pickStory(): void {
    const { shown } = this;
    if (shown === null) return;
    new StoryPicker(this.host.app, this.host.openStories(), (story, event) => {
      void this.run(event, `Incorporate it in ${story.id}`, incorporateLearning({ ref: shown.path, in: story.id }), () => `${shown.title} is incorporated in ${story.id}`);
    }).open();
  }

  private async askReason(): Promise<void> {
    const { shown } = this;
    if (shown === null) return;
    const given = await askFirst(this.host.app, 'Dismiss the learning', { reason: 'required', date: false });
    if (given === null) return;
    await this.run(given.event, 'Dismiss the learning', dismissLearning({ ref: shown.path, reason: given.answers.reason }), () => `${shown.title} is dismissed`);
  }

  private async promote(event: Event): Promise<void> {
    const { shown } = this;
    if (shown === null) return;
    const item = await this.run(event, 'Promote the learning', promoteLearning({ ref: shown.path }), ({ id }) => `Proposed as ${id}; it waits for a decision`);
    if (item !== null) this.host.openProposal(item.id);
  }

  private async run<Item>(event: Event, title: string, planner: Planner<Item>, said: (item: Item) => string): Promise<Item | null> {
    this.refuse(null);
    const result = await decide(this.host, event, { title, planner, done: ({ item }) => said(item), refused: (error) => { this.refuse(error); } });
    return result?.item ?? null;
  }

  private refuse(error: unknown): void {
    this.refusalEl.empty();
    this.refusalEl.className = '';
    this.refusalEl.removeAttribute('role');
    if (error !== null) showRefusal(this.refusalEl, error);
  }
}

function factsOf({ actionable, type, domain, confidence, age, source, epics, incorporated_in: stories, dismiss_reason: reason }: ShownLearning): string[] {
  return [
    actionable, type, ...(domain === null ? [] : [domain]), ...(confidence === null ? [] : [`confidence ${confidence}`]), ageText(age),
    ...(source.length === 0 ? [] : [`from ${source.join(', ')}`]), ...epics.map(({ title }) => title),
    ...(stories.length === 0 ? [] : [`used by ${stories.join(', ')}`]), ...(reason === null ? [] : [`because: ${reason}`]),
  ].filter((fact) => fact !== '');
}

/** The app shows properties by itself in a note only. */
function withoutProperties(text: string): string {
  return text.replace(/^\uFEFF?---\r?\n[\s\S]*?\r?\n---[ \t]*(?:\r?\n|$)/u, '');
}
