// Counts the check boxes of one section, as lists show them. Boxes in inert text (code, comments, quotes) are text.
import { countPlainChecklist } from './plain-checklist';
import { isInert, scanNote } from './scan';
import { sectionsNamed } from './sections/finding';

const BOX = /^[ \t]*(?:[-*+]|\d+[.)])[ \t]+\[([^\]\r\n])\][ \t]/gmu;

/** Boxes with any mark but a space count as done, as in Obsidian. */
export function countChecklist(text: string, heading: string): { done: number; total: number } {
  const counts = { done: 0, total: 0 };
  if (!text.includes(heading)) return counts;
  return countPlainChecklist(text, heading) ?? countScanned(text, heading, counts);
}

function countScanned(text: string, heading: string, counts: { done: number; total: number }): { done: number; total: number } {
  const scan = scanNote(text);
  for (const section of sectionsNamed(scan, heading)) {
    for (const match of text.slice(section.contentStart, section.end).matchAll(BOX)) {
      if (isInert(scan, section.contentStart + match.index)) continue;
      counts.total += 1;
      if (match[1] !== ' ') counts.done += 1;
    }
  }
  return counts;
}
