// Draws a diff as a table, unified or side by side: signs beside colours, changed words marked, unchanged lines folded.
// Texts go into the page as text only.
import { setIcon } from 'obsidian';
import type { Diff, DiffLine, DiffRow } from './diff-lines';
import { diffOf } from './diff-lines';
import type { Block } from './folding';
import { foldRows } from './folding';

export type DiffLayout = 'unified' | 'split';

export interface DiffOptions {
  layout: DiffLayout;
  /** Names the table, such as `Change of conventions/Testing.md`. */
  label: string;
  /** What the two sides are, for the heads of the columns: `Now`, `Proposed`. */
  sides: { before: string; after: string };
}

/** Rows of changed and context lines that are drawn; a longer diff says how much it leaves out. */
const ROWS_MOST = 2000;

/**
 * Replaces the content of `el` by the difference of two texts; `null` is a note that is not there.
 * Answers what it found, so that the caller can say it.
 */
export function showDiff(el: HTMLElement, before: string | null, after: string | null, options: DiffOptions): Diff {
  const diff = diffOf(before, after);
  el.empty();
  el.addClass('touchstone-diff');
  drawSummary(el, diff, before, after);
  if (diff.added + diff.removed === 0) return diff;
  const table = el.createEl('table', { cls: ['touchstone-diff-table', `is-${options.layout}`], attr: { 'aria-label': options.label } });
  drawHead(table, options);
  const body = table.createEl('tbody');
  let left = ROWS_MOST;
  for (const block of foldRows(diff.rows)) {
    if (left <= 0) break;
    left -= drawBlock(body, block, options.layout, left);
  }
  if (left <= 0) el.createEl('p', { cls: 'touchstone-diff-note', text: `Only the first ${ROWS_MOST} lines are shown. Open the texts themselves to see all.` });
  return diff;
}

/** Moves the focus to the next change after the focused one, or the previous one (-1); false at the end. */
export function focusChange(el: HTMLElement, step: 1 | -1): boolean {
  const starts = Array.from(el.querySelectorAll<HTMLElement>('tr[data-change]'));
  const at = starts.findIndex((row) => row === el.doc.activeElement);
  const next = starts[at < 0 && step < 0 ? starts.length - 1 : at + step];
  if (next === undefined) return false;
  next.focus();
  next.scrollIntoView({ block: 'center' });
  return true;
}

function drawSummary(el: HTMLElement, diff: Diff, before: string | null, after: string | null): void {
  const summary = el.createDiv({ cls: 'touchstone-diff-summary' });
  for (const remark of diff.remarks) el.createDiv({ cls: 'touchstone-diff-note', text: remark });
  const isSame = diff.added + diff.removed === 0;
  if (isSame && diff.remarks.length > 0) summary.setText('Nothing else differs.');
  else if (isSame) summary.setText(before === null && after === null ? 'There is no such note.' : 'The texts are the same.');
  else summary.setText(`${counted(diff.added, 'line')} added, ${counted(diff.removed, 'line')} removed${diff.coarse ? '; the texts differ too much to be compared line by line' : ''}`);
}

function drawHead(table: HTMLElement, { layout, sides }: DiffOptions): void {
  // The table is laid out by its columns: the heads span several.
  const columns = table.createEl('colgroup');
  for (const cls of layout === 'split' ? ['number', 'text', 'number', 'text'] : ['number', 'number', 'text']) {
    columns.createEl('col', { cls: `touchstone-diff-column-${cls}` });
  }
  const row = table.createEl('thead').createEl('tr');
  const head = (text: string, span: number): void => { row.createEl('th', { text, attr: { scope: 'col', colspan: span } }); };
  if (layout === 'split') {
    head(sides.before, 2);
    head(sides.after, 2);
  } else {
    head(sides.before, 1);
    head(sides.after, 1);
    head('Text', 1);
  }
}

/** Answers how many rows were drawn. */
function drawBlock(body: HTMLElement, block: Block, layout: DiffLayout, most: number): number {
  if (block.kind === 'fold') {
    drawFold(body, block.rows, layout);
    return 1;
  }
  const rows = block.rows.slice(0, most);
  drawRows(body, rows, layout, null);
  return rows.length;
}

