// The head of the view: what to do next, most urgent first, in the report's own words.
import { setIcon } from 'obsidian';
import type { StatusReport } from '../../../shared/health/status-report';
import { patchChildren } from '../../ui/keyed-children';

export class Summary {
  private readonly headEl: HTMLElement;
  private readonly iconEl: HTMLElement;
  private readonly titleEl: HTMLElement;
  private readonly factsEl: HTMLElement;
  private readonly listEl: HTMLElement;

  constructor(parent: HTMLElement) {
    this.headEl = parent.createDiv({ cls: 'touchstone-health-head' });
    this.iconEl = this.headEl.createDiv({ cls: 'touchstone-health-icon' });
    const words = this.headEl.createDiv();
    this.titleEl = words.createDiv({ cls: 'touchstone-health-title', attr: { role: 'heading', 'aria-level': 2 } });
    this.factsEl = words.createDiv({ cls: 'touchstone-health-facts' });
    this.listEl = parent.createEl('ul', { cls: 'touchstone-recommendations', attr: { 'aria-label': 'What to do next' } });
  }

  show({ integrity, notes, project, backlog, recommendations }: StatusReport): void {
    const isBroken = integrity.broken;
    this.headEl.toggleClass('is-broken', isBroken);
    const icon = isBroken ? 'shield-alert' : 'shield-check';
    if (this.iconEl.dataset['icon'] !== icon) {
      this.iconEl.dataset['icon'] = icon;
      setIcon(this.iconEl, icon);
    }
    this.titleEl.setText(isBroken ? 'Something wrote around Touchstone' : 'The record is whole');
    this.factsEl.setText(`${project}: ${notes.total} notes, ${backlog.total} stories`);
    patchChildren(this.listEl, recommendations, {
      key: ({ text, command }) => `${command} ${text}`,
      create: () => createEl('li'),
      update: (el, { text, command }) => { drawRecommendation(el, text, command); },
    });
  }
}

function drawRecommendation(el: HTMLElement, text: string, command: string): void {
  if (el.childElementCount > 0) return;
  el.createSpan({ text: text.replaceAll('`', '') });
  const copy = el.createEl('button', { cls: 'clickable-icon', attr: { 'aria-label': `Copy the command: ${command}` } });
  setIcon(copy, 'copy');
  copy.addEventListener('click', () => { void el.win.navigator.clipboard.writeText(command); });
}
