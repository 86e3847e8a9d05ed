// Reads the body of a note line by line and finds its blocks: the block structure of CommonMark 0.31 with
// tables and footnotes of GFM, and the app's comments and math.
import {
  MAX_DEPTH, continueContainer, isBlankFrom, matchAt, openFootnote, openItem, openQuote, type Container,
} from './containers';
import { Cursor } from './cursor';
import { Finder } from './finder';
import { hasThree, headingMarkAt, rulerStop, setextLevel } from './heading-mark';
import { htmlBlockAt } from './html';
import { scanInline } from './inline';
import { lineEnd } from './lines';
import { noFindings, type Findings } from './model';
import { cellsOf, delimiterColumns } from './table';
import { TextRun } from './text-run';
import {
  FenceBlock, HtmlElement, IndentedBlock, SPAN_MARKS, SpanBlock, fenceMarkAt, spanEnd,
  type LineRange, type SpanMark, type Verbatim,
} from './verbatim';

/** Finds the blocks of `text` from `bodyStart` on, which is on line `firstLine`; `starts` are the offsets of all lines. */
export function scanBlocks(text: string, starts: readonly number[], firstLine: number, bodyStart: number): Findings {
  const scan = new BlockScan(text, starts);
  for (let line = firstLine; line < starts.length; line += 1) {
    const start = Math.max(starts[line] ?? 0, bodyStart);
    const next = starts[line + 1] ?? text.length;
    scan.readLine(line, { start, end: lineEnd(text, start, next), next });
  }
  return scan.finish();
}

/** One character of any kind between brackets, then a blank or the line's end. */
const BOX = /\[[^\]\r\n]\](?=[ \t\r\n]|$)/uy;

class BlockScan {
  private readonly findings = noFindings();
  private readonly containers: Container[] = [];
  private readonly cursor: Cursor;
  private readonly closings: readonly { mark: SpanMark; finder: Finder }[];
  private run: TextRun | null = null;
  private verbatim: Verbatim | null = null;
  private line = 0;
  private range: LineRange = { start: 0, end: 0, next: 0 };
  /** Where the last search for a ruler stopped; nested list marks would search the line once each. */
  private ruler = { mark: NaN, from: 0, stop: -1 };

  constructor(private readonly text: string, private readonly starts: readonly number[]) {
    this.cursor = new Cursor(text);
    this.closings = SPAN_MARKS.map((mark) => ({ mark, finder: new Finder(text, mark.close) }));
  }

  readLine(line: number, range: LineRange): void {
    this.line = line;
    this.range = range;
    this.cursor.startLine(range.start, range.end);
    const depth = this.matchContainers();
    const whole = depth === this.containers.length;
    if (!this.takenByVerbatim(whole)) this.readBlocks(depth, whole);
  }

  finish(): Findings {
    this.verbatim?.cut(this.text.length);
    this.closeRun();
    return this.findings;
  }

  private matchContainers(): number {
    let depth = 0;
    for (const container of this.containers) {
      if (!continueContainer(this.cursor, container)) break;
      depth += 1;
    }
    return depth;
  }

  private takenByVerbatim(whole: boolean): boolean {
    const block = this.verbatim;
    if (block === null) return false;
    if (!whole) {
      block.cut(this.range.start);
      this.verbatim = null;
      return false;
    }
    const taken = block.take(this.cursor, this.range);
    if (taken.kind === 'open') return true;
    this.verbatim = null;
    if (taken.kind === 'refused') return false;
    this.scanRest(taken.restStart);
    return true;
  }

  /**
   * Opens what begins on this line, from the containers inwards, or adds the line to the open paragraph or table.
   * @param matched how many of the open containers the line continues; `whole` when it is all of them
   */
  private readBlocks(matched: number, whole: boolean): void {
    const { cursor } = this;
    let depth = matched;
    let inRun = whole && this.run !== null;
    for (;;) {
      if (cursor.blank) { this.leave(depth); return; }
      if (cursor.indent >= 4) { this.readIndented(depth, inRun); return; }
      if (this.openLeaf(depth, inRun)) return;
      if (!this.openContainer(depth, inRun)) { this.readText(depth, inRun); return; }
      depth += 1;
      inRun = false;
    }
  }

  private openContainer(depth: number, inRun: boolean): boolean {
    if (depth >= MAX_DEPTH) return false;
    const { text, cursor } = this;
    const code = cursor.code;
    const container = code === 62 ? openQuote(cursor)
      : code === 91 ? openFootnote(text, cursor)
        : openItem(text, cursor, inRun && this.run?.table === false);
    if (container === null) return false;
    this.leave(depth);
    this.containers.push(container);
    if (container.kind === 'item') this.readBox();
    return true;
  }

  /** A box directly after the mark of a list makes the item a task. */
  private readBox(): void {
    const { text, cursor, line, range } = this;
    const box = cursor.indent === 0 ? matchAt(BOX, text, cursor.offset) : null;
    if (box === null) return;
    const start = cursor.offset;
    this.findings.tasks.push({ line, start, markStart: start + 1, markEnd: start + box[0].length - 1, end: range.end });
  }

