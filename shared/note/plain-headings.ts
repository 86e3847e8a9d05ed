// The headings of a note in which nothing can hide one, without scanning the rest. Sure or silent, as `plain-checklist.ts`.
import type { Heading } from './scan';
import { headingMarkAt } from './scan/heading-mark';

/** What may begin a block whose lines are no headings: code, comments, mathematics, HTML. */
const HIDING = ['```', '~~~', '%%', '$$', '<'];
/** What may make headings of other lines, or none of an indented one. */
const UNSURE = /(?:^|\n)(?:[ \t]+#|[ \t>]*(?:=+|-+)[ \t]*(?:[\r\n]|$))|\r(?!\n)/;
const HEADING_LINE = /^#[^\r\n]*/gm;

/**
 * The headings up to the line that ends at `end`; `null` when that can't be told without a scan. Those inside of quotes and
 * lists are none, as to the scanner.
 */
export function plainHeadings(text: string, bodyStart: number, end = text.length): Pick<Heading, 'level' | 'text'>[] | null {
  const body = text.slice(bodyStart, end);
  if (HIDING.some((mark) => body.includes(mark)) || UNSURE.test(body)) return null;
  const headings: Pick<Heading, 'level' | 'text'>[] = [];
  for (const { index, 0: line } of body.matchAll(HEADING_LINE)) {
    const mark = headingMarkAt(body, index, index + line.length);
    if (mark !== null) headings.push({ level: mark.level, text: body.slice(mark.textStart, mark.textEnd) });
  }
  return headings;
}
