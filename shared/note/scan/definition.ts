// Definitions of link targets, `[label]: target "title"`, one on a line (CommonMark 4.7).
import type { LinkMark } from './model';

/** The label, the target in `<>` or without blanks, the title; a label that begins with `^` is a footnote's. */
const DEFINITION = /^\[([^\]^[][^\]]{0,998})\]:[ \t]*(<[^<>]*>|\S+)(?:[ \t]+(?:"[^"]*"|'[^']*'|\([^()]*\)))?[ \t]*$/;

/**
 * The definition that fills `line`, or `null`.
 * @param line one line without its break and the marks before it
 * @param base its offset in the note
 */
export function definitionAt(line: string, base: number): LinkMark | null {
  const found = DEFINITION.exec(line);
  if (found === null) return null;
  const [, label = '', target = ''] = found;
  const labelEnd = 1 + label.length;
  const targetStart = line.indexOf(target, labelEnd + 2);
  const angled = target.startsWith('<') && target.endsWith('>') ? 1 : 0;
  return {
    kind: 'definition',
    embed: false,
    start: base,
    end: base + line.length,
    innerStart: base + targetStart + angled,
    innerEnd: base + targetStart + target.length - angled,
    labelStart: base + 1,
    labelEnd: base + labelEnd,
  };
}
