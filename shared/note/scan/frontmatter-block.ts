// Finds the block of properties at the start of a note without reading the rest. What it says is read elsewhere.
import type { FrontmatterBlock } from './model';

/** Both delimiters may be followed by blanks, as Obsidian and gray-matter allow; nothing may stand before them. */
const OPENING = /^---[ \t]*(?:\r\n?|\n)/;
const CLOSING = /^(?:---|\.\.\.)[ \t]*$/;
/** A first property as Obsidian writes it: a plain or quoted key and a colon. */
const PROPERTY = /^(?:"[^"\r\n]*"|'[^'\r\n]*'|[^\s#'"[\]{},&*!|>%@`:-][^\r\n:]*):(?:[ \t]|$)/;

/**
 * The frontmatter of `text`, or `null` when there is none.
 *
 * A `---` closes the block only at the start of a line. A note that opens with `---` and never closes it has
 * frontmatter (`closed: false`) when a property follows directly, and otherwise begins with a ruler.
 */
export function frontmatterBlock(text: string): FrontmatterBlock | null {
  const start = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  if (!text.startsWith('---', start)) return null;
  const opening = OPENING.exec(firstLine(text, start));
  if (opening === null) return null;
  const contentStart = start + opening[0].length;
  const breaks = /\r\n?|\n/g;
  breaks.lastIndex = contentStart;
  let lineStart = contentStart;
  while (lineStart < text.length) {
    const found = breaks.exec(text);
    const end = found === null ? text.length : found.index;
    const next = found === null ? text.length : breaks.lastIndex;
    const first = text.charCodeAt(lineStart);
    if ((first === 45 || first === 46) && CLOSING.test(text.slice(lineStart, end))) {
      return { start, end: next, contentStart, contentEnd: lineStart, closed: true };
    }
    lineStart = next;
  }
  if (!PROPERTY.test(firstLine(text, contentStart).trimEnd())) return null;
  return { start, end: text.length, contentStart, contentEnd: text.length, closed: false };
}

/** The line at `start` with its break. */
function firstLine(text: string, start: number): string {
  const breaks = /\r\n?|\n/g;
  breaks.lastIndex = start;
  return breaks.exec(text) === null ? text.slice(start) : text.slice(start, breaks.lastIndex);
}
