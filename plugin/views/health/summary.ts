// The head of the view: what to do next, most urgent first, in the report's own words.
import { setIcon } from 'obsidian';
import type { StatusReport } from '../../../shared/health/status-report';
import { patchChildren } from '../../ui/keyed-children';
import type { Place } from './recommended';
import { placeOf } from './recommended';

export class Summary {
  private readonly headEl: HTMLElement;
  private readonly iconEl: HTMLElement;
  private readonly titleEl: HTMLElement;
  private readonly factsEl: HTMLElement;
  private readonly listEl: HTMLElement;

  constructor(parent: HTMLElement, private readonly open: (place: Place) => void) {
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
    this.factsEl.setText(`${project}: ${counted(notes.total, 'note', 'notes')}, ${counted(backlog.total, 'story', 'stories')}`);
    patchChildren(this.listEl, recommendations, {
      key: ({ text, command }) => `${command} ${text}`,
      create: () => createEl('li'),
      update: (el, { text, command }) => { if (el.childElementCount === 0) this.draw(el, text, command); },
    });
  }

  private draw(el: HTMLElement, text: string, command: string): void {
    el.createSpan({ text: text.replaceAll('`', '') });
    const place = placeOf(command);
    if (place !== null) this.button(el, 'arrow-right', `Open: ${text}`, () => { this.open(place); });
    this.button(el, 'copy', `Copy the command: ${command}`, () => { void el.win.navigator.clipboard.writeText(command); });
  }

  private button(el: HTMLElement, icon: string, label: string, run: () => void): void {
    const button = el.createEl('button', { cls: 'clickable-icon', attr: { 'aria-label': label } });
    setIcon(button, icon);
    button.addEventListener('click', run);
  }
}

function counted(count: number, one: string, several: string): string {
  return `${count} ${count === 1 ? one : several}`;
}
