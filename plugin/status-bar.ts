// The counts that want a person, in the status bar: each opens the view behind it. Nothing is shown where nothing waits.
import type { App } from 'obsidian';
import { Component, setIcon, setTooltip } from 'obsidian';
import type { Attention } from '../shared/health/attention';
import { attention } from '../shared/health/attention';
import type { Engine } from './engine/engine';
import { BACKLOG_VIEW } from './views/backlog/backlog-view';
import { HEALTH_VIEW } from './views/health/health-view';
import { openView } from './views/registry';
import { PROPOSALS_VIEW } from './views/proposals/proposals-view';

/** Milliseconds between two counts while changes come one after the other. */
const EVERY = 1000;

interface Count {
  of: keyof Attention;
  icon: string;
  view: string;
  say: (count: number) => string;
}

const COUNTS: readonly Count[] = [
  { of: 'proposals', icon: 'inbox', view: PROPOSALS_VIEW, say: (count) => (count === 1 ? '1 proposal waits for a decision' : `${count} proposals wait for a decision`) },
  { of: 'deliveries', icon: 'clipboard-check', view: BACKLOG_VIEW, say: (count) => (count === 1 ? '1 delivery to review' : `${count} deliveries to review`) },
  { of: 'drift', icon: 'shield-alert', view: HEALTH_VIEW, say: (count) => (count === 1 ? '1 protected note drifted' : `${count} protected notes drifted`) },
];

export class StatusBar extends Component {
  private readonly items: ReadonlyMap<keyof Attention, HTMLElement>;
  private timer: number | null = null;
  private isAsking = false;
  private isStale = false;

  /** `add`: makes an item of the app's status bar. */
  constructor(private readonly app: App, private readonly engine: Engine, add: () => HTMLElement) {
    super();
    this.items = new Map(COUNTS.map((count) => [count.of, this.make(count, add())]));
  }

  override onload(): void {
    this.registerEvent(this.engine.onChanged(() => { this.invalidate(); }));
    this.register(() => { if (this.timer !== null) window.clearTimeout(this.timer); });
    this.invalidate();
  }

  private make({ icon, view }: Count, el: HTMLElement): HTMLElement {
    el.addClass('mod-clickable', 'touchstone-status');
    el.setAttrs({ role: 'button', tabindex: 0 });
    setIcon(el.createSpan({ cls: 'status-bar-item-icon' }), icon);
    el.createSpan({ cls: 'touchstone-status-count' });
    el.hide();
    const open = (): void => { void openView(this.app, view); };
    this.registerDomEvent(el, 'click', open);
    this.registerDomEvent(el, 'keydown', (event) => {
      if (event.key !== 'Enter' && event.key !== ' ') return;
      event.preventDefault();
      open();
    });
    return el;
  }

  private invalidate(): void {
    this.isStale = true;
    if (this.timer !== null || this.isAsking) return;
    this.timer = window.setTimeout(() => {
      this.timer = null;
      void this.refresh();
    }, EVERY);
  }

  private async refresh(): Promise<void> {
    const { kind } = this.engine.standing;
    if (kind === 'starting' || kind === 'failed') return;
    this.isStale = false;
    this.isAsking = true;
    try {
      this.show(await this.engine.read(attention));
    } catch {
      // The views say what is wrong; a count that isn't known is none.
      for (const el of this.items.values()) el.hide();
    } finally {
      this.isAsking = false;
      if (this.isStale) this.invalidate();
    }
  }

  private show(counts: Attention): void {
    for (const { of, say } of COUNTS) {
      const el = this.items.get(of);
      const count = counts[of];
      el?.toggle(count > 0);
      el?.querySelector('.touchstone-status-count')?.setText(String(count));
      if (el) setTooltip(el, say(count), { placement: 'top' });
      el?.setAttribute('aria-label', say(count));
    }
  }
}
