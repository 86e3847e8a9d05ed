// Three-way merge of texts by line, for proposals whose target moved on and for forks. It never guesses: what both
// sides touched differently is a conflict.
import { diffArrays } from 'diff';
import { diff3MergeRegions } from 'node-diff3';
import { splitLines } from './lines';

/** A passage that both sides changed differently, as lists of lines without their line ends. */
export interface MergeConflict {
  /** 1-based line of the passage in `now`. */
  line: number;
  now: string[];
  base: string[];
  proposed: string[];
}

export type Merge =
  | { kind: 'clean'; text: string }
  /** `marked` is the text with each conflict between `<<<<<<< now`, `=======` and `>>>>>>> proposed`. */
  | { kind: 'conflict'; conflicts: MergeConflict[]; marked: string };

/**
 * Myers' algorithm costs the square of the edits it finds; beyond this many the texts have little in common and
 * aligning them says nothing. node-diff3 is quadratic in all lines, so it only ever sees what this left over.
 */
const EDITS_MOST = 2000;
/** Lines times lines that node-diff3 may compare when the texts could not be aligned: a fraction of a second. */
const PAIRS_MOST = 16_000_000;

/**
 * Merges the change from `base` to `proposed` into `now`. The same change on both sides is taken once.
 * Line ends are part of a line: a passage that differs in them alone does differ.
 */
export function mergeTexts(base: string, now: string, proposed: string): Merge {
  if (now === base || now === proposed) return { kind: 'clean', text: proposed };
  if (proposed === base) return { kind: 'clean', text: now };
  const pieces = foldUnchanged(splitLines(base), splitLines(now), splitLines(proposed));
  if (pieces === null) return wholeConflict(base, now, proposed);

  const merged: string[] = [];
  const marked: string[] = [];
  const conflicts: MergeConflict[] = [];
  for (const region of diff3MergeRegions(pieces.now, pieces.base, pieces.proposed)) {
    if (region.stable) {
      const text = region.bufferContent.join('');
      merged.push(text);
      marked.push(text);
      continue;
    }
    const sides = {
      now: region.aContent.join(''),
      base: region.oContent.join(''),
      proposed: region.bContent.join(''),
    };
    if (sides.now === sides.proposed) {
      merged.push(sides.now);
      marked.push(sides.now);
      continue;
    }
    conflicts.push(conflictOf(pieces.now.slice(0, region.aStart).join(''), sides));
    marked.push(markConflict(sides, marked));
  }
  return conflicts.length === 0
    ? { kind: 'clean', text: merged.join('') }
    : { kind: 'conflict', conflicts, marked: marked.join('') };
}

/** True when `text` still holds a line that {@link mergeTexts} put there to mark a conflict. */
export function holdsConflictMarks(text: string): boolean {
  return /^(?:<{7} now|>{7} proposed)\r?$/m.test(text);
}

interface Pieces {
  base: string[];
  now: string[];
  proposed: string[];
}

/**
 * Makes one piece of each run of lines that neither side touched, so that what is left to merge is small however
 * long the note is. `null` when the texts are too different to be merged in bounded time.
 */
function foldUnchanged(base: string[], now: string[], proposed: string[]): Pieces | null {
  const toNow = alignment(base, now);
  const toProposed = alignment(base, proposed);
  if (toNow === null || toProposed === null) {
    const pairs = base.length * (now.length + proposed.length);
    return pairs <= PAIRS_MOST ? { base, now, proposed } : null;
  }
  const pieces: Pieces = { base: [], now: [], proposed: [] };
  let nextNow = 0;
  let nextProposed = 0;
  let line = 0;
  while (line < base.length) {
    const inNow = toNow[line] ?? -1;
    const inProposed = toProposed[line] ?? -1;
    if (inNow === -1 || inProposed === -1) {
      pieces.base.push(base[line] ?? '');
      line += 1;
      continue;
    }
    let length = 1;
    while (toNow[line + length] === inNow + length && toProposed[line + length] === inProposed + length) length += 1;
    pushAll(pieces.now, now, nextNow, inNow);
    pushAll(pieces.proposed, proposed, nextProposed, inProposed);
    const run = base.slice(line, line + length).join('');
    pieces.base.push(run);
    pieces.now.push(run);
    pieces.proposed.push(run);
    nextNow = inNow + length;
    nextProposed = inProposed + length;
    line += length;
  }
  pushAll(pieces.now, now, nextNow, now.length);
  pushAll(pieces.proposed, proposed, nextProposed, proposed.length);
  return pieces;
}

/** For each line of `from` the line of `to` that it became, or -1; `null` beyond {@link EDITS_MOST} edits. */
function alignment(from: string[], to: string[]): number[] | null {
  const changes = diffArrays(from, to, { maxEditLength: EDITS_MOST });
  if (changes === undefined) return null;
  const lines: number[] = [];
  let line = 0;
  for (const { value, added, removed } of changes) {
    if (!added) value.forEach((_, index) => lines.push(removed ? -1 : line + index));
    if (!removed) line += value.length;
  }
  return lines;
}

function pushAll(target: string[], source: string[], start: number, end: number): void {
  for (let line = start; line < end; line += 1) target.push(source[line] ?? '');
}

interface Sides {
  now: string;
  base: string;
  proposed: string;
}

function conflictOf(before: string, sides: Sides): MergeConflict {
  return {
    line: splitLines(before).length + 1,
    now: bareLines(sides.now),
    base: bareLines(sides.base),
    proposed: bareLines(sides.proposed),
  };
}

function bareLines(text: string): string[] {
  return splitLines(text).map((line) => line.replace(/\r?\n$/, ''));
}

function markConflict(sides: Sides, written: readonly string[]): string {
  const last = written.at(-1) ?? '';
  const opening = last === '' || last.endsWith('\n') ? '' : '\n';
  return `${opening}<<<<<<< now\n${closed(sides.now)}=======\n${closed(sides.proposed)}>>>>>>> proposed\n`;
}

function closed(text: string): string {
  return text === '' || text.endsWith('\n') ? text : `${text}\n`;
}

function wholeConflict(base: string, now: string, proposed: string): Merge {
  const sides = { base, now, proposed };
  return { kind: 'conflict', conflicts: [conflictOf('', sides)], marked: markConflict(sides, []) };
}
