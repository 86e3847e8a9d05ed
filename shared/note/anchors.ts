// What links can point to within a note: its headings, and blocks that carry an id.
import { isInert, type NoteScan } from './scan';

export interface NoteAnchors {
  headings: readonly { level: number; text: string }[];
  /** Ids without `^`, lower-case, in the order of the text. */
  blocks: readonly string[];
}

/** An id at the end of a line, after a blank or an embed: of a paragraph, a list item, or alone below a block. */
const BLOCK_ID = /(?:^|[ \t>\])])\^([A-Za-z0-9-]+)[ \t]*$/;
/** Ids are short; a line's end is looked at this far back. */
const LONGEST_ID = 200;

export function anchorsOf(scan: NoteScan): NoteAnchors {
  return { headings: scan.headings.map(({ level, text }) => ({ level, text })), blocks: blockIds(scan) };
}

function blockIds(scan: NoteScan): string[] {
  const { text, lineStarts, bodyStart } = scan;
  const ids: string[] = [];
  if (!text.includes('^', bodyStart)) return ids;
  lineStarts.forEach((start, line) => {
    if (start < bodyStart) return;
    const next = lineStarts[line + 1] ?? text.length;
    const tail = Math.max(start, next - LONGEST_ID);
    const found = BLOCK_ID.exec(text.slice(tail, next).replace(/[\r\n]+$/, ''));
    if (found?.[1] !== undefined && !isInert(scan, tail + found.index + found[0].lastIndexOf('^'))) ids.push(found[1].toLowerCase());
  });
  return ids;
}

/** Whether a chain of headings leads somewhere: each one below the one before it, as the app walks it. */
export function hasHeading(anchors: NoteAnchors, chain: readonly string[]): boolean {
  let wanted = 0;
  let above = 0;
  for (const { level, text } of anchors.headings) {
    const name = chain[wanted];
    if (name === undefined) break;
    if (level <= above || plainHeading(text) !== plainHeading(name)) continue;
    above = level;
    wanted += 1;
  }
  return wanted === chain.length;
}

export function hasBlock(anchors: NoteAnchors, id: string): boolean {
  return anchors.blocks.includes(id.toLowerCase());
}

/** Headings as links compare them: the app takes this punctuation for blanks, and letter case for nothing. */
function plainHeading(heading: string): string {
  return heading.normalize('NFC').replace(/[!"#$%&()*+,.:;<=>?@^`{|}~/[\]\\\r\n]/g, ' ').replace(/\s+/g, ' ').trim().toLowerCase();
}
