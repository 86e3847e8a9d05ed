// Tables as GFM has them: a header row, a row of dashes with as many cells, rows up to the next blank line or block.

/** Ranges of the cells of the row `[start, end)`: what stands between unescaped pipes. */
export function cellsOf(text: string, start: number, end: number): { start: number; end: number }[] {
  const cells: { start: number; end: number }[] = [];
  let from = start;
  let at = start;
  while (at < end) {
    const code = text.charCodeAt(at);
    if (code === 92) { at += 2; continue; }
    if (code === 124) {
      cells.push({ start: from, end: at });
      from = at + 1;
    }
    at += 1;
  }
  cells.push({ start: from, end });
  return dropOuter(text, cells);
}

/** A row may begin and end with a pipe; nothing stands outside of those. */
function dropOuter(text: string, cells: { start: number; end: number }[]): { start: number; end: number }[] {
  const isEmpty = (cell: { start: number; end: number } | undefined): boolean =>
    cell !== undefined && text.slice(cell.start, cell.end).trim() === '';
  const from = cells.length > 1 && isEmpty(cells[0]) ? 1 : 0;
  const to = cells.length - from > 1 && isEmpty(cells[cells.length - 1]) ? cells.length - 1 : cells.length;
  return cells.slice(from, to);
}

/** Number of columns that the delimiter row `[start, end)` announces; 0 when it is none. */
export function delimiterColumns(text: string, start: number, end: number): number {
  const row = text.slice(start, end);
  if (!/^[ \t|:-]+$/.test(row) || !row.includes('|') || !row.includes('-')) return 0;
  const cells = cellsOf(text, start, end);
  return cells.every((cell) => /^:?-+:?$/.test(text.slice(cell.start, cell.end).trim())) ? cells.length : 0;
}
