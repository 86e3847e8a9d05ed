// Lines of a note as people count them: from 1, the frontmatter included, both ends included.
import { TouchstoneError } from '../../errors';

export interface LineRange {
  first: number;
  last: number;
}

/**
 * `7`, `7-12`, or `7-` for the rest of the note.
 * @throws E_USAGE for anything else, a 0, or a range that runs backwards
 */
export function parseLineRange(text: string): LineRange {
  const match = /^(\d{1,9})(?:(-)(\d{1,9})?)?$/u.exec(text.trim());
  const first = Number(match?.[1] ?? 0);
  const last = match?.[2] === undefined ? first : Number(match[3] ?? Number.MAX_SAFE_INTEGER);
  if (match !== null && first >= 1 && last >= first) return { first, last };
  throw new TouchstoneError('E_USAGE', `\`${text}\` is not a range of lines.`, {
    hint: 'Write 7, 7-12 or 7- (lines count from 1).',
    details: { found: text },
  });
}

/** Offset at which each line begins. A line break at the end of the text begins no further line. */
export function lineOffsets(text: string): number[] {
  const offsets = text === '' ? [] : [0];
  for (let at = text.indexOf('\n'); at >= 0 && at + 1 < text.length; at = text.indexOf('\n', at + 1)) offsets.push(at + 1);
  return offsets;
}

/**
 * The part of `text` that the range names, with its line breaks.
 * @throws E_USAGE when the note ends before the range begins
 */
export function linesIn(text: string, range: LineRange): { start: number; end: number; first: number; last: number } {
  const offsets = lineOffsets(text);
  const start = offsets[range.first - 1];
  if (start === undefined) {
    throw new TouchstoneError('E_USAGE', `The note has ${offsets.length} lines, so it has no line ${range.first}.`, {
      details: { lines: offsets.length, first: range.first },
    });
  }
  const last = Math.min(range.last, offsets.length);
  return { start, end: offsets[last] ?? text.length, first: range.first, last };
}
