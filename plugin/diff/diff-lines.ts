// The difference of two texts as lines for people: what stayed, what went, what came, and which words changed inside a
// line. Text only; `diff-table.ts` draws it.
import { diffArrays, diffWordsWithSpace } from 'diff';
import { splitLines } from '../../shared/note/lines';
import { endingOf, visibleText, withoutWholeDifferences } from './invisible';
import { pairsOf } from './pairs';

/** A run of text inside a line; `changed` is what the other side does not have. */
export interface Span {
  text: string;
  changed: boolean;
}

export interface DiffLine {
  /** Counted from 1 on its side. */
  number: number;
  spans: Span[];
  /** What can't be seen of the line, in words: its ending or its last spaces differ from the other side's. */
  unseen: string | null;
}

/** One row of a diff: a line that stayed, or a line of either side that the other has changed or not at all. */
export interface DiffRow {
  kind: 'same' | 'changed';
  before: DiffLine | null;
  after: DiffLine | null;
}

export interface Diff {
  rows: DiffRow[];
  added: number;
  removed: number;
  /** The texts are so different or so long that the lines were not compared: all of one went, all of the other came. */
  coarse: boolean;
  /** Sentences on what the texts differ in as wholes and the lines don't show. */
  remarks: string[];
}

/** Beyond this many edits a diff is no longer read but skimmed, and finding the shortest one costs its square: here 0.4 s. */
const EDITS_MOST = 1000;
/** UTF-16 units; words of longer lines are not compared. */
const LONGEST_COMPARED_LINE = 2000;
/** Share of the shorter line that must have stayed for the changed words to be marked. */
const STAYED_LEAST = 0.25;

/** The rows that lead from `before` to `after`; `null` is a note that is not there. */
export function diffOf(before: string | null, after: string | null): Diff {
  const [oldText, freshText, remarks] = before === null || after === null ? [before ?? '', after ?? '', []] : withoutWholeDifferences(before, after);
  const old = splitLines(oldText);
  const fresh = splitLines(freshText);
  const parts = diffArrays(old, fresh, { maxEditLength: EDITS_MOST });
  const diff: Diff = { rows: [], added: 0, removed: 0, coarse: parts === undefined, remarks };
  const at = { before: 1, after: 1 };
  const runs = parts ?? [{ value: old, removed: true, added: false }, { value: fresh, removed: false, added: true }];
  let gone: readonly string[] = [];
  for (const { value, removed, added } of runs) {
    if (removed) {
      gone = value;
      continue;
    }
    if (added) {
      addChange(diff, at, gone, value);
    } else {
      addChange(diff, at, gone, []);
      for (const text of value) diff.rows.push({ kind: 'same', before: plainLine(at.before++, text), after: plainLine(at.after++, text) });
    }
    gone = [];
  }
  addChange(diff, at, gone, []);
  return diff;
}

function addChange(diff: Diff, at: { before: number; after: number }, gone: readonly string[], come: readonly string[]): void {
  const pairs = pairsOf(gone.map((line) => endingOf(line).visible), come.map((line) => endingOf(line).visible));
  let [from, to] = [0, 0];
  const addUntil = (goneEnd: number, comeEnd: number): void => {
    for (; from < goneEnd; from++) diff.rows.push({ kind: 'changed', before: plainLine(at.before++, gone[from] ?? ''), after: null });
    for (; to < comeEnd; to++) diff.rows.push({ kind: 'changed', before: null, after: plainLine(at.after++, come[to] ?? '') });
  };
  for (const [was, is] of pairs) {
    addUntil(was, is);
    diff.rows.push({ kind: 'changed', ...linePair(at.before++, gone[from++] ?? '', at.after++, come[to++] ?? '') });
  }
  addUntil(gone.length, come.length);
  diff.removed += gone.length;
  diff.added += come.length;
}

function plainLine(number: number, text: string): DiffLine {
  const { visible, ending } = endingOf(text);
  return { number, spans: visible === '' ? [] : [{ text: visibleText(visible), changed: false }], unseen: ending === '' ? 'no newline at the end' : null };
}

function linePair(oldNumber: number, old: string, freshNumber: number, fresh: string): { before: DiffLine; after: DiffLine } {
  const [a, b] = [endingOf(old), endingOf(fresh)];
  const spans = wordSpans(a.visible, b.visible);
  const unseen = unseenDifference(a, b);
  return {
    before: { number: oldNumber, spans: spans.before, unseen: unseen?.before ?? null },
    after: { number: freshNumber, spans: spans.after, unseen: unseen?.after ?? null },
  };
}

function wordSpans(before: string, after: string): { before: Span[]; after: Span[] } {
  const isLong = before.length > LONGEST_COMPARED_LINE || after.length > LONGEST_COMPARED_LINE;
  const changes = isLong ? changesBetweenEnds(before, after) : diffWordsWithSpace(before, after);
  const stayed = changes.reduce((sum, { value, added, removed }) => sum + (added || removed ? 0 : value.trim().length), 0);
  // Where nearly all of a line is marked, the marks say nothing.
  const isMarked = stayed >= STAYED_LEAST * Math.min(before.length, after.length) || before.trim() === after.trim();
  const spans = { before: [] as Span[], after: [] as Span[] };
  for (const { value, added, removed } of changes) {
    const text = visibleText(value);
    if (!added) spans.before.push({ text, changed: removed && isMarked });
    if (!removed) spans.after.push({ text, changed: added && isMarked });
  }
  return spans;
}

/** What two long lines have in common at their beginnings and ends. */
function changesBetweenEnds(before: string, after: string): { value: string; added: boolean; removed: boolean }[] {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < most - start && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  const part = (value: string, kind: 'same' | 'added' | 'removed') => ({ value, added: kind === 'added', removed: kind === 'removed' });
  return [
    part(before.slice(0, start), 'same'),
    part(before.slice(start, before.length - end), 'removed'),
    part(after.slice(start, after.length - end), 'added'),
    part(before.slice(before.length - end), 'same'),
  ].filter(({ value }) => value !== '');
}

type Ending = ReturnType<typeof endingOf>;

/** Two lines of a pair that read the same differ in what can't be seen. */
function unseenDifference(a: Ending, b: Ending): { before: string; after: string } | null {
  if (a.ending !== b.ending) return { before: a.words, after: b.words };
  if (a.visible !== b.visible && a.visible.trimEnd() === b.visible.trimEnd()) return { before: spacesAtEnd(a.visible), after: spacesAtEnd(b.visible) };
  return null;
}

function spacesAtEnd(text: string): string {
  const count = text.length - text.trimEnd().length;
  return count === 0 ? 'no spaces at the end' : count === 1 ? '1 space at the end' : `${count} spaces at the end`;
}
