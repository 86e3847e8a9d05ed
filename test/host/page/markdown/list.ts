// Renders lists, nested ones and tasks included.
import { LIST_ITEM } from '../metadata/sections';
import { renderInline, type InlineContext } from './inline';

interface OpenList {
  indent: number;
  el: HTMLElement;
}

/** `firstLine`: number of the first of `texts` in the note, for the tasks' checkboxes. */
export function renderList(parent: HTMLElement, texts: readonly string[], firstLine: number, context: InlineContext): void {
  const open: OpenList[] = [];
  let item: HTMLElement | null = null;
  texts.forEach((text, index) => {
    const match = LIST_ITEM.exec(text);
    if (!match) {
      if (item && text.trim() !== '') renderInline(item, `\n${text.trim()}`, context);
      return;
    }
    const indent = (match[1] ?? '').replaceAll('\t', '    ').length;
    while (open.length > 0 && (open.at(-1)?.indent ?? 0) > indent) open.pop();
    if (open.length === 0 || (open.at(-1)?.indent ?? 0) < indent) {
      open.push({ indent, el: newList(item && open.length > 0 ? item : parent, match[2] ?? '-') });
    }
    item = (open.at(-1)?.el ?? parent).createEl('li', { attr: { 'data-line': index } });
    renderItem(item, text.slice(match[0].length).trim(), match[3], firstLine + index, context);
  });
}

function newList(parent: HTMLElement, mark: string): HTMLElement {
  const number = Number.parseInt(mark, 10);
  return Number.isNaN(number) ? parent.createEl('ul') : parent.createEl('ol', { attr: { start: number === 1 ? null : number } });
}

function renderItem(item: HTMLElement, text: string, task: string | undefined, line: number, context: InlineContext): void {
  if (task !== undefined) {
    item.addClasses(['task-list-item', ...(task === ' ' ? [] : ['is-checked'])]);
    item.setAttr('data-task', task);
    const box = item.createEl('input', { cls: 'task-list-item-checkbox', type: 'checkbox', attr: { 'data-line': line, 'aria-label': text } });
    box.checked = task !== ' ';
  }
  renderInline(item, text, context);
}
