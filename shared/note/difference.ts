// The difference of two texts as unified hunks: for proposals, drift, and the plugin.
import { structuredPatch } from 'diff';
import { splitLines } from './lines';

/** One hunk, numbered as in unified diffs: lines from 1; a side of 0 lines names the line before it. */
export interface Hunk {
  old_start: number;
  old_lines: number;
  new_start: number;
  new_lines: number;
  /** Each begins with ` `, `-`, `+`, or is `\ No newline at end of file`. A `\r` at the end of a line is kept. */
  lines: string[];
}

/** Lines of unchanged text around a change, as `diff -u` and git show. */
const CONTEXT_LINES = 3;
/** Beyond this many edits a diff is no longer read but skimmed, and finding the shortest one costs its square. */
const EDITS_MOST = 3000;

/** The hunks that lead from `before` to `after`; none when they are the same. */
export function differenceOf(before: string, after: string): Hunk[] {
  if (before === after) return [];
  const patch = structuredPatch('before', 'after', before, after, undefined, undefined, {
    context: CONTEXT_LINES,
    maxEditLength: EDITS_MOST,
  });
  if (patch === undefined) return [replacementOf(before, after)];
  return patch.hunks.map((hunk) => ({
    old_start: hunk.oldLines === 0 ? hunk.oldStart - 1 : hunk.oldStart,
    old_lines: hunk.oldLines,
    new_start: hunk.newLines === 0 ? hunk.newStart - 1 : hunk.newStart,
    new_lines: hunk.newLines,
    lines: hunk.lines,
  }));
}

/** Lines added and removed over all hunks. */
export function sizeOf(hunks: readonly Hunk[]): { added: number; removed: number } {
  let added = 0;
  let removed = 0;
  for (const hunk of hunks) {
    for (const line of hunk.lines) {
      if (line.startsWith('+')) added += 1;
      else if (line.startsWith('-')) removed += 1;
    }
  }
  return { added, removed };
}

/** All of `before` taken out and all of `after` put in. */
function replacementOf(before: string, after: string): Hunk {
  const old = splitLines(before);
  const fresh = splitLines(after);
  return {
    old_start: old.length === 0 ? 0 : 1,
    old_lines: old.length,
    new_start: fresh.length === 0 ? 0 : 1,
    new_lines: fresh.length,
    lines: [...signed('-', old), ...signed('+', fresh)],
  };
}

function signed(sign: '-' | '+', lines: readonly string[]): string[] {
  return lines.flatMap((line) =>
    line.endsWith('\n') ? [sign + line.slice(0, -1)] : [sign + line, '\\ No newline at end of file'],
  );
}
