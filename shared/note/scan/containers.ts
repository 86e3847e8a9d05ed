// Blocks that hold other blocks: quotes (callouts are quotes), list items and footnotes. Rules of CommonMark 0.31.
import type { Cursor } from './cursor';

/** Deeper nesting is read as text: the limit of markdown-it. Without one, hostile notes cost lines × depth. */
export const MAX_DEPTH = 100;

export interface Container {
  kind: 'quote' | 'item' | 'footnote';
  /** Columns that a line must be indented to stay in it; 0 for quotes. */
  indent: number;
  /** Its first line had nothing after the mark: a blank line then ends it. */
  empty: boolean;
}

/** Steps over the mark or indent that keeps the line in `container`; false when the line leaves it. */
export function continueContainer(cursor: Cursor, container: Container): boolean {
  if (container.kind === 'quote') return skipQuoteMark(cursor);
  if (cursor.blank) {
    if (container.empty) return false;
    cursor.skipIndent();
    return true;
  }
  if (cursor.indent < container.indent) return false;
  cursor.skipColumns(container.indent);
  container.empty = false;
  return true;
}

export function openQuote(cursor: Cursor): Container | null {
  return skipQuoteMark(cursor) ? { kind: 'quote', indent: 0, empty: false } : null;
}

function skipQuoteMark(cursor: Cursor): boolean {
  if (cursor.indent > 3 || cursor.code !== 62) return false;
  cursor.skipIndent();
  cursor.skipCharacters(1);
  if (cursor.indent > 0) cursor.skipColumns(1);
  return true;
}

const LIST_MARK = /(?:[*+-]|(\d{1,9})[.)])(?=[ \t\r\n]|$)/y;

/**
 * Opens a list item at the cursor. A paragraph is only interrupted by an item that has text and,
 * when numbered, begins with 1.
 */
export function openItem(text: string, cursor: Cursor, inParagraph: boolean): Container | null {
  // Most lines are text, and a look at one character is cheaper than a pattern.
  if (!isItemStart(cursor.code)) return null;
  const mark = matchAt(LIST_MARK, text, cursor.nonBlank);
  if (mark === null) return null;
  const width = mark[0].length;
  if (inParagraph && mark[1] !== undefined && Number(mark[1]) !== 1) return null;
  if (inParagraph && isBlankFrom(text, cursor.nonBlank + width, cursor.end)) return null;
  const outer = cursor.indent;
  cursor.skipIndent();
  cursor.skipCharacters(width);
  const gap = cursor.indent;
  if (cursor.blank) return { kind: 'item', indent: outer + width + 1, empty: true };
  // Five or more columns: the item's first block is indented code behind one blank.
  const padding = gap > 4 ? 1 : gap;
  cursor.skipColumns(padding);
  return { kind: 'item', indent: outer + width + padding, empty: false };
}

/** `*`, `+`, `-` or a digit. */
function isItemStart(code: number): boolean {
  return code === 42 || code === 43 || code === 45 || (code >= 48 && code <= 57);
}

/** `[^id]:`; at most 999 characters as in a link's label. */
const FOOTNOTE_MARK = /\[\^[^\]\s[]{1,999}\]:/y;

export function openFootnote(text: string, cursor: Cursor): Container | null {
  const mark = matchAt(FOOTNOTE_MARK, text, cursor.nonBlank);
  if (mark === null) return null;
  cursor.skipIndent();
  cursor.skipCharacters(mark[0].length);
  cursor.skipIndent();
  return { kind: 'footnote', indent: 4, empty: cursor.blank };
}

/** Matches a sticky pattern at `offset`. */
export function matchAt(sticky: RegExp, text: string, offset: number): RegExpExecArray | null {
  sticky.lastIndex = offset;
  return sticky.exec(text);
}

export function isBlankFrom(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) {
    const code = text.charCodeAt(at);
    if (code !== 32 && code !== 9) return false;
  }
  return true;
}
