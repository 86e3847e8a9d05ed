// Counts the check boxes of a section without scanning the note, where nothing in it could hide a heading or a box. Most
// stories are so, and an index that is made anew counts in all of them.
import { frontmatterBlock } from './scan/frontmatter-block';

/** What could make text inert, indent or underline a heading, or begin a line for some and not for others: then only a scan tells. */
const HAZARD = /```|~~~|%%|[<$\u2028\u2029]|\n(?: {4}|\t| {0,3}(?:>|=+[ \t]*(?:\n|$)|-+[ \t]*(?:\n|$)|\d+[.)][ \t]+\[)| {1,3}#)/;
/** A heading of the same or a higher level than the section's. */
const NEXT_HEADING = /\n##?(?=[ \t\n]|$)/g;
const BOX = /^[ \t]*[-*+][ \t]+\[([^\]\r\n])\][ \t]/gmu;

/** As `countChecklist` says, for a section of level 2; `null` when that can't be told at a glance. */
export function countPlainChecklist(text: string, heading: string): { done: number; total: number } | null {
  const bodyStart = frontmatterBlock(text)?.end ?? 0;
  if (bodyStart === 0 || text.charAt(bodyStart - 1) !== '\n' || text.includes('\r')) return null;
  const line = `\n## ${heading}\n`;
  const start = text.indexOf(line, bodyStart - 1);
  // Its first word alone, for a heading of two lines reads as one with a space.
  const [word = heading] = heading.split(' ', 1);
  if (start < 0 || text.indexOf(word, bodyStart) !== start + 4 || text.includes(word, start + line.length)) return null;
  const contentStart = start + line.length;
  NEXT_HEADING.lastIndex = contentStart - 1;
  const end = NEXT_HEADING.exec(text)?.index ?? text.length;
  const readSoFar = text.slice(bodyStart - 1, end);
  if (HAZARD.test(readSoFar)) return null;
  const counts = { done: 0, total: 0 };
  for (const match of text.slice(contentStart, end).matchAll(BOX)) {
    counts.total += 1;
    if (match[1] !== ' ') counts.done += 1;
  }
  return counts;
}
