// The parts of a story beside the board: criteria beside their proof, the contract block by block, comments, history.
import { setIcon } from 'obsidian';
import type { ShownBlock, ShownCriterion, ShownStory, StoryReference } from '../../../shared/story/queries/show';
import { REJECTION_PARTS } from '../../../shared/story/rejection';
import { statusName } from './columns';

/** Called with a story's id and the click or key. */
export type OpenStory = (id: string, event: MouseEvent) => void;

export function drawCriteria(el: HTMLElement, criteria: readonly ShownCriterion[]): void {
  const list = el.createEl('ul', { cls: 'touchstone-criteria' });
  for (const { n, text, done, proof } of criteria) {
    const item = list.createEl('li');
    const isProved = done || proof !== null;
    setIcon(item.createSpan({ cls: `touchstone-criterion-mark ${isProved ? 'mod-success' : ''}`.trim(), attr: { role: 'img', 'aria-label': done ? 'Accepted' : isProved ? 'Proof recorded' : 'No proof' } }), done ? 'circle-check' : isProved ? 'circle-dot' : 'circle');
    const words = item.createDiv();
    words.createDiv({ text: n === null ? text : `AC #${n}: ${text}` });
    words.createDiv({ cls: 'touchstone-proof', text: proof ?? (n === null ? 'Without a number nothing can prove it' : 'No proof recorded') });
  }
}

export function drawContract(el: HTMLElement, contract: readonly ShownBlock[]): void {
  const list = el.createEl('ol', { cls: 'touchstone-contract' });
  for (const block of contract) {
    const item = list.createEl('li', { cls: `touchstone-block mod-${block.status}` });
    const head = item.createDiv({ cls: 'touchstone-block-head' });
    head.createEl('strong', { text: statusName(block.status) });
    head.createSpan({ text: [block.by, block.role === null ? null : `(${block.role})`, block.at === null ? null : timeText(block.at)].filter((part) => part !== null).join(' ') });
    if (block.phase !== null) head.createSpan({ cls: 'touchstone-flair', text: block.phase });
    if (block.commit !== null) item.createDiv({ cls: 'touchstone-block-line' }).createEl('code', { text: `commit ${block.commit.slice(0, 8)}` });
    if (block.reason !== null) item.createDiv({ cls: 'touchstone-block-line', text: `Reason: ${block.reason}` });
    drawEvidence(item, block);
    drawRejection(item, block);
  }
}

function drawEvidence(item: HTMLElement, { evidence, proof }: ShownBlock): void {
  for (const run of evidence) {
    const line = item.createDiv({ cls: 'touchstone-block-line' });
    const isGood = run.exit_code === 0;
    setIcon(line.createSpan({ cls: `touchstone-part-icon ${isGood ? 'mod-success' : 'mod-error'}`, attr: { 'aria-hidden': 'true' } }), isGood ? 'check' : 'x');
    line.createEl('code', { text: run.command });
    const end = run.exit_code === null ? `killed by ${run.signal ?? 'a signal'}` : `exited ${run.exit_code}`;
    line.createSpan({ text: `${end} in ${(run.duration_ms / 1000).toFixed(1)} s${run.commit === null ? '' : ` at ${run.commit.slice(0, 8)}`}${run.clean === false ? ', with uncommitted changes' : ''}` });
  }
  for (const { n, by } of proof) item.createDiv({ cls: 'touchstone-block-line', text: `AC #${n}: ${by}` });
}

function drawRejection(item: HTMLElement, { rejection }: ShownBlock): void {
  if (rejection === null) return;
  const list = item.createEl('dl', { cls: 'touchstone-rejection' });
  for (const part of REJECTION_PARTS) {
    list.createEl('dt', { text: statusName(part) });
    list.createEl('dd', { text: rejection[part] });
  }
}

export function drawHistory(el: HTMLElement, history: ShownStory['history']): void {
  const list = el.createEl('ol', { cls: 'touchstone-history' });
  for (const { at, actor, role, text } of history.toReversed()) {
    const item = list.createEl('li');
    item.createDiv({ text });
    item.createDiv({ cls: 'touchstone-when', text: `${actor}${role === null ? '' : ` (${role})`} · ${timeText(at)}` });
  }
}

export function drawReferences(el: HTMLElement, references: readonly StoryReference[], open: OpenStory): void {
  const list = el.createEl('ul', { cls: 'touchstone-references' });
  for (const { id, title, status } of references) {
    const item = list.createEl('li');
    const link = item.createEl('a', { cls: 'internal-link', text: title === null ? id : `${id} ${title}`, href: '#', attr: { 'data-focus': id } });
    link.addEventListener('click', (event) => {
      event.preventDefault();
      open(id, event);
    });
    item.createSpan({ cls: 'touchstone-flair', text: status === null ? 'Missing' : statusName(status) });
  }
}

/** `2026-11-21T09:00:00Z` as it reads well; what is no such time stays as it is. */
export function timeText(time: string): string {
  return /^\d{4}-\d\d-\d\dT/.test(time) ? `${time.slice(0, 10)} ${time.slice(11, 16)}` : time;
}