function drawFold(body: HTMLElement, rows: readonly DiffRow[], layout: DiffLayout): void {
  const row = body.createEl('tr', { cls: 'touchstone-diff-fold' });
  const button = row.createEl('td', { attr: { colspan: layout === 'split' ? 4 : 3 } }).createEl('button', { cls: 'clickable-icon' });
  setIcon(button.createSpan(), 'chevrons-up-down');
  button.createSpan({ text: `${counted(rows.length, 'unchanged line')}` });
  button.setAttribute('aria-label', `Show ${counted(rows.length, 'unchanged line')}`);
  button.addEventListener('click', () => {
    const next = row.nextElementSibling;
    drawRows(body, rows, layout, row);
    row.remove();
    (next?.querySelector('button') ?? button).focus();
  });
}

/** @param before the element that the rows come before; `null` at the end. */
function drawRows(body: HTMLElement, rows: readonly DiffRow[], layout: DiffLayout, before: Element | null): void {
  let isInChange = false;
  const add = (row: HTMLElement, kind: DiffRow['kind']): void => {
    if (kind === 'changed' && !isInChange) {
      row.setAttribute('data-change', '');
      row.setAttribute('tabindex', '-1');
    }
    isInChange = kind === 'changed';
    body.insertBefore(row, before);
  };
  if (layout === 'split') for (const row of rows) add(splitRow(body, row), row.kind);
  else for (const { row, kind } of unifiedRows(body, rows)) add(row, kind);
}

function splitRow(body: HTMLElement, { kind, before, after }: DiffRow): HTMLElement {
  const row = body.createEl('tr');
  for (const [line, sign] of [[before, '-'], [after, '+']] as const) {
    row.createEl('td', { cls: 'touchstone-diff-number', text: line === null ? '' : String(line.number) });
    const cell = row.createEl('td', { cls: 'touchstone-diff-text' });
    if (line === null) cell.addClass('is-empty');
    else drawLine(cell, line, kind === 'same' ? ' ' : sign);
  }
  return row;
}

/** Runs of changed rows as a diff is read: first what went, then what came. */
function unifiedRows(body: HTMLElement, rows: readonly DiffRow[]): { row: HTMLElement; kind: DiffRow['kind'] }[] {
  const drawn: { row: HTMLElement; kind: DiffRow['kind'] }[] = [];
  for (let start = 0; start < rows.length;) {
    const [first] = rows.slice(start);
    if (first?.kind === 'same') {
      drawn.push({ row: unifiedRow(body, first.before, first.after, ' '), kind: 'same' });
      start += 1;
      continue;
    }
    let end = start;
    while (rows[end]?.kind === 'changed') end += 1;
    const run = rows.slice(start, end);
    for (const { before } of run) if (before) drawn.push({ row: unifiedRow(body, before, null, '-'), kind: 'changed' });
    for (const { after } of run) if (after) drawn.push({ row: unifiedRow(body, null, after, '+'), kind: 'changed' });
    start = end;
  }
  return drawn;
}

function unifiedRow(body: HTMLElement, before: DiffLine | null, after: DiffLine | null, sign: ' ' | '-' | '+'): HTMLElement {
  const row = body.createEl('tr');
  for (const line of [before, after]) row.createEl('td', { cls: 'touchstone-diff-number', text: line === null ? '' : String(line.number) });
  const line = after ?? before;
  if (line) drawLine(row.createEl('td', { cls: 'touchstone-diff-text' }), line, sign);
  return row;
}

function drawLine(cell: HTMLElement, line: DiffLine, sign: ' ' | '-' | '+'): void {
  if (sign !== ' ') cell.addClass(sign === '+' ? 'is-added' : 'is-removed');
  cell.createSpan({ cls: 'touchstone-diff-sign', text: sign });
  for (const { text, changed } of line.spans) {
    if (changed && sign !== ' ') cell.createEl(sign === '+' ? 'ins' : 'del', { text });
    else cell.appendText(text);
  }
  if (line.unseen !== null) cell.createSpan({ cls: 'touchstone-diff-unseen', text: line.unseen });
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
