// Draws a card, in a row of a column or of a list: the same parts, placed by the style sheet.
import { setIcon } from 'obsidian';
import type { Card } from './card';
import { cardSentence } from './card';
import { statusName } from './columns';

const KIND_ICONS: Readonly<Record<string, string>> = {
  feature: 'sparkles', bug: 'bug', task: 'square-check', chore: 'wrench', epic: 'target', decision: 'git-branch',
};

export interface CardExtras {
  /** The status in words, where no column says it. */
  isStatusShown?: boolean;
  /** Stories below it that are closed, of how many. */
  progress?: { closed: number; total: number };
}

const drawn = new WeakMap<HTMLElement, string>();

/** Fills `el` with the card, unless it shows the very same already. */
export function drawCard(el: HTMLElement, card: Card, { isStatusShown = false, progress }: CardExtras = {}): void {
  const said = [cardSentence(card), ...(isStatusShown ? [statusName(card.status)] : []), ...(progress ? [`${progress.closed} of ${progress.total} stories below it closed`] : [])].join(', ');
  if (drawn.get(el) === said) return;
  drawn.set(el, said);
  el.empty();
  el.toggleClass('is-pending', card.isPending);
  el.createSpan({ cls: 'touchstone-unseen', text: said });
  // The sentence above says all of it, in words.
  const seen = el.createDiv({ cls: 'touchstone-card-parts', attr: { 'aria-hidden': 'true' } });
  drawHead(seen, card);
  seen.createDiv({ cls: 'touchstone-card-title', text: card.title });
  const meta = seen.createDiv({ cls: 'touchstone-card-meta' });
  if (isStatusShown) meta.createSpan({ cls: 'touchstone-flair', text: statusName(card.status) });
  if (progress) drawProgress(meta, progress);
  drawMeta(meta, card);
}

function drawHead(parent: HTMLElement, card: Card): void {
  const head = parent.createDiv({ cls: 'touchstone-card-head' });
  setIcon(head.createSpan({ cls: 'touchstone-card-kind' }), KIND_ICONS[card.kind] ?? 'file-text');
  head.createSpan({ cls: 'touchstone-card-id', text: card.id });
  head.createSpan({ cls: `touchstone-priority mod-p${card.priority}`, text: `P${card.priority}` });
}

function drawMeta(meta: HTMLElement, card: Card): void {
  const { criteria, blockers, rejections } = card;
  if (card.warning !== null) part(meta, 'shield-alert', card.warning.startsWith('an edit') ? 'Edited' : 'Drift', 'mod-warning');
  if (rejections > 0) part(meta, 'undo-2', `Rejected ×${rejections}`, 'mod-error');
  if (card.isEscalated) part(meta, 'flag', 'Escalated', 'mod-error');
  if (blockers > 0) part(meta, 'lock', String(blockers), 'mod-warning');
  if (card.isReady) part(meta, 'circle-check', 'Ready', 'mod-success');
  if (card.deferUntil !== null) part(meta, 'calendar-clock', card.deferUntil.slice(0, 10));
  if (criteria.total > 0) part(meta, 'list-checks', `${criteria.done}/${criteria.total}`);
  if (card.assignee !== null) part(meta, 'user', card.assignee, 'mod-name');
  if (card.lease !== null) part(meta, 'timer', card.lease, card.isLeaseOver ? 'mod-warning' : '');
}

function drawProgress(meta: HTMLElement, { closed, total }: { closed: number; total: number }): void {
  if (total === 0) return;
  const bar = meta.createSpan({ cls: 'touchstone-progress' });
  bar.createSpan({ cls: 'touchstone-progress-done' }).setCssProps({ '--touchstone-progress': `${Math.round((closed / total) * 100)}%` });
  meta.createSpan({ text: `${closed}/${total}` });
}

function part(parent: HTMLElement, icon: string, text: string, modifier = ''): void {
  const el = parent.createSpan({ cls: `touchstone-part ${modifier}`.trim() });
  setIcon(el.createSpan({ cls: 'touchstone-part-icon' }), icon);
  el.createSpan({ cls: 'touchstone-part-text', text });
}
