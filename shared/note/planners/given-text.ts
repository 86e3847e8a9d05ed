// Checks of the text that a verb puts into an existing note (`decisions.md` 19): it may hold headings of its own where it
// stays inside the section it was meant for, and it may leave nothing open.
import { TouchstoneError } from '../../errors';
import { lineOf, scanNote, type InertZone, type NoteScan } from '../scan';
import { findSection } from '../sections';
import { sameButSection } from '../structure';

/** @throws E_USAGE when a fence, comment or math that begins in the text does not end in it */
export function assertClosedText(what: string, text: string): void {
  const scan = scanFragment(text);
  const open = scan.inert.find((zone) => !zone.closed);
  if (open === undefined) return;
  const line = lineOf(scan, open.start);
  throw new TouchstoneError('E_USAGE', `${what} leaves the ${open.kind} that begins in its line ${line} open.`, {
    hint: 'Close it in the same text.',
    details: { line },
  });
}

/**
 * For an edit of one section: the text may not hold a heading that would end the section, and nothing outside of the
 * section may read differently afterwards.
 * @throws E_USAGE with the 1-based line of the text
 */
export function assertInsideSection(before: string, after: string, headingPath: string, text: string): void {
  const { heading } = findSection(scanNote(before), headingPath);
  const leaving = scanFragment(text).headings.find(({ level }) => level <= heading.level);
  if (leaving !== undefined) {
    throw new TouchstoneError('E_USAGE', `Line ${leaving.line} of the text is a heading of level ${leaving.level}, which would end the section "${heading.text}" (level ${heading.level}).`, {
      hint: `Use headings below level ${heading.level}, or change the note as a whole with \`touchstone note write\`.`,
      details: { line: leaving.line, level: leaving.level, section: heading.text },
    });
  }
  if (sameButSection(before, after, headingPath)) return;
  throw new TouchstoneError('E_USAGE', `This text would change how the note reads outside of the section "${heading.text}".`, {
    hint: 'Check its fences, comments and the lines that underline a heading, or use `touchstone note write`.',
    details: { section: heading.text },
  });
}

/** @throws E_USAGE when text at the end of the note would disappear into a fence, comment or math that is open there */
export function assertOpenForAppending(before: string): void {
  const scan = scanNote(before);
  const open = openAtEnd(scan);
  if (open === undefined) return;
  const line = lineOf(scan, open.start) + 1;
  throw new TouchstoneError('E_USAGE', `The ${open.kind} that begins in line ${line} of the note is never closed, so text at its end would become part of it.`, {
    hint: 'Close it first: touchstone note patch <ref> --lines <a-b> <text>',
    details: { line },
  });
}

function openAtEnd(scan: NoteScan): InertZone | undefined {
  return scan.inert.find((zone) => !zone.closed);
}

/** Scans text that is no whole note: the line break before it keeps a leading `---` from opening a frontmatter block. */
function scanFragment(text: string): NoteScan {
  return scanNote(`\n${text}`);
}
