// The lines of an open paragraph or table, kept until the block ends and can be searched for inline marks.
import { isBlankFrom } from './containers';
import { definitionAt } from './definition';
import { scanInline } from './inline';
import type { Findings, Heading } from './model';
import { cellsOf } from './table';

/** One line's own text: after the marks of its containers and its indent, before its break. */
export interface Part {
  line: number;
  start: number;
  end: number;
}

export class TextRun {
  readonly parts: Part[] = [];
  /** Rows of a table, not lines of a paragraph. */
  table = false;
  /** End of the delimiter row, when this is a table. */
  private delimiterEnd = 0;

  constructor(
    private readonly text: string,
    /** Below a quote, lines begin with `>`, which must not end a tag. */
    private readonly quoted: boolean,
    readonly nested: boolean,
    /** Start of its first line. */
    readonly start: number,
  ) {}

  add(part: Part): void {
    this.parts.push(part);
  }

  /** Takes the last line out, for a table whose header it is. */
  pop(): void {
    this.parts.pop();
  }

  get last(): Part | undefined {
    return this.parts[this.parts.length - 1];
  }

  /** A table below the same containers, with its header row. */
  asTable(header: Part, delimiterEnd: number): TextRun {
    const table = new TextRun(this.text, this.quoted, this.nested, header.start);
    table.table = true;
    table.delimiterEnd = delimiterEnd;
    table.add(header);
    return table;
  }

  /** The lines that a setext underline makes a heading; empty when all are definitions, which are no paragraph's text. */
  headingParts(): Part[] {
    const first = this.parts.findIndex((part) => definitionAt(this.text.slice(part.start, part.end), part.start) === null);
    return first === -1 ? [] : this.parts.slice(first);
  }

  /** The heading that these lines and an underline, which ends at `end`, make. */
  heading(parts: readonly Part[], level: number, lineStart: number, end: number): Heading {
    const text = parts.map((part) => trimBlanks(this.text.slice(part.start, part.end))).join(' ');
    return { level, text, line: parts[0]?.line ?? 0, start: lineStart, end };
  }

  /** Searches the text for inline marks, in a table cell by cell. */
  flush(findings: Findings): void {
    const first = this.parts[0];
    const last = this.last;
    if (first === undefined || last === undefined) return;
    if (this.table) this.flushTable(first, last, findings);
    else {
      // Definitions are no text of the paragraph: what opens in one (a `$`, a backtick) closes nowhere in it.
      const from = this.parts[this.readDefinitions(findings)];
      if (from === undefined) return;
      const text = this.quoted ? this.masked().slice(from.start - first.start) : this.text.slice(from.start, last.end);
      scanInline(text, from.start, findings);
    }
  }

  /** Definitions of link targets stand before a paragraph's text, one a line. Answers how many there are. */
  private readDefinitions(findings: Findings): number {
    let count = 0;
    for (const { start, end } of this.parts) {
      const mark = this.text.charCodeAt(start) === 91 ? definitionAt(this.text.slice(start, end), start) : null;
      if (mark === null) break;
      findings.links.push(mark);
      count += 1;
    }
    return count;
  }

  private flushTable(first: Part, last: Part, findings: Findings): void {
    findings.tables.push({ start: first.start, end: Math.max(last.end, this.delimiterEnd) });
    for (const row of this.parts) {
      for (const cell of cellsOf(this.text, row.start, row.end)) {
        scanInline(this.text.slice(cell.start, cell.end), cell.start, findings);
      }
    }
  }

  /** The run with the marks between its lines blanked out, so that offsets stay. */
  private masked(): string {
    let text = '';
    let at = this.parts[0]?.start ?? 0;
    for (const part of this.parts) {
      text += blanked(this.text.slice(at, part.start)) + this.text.slice(part.start, part.end);
      at = part.end;
    }
    return text;
  }
}

function blanked(between: string): string {
  return between.replace(/[^\r\n]/g, ' ');
}

/** Without spaces and tabs around; other white space is text in CommonMark. */
function trimBlanks(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isBlankFrom(text, start, start + 1)) start += 1;
  while (end > start && isBlankFrom(text, end - 1, end)) end -= 1;
  return text.slice(start, end);
}
