// Blocks whose lines are taken as they are: fences, indented code, HTML, and what `%%`, `$$` or `<!--` opens.
import { isBlankFrom, matchAt } from './containers';
import type { Cursor } from './cursor';
import { isEscaped, type Finder } from './finder';
import type { HtmlBlock } from './html';
import type { Findings, InertKind } from './model';

/**
 * What a block does with a line of its container: stays open, ends with it (text may follow the closing mark),
 * or had ended before it, so that the line is read as any other.
 */
export type Taken = { kind: 'open' } | { kind: 'closed'; restStart: number } | { kind: 'refused' };

export interface LineRange {
  start: number;
  /** Before its break. */
  end: number;
  /** After its break. */
  next: number;
}

export interface Verbatim {
  take(cursor: Cursor, line: LineRange): Taken;
  /** The container or the note ends at `offset` and the block with it. */
  cut(offset: number): void;
}

const OPEN: Taken = { kind: 'open' };
const REFUSED: Taken = { kind: 'refused' };

export interface FenceMark {
  character: string;
  length: number;
  info: string;
}

const FENCE_MARK = /`{3,}|~{3,}/y;

/** The opening fence at `offset`, or `null`; the info of a backtick fence has no backtick. */
export function fenceMarkAt(text: string, offset: number, end: number): FenceMark | null {
  const mark = matchAt(FENCE_MARK, text, offset);
  if (mark === null) return null;
  const character = mark[0].charAt(0);
  const info = text.slice(offset + mark[0].length, end).trim();
  if (character === '`' && info.includes('`')) return null;
  return { character, length: mark[0].length, info };
}

export class FenceBlock implements Verbatim {
  constructor(
    private readonly text: string,
    private readonly findings: Findings,
    private readonly mark: FenceMark,
    private readonly start: number,
    private readonly contentStart: number,
    private readonly nested: boolean,
  ) {}

  take(cursor: Cursor, line: LineRange): Taken {
    if (!this.closes(cursor)) return OPEN;
    this.add(line.start, line.end, true);
    return { kind: 'closed', restStart: line.end };
  }

  cut(offset: number): void {
    this.add(offset, offset, false);
  }

  private closes(cursor: Cursor): boolean {
    if (cursor.indent > 3) return false;
    let at = cursor.nonBlank;
    while (at < cursor.end && this.text[at] === this.mark.character) at += 1;
    return at - cursor.nonBlank >= this.mark.length && isBlankFrom(this.text, at, cursor.end);
  }

  private add(contentEnd: number, end: number, closed: boolean): void {
    const { start, nested } = this;
    this.findings.inert.push({ start, end, kind: 'fence', closed });
    // A fence on the note's last line, without a break, has no content.
    const contentStart = Math.min(this.contentStart, contentEnd);
    this.findings.fences.push({ start, end, contentStart, contentEnd, info: this.mark.info, closed, nested });
  }
}

/** Code by indent: ends before the first line that is indented less; blank lines at its end are not part of it. */
export class IndentedBlock implements Verbatim {
  constructor(private readonly findings: Findings, private readonly start: number, private end: number) {}

  take(cursor: Cursor, line: LineRange): Taken {
    if (cursor.blank) return OPEN;
    if (cursor.indent < 4) {
      this.cut();
      return REFUSED;
    }
    this.end = line.end;
    return OPEN;
  }

  cut(): void {
    this.findings.inert.push({ start: this.start, end: this.end, kind: 'indented_code', closed: true });
  }
}

export class HtmlElement implements Verbatim {
  constructor(
    private readonly text: string,
    private readonly findings: Findings,
    private readonly block: HtmlBlock,
    private readonly start: number,
    private end: number,
  ) {}

  take(cursor: Cursor, line: LineRange): Taken {
    const { until } = this.block;
    if (until === null && cursor.blank) {
      this.add(true);
      return REFUSED;
    }
    this.end = line.end;
    if (until === null || !until.test(this.text.slice(cursor.offset, line.end))) return OPEN;
    this.add(true);
    return { kind: 'closed', restStart: line.end };
  }

  cut(offset: number): void {
    const closed = this.block.until === null;
    if (!closed) this.end = offset;
    this.add(closed);
  }

  private add(closed: boolean): void {
    this.findings.inert.push({ start: this.start, end: this.end, kind: 'html', closed });
  }
}

export interface SpanMark {
  open: string;
  close: string;
  kind: Extract<InertKind, 'comment' | 'html_comment' | 'math'>;
}

/** Marks that open a block at the start of a line, when nothing on that line closes them. */
export const SPAN_MARKS: readonly SpanMark[] = [
  { open: '%%', close: '%%', kind: 'comment' },
  { open: '$$', close: '$$', kind: 'math' },
  { open: '<!--', close: '-->', kind: 'html_comment' },
];

/** A comment or math over several lines and blank ones. */
export class SpanBlock implements Verbatim {
  constructor(
    private readonly text: string,
    private readonly findings: Findings,
    private readonly mark: SpanMark,
    private readonly closings: Finder,
    private readonly start: number,
  ) {}

  take(cursor: Cursor, line: LineRange): Taken {
    const at = spanEnd(this.text, this.mark, this.closings, cursor.offset, line.end);
    if (at === -1) return OPEN;
    this.findings.inert.push({ start: this.start, end: at, kind: this.mark.kind, closed: true });
    return { kind: 'closed', restStart: at };
  }

  cut(offset: number): void {
    this.findings.inert.push({ start: this.start, end: offset, kind: this.mark.kind, closed: false });
  }
}

/**
 * Where the block ends on a line whose text is `[from, end)`, or -1 when nothing on it closes the block: after the
 * closing mark, what follows being text again; with HTML comments at the line's end. A backslash keeps math open.
 */
export function spanEnd(text: string, mark: SpanMark, closings: Finder, from: number, end: number): number {
  let at = closings.next(from);
  while (at < end && mark.kind === 'math' && isEscaped(text, at)) at = closings.next(at + 1);
  const after = at + mark.close.length;
  if (after > end) return -1;
  return mark.kind === 'html_comment' ? end : after;
}
