// The lines of a text. A line ends at `\n`, `\r\n` or a lone `\r`, as in CommonMark and in the app's editor.

export interface Lines {
  starts: number[];
  eol: '\n' | '\r\n';
}

export function splitLines(text: string): Lines {
  const starts: number[] = [0];
  let crlf = 0;
  let lf = 0;
  const breaks = /\r\n?|\n/g;
  for (let found = breaks.exec(text); found !== null; found = breaks.exec(text)) {
    if (found[0] === '\r\n') crlf += 1;
    else if (found[0] === '\n') lf += 1;
    if (breaks.lastIndex < text.length) starts.push(breaks.lastIndex);
  }
  return { starts, eol: crlf > lf ? '\r\n' : '\n' };
}

/** Offset of the line's end, before its break. `next` is the start of the following line, or the text's length. */
export function lineEnd(text: string, start: number, next: number): number {
  let end = next;
  if (end > start && text.charCodeAt(end - 1) === 10) end -= 1;
  if (end > start && text.charCodeAt(end - 1) === 13) end -= 1;
  return end;
}

/** Index of the line that holds `offset`; offsets past the end belong to the last line. */
export function lineAt(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if ((starts[middle] ?? Infinity) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
