// The lines of a plain YAML text, one at a time, with what its reader asks of a line. Offsets count from the start of
// the whole text; a line break is `\n` or `\r\n`.

export class PlainLines {
  readonly text: string;
  /** Start of the current line. */
  start: number;
  /** Its first character that is no space; `stop` on a blank line. */
  first = 0;
  /** Its end without the break. */
  stop = 0;
  /** Start of the next line. */
  next: number;
  private readonly to: number;

  /** Stands on the first line with content between the two offsets. */
  constructor(text: string, from: number, to: number) {
    this.text = text;
    this.to = to;
    this.start = from;
    this.next = from;
    this.nextContent();
  }

  atEnd(): boolean {
    return this.start >= this.to;
  }

  /** Spaces before the current line's content; 0 at the end. */
  indent(): number {
    return this.atEnd() ? 0 : this.first - this.start;
  }

  /** Goes to the next line that is neither blank nor a comment. */
  nextContent(): void {
    this.advance();
    this.skipBlank();
  }

  skipBlank(): void {
    while (!this.atEnd() && (this.first === this.stop || this.text.charCodeAt(this.first) === 0x23)) this.advance();
  }

  advance(): void {
    this.start = this.next;
    const { text, to, start } = this;
    const newline = text.indexOf('\n', start);
    const ends = newline === -1 || newline >= to;
    this.next = ends ? to : newline + 1;
    this.stop = ends ? to : newline;
    if (this.stop > start && text.charCodeAt(this.stop - 1) === 0x0d) this.stop--;
    let first = start;
    while (first < this.stop && text.charCodeAt(first) === 0x20) first++;
    this.first = first;
  }

  /** True when the current line is an item of a list. */
  isDash(): boolean {
    return this.text.charCodeAt(this.first) === 0x2d && this.isBlankAt(this.first + 1);
  }

  /** True when a value ended at `at`: the line ends there, or a comment begins after a space. */
  endsAt(at: number): boolean {
    return at >= this.stop || (this.text.charCodeAt(at) === 0x23 && this.text.charCodeAt(at - 1) === 0x20);
  }

  isBlankAt(at: number): boolean {
    return at >= this.stop || this.text.charCodeAt(at) === 0x20;
  }

  skipSpaces(at: number): number {
    let next = at;
    while (next < this.stop && this.text.charCodeAt(next) === 0x20) next++;
    return next;
  }

  /** Only spaces: a no-break space is text in YAML. */
  backOverSpaces(at: number): number {
    let end = at;
    while (this.text.charCodeAt(end - 1) === 0x20) end--;
    return end;
  }
}
