// The difference of two texts as lines for people: what stayed, what went, what came, and which words changed inside a
// line. Text only; `diff-table.ts` draws it.
import { diffArrays, diffWordsWithSpace } from 'diff';
import { splitLines } from '../../shared/note/lines';
import { endingOf, visibleText } from './invisible';

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
}

/** Beyond this many edits a diff is no longer read but skimmed, and finding the shortest one costs its square: here 0.4 s. */
const EDITS_MOST = 1000;
/** UTF-16 units; words of longer lines are not compared. */
const LONGEST_COMPARED_LINE = 2000;

/** The rows that lead from `before` to `after`; `null` is a note that is not there. */
export function diffOf(before: string | null, after: string | null): Diff {
  const old = splitLines(before ?? '');
  const fresh = splitLines(after ?? '');
  const parts = diffArrays(old, fresh, { maxEditLength: EDITS_MOST });
  const diff: Diff = { rows: [], added: 0, removed: 0, coarse: parts === undefined };
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
  for (let n = 0; n < Math.max(gone.length, come.length); n++) {
    const [old, fresh] = [gone[n], come[n]];
    const row: DiffRow = { kind: 'changed', before: null, after: null };
    if (old !== undefined && fresh !== undefined) Object.assign(row, linePair(at.before++, old, at.after++, fresh));
    else if (old !== undefined) row.before = plainLine(at.before++, old);
    else if (fresh !== undefined) row.after = plainLine(at.after++, fresh);
    diff.rows.push(row);
  }
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
  if (before.length > LONGEST_COMPARED_LINE || after.length > LONGEST_COMPARED_LINE) {
    return { before: [{ text: visibleText(before), changed: true }], after: [{ text: visibleText(after), changed: true }] };
  }
  const spans = { before: [] as Span[], after: [] as Span[] };
  for (const { value, added, removed } of diffWordsWithSpace(before, after)) {
    const text = visibleText(value);
    if (!added) spans.before.push({ text, changed: removed });
    if (!removed) spans.after.push({ text, changed: added });
  }
  return spans;
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
