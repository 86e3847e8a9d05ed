// Leaves out of a diff what did not change, but for some lines around each change.
import type { DiffRow } from './diff-lines';

/** Rows to show, or a run of unchanged ones that is left out. */
export type Block = { kind: 'rows'; rows: readonly DiffRow[] } | { kind: 'fold'; rows: readonly DiffRow[] };

/** Unchanged lines around a change, as `diff -u` and git show. */
const CONTEXT = 3;
/** A shorter run is no longer to read than the line that would stand for it. */
const SHORTEST_FOLD = 4;

export function foldRows(rows: readonly DiffRow[]): Block[] {
  const blocks: Block[] = [];
  const push = (kind: Block['kind'], part: readonly DiffRow[]): void => {
    const last = blocks.at(-1);
    if (part.length === 0) return;
    if (last?.kind === 'rows' && kind === 'rows') blocks[blocks.length - 1] = { kind, rows: [...last.rows, ...part] };
    else blocks.push({ kind, rows: part });
  };
  for (let start = 0; start < rows.length;) {
    const isSame = rows[start]?.kind === 'same';
    let end = start;
    while (end < rows.length && (rows[end]?.kind === 'same') === isSame) end += 1;
    if (!isSame) {
      push('rows', rows.slice(start, end));
    } else {
      const from = start === 0 ? start : start + CONTEXT;
      const to = end === rows.length ? end : end - CONTEXT;
      if (to - from < SHORTEST_FOLD) {
        push('rows', rows.slice(start, end));
      } else {
        push('rows', rows.slice(start, from));
        push('fold', rows.slice(from, to));
        push('rows', rows.slice(to, end));
      }
    }
    start = end;
  }
  return blocks;
}