  /** Reads the line as a block of its own when it is or opens one. */
  private openLeaf(depth: number, inRun: boolean): boolean {
    const inParagraph = inRun && this.run?.table === false;
    switch (this.cursor.code) {
      case 35: return this.readHeading(depth);
      case 96: case 126: return this.openFence(depth);
      case 37: case 36: return this.openSpan(depth);
      case 60: return this.openSpan(depth) || this.openHtml(depth);
      case 61: return inParagraph && this.readUnderline();
      case 124: case 58: return inParagraph && this.openTable();
      case 45: return (inParagraph && (this.readUnderline() || this.openTable())) || this.readRuler(depth);
      case 42: case 95: return this.readRuler(depth);
      default: return false;
    }
  }

  private readHeading(depth: number): boolean {
    const { range } = this;
    const mark = headingMarkAt(this.text, this.cursor.nonBlank, range.end);
    if (mark === null) return false;
    this.leave(depth);
    const text = this.text.slice(mark.textStart, mark.textEnd);
    if (depth === 0) {
      this.findings.headings.push({ level: mark.level, text, line: this.line, start: range.start, end: range.next });
    }
    scanInline(text, mark.textStart, this.findings);
    return true;
  }

  /** A line of `=` or `-` below a paragraph makes it a heading. */
  private readUnderline(): boolean {
    const { run } = this;
    const level = setextLevel(this.text, this.cursor.nonBlank, this.range.end);
    if (level === 0 || run === null) return false;
    const parts = run.headingParts();
    const first = parts[0];
    if (first === undefined) return false;
    if (!run.nested) {
      const start = Math.max(this.starts[first.line] ?? 0, run.start);
      this.findings.headings.push(run.heading(parts, level, start, this.range.next));
    }
    this.closeRun();
    return true;
  }

  private openFence(depth: number): boolean {
    const { cursor, range } = this;
    const mark = fenceMarkAt(this.text, cursor.nonBlank, range.end);
    if (mark === null) return false;
    this.leave(depth);
    this.verbatim = new FenceBlock(this.text, this.findings, mark, cursor.nonBlank, range.next, depth > 0);
    return true;
  }

  /** A comment or math that nothing on its line closes, or that fills its line; an HTML comment takes its whole line. */
  private openSpan(depth: number): boolean {
    const { text, cursor, range } = this;
    const start = cursor.nonBlank;
    const opened = this.closings.find(({ mark }) => text.startsWith(mark.open, start));
    if (opened === undefined) return false;
    const { mark, finder } = opened;
    // `<!-->` closes itself, so every closing mark is searched two characters on.
    const end = spanEnd(text, mark, finder, start + 2, range.end);
    if (end !== -1 && mark.kind !== 'html_comment' && !isBlankFrom(text, end, range.end)) return false;
    this.leave(depth);
    if (end === -1) this.verbatim = new SpanBlock(text, this.findings, mark, finder, start);
    else this.findings.inert.push({ start, end, kind: mark.kind, closed: true });
    return true;
  }

  private openHtml(depth: number): boolean {
    const { text, cursor, range } = this;
    const start = cursor.nonBlank;
    const block = htmlBlockAt(text, start, range.end, this.run === null || this.run.table);
    if (block === null) return false;
    this.leave(depth);
    if (block.until?.test(text.slice(start, range.end)) === true) {
      this.findings.inert.push({ start, end: range.end, kind: 'html', closed: true });
    } else {
      this.verbatim = new HtmlElement(text, this.findings, block, start, range.end);
    }
    return true;
  }

  private openTable(): boolean {
    const { text, run, range } = this;
    const header = run?.last;
    const columns = delimiterColumns(text, this.cursor.nonBlank, range.end);
    if (run === null || header === undefined || columns === 0) return false;
    if (cellsOf(text, header.start, header.end).length !== columns) return false;
    run.pop();
    this.closeRun();
    this.run = run.asTable(header, range.end);
    return true;
  }

  private readRuler(depth: number): boolean {
    const { text, range, ruler } = this;
    const start = this.cursor.nonBlank;
    const mark = text.charCodeAt(start);
    if (ruler.mark !== mark || start < ruler.from || start >= ruler.stop) {
      this.ruler = { mark, from: start, stop: rulerStop(text, start, range.end) };
    }
    if (this.ruler.stop < range.end || !hasThree(text, start, range.end)) return false;
    this.leave(depth);
    return true;
  }

  private readIndented(depth: number, inRun: boolean): void {
    if (this.run !== null && (inRun || !this.run.table)) {
      this.addToRun(this.run);
      return;
    }
    this.leave(depth);
    this.verbatim = new IndentedBlock(this.findings, this.cursor.offset, this.range.end);
  }

  /** A line that opens nothing continues the paragraph, even when it left the containers, or begins one. */
  private readText(depth: number, inRun: boolean): void {
    if (this.run === null || (this.run.table && !inRun)) {
      this.leave(depth);
      this.run = new TextRun(this.text, this.containers.some(({ kind }) => kind === 'quote'), depth > 0, this.range.start);
    }
    this.addToRun(this.run);
  }

  private addToRun(run: TextRun): void {
    run.add({ line: this.line, start: this.cursor.nonBlank, end: this.range.end });
  }

  /** Closes what is open below the first `depth` containers. */
  private leave(depth: number): void {
    this.closeRun();
    this.containers.length = depth;
  }

  private closeRun(): void {
    this.run?.flush(this.findings);
    this.run = null;
  }

  private scanRest(from: number): void {
    const rest = this.text.slice(from, this.range.end);
    scanInline(rest, from, this.findings);
  }
}
