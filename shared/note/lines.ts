// Lines as merges and diffs see them: with their line ends, so that joining them gives the text back.

/** Splits after each `\n`; a `\r` stays with its line. `lines.join('')` is `text`; an empty text has no lines. */
export function splitLines(text: string): string[] {
  const lines: string[] = [];
  let start = 0;
  while (start < text.length) {
    const end = text.indexOf('\n', start);
    const next = end === -1 ? text.length : end + 1;
    lines.push(text.slice(start, next));
    start = next;
  }
  return lines;
}
