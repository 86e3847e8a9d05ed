// Finds inert text within one run of text (a paragraph, a heading, a table cell): code, comments, math, HTML tags.
// Marks are read from left to right; what begins first wins. Each mark is searched once, so time is linear.
import { Finder, isEscaped } from './finder';
import { tagEndAt } from './html';
import type { Dangling, InertKind, InertZone } from './model';

const MARK = /[\\`$%<[\]]/g;
/** CommonMark 6.5: a scheme of 2 to 32 characters, or an e-mail address. */
const AUTOLINK = /<(?:[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*|[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[A-Za-z0-9.-]{1,253})>/y;
const PUNCTUATION = /[!-/:-@[-`{-~]/;

/** Scans `text`, which stands at `base` in the note, and adds what it finds. */
export function scanInline(text: string, base: number, inert: InertZone[], dangling: Dangling[]): void {
  MARK.lastIndex = 0;
  if (!MARK.test(text)) return;
  new InlineScan(text, base, inert, dangling).run();
}

class InlineScan {
  private at = 0;
  private openBrackets = 0;
  private readonly finders = new Map<string, Finder>();
  private backticks: Map<number, RunList> | null = null;

  constructor(
    private readonly text: string,
    private readonly base: number,
    private readonly inert: InertZone[],
    private readonly dangling: Dangling[],
  ) {}

  run(): void {
    const marks = new RegExp(MARK.source, 'g');
    for (;;) {
      marks.lastIndex = this.at;
      const found = marks.exec(this.text);
      if (found === null) return;
      this.at = found.index;
      this.readMark(found[0]);
    }
  }

  private readMark(mark: string): void {
    switch (mark) {
      case '\\': this.at += PUNCTUATION.test(this.text.charAt(this.at + 1)) ? 2 : 1; return;
      case '`': this.readCode(); return;
      case '$': this.readMath(); return;
      case '%': this.readComment(); return;
      case '<': this.readAngle(); return;
      case '[': this.readBracket(); return;
      default: this.readClosingBracket();
    }
  }

  /** A run of backticks is closed by the next run of the same length. */
  private readCode(): void {
    const length = runLength(this.text, this.at);
    this.backticks ??= backtickRuns(this.text);
    const close = this.backticks.get(length)?.after(this.at + length) ?? -1;
    if (close === -1) this.at += length;
    else this.found('code', close + length);
  }

  private readMath(): void {
    if (this.text[this.at + 1] === '$') {
      const close = this.unescaped('$$', this.at + 2);
      if (close === Infinity) this.left('math', 2);
      else this.found('math', close + 2);
      return;
    }
    const close = this.inlineMathEnd();
    if (close === -1) this.at += 1;
    else this.found('math', close + 1);
  }

  /** Pandoc's rule, which the app follows: no blank inside the marks, no digit after the closing one. */
  private inlineMathEnd(): number {
    if (!/\S/.test(this.text.charAt(this.at + 1))) return -1;
    const close = this.unescaped('$', this.at + 1);
    if (close === Infinity || /\s/.test(this.text.charAt(close - 1))) return -1;
    return /[0-9]/.test(this.text.charAt(close + 1)) ? -1 : close;
  }

  /** Within a line, a comment ends on it: the app's reading view takes marks on two lines for text. */
  private readComment(): void {
    if (this.text[this.at + 1] !== '%') { this.at += 1; return; }
    const close = this.next('%%', this.at + 2);
    if (close < this.lineEnd(this.at)) this.found('comment', close + 2);
    else this.left('comment', 2);
  }

  private readAngle(): void {
    if (this.text.startsWith('<!--', this.at)) {
      // `<!-->` and `<!--->` are whole comments.
      const close = this.next('-->', this.at + 2);
      if (close === Infinity) this.left('html_comment', 4);
      else this.found('html_comment', close + 3);
      return;
    }
    AUTOLINK.lastIndex = this.at;
    if (AUTOLINK.test(this.text)) { this.at = AUTOLINK.lastIndex; return; }
    const end = tagEndAt(this.text, this.at, this.text.length);
    if (end === -1) this.at += 1;
    else this.found('html', end);
  }

  /** A link `[[…]]` is read whole: marks in a note's name mean nothing. */
  private readBracket(): void {
    if (this.text[this.at + 1] !== '[') {
      this.openBrackets += 1;
      this.at += 1;
      return;
    }
    const inside = this.at + 2;
    const close = this.next(']]', inside);
    const whole = close < this.next('[[', inside) && close < this.lineEnd(inside);
    this.at = whole ? close + 2 : inside;
    if (!whole) this.openBrackets += 2;
  }

  /** The target of `[text](target)` is read whole when it has no blanks. */
  private readClosingBracket(): void {
    const isLink = this.openBrackets > 0 && this.text[this.at + 1] === '(';
    if (this.openBrackets > 0) this.openBrackets -= 1;
    this.at += 1;
    if (!isLink) return;
    const close = this.next(')', this.at);
    const blank = Math.min(this.next(' ', this.at), this.next('\t', this.at), this.lineEnd(this.at));
    if (close < blank) this.at = close + 1;
  }

  private found(kind: InertKind, end: number): void {
    this.inert.push({ start: this.base + this.at, end: this.base + end, kind, closed: true });
    this.at = end;
  }

  private left(kind: Dangling['kind'], length: number): void {
    this.dangling.push({ offset: this.base + this.at, kind });
    this.at += length;
  }

  /** `Infinity` on the last line. */
  private lineEnd(from: number): number {
    return Math.min(this.next('\n', from), this.next('\r', from));
  }

  private next(mark: string, from: number): number {
    let finder = this.finders.get(mark);
    if (finder === undefined) {
      finder = new Finder(this.text, mark);
      this.finders.set(mark, finder);
    }
    return finder.next(from);
  }

  private unescaped(mark: string, from: number): number {
    let at = this.next(mark, from);
    while (at !== Infinity && isEscaped(this.text, at)) at = this.next(mark, at + 1);
    return at;
  }
}

/** Starts of the backtick runs of one length, asked with growing offsets. */
class RunList {
  readonly starts: number[] = [];
  private index = 0;

  after(offset: number): number {
    while ((this.starts[this.index] ?? Infinity) < offset) this.index += 1;
    return this.starts[this.index] ?? -1;
  }
}

function backtickRuns(text: string): Map<number, RunList> {
  const runs = new Map<number, RunList>();
  for (let at = text.indexOf('`'); at !== -1; at = text.indexOf('`', at)) {
    const length = runLength(text, at);
    let list = runs.get(length);
    if (list === undefined) {
      list = new RunList();
      runs.set(length, list);
    }
    list.starts.push(at);
    at += length;
  }
  return runs;
}

function runLength(text: string, start: number): number {
  let at = start;
  while (text.charCodeAt(at) === 96) at += 1;
  return at - start;
}
