// The one tokenizer of notes: where properties, headings, links, tags, tasks and inert text stand, by offset. Every reader and writer of
// a note's text goes by it; it judges nothing and never throws.
import { scanBlocks } from './scan/blocks';
import { frontmatterBlock } from './scan/frontmatter-block';
import { lineAt, splitLines } from './scan/lines';
import { noFindings, type NoteScan } from './scan/model';

export { frontmatterBlock } from './scan/frontmatter-block';
export type { FrontmatterBlock, Heading, InertKind, LinkMark, NoteScan } from './scan/model';

/**
 * The scans of the texts asked for last, the latest first. A command that writes a story asks for those of its text before and
 * after three or four times each, where each guards itself, and between them for those of a given text below four others.
 */
const latest: NoteScan[] = [];
const REMEMBERED = 6;
/** A scan is remembered up to this length of its text, in UTF-16 units: a huge note does not stay in the app's memory. */
const LONGEST_REMEMBERED = 256 * 1024;

/** Scans a whole note in time that grows with its length only. */
export function scanNote(text: string): NoteScan {
  const at = latest.findIndex((known) => known.text === text);
  const [known] = at === -1 ? [] : latest.splice(at, 1);
  const scan = known ?? scanned(text);
  if (text.length <= LONGEST_REMEMBERED) latest.unshift(scan);
  if (latest.length > REMEMBERED) latest.pop();
  return scan;
}

function scanned(text: string): NoteScan {
  const { starts, eol } = splitLines(text);
  const bom = text.charCodeAt(0) === 0xfeff;
  const frontmatter = frontmatterBlock(text);
  const bodyStart = frontmatter?.closed === true ? frontmatter.end : bom ? 1 : 0;
  // Frontmatter that ends the text without a body leaves no line to read.
  const found = bodyStart >= text.length
    ? noFindings()
    : scanBlocks(text, starts, lineAt(starts, bodyStart), bodyStart);
  return { text, bom, eol, frontmatter, bodyStart, lineStarts: starts, ...found };
}

/** True when the character at `offset` is inert text: no link, tag, heading or task can begin there. */
export function isInert(scan: NoteScan, offset: number): boolean {
  let low = 0;
  let high = scan.inert.length - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const zone = scan.inert[middle];
    if (zone === undefined || offset < zone.start) high = middle - 1;
    else if (offset >= zone.end) low = middle + 1;
    else return true;
  }
  return false;
}

/** Index of the line that holds `offset`, from 0; the text's end belongs to the last line. */
export function lineOf(scan: NoteScan, offset: number): number {
  return lineAt(scan.lineStarts, offset);
}
