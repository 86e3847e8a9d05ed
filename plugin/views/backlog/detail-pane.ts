// One story beside the board, with the decisions on it. An update redraws the parts that changed and no others: what a
// person is reading or typing stays where it is.
import type { App } from 'obsidian';
import { Component, MarkdownRenderer, setIcon } from 'obsidian';
import type { ShownStory, StoryReference } from '../../../shared/story/queries/show';
import type { Rejection } from '../../../shared/story/rejection';
import { drawContract, drawCriteria, drawHistory, drawReferences, timeText } from './detail-sections';
import { RejectForm } from './reject-form';
import { statusName } from './columns';

export interface DetailHost {
  close(): void;
  accept(story: ShownStory, event: Event): void;
  reject(story: ShownStory, parts: Rejection, event: Event): void;
  reopen(story: ShownStory, event: Event): void;
  release(story: ShownStory, event: Event): void;
  pick(story: ShownStory): void;
  openNote(story: ShownStory, event: MouseEvent): void;
  openStory(id: string, event: MouseEvent): void;
  showMenu(story: ShownStory, event: MouseEvent): void;
}

interface Section {
  title: string;
  /** What it shows: a list that is empty, or a text, hides it. Another value draws it anew. */
  of: string | readonly unknown[];
  draw: (el: HTMLElement, owner: Component) => void;
}

export class DetailPane extends Component {
  readonly el: HTMLElement;
  private readonly titleEl: HTMLElement;
  private readonly factsEl: HTMLElement;
  private readonly actionsEl: HTMLElement;
  private readonly formEl: HTMLElement;
  private readonly sectionsEl: HTMLElement;
  private readonly drawn = new Map<string, { of: string; el: HTMLElement; owner: Component }>();
  private story: ShownStory | null = null;
  private form: RejectForm | null = null;
  private actionsShown = '';

  constructor(private readonly app: App, parent: HTMLElement, private readonly host: DetailHost) {
    super();
    this.el = parent.createEl('section', { cls: 'touchstone-detail' });
    const head = this.el.createDiv({ cls: 'touchstone-detail-head' });
    this.titleEl = head.createEl('h3', { attr: { tabindex: -1, id: `touchstone-detail-${panes++}` } });
    this.el.setAttribute('aria-labelledby', this.titleEl.id);
    this.iconButton(head, 'file-text', 'Open note', (story, event) => { host.openNote(story, event); });
    this.iconButton(head, 'more-vertical', 'More options', (story, event) => { host.showMenu(story, event); });
    const close = head.createEl('button', { cls: 'clickable-icon', attr: { 'aria-label': 'Close story' } });
    setIcon(close, 'x');
    this.registerDomEvent(close, 'click', () => { host.close(); });
    const body = this.el.createDiv({ cls: 'touchstone-detail-body' });
    this.factsEl = body.createDiv({ cls: 'touchstone-facts' });
    this.actionsEl = body.createDiv({ cls: 'touchstone-actions' });
    this.formEl = body.createDiv();
    this.sectionsEl = body.createDiv();
    this.registerDomEvent(this.el, 'keydown', (event) => { this.onKey(event); });
    this.el.hide();
  }

  /** Id of the story that is shown. */
  get shown(): string | null {
    return this.story?.id ?? null;
  }

  show(story: ShownStory, canDecide: boolean): void {
    if (story.id !== this.story?.id) this.clear();
    this.story = story;
    this.el.show();
    const title = `${story.id} ${story.title}`;
    if (this.titleEl.textContent !== title) this.titleEl.setText(title);
    this.showFacts(story);
    this.showActions(story, canDecide);
    for (const section of this.sectionsOf(story)) this.showSection(section, story.id);
  }

  hide(): void {
    this.clear();
    this.story = null;
    this.el.hide();
  }

  focus(): void {
    this.titleEl.focus();
  }

  /** Opens the form of a rejection, or goes to it. */
  askRejection(): void {
    const { story } = this;
    if (story === null) return;
    this.form ??= this.addChild(new RejectForm(this.formEl, story.id, story.acceptance_criteria, {
      send: (parts, event) => { this.host.reject(this.story ?? story, parts, event); },
      reopen: (event) => { this.host.reopen(this.story ?? story, event); },
      cancel: () => {
        this.closeForm();
        this.focus();
      },
    }));
    this.form.focus();
  }

  /** Shows in the form why the rejection was refused; false when no form is open. */
  refuseRejection(error: unknown): boolean {
    this.form?.refuse(error);
    return this.form !== null;
  }

  closeForm(): void {
    if (this.form === null) return;
    this.removeChild(this.form);
    this.form.el.remove();
    this.form = null;
  }

  private clear(): void {
    this.closeForm();
    this.sectionsEl.empty();
    for (const { owner } of this.drawn.values()) this.removeChild(owner);
    this.drawn.clear();
    this.el.scrollTop = 0;
  }

  private showFacts(story: ShownStory): void {
    const facts = factsOf(story).join(' · ');
    if (this.factsEl.textContent !== facts) this.factsEl.setText(facts);
  }

