// Renders the blocks of a note to elements: the part of Markdown that notes of this project use.
import { setIcon } from '../api/icons';
import { getFrontMatterInfo } from '../api/yaml';
import { linesOf, type Line } from '../metadata/lines';
import { HEADING, sectionsOf, type Section } from '../metadata/sections';
import { renderInline, type InlineContext } from './inline';
import { renderList } from './list';

export interface RenderedSection {
  el: HTMLElement;
  lineStart: number;
  lineEnd: number;
}

const CALLOUT_ICONS: Readonly<Record<string, string>> = {
  note: 'pencil', info: 'info', todo: 'check-circle', tip: 'lightbulb', success: 'check', question: 'circle-help', warning: 'alert-triangle',
  failure: 'x', danger: 'zap', error: 'zap', bug: 'bug', example: 'list', quote: 'message-square', abstract: 'clipboard-list', important: 'lightbulb',
};

/** One element for each block, appended to `parent`. */
export function renderBlocks(parent: HTMLElement, markdown: string, context: InlineContext): RenderedSection[] {
  const lines = linesOf(markdown);
  const info = getFrontMatterInfo(markdown);
  const bodyLine = info.exists ? lines.findIndex(({ start }) => start >= info.contentStart) : 0;
  return sectionsOf(lines, bodyLine === -1 ? lines.length : bodyLine).flatMap((section) => {
    if (section.type === 'yaml' || section.type === 'comment') return [];
    const el = parent.createDiv(`el-${section.type}`);
    renderBlock(el, lines, section, context);
    return [{ el, lineStart: section.first, lineEnd: section.last }];
  });
}

function renderBlock(el: HTMLElement, lines: readonly Line[], section: Section, context: InlineContext): void {
  const texts = lines.slice(section.first, section.last + 1).map(({ text }) => text);
  switch (section.type) {
    case 'heading': renderHeading(el, texts[0] ?? '', context); return;
    case 'list': renderList(el, texts, section.first, context); return;
    case 'code': renderCode(el, texts); return;
    case 'math': el.createEl('pre').createEl('code', { cls: 'math', text: texts.join('\n') }); return;
    case 'blockquote': renderBlocks(el.createEl('blockquote'), unquoted(texts), context); return;
    case 'callout': renderCallout(el, texts, context); return;
    case 'table': renderTable(el, texts, context); return;
    case 'thematicBreak': el.createEl('hr'); return;
    default: renderInline(el.createEl('p'), texts.map((text) => text.trimStart()).join('\n'), context);
  }
}

function renderHeading(el: HTMLElement, text: string, context: InlineContext): void {
  const match = HEADING.exec(text);
  const level = (match?.[1]?.length ?? 1) as 1 | 2 | 3 | 4 | 5 | 6;
  const heading = el.createEl(`h${level}`, { attr: { 'data-heading': match?.[2] ?? '' } });
  renderInline(heading, match?.[2] ?? '', context);
}

function renderCode(el: HTMLElement, [opening = '', ...texts]: readonly string[]): void {
  const language = /^[\s`~]*([^\s`]*)/.exec(opening)?.[1] ?? '';
  const isClosed = /^ {0,3}(`{3,}|~{3,})[ \t]*$/.test(texts.at(-1) ?? '');
  const code = (isClosed ? texts.slice(0, -1) : texts).join('\n');
  el.createEl('pre', language && `language-${language}`).createEl('code', { cls: language && `language-${language}`, text: `${code}\n` });
}

function unquoted(texts: readonly string[]): string {
  return texts.map((text) => text.replace(/^ {0,3}> ?/, '')).join('\n');
}

function renderCallout(el: HTMLElement, [first = '', ...rest]: readonly string[], context: InlineContext): void {
  const match = /\[!([^\]]+)\][+-]?[ \t]*(.*)$/.exec(first);
  const type = (match?.[1] ?? 'note').toLowerCase();
  const callout = el.createDiv({ cls: 'callout', attr: { 'data-callout': type } });
  const title = callout.createDiv('callout-title');
  setIcon(title.createDiv('callout-icon'), CALLOUT_ICONS[type] ?? 'pencil');
  renderInline(title.createDiv('callout-title-inner'), match?.[2] || type.charAt(0).toUpperCase() + type.slice(1), context);
  if (rest.length > 0) renderBlocks(callout.createDiv('callout-content'), unquoted(rest), context);
}

function renderTable(el: HTMLElement, [head = '', delimiters = '', ...rows]: readonly string[], context: InlineContext): void {
  const table = el.createEl('table');
  const aligns = cellsOf(delimiters).map((cell) => (cell.endsWith(':') ? (cell.startsWith(':') ? 'center' : 'right') : ''));
  const addRow = (parent: HTMLElement, text: string, tag: 'th' | 'td'): void => {
    const row = parent.createEl('tr');
    cellsOf(text).forEach((cell, index) => { renderInline(row.createEl(tag, { attr: { align: aligns[index] || null } }), cell, context); });
  };
  addRow(table.createEl('thead'), head, 'th');
  const body = table.createEl('tbody');
  for (const row of rows) addRow(body, row, 'td');
}

function cellsOf(text: string): string[] {
  return text.trim().replace(/^\||(?<!\\)\|$/g, '').split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll('\\|', '|'));
}
