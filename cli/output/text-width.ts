// How many terminal cells a text takes: East Asian wide characters and emoji take two, combining marks none.

/** Characters that make counting UTF-16 units wrong; most titles have none. */
const UNUSUAL = /[^\u0020-\u007e]/;
/** Joins what follows into one glyph (family and profession emoji). */
const ZERO_WIDTH_JOINER = '\u200d';

/** Terminal cells that `text` (one line, no control characters) takes. */
export function textWidth(text: string): number {
  if (!UNUSUAL.test(text)) return text.length;
  let width = 0;
  let joined = false;
  for (const character of text) {
    if (!joined) width += characterWidth(character);
    joined = character === ZERO_WIDTH_JOINER;
  }
  return width;
}

/**
 * Wide are blocks whose East_Asian_Width is W or F (Unicode Standard Annex #11), coarsely, and emoji. The expressions stand
 * here because V8 takes half a millisecond to make them.
 */
function characterWidth(character: string): number {
  if (/^[\p{Mn}\p{Me}\p{Cf}]$/u.test(character)) return 0;
  return /^[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1b000}-\u{1b2ff}\u{20000}-\u{3fffd}]|^\p{Emoji_Presentation}/u.test(character) ? 2 : 1;
}

/** Cuts `text` to at most `cells`, the last of which is then `…`. */
export function shorten(text: string, cells: number): string {
  if (textWidth(text) <= cells) return text;
  let kept = '';
  let width = 0;
  for (const character of text) {
    width += characterWidth(character);
    if (width > cells - 1) break;
    kept += character;
  }
  return `${kept}…`;
}

/** Fills `text` with spaces up to `cells`. */
export function padTo(text: string, cells: number, align: 'left' | 'right'): string {
  const fill = ' '.repeat(Math.max(0, cells - textWidth(text)));
  return align === 'right' ? fill + text : text + fill;
}