  private showActions(story: ShownStory, canDecide: boolean): void {
    const isDelivered = story.status === 'delivered';
    const isClaimed = story.status === 'in_progress' && story.assignee !== null;
    const wanted = JSON.stringify([story.id, isDelivered, isClaimed, canDecide]);
    if (wanted === this.actionsShown && this.actionsEl.childElementCount > 0) return;
    this.actionsShown = wanted;
    const focused = this.actionsEl.contains(this.el.doc.activeElement);
    this.actionsEl.empty();
    if (isDelivered) {
      this.action('Accept', canDecide, (at, event) => { this.host.accept(at, event); }).addClass('mod-cta');
      this.action('Reject', canDecide, () => { this.askRejection(); });
    }
    if (isClaimed) this.action('Release claim', canDecide, (at, event) => { this.host.release(at, event); });
    this.action('Move to…', canDecide, (at) => { this.host.pick(at); });
    // The button that had the focus decided, and may be gone.
    if (focused) this.focus();
  }

  private action(text: string, isEnabled: boolean, run: (story: ShownStory, event: MouseEvent) => void): HTMLElement {
    const button = this.actionsEl.createEl('button', { text });
    button.disabled = !isEnabled;
    button.addEventListener('click', (event) => { if (this.story) run(this.story, event); });
    return button;
  }

  private sectionsOf(story: ShownStory): Section[] {
    const links = (title: string, of: readonly StoryReference[]): Section => ({
      title, of, draw: (el) => { drawReferences(el, of, (id, event) => { this.host.openStory(id, event); }); },
    });
    const words = (title: string, of: string): Section => ({
      title, of, draw: (el, owner) => { void MarkdownRenderer.render(this.app, of, el, story.path, owner); },
    });
    return [
      words('Description', story.description),
      { title: 'Acceptance criteria', of: story.acceptance_criteria, draw: (el) => { drawCriteria(el, story.acceptance_criteria); } },
      links('Blocked by', story.open_blockers),
      links('Blocks', story.blocks ?? []),
      links('Children', story.children ?? []),
      links('Led to', story.led_to ?? []),
      { title: 'Contract', of: story.contract, draw: (el) => { drawContract(el, story.contract); } },
      words('Design', story.design),
      words('Notes', story.notes),
      { title: 'Comments', of: story.comments, draw: (el, owner) => { this.drawComments(el, owner, story); } },
      { title: 'History', of: story.history, draw: (el) => { drawHistory(el, story.history); } },
    ];
  }

  private drawComments(el: HTMLElement, owner: Component, story: ShownStory): void {
    for (const { at, actor, text } of story.comments) {
      const comment = el.createDiv({ cls: 'touchstone-comment' });
      comment.createDiv({ cls: 'touchstone-when', text: `${actor} · ${timeText(at)}` });
      void MarkdownRenderer.render(this.app, text, comment.createDiv(), story.path, owner);
    }
  }

  private showSection({ title, of, draw }: Section, id: string): void {
    const text = JSON.stringify(of);
    const known = this.drawn.get(title);
    if (known?.of === text) return;
    if (known) this.removeChild(known.owner);
    const el = known?.el ?? this.sectionsEl.createEl('section', { cls: 'touchstone-section' });
    const focus = el.contains(this.el.doc.activeElement) ? this.el.doc.activeElement?.getAttribute('data-focus') ?? null : null;
    // It ends with what it draws for, so that nothing that a rendered text listens to outlives it.
    const owner = this.addChild(new Component());
    this.drawn.set(title, { of: text, el, owner });
    el.empty();
    el.toggle(of.length > 0);
    if (of.length === 0) return;
    el.createEl('h4', { text: title, attr: { id: `${this.titleEl.id}-${id}-${title.toLowerCase().replaceAll(' ', '-')}` } });
    draw(el, owner);
    if (focus !== null) el.querySelector<HTMLElement>(`[data-focus="${CSS.escape(focus)}"]`)?.focus();
  }

  private iconButton(parent: HTMLElement, icon: string, label: string, run: (story: ShownStory, event: MouseEvent) => void): void {
    const button = parent.createEl('button', { cls: 'clickable-icon', attr: { 'aria-label': label } });
    setIcon(button, icon);
    this.registerDomEvent(button, 'click', (event) => { if (this.story) run(this.story, event); });
  }

  private onKey(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || event.isComposing) return;
    event.preventDefault();
    event.stopPropagation();
    // A form with words in it is called off by its button only.
    if (this.form === null) this.host.close();
    else this.focus();
  }
}

let panes = 0;

/** One line on what the story is and where it stands. */
function factsOf(story: ShownStory): string[] {
  return [
    statusName(story.status), statusName(story.kind), `P${story.priority}`,
    ...(story.assignee === null ? [] : [story.assignee]),
    ...(story.lease_until === null ? [] : [`lease until ${timeText(story.lease_until)}`]),
    ...(story.defer_until === null ? [] : [`deferred until ${timeText(story.defer_until)}`]),
    ...(story.blocked_reason === null ? [] : [`set aside: ${story.blocked_reason}`]),
    ...(story.verdict === null ? [] : [`${story.verdict}${story.accepted_by === null ? '' : ` by ${story.accepted_by}`}`]),
    ...(story.rejections === 0 ? [] : [`rejected ×${story.rejections}`]),
    ...(story.close_reason === null ? [] : [`closed: ${story.close_reason}`]),
    ...(story.estimate === null ? [] : [`estimate ${story.estimate}`]),
    ...story.labels.map((label) => `#${label}`),
    ...(story.edited_status === null ? [] : [`an edit wrote status ${story.edited_status}, which doesn't count`]),
    ...(story.integrity === 'ok' ? [] : [`its note is ${story.integrity}`]),
    ...story.problems,
  ];
}
