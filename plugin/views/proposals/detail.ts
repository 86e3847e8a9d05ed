// One proposal on the right: why, what accepting it would write against what the target says now, and the buttons.
import type { App } from 'obsidian';
import { Component, MarkdownRenderer, setIcon } from 'obsidian';
import type { AcceptPreview, ShownProposal } from '../../../shared/proposal/queries';
import type { DiffLayout } from '../../diff/diff-table';
import { focusChange, showDiff } from '../../diff/diff-table';
import { drawConflict } from './conflict';
import { drawFlag } from './queue';
import { decisionWords, flagOf, kindWords, originWords, targetWords } from './words';

export interface ProposalInDetail {
  shown: ShownProposal;
  /** `null` once it was decided. */
  preview: AcceptPreview | null;
}

/** What a person does with the proposal that is shown. */
export type Deed = 'accept' | 'edit' | 'reject' | 'defer' | 'revert';

export interface DetailHost {
  app: App;
  isDeciding(): boolean;
  layout(): DiffLayout;
  setLayout(layout: DiffLayout): void;
  deed(deed: Deed, event: MouseEvent): void;
  openNote(path: string, event: MouseEvent): void;
  /** In a narrow pane: back to the queue. */
  back(): void;
}

export class ProposalDetail extends Component {
  readonly el: HTMLElement;
  private rendered: Component | null = null;
  private drawn = '';
  private diffEl: HTMLElement | null = null;

  constructor(parent: HTMLElement, private readonly host: DetailHost) {
    super();
    this.el = parent.createDiv({ cls: 'touchstone-proposal-detail', attr: { role: 'region', 'aria-label': 'Proposal' } });
  }

  /** Draws it anew where it says something else; focus and scroll stay where it does not. */
  show(detail: ProposalInDetail | null): void {
    const stamp = JSON.stringify([detail, this.host.layout(), this.host.isDeciding()]);
    if (stamp === this.drawn) return;
    const isOther = detail === null || !this.drawn.includes(`"id":"${detail.shown.id}"`);
    const { scrollTop } = this.el;
    this.drawn = stamp;
    if (this.rendered) this.removeChild(this.rendered);
    this.rendered = this.addChild(new Component());
    this.el.empty();
    if (detail === null) {
      this.el.createDiv({ cls: 'pane-empty', text: 'No proposal is chosen.' });
      return;
    }
    this.draw(detail, this.rendered);
    this.el.scrollTop = isOther ? 0 : scrollTop;
  }

  /** Moves the focus to the next (1) or previous (-1) change. */
  nextChange(step: 1 | -1): boolean {
    return this.diffEl !== null && focusChange(this.diffEl, step);
  }

  private draw(detail: ProposalInDetail, owner: Component): void {
    const { shown } = detail;
    this.drawHead(shown);
    this.drawActions(detail);
    const decision = decisionWords(shown);
    if (decision !== null) this.el.createDiv({ cls: 'touchstone-proposal-decision', text: decision });
    this.drawProse('Motivation', shown.motivation, shown.path, owner);
    this.drawProse('Impact', shown.impact, shown.path, owner);
    if (shown.evidence.length > 0) this.drawEvidence(shown);
    this.drawChange(detail);
  }

  private drawHead(shown: ShownProposal): void {
    const head = this.el.createDiv({ cls: 'touchstone-proposal-head' });
    const back = head.createEl('button', { cls: ['clickable-icon', 'touchstone-proposal-back'], attr: { 'aria-label': 'Back to the queue' } });
    setIcon(back, 'arrow-left');
    back.addEventListener('click', () => { this.host.back(); });
    head.createEl('h3', { text: shown.title });
    const flag = flagOf(shown);
    if (flag) drawFlag(head, flag);
    const facts = this.el.createDiv({ cls: 'touchstone-proposal-facts' });
    facts.createSpan({ text: `${shown.id} · ${kindWords(shown)} by ${originWords(shown)} · ` });
    const link = facts.createEl('a', { cls: 'internal-link', text: shown.target_path, attr: { href: shown.target_path } });
    link.addEventListener('click', (event) => {
      event.preventDefault();
      this.host.openNote(shown.target_path, event);
    });
  }

