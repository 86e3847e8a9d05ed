// What a person can't see in a text: how lines end, marks, and characters that show as nothing or change the order of
// what is read. A diff names them.

/** Controls, formats, separators and spaces that are none (Unicode Cc, Cf, Zl, Zp, Zs), but tab and space: they draw nothing, or move what is read. */
const UNSEEN = /(?![\t ])[\p{Cc}\p{Cf}\p{Zs}\p{Zl}\p{Zp}]/gu;
const BYTE_ORDER_MARK = '\uFEFF';

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

/**
 * Both texts without what they differ in throughout, and sentences that say it: every line's ending, and the byte order
 * mark. Line by line it would hide every other change.
 */
export function withoutWholeDifferences(before: string, after: string): [before: string, after: string, remarks: string[]] {
  const remarks: string[] = [];
  let [old, fresh] = [before, after];
  const [oldEnd, freshEnd] = [uniformEnding(before), uniformEnding(after)];
  if (oldEnd !== null && freshEnd !== null && oldEnd !== freshEnd) {
    remarks.push(oldEnd === '\r\n' ? 'Every line ending changes from CRLF to LF.' : 'Every line ending changes from LF to CRLF.');
    [old, fresh] = [old.replaceAll('\r\n', '\n'), fresh.replaceAll('\r\n', '\n')];
  }
  if (old.startsWith(BYTE_ORDER_MARK) !== fresh.startsWith(BYTE_ORDER_MARK)) {
    remarks.push(old.startsWith(BYTE_ORDER_MARK) ? 'The byte order mark at the beginning goes away.' : 'A byte order mark is put at the beginning.');
    [old, fresh] = [old, fresh].map((text) => (text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text)) as [string, string];
  }
  return [old, fresh, remarks];
}

/** The ending that every line of a text has; `null` when they differ or there is none. */
function uniformEnding(text: string): '\n' | '\r\n' | null {
  const all = text.split('\n').length - 1;
  const long = text.split('\r\n').length - 1;
  if (all === 0) return null;
  return long === 0 ? '\n' : long === all ? '\r\n' : null;
}
