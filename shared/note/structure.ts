// Text can't forge structure (`decisions.md` 19): what a verb was given as text is checked before it is used, output is
// fenced so that nothing in it counts, and a finished text is compared with the one before it.
import { TouchstoneError } from '../errors';
import { lineOf, scanNote, type InertKind, type NoteScan } from './scan';
import { matchSections, type Section } from './sections';
import { contentRange } from './sections/blank-lines';

/** How refusals call an opened mark. */
const OPENED: Readonly<Record<InertKind, string>> = {
  fence: 'a code fence',
  indented_code: 'indented code',
  code: 'inline code',
  comment: 'a %% comment',
  html_comment: 'an HTML comment',
  html: 'an HTML block',
  math: 'math',
};

/**
 * Refuses text that would be read as structure of the note it is put into: level 1 and 2 headings outside inert text,
 * wherever in the note it comes to stand, and a fence, comment, math or HTML block that is left open. NUL bytes are
 * refused too.
 *
 * @param what names the text in the refusal, such as `The comment`
 * @param refusedLevel headings of this level and above it are refused: 2 wherever sections mean something to the
 *   product, the section's own level for text that goes into any section, 0 for text at the end of any note
 * @throws E_USAGE with the 1-based line of the text in `details.line`
 */
export function assertPlainText(what: string, text: string, refusedLevel = 2): void {
  const nul = text.indexOf('\0');
  if (nul !== -1) throw notPlain(what, text.slice(0, nul).split(/\r\n?|\n/).length, 'holds a NUL byte', 'Leave it out.');
  assertNoStructure(what, text, 0, refusedLevel);
  // Callers trim text; what was indented code may then be a heading.
  const trimmed = text.trimStart();
  if (trimmed !== text) assertNoStructure(what, trimmed, text.slice(0, text.length - trimmed.length).split(/\r\n?|\n/).length - 1, refusedLevel);
}

/**
 * What text may come to stand below: nothing, a paragraph, and lists, which take in what is indented by two or three
 * columns. What hides a heading or an opening mark may then begin elsewhere, or not at all, and it shows.
 * The break at the start keeps a leading `---` from being read as frontmatter.
 */
const CONTEXTS = ['\n', '\nx\n', '\n- x\n\n', '\n1. x\n\n'];
/** First characters of lines that read differently below a paragraph or a list. */
const DEPENDENT = /[ \t<*+\d-]/;

function assertNoStructure(what: string, text: string, linesAbove: number, refusedLevel: number): void {
  const first = text.charAt(contentRange(text, 0, text.length)?.start ?? 0);
  for (const above of DEPENDENT.test(first) ? CONTEXTS : CONTEXTS.slice(0, 1)) {
    const scan = scanNote(above + text);
    const lineAt = (offset: number): number => lineOf(scan, offset) - above.split('\n').length + 2 + linesAbove;
    const heading = scan.headings.find(({ level, start }) => level <= refusedLevel && start >= above.length);
    if (heading !== undefined) {
      throw notPlain(what, lineAt(heading.start), `has the level ${heading.level} heading "${heading.text}"`,
        `Use headings of level ${refusedLevel + 1} and below, or put the text into a code fence.`);
    }
    const open = scan.inert.find(({ closed }) => !closed);
    if (open !== undefined) throw leftOpen(what, lineAt(open.start), OPENED[open.kind]);
    const dangling = scan.dangling[0];
    if (dangling !== undefined) throw leftOpen(what, lineAt(dangling.offset), OPENED[dangling.kind]);
  }
}

function leftOpen(what: string, line: number, opened: string): TouchstoneError {
  return notPlain(what, line, `opens ${opened} and does not close it`, 'Close it in the same text, or write the mark in `backticks`.');
}

function notPlain(what: string, line: number, finding: string, hint: string): TouchstoneError {
  return new TouchstoneError('E_USAGE', `${what} ${finding} (line ${line}), which would change the structure of the note.`, {
    hint,
    details: { line },
  });
}

/**
 * `text` in a fence that is longer than any run of backticks in it, without a break at the end. The text is followed by
 * one break that is not its own, so that `fencedContent` gives back exactly what was put in.
 *
 * @param info what follows the opening fence, such as `md`
 */
export function fenceAround(text: string, info = ''): string {
  if (/[`\r\n]/.test(info)) throw new Error(`not the info of a fence: ${JSON.stringify(info)}`);
  let longest = 2;
  for (const [run] of text.matchAll(/`+/g)) longest = Math.max(longest, run.length);
  const fence = '`'.repeat(longest + 1);
  return `${fence}${info}\n${text}\n${fence}`;
}

/** The exact text in the section's first closed fence that is in no list or quote; `null` when there is none. */
export function fencedContent(scan: NoteScan, section: Section): string | null {
  const fence = scan.fences.find(({ start, end, closed, nested }) =>
    closed && !nested && start >= section.contentStart && end <= section.end);
  if (fence === undefined) return null;
  const content = scan.text.slice(fence.contentStart, fence.contentEnd);
  // The last break is the one that `fenceAround` added; it is of the same kind as that of the opening line.
  const lineBreak = /\r\n?$|\n$/.exec(scan.text.slice(fence.start, fence.contentStart))?.[0] ?? '\n';
  return content.endsWith(lineBreak) ? content.slice(0, -lineBreak.length) : content;
}

/**
 * True when `after` differs from `before` in the named sections only, apart from properties and from blank lines between
 * sections, and leaves nothing open that was closed.
 *
 * @param headingPath as `findSection` takes it; all sections that it fits may differ, appear or disappear
 */
export function sameButSection(before: string, after: string, headingPath: string | readonly string[]): boolean {
  const paths = typeof headingPath === 'string' ? [headingPath] : headingPath;
  const old = scanNote(before);
  const now = scanNote(after);
  if ((old.frontmatter?.closed === true) !== (now.frontmatter?.closed === true)) return false;
  if (isOpenAtEnd(now) && !isOpenAtEnd(old)) return false;
  const kept = piecesOutside(old, paths);
  const found = piecesOutside(now, paths);
  return kept.length === found.length && kept.every((piece, index) => piece === found[index]);
}

/** What ends with its list or quote is not open: it takes nothing in that follows. */
function isOpenAtEnd(scan: NoteScan): boolean {
  const last = scan.inert[scan.inert.length - 1];
  return last !== undefined && !last.closed && last.end === scan.text.length;
}

/** What stands before the first heading, and each heading with its own text, but for those in the named sections. */
function piecesOutside(scan: NoteScan, paths: readonly string[]): string[] {
  const left = paths.flatMap((path) => matchSections(scan, path));
  const starts = [scan.bodyStart, ...scan.headings.map(({ start }) => start)];
  const pieces: string[] = [];
  starts.forEach((start, index) => {
    const isLeft = index > 0 && left.some((section) => start >= section.heading.start && start < section.end);
    if (isLeft) return;
    const range = contentRange(scan.text, start, starts[index + 1] ?? scan.text.length);
    pieces.push(range === null ? '' : scan.text.slice(range.start, range.end));
  });
  return pieces;
}
