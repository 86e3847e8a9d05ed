// A part of the view that can be folded: a heading with a count, and a body that is filled only while it is open.
import { setIcon } from 'obsidian';

export class Fold {
  readonly el: HTMLElement;
  readonly bodyEl: HTMLElement;
  private readonly selfEl: HTMLElement;
  private readonly iconEl: HTMLElement;
  private readonly titleEl: HTMLElement;
  private readonly countEl: HTMLElement;

  constructor(parent: HTMLElement, toggle: () => void) {
    this.el = parent.createDiv({ cls: 'tree-item touchstone-fold' });
    // Until it has something to show: a button in it would do nothing.
    this.el.hide();
    const heading = this.el.createDiv({ attr: { role: 'heading', 'aria-level': 3 } });
    this.selfEl = heading.createDiv({ cls: 'tree-item-self is-clickable mod-collapsible', attr: { role: 'button', tabindex: 0 } });
    this.iconEl = this.selfEl.createDiv({ cls: 'tree-item-icon collapse-icon' });
    setIcon(this.iconEl, 'chevron-down');
    this.titleEl = this.selfEl.createDiv({ cls: 'tree-item-inner' });
    this.countEl = this.selfEl.createDiv({ cls: 'tree-item-flair-outer' }).createSpan({ cls: 'tree-item-flair' });
    this.bodyEl = this.el.createDiv({ cls: 'touchstone-fold-body' });
    this.selfEl.addEventListener('click', toggle);
    this.selfEl.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' && event.key !== ' ') return;
      event.preventDefault();
      toggle();
    });
  }

  update({ title, count, isOpen, isUrgent }: { title: string; count: number; isOpen: boolean; isUrgent: boolean }): void {
    this.titleEl.setText(title);
    this.countEl.setText(String(count));
    this.el.toggleClass('is-urgent', isUrgent);
    this.el.toggle(count > 0);
    this.selfEl.setAttribute('aria-expanded', String(isOpen));
    this.iconEl.toggleClass('is-collapsed', !isOpen);
    this.bodyEl.toggle(isOpen);
  }
}
