// Reads one run of text (a paragraph, a heading, a table cell): its links and tags, and what in it is inert, which is
// code, comments, math and HTML tags. From left to right; what begins first wins. Each mark is searched once, so time is
// linear.
import { matchAt } from './containers';
import { destinationAt } from './destination';
import { Finder, isEscaped } from './finder';
import { tagEndAt } from './html';
import type { Dangling, Findings, InertKind } from './model';

const MARK = /[\\`$%<[\]#]/g;
/** CommonMark 6.5: a scheme of 2 to 32 characters, or an e-mail address. */
const AUTOLINK = /<(?:[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*|[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[A-Za-z0-9.-]{1,253})>/y;
/** A tag's name, by what the app excludes: blanks and punctuation but for `_`, `-` and `/`. */
const TAG_NAME = /[^\u2000-\u206f\u2e00-\u2e7f'!"#$%&()*+,.:;<=>?@^`{|}~[\]\\\s]+/y;
/** What a tag may follow, besides another tag: blanks, and marks of emphasis. */
const BEFORE_TAG = /[\s*_]/;
const PUNCTUATION = /[!-/:-@[-`{-~]/;

type InlineFindings = Pick<Findings, 'inert' | 'dangling' | 'links' | 'tags'>;

/** Scans `text`, which stands at `base` in the note, and adds what it finds. */
export function scanInline(text: string, base: number, findings: InlineFindings): void {
  MARK.lastIndex = 0;
  if (!MARK.test(text)) return;
  new InlineScan(text, base, findings).run();
}

class InlineScan {
  private at = 0;
  /** Offsets of the `[` that nothing closed yet. */
  private readonly brackets: number[] = [];
  /** How many of them stand before a link, which no link may hold. */
  private spent = 0;
  private tagEnd = -1;
  private readonly search = (mark: string, from: number): number => this.next(mark, from);
  private readonly finders = new Map<string, Finder>();
  private backticks: Map<number, RunList> | null = null;

  constructor(
    private readonly text: string,
    private readonly base: number,
    private readonly findings: InlineFindings,
  ) {}

  run(): void {
    for (;;) {
      MARK.lastIndex = this.at;
      const found = MARK.exec(this.text);
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
      case '#': this.readHash(); return;
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
    const open = this.at;
    if (this.text[open + 1] !== '[') {
      this.brackets.push(open);
      this.at += 1;
      return;
    }
    const inside = open + 2;
    const close = this.next(']]', inside);
    if (close < this.next('[[', inside) && close < this.lineEnd(inside)) {
      this.at = close + 2;
      this.addLink('wikilink', open, { start: inside, end: close, labelStart: close, labelEnd: close });
    } else {
      this.at = inside;
      this.brackets.push(open, open + 1);
    }
  }

  /** `[text](target)`: the target is read whole, the text is text with links and tags of its own. */
  private readClosingBracket(): void {
    const close = this.at;
    const open = this.brackets.pop();
    const spent = this.brackets.length < this.spent;
    if (spent) this.spent = this.brackets.length;
    this.at += 1;
    if (open === undefined || this.text[this.at] !== '(' || (spent && !this.isEmbed(open))) return;
    const destination = destinationAt(this.text, this.at + 1, this.search);
    if (destination === null) return;
    this.at = destination.after;
    this.addLink('markdown', open, { ...destination, labelStart: open + 1, labelEnd: close });
    if (!this.isEmbed(open)) this.spent = this.brackets.length;
  }

  /** Adds the link that begins with the `[` at `open` and was just read to its end. */
  private addLink(kind: 'wikilink' | 'markdown', open: number, inner: { start: number; end: number; labelStart: number; labelEnd: number }): void {
    const { base } = this;
    const embed = this.isEmbed(open);
    this.findings.links.push({
      kind,
      embed,
      start: base + open - (embed ? 1 : 0),
      end: base + this.at,
      innerStart: base + inner.start,
      innerEnd: base + inner.end,
      labelStart: base + inner.labelStart,
      labelEnd: base + inner.labelEnd,
    });
  }

  private isEmbed(open: number): boolean {
    return this.text[open - 1] === '!' && !isEscaped(this.text, open - 1);
  }

  private readHash(): void {
    const start = this.at;
    const mayBegin = start === 0 || start === this.tagEnd || BEFORE_TAG.test(this.text.charAt(start - 1));
    const name = mayBegin ? matchAt(TAG_NAME, this.text, start + 1)?.[0] ?? '' : '';
    this.at += 1 + name.length;
    this.tagEnd = this.at;
    const length = trimmedLength(name, this.text[start - 1] === '_');
    if (length > 0) this.findings.tags.push({ start: this.base + start, end: this.base + start + 1 + length });
  }

  private found(kind: InertKind, end: number): void {
    this.findings.inert.push({ start: this.base + this.at, end: this.base + end, kind, closed: true });
    this.at = end;
  }

  private left(kind: Dangling['kind'], length: number): void {
    this.findings.dangling.push({ offset: this.base + this.at, kind });
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

/** A tag ends before a last `/`, and before the `_` that closes emphasis around it. */
function trimmedLength(name: string, emphasised: boolean): number {
  let end = name.length;
  while (end > 0 && (name[end - 1] === '/' || (emphasised && name[end - 1] === '_'))) end -= 1;
  return end;
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
