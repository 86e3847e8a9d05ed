// Finds the block of properties at the start of a note without reading the rest. What it says is read elsewhere.
import type { FrontmatterBlock } from './model';

/** Both delimiters may be followed by blanks, as Obsidian and gray-matter allow; nothing may stand before them. */
const OPENING = /^---[ \t]*$/;
const CLOSING = /^(?:---|\.\.\.)[ \t]*$/;
/** A property as Obsidian writes it: a plain or quoted key and a colon. */
const PROPERTY = /^(?:"[^"]*"|'[^']*'|[^\s#'"[\]{},&*!|>%@`:-][^:]*):(?:[ \t]|$)/;

/**
 * The frontmatter of `text`, or `null` when there is none.
 *
 * A `---` closes the block only at the start of a line. A note that opens with `---` and never closes it has
 * frontmatter (`closed: false`) when a property follows directly, and otherwise begins with a ruler.
 */
export function frontmatterBlock(text: string): FrontmatterBlock | null {
  const usual = usualBlock(text);
  if (usual !== null) return usual;
  const start = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  if (!text.startsWith('---', start)) return null;
  const opening = lineFrom(text, start);
  // Dashes that end the text without a break open nothing.
  if (!OPENING.test(opening.text) || start + opening.text.length === text.length) return null;
  const contentStart = opening.next;
  for (let at = contentStart; at < text.length;) {
    const { text: line, next } = lineFrom(text, at);
    if (CLOSING.test(line)) return { start, end: next, contentStart, contentEnd: at, closed: true };
    at = next;
  }
  if (!PROPERTY.test(lineFrom(text, contentStart).text)) return null;
  return { start, end: text.length, contentStart, contentEnd: text.length, closed: false };
}

/** A block as it is nearly always: between two lines of nothing but three dashes, with plain line breaks. */
function usualBlock(text: string): FrontmatterBlock | null {
  if (!text.startsWith('---\n')) return null;
  const close = text.indexOf('\n---', 3);
  if (close < 0 || text.charAt(close + 4) !== '\n' || isBetween(text.indexOf('\n...', 3), close) || isBetween(text.indexOf('\r'), close)) return null;
  return { start: 0, end: close + 5, contentStart: 4, contentEnd: close + 1, closed: true };
}

function isBetween(offset: number, end: number): boolean {
  return offset >= 0 && offset < end;
}

const BREAK = /\r\n?|\n/g;

/** The line at `start` without its break, and where the next one begins. */
function lineFrom(text: string, start: number): { text: string; next: number } {
  BREAK.lastIndex = start;
  const found = BREAK.exec(text);
  if (found === null) return { text: text.slice(start), next: text.length };
  return { text: text.slice(start, found.index), next: BREAK.lastIndex };
}
