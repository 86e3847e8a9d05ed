// Tooltips: the label that assistive technology reads, shown while the pointer or the focus is on the element.
import type { TooltipOptions } from 'obsidian';

/** Milliseconds until a tooltip is shown, as in the app. */
const DELAY = 100;
const GAP = 6;

let shown: HTMLElement | null = null;
let timer = 0;

export function setTooltip(el: HTMLElement, tooltip: string, options: TooltipOptions = {}): void {
  if (tooltip === '') el.removeAttribute('aria-label');
  else el.setAttribute('aria-label', tooltip);
  if (options.placement) el.setAttribute('data-tooltip-position', options.placement);
  if (options.delay !== undefined) el.setAttribute('data-tooltip-delay', String(options.delay));
  if (options.classes) el.setAttribute('data-tooltip-classes', options.classes.join(' '));
}

export function displayTooltip(target: HTMLElement, content: string | DocumentFragment, options: TooltipOptions = {}): void {
  hideTooltip();
  const box = target.getBoundingClientRect();
  const tooltip = target.doc.body.createDiv({ cls: ['tooltip', ...options.classes ?? []], text: content, attr: { 'aria-hidden': 'true' } });
  const placement = options.placement ?? 'bottom';
  const top = placement === 'top' ? box.top - tooltip.offsetHeight - GAP : placement === 'bottom' ? box.bottom + GAP : box.top;
  const left = placement === 'right' ? box.right + GAP : placement === 'left' ? box.left - tooltip.offsetWidth - GAP : box.left + (box.width - tooltip.offsetWidth) / 2;
  tooltip.setCssStyles({ top: `${Math.max(0, top)}px`, left: `${Math.max(0, Math.min(left, target.win.innerWidth - tooltip.offsetWidth))}px` });
  shown = tooltip;
}

/** Shows the label of whatever the pointer rests on. */
export function watchTooltips(doc: Document): void {
  doc.addEventListener('pointerover', (event) => {
    const target = (event.target as Element | null)?.closest<HTMLElement>('[aria-label]');
    hideTooltip();
    const label = target?.getAttribute('aria-label');
    if (!target || !label || target.hasAttribute('data-no-tooltip')) return;
    const delay = Number(target.getAttribute('data-tooltip-delay') ?? DELAY);
    const placement = target.getAttribute('data-tooltip-position') as TooltipOptions['placement'];
    timer = window.setTimeout(() => { if (target.isConnected) displayTooltip(target, label, placement ? { placement } : {}); }, delay);
  });
  doc.addEventListener('pointerdown', hideTooltip);
  doc.addEventListener('keydown', hideTooltip);
}

function hideTooltip(): void {
  window.clearTimeout(timer);
  shown?.remove();
  shown = null;
}
