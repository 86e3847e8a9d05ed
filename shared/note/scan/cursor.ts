// Reads one line from left to right by columns, as CommonMark counts them: a tab reaches to the next multiple of four.

const TAB = 9;
const SPACE = 32;

export function isBlankCode(code: number): boolean {
  return code === SPACE || code === TAB;
}

export class Cursor {
  /** Next character to read. */
  offset = 0;
  column = 0;
  /** End of the line, before its break. */
  end = 0;
  /** First character at or after `offset` that is no blank, and its column. */
  nonBlank = 0;
  private nonBlankColumn = 0;

  constructor(private readonly text: string) {}

  startLine(start: number, end: number): void {
    this.offset = start;
    this.column = 0;
    this.end = end;
    this.nonBlank = start;
    this.nonBlankColumn = 0;
    this.findNonBlank();
  }

  /** Columns of white space before the next character. */
  get indent(): number {
    return this.nonBlankColumn - this.column;
  }

  get blank(): boolean {
    return this.nonBlank >= this.end;
  }

  /** Code of the next character that is no blank; NaN on a blank rest. */
  get code(): number {
    return this.nonBlank < this.end ? this.text.charCodeAt(this.nonBlank) : NaN;
  }

  skipIndent(): void {
    this.offset = this.nonBlank;
    this.column = this.nonBlankColumn;
  }

  /** Steps over characters that are neither tabs nor breaks. */
  skipCharacters(count: number): void {
    this.offset += count;
    this.column += count;
    this.findNonBlank();
  }

  /** Steps over columns of white space; may end within a tab. */
  skipColumns(count: number): void {
    let left = count;
    while (left > 0 && this.offset < this.end) {
      const width = this.text.charCodeAt(this.offset) === TAB ? 4 - (this.column % 4) : 1;
      const step = Math.min(width, left);
      this.column += step;
      left -= step;
      if (step === width) this.offset += 1;
    }
    this.findNonBlank();
  }

  /** Each run of blanks is searched once, however many containers ask. */
  private findNonBlank(): void {
    if (this.offset < this.nonBlank) return;
    let at = this.offset;
    let column = this.column;
    while (at < this.end && isBlankCode(this.text.charCodeAt(at))) {
      column += this.text.charCodeAt(at) === TAB ? 4 - (column % 4) : 1;
      at += 1;
    }
    this.nonBlank = at;
    this.nonBlankColumn = column;
  }
}