  private drawActions({ shown, preview }: ProposalInDetail): void {
    const bar = this.el.createDiv({ cls: 'touchstone-proposal-actions' });
    const isConflict = preview !== null && preview.change.conflict !== null;
    const deeds: [Deed, string, boolean, string?][] = preview === null
      ? (shown.status === 'accepted' ? [['revert', 'Revert', true]] : [])
      : [
          ['accept', 'Accept', !isConflict, 'a'],
          ...(shown.kind === 'delete' ? [] : [['edit', 'Edit, then accept', true, 'e'] as [Deed, string, boolean, string]]),
          ['reject', 'Reject', true, 'r'],
          ['defer', 'Defer', true, 'd'],
        ];
    for (const [deed, label, isPossible, key] of deeds) {
      const button = bar.createEl('button', { text: label });
      if (deed === 'accept') button.addClass('mod-cta');
      if (key !== undefined) button.setAttribute('aria-keyshortcuts', key);
      button.disabled = !isPossible || !this.host.isDeciding();
      button.addEventListener('click', (event) => { this.host.deed(deed, event); });
    }
  }

  private drawProse(title: string, text: string, path: string, owner: Component): void {
    this.el.createEl('h4', { text: title });
    const prose = this.el.createDiv({ cls: 'touchstone-prose' });
    if (text.trim() === '') prose.createEl('p', { cls: 'touchstone-quiet', text: 'Nothing was given.' });
    else void MarkdownRenderer.render(this.host.app, text, prose, path, owner);
  }

  private drawEvidence({ evidence, path }: ShownProposal): void {
    this.el.createEl('h4', { text: 'Evidence' });
    const list = this.el.createEl('ul');
    for (const name of evidence) {
      const link = list.createEl('li').createEl('a', { cls: 'internal-link', text: name, attr: { href: name } });
      link.addEventListener('click', (event) => {
        event.preventDefault();
        const file = this.host.app.metadataCache.getFirstLinkpathDest(name, path);
        this.host.openNote(file?.path ?? name, event);
      });
    }
  }

  private drawChange({ shown, preview }: ProposalInDetail): void {
    const head = this.el.createDiv({ cls: 'touchstone-proposal-change' });
    head.createEl('h4', { text: preview === null ? 'What was decided on' : 'What accepting would change' });
    const layout = this.host.layout();
    const toggle = head.createEl('button', { cls: 'clickable-icon', attr: { 'aria-label': layout === 'split' ? 'Show as one column' : 'Show side by side' } });
    setIcon(toggle, layout === 'split' ? 'rows-2' : 'columns-2');
    toggle.addEventListener('click', () => { this.host.setLayout(layout === 'split' ? 'unified' : 'split'); });
    const conflict = preview?.change.conflict ?? null;
    const words = targetWords(shown.change.target_state, conflict !== null);
    if (words !== null) this.el.createDiv({ cls: 'touchstone-proposal-merge', text: words });
    if (conflict) drawConflict(this.el.createDiv(), conflict);
    this.diffEl = this.el.createDiv();
    const [before, after] = preview !== null && conflict === null ? [preview.now, preview.editable] : [shown.before, shown.applied ?? shown.after];
    const sides = preview !== null && conflict === null ? { before: 'Now', after: 'Then' } : { before: 'Before', after: 'After' };
    showDiff(this.diffEl, before, after, { layout, label: `Change of ${shown.target_path}`, sides });
    if (preview !== null && preview.now !== null) this.drawPresent(preview.now);
  }

  /** The target's whole text as it is now, one click away. */
  private drawPresent(now: string): void {
    const details = this.el.createEl('details', { cls: 'touchstone-proposal-now' });
    details.createEl('summary', { text: 'The target as it is now' });
    details.createEl('pre', { attr: { tabindex: 0, 'aria-label': 'The target as it is now' } }).createEl('code', { text: now });
  }
}
