// Finds the next occurrence of a mark without ever searching the same text twice. Plain `indexOf` per candidate
// would make hostile notes quadratic.

/** Asked with growing offsets, all questions together read the text once. */
export class Finder {
  private from = 0;
  private at = -1;

  constructor(private readonly text: string, private readonly mark: string) {}

  /** Offset of the first occurrence at or after `offset`; `Infinity` when there is none. */
  next(offset: number): number {
    if (this.at >= offset && offset >= this.from) return this.at;
    const found = this.text.indexOf(this.mark, offset);
    this.from = offset;
    this.at = found === -1 ? Infinity : found;
    return this.at;
  }
}

/** True when an odd number of backslashes stands before `offset`. */
export function isEscaped(text: string, offset: number): boolean {
  let at = offset;
  while (at > 0 && text.charCodeAt(at - 1) === 92) at -= 1;
  return (offset - at) % 2 === 1;
}
