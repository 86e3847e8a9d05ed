// Splits a note into its blocks at the root, by the rules of Markdown that matter to links, headings and tasks.
import type { Line } from './lines';

export type SectionType = 'yaml' | 'heading' | 'paragraph' | 'list' | 'code' | 'blockquote' | 'callout' | 'table' | 'thematicBreak' | 'html' | 'comment' | 'math';

export interface Section {
  type: SectionType;
  /** Numbers of its first and last line. */
  first: number;
  last: number;
}

const FENCE = /^ {0,3}(`{3,}|~{3,})/;
export const HEADING = /^ {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$/;
const BREAK = /^ {0,3}([-*_])[ \t]*(?:\1[ \t]*){2,}$/;
const QUOTE = /^ {0,3}>/;
const CALLOUT = /^ {0,3}> ?\[![^\]]+\]/;
export const LIST_ITEM = /^([ \t]*)([-*+]|\d{1,9}[.)])(?:[ \t]+(?:\[(.)\](?=[ \t]))?|$)/u;
const DELIMITER_ROW = /^ {0,3}\|?[ \t]*:?-+:?[ \t]*(\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$/;
const HTML = /^ {0,3}<[a-z!/]/i;

/** `bodyLine`: the first line after the frontmatter. */
export function sectionsOf(lines: readonly Line[], bodyLine: number): Section[] {
  const sections: Section[] = [];
  if (bodyLine > 0) sections.push({ type: 'yaml', first: 0, last: bodyLine - 1 });
  for (let number = bodyLine; number < lines.length;) {
    if (isBlank(lines, number)) number += 1;
    else {
      const type = typeAt(lines, number);
      const last = endOf(type, lines, number);
      sections.push({ type, first: number, last });
      number = last + 1;
    }
  }
  return sections;
}

function typeAt(lines: readonly Line[], number: number): SectionType {
  const text = textAt(lines, number);
  if (FENCE.test(text)) return 'code';
  if (text.startsWith('%%')) return 'comment';
  if (text.startsWith('$$')) return 'math';
  if (HEADING.test(text)) return 'heading';
  if (BREAK.test(text)) return 'thematicBreak';
  if (CALLOUT.test(text)) return 'callout';
  if (QUOTE.test(text)) return 'blockquote';
  if (LIST_ITEM.test(text)) return 'list';
  if (text.includes('|') && DELIMITER_ROW.test(textAt(lines, number + 1))) return 'table';
  return HTML.test(text) ? 'html' : 'paragraph';
}

/** Number of the last line of the block that begins at `first`. */
function endOf(type: SectionType, lines: readonly Line[], first: number): number {
  switch (type) {
    case 'code': return closedBy(lines, first, closingFence(textAt(lines, first)));
    case 'comment': return delimited(lines, first, '%%');
    case 'math': return delimited(lines, first, '$$');
    case 'heading': case 'thematicBreak': case 'yaml': return first;
    case 'list': return endOfList(lines, first);
    case 'blockquote': case 'callout': case 'table': case 'html': return beforeBlank(lines, first, () => false);
    case 'paragraph': return beforeBlank(lines, first, interruptsParagraph);
  }
}

function closingFence(opening: string): RegExp {
  const fence = FENCE.exec(opening)?.[1] ?? '```';
  return new RegExp(`^ {0,3}${fence[0] === '`' ? '`' : '~'}{${fence.length},}[ \\t]*$`);
}

function delimited(lines: readonly Line[], first: number, mark: string): number {
  if (textAt(lines, first).indexOf(mark, 2) !== -1) return beforeBlank(lines, first, interruptsParagraph);
  return closedBy(lines, first, new RegExp(mark === '%%' ? '%%' : '\\$\\$'));
}

function closedBy(lines: readonly Line[], first: number, closing: RegExp): number {
  for (let number = first + 1; number < lines.length; number++) if (closing.test(textAt(lines, number))) return number;
  return lines.length - 1;
}

function endOfList(lines: readonly Line[], first: number): number {
  const kind = rootMark(textAt(lines, first));
  let last = first;
  for (let number = first + 1; number < lines.length; number++) {
    const text = textAt(lines, number);
    if (text.trim() === '') continue;
    // Bullets and numbers at the root are two lists.
    if ((rootMark(text) ?? kind) !== kind) break;
    const afterBlank = isBlank(lines, number - 1);
    const belongs = LIST_ITEM.test(text) || /^[ \t]{2,}/.test(text) || (!afterBlank && !interruptsParagraph(text));
    if (!belongs) break;
    last = number;
  }
  return last;
}

/** `undefined` for what is no item, or an item inside another. */
function rootMark(text: string): 'bullet' | 'number' | undefined {
  const [, indent = '', mark] = LIST_ITEM.exec(text) ?? [];
  if (mark === undefined || indent.length > 1) return undefined;
  return /\d/.test(mark) ? 'number' : 'bullet';
}

function beforeBlank(lines: readonly Line[], first: number, interrupts: (text: string) => boolean): number {
  let last = first;
  while (last + 1 < lines.length && !isBlank(lines, last + 1) && !interrupts(textAt(lines, last + 1))) last += 1;
  return last;
}

function interruptsParagraph(text: string): boolean {
  return FENCE.test(text) || HEADING.test(text) || QUOTE.test(text) || BREAK.test(text) || LIST_ITEM.test(text);
}

function isBlank(lines: readonly Line[], number: number): boolean {
  return textAt(lines, number).trim() === '';
}

function textAt(lines: readonly Line[], number: number): string {
  return lines[number]?.text ?? '';
}
