// Offsets as line numbers, for messages.

/** The 1-based number of the line that `offset` is on. */
export function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) line++;
  return line;
}

/** The same for where a reader gave up: at the end of the text that is the last line with something on it. */
export function lineOfProblem(text: string, offset: number): number {
  return lineAt(text, Math.min(offset, text.trimEnd().length));
}
