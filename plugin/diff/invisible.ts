// What a person can't see in a text: how lines end, marks, and characters that show as nothing or change the order of
// what is read. A diff names them.

/** Control and format characters and line separators (Unicode Cc, Cf, Zl, Zp), but the tab: they draw nothing, or move what is read. */
const UNSEEN = /(?!\t)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** A line without its ending, and the ending with its name. */
export function endingOf(line: string): { visible: string; ending: string; words: string } {
  if (line.endsWith('\r\n')) return { visible: line.slice(0, -2), ending: '\r\n', words: 'ends with CRLF' };
  if (line.endsWith('\n')) return { visible: line.slice(0, -1), ending: '\n', words: 'ends with LF' };
  return { visible: line, ending: '', words: 'no newline at the end' };
}

/** The text with its unseen characters as code points in brackets, so that they are read and do nothing. */
export function visibleText(text: string): string {
  return text.replace(UNSEEN, (character) => `[U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`);
}
