// The columns of the board, and the order of stories in them. No DOM.
import type { StoryRow } from '../../../shared/story/backlog';
import { compareText } from '../../../shared/story/backlog';

export interface Column {
  status: string;
  rows: StoryRow[];
  /** Stories in this status, whatever the filter. */
  total: number;
}

/**
 * One column for each of `statuses`, and for every other status that a story has. `moved` says where stories stand that
 * are on their way.
 */
export function columnsOf(
  statuses: readonly string[], all: readonly StoryRow[], shown: readonly StoryRow[], moved: ReadonlyMap<string, string>,
): Column[] {
  const statusOf = (row: StoryRow): string => moved.get(row.id) ?? row.status;
  const columns = new Map<string, Column>(statuses.map((status) => [status, { status, rows: [], total: 0 }]));
  for (const row of all) {
    const status = statusOf(row);
    const column = columns.get(status) ?? { status, rows: [], total: 0 };
    column.total += 1;
    columns.set(status, column);
  }
  for (const row of shown) columns.get(statusOf(row))?.rows.push(row);
  columns.get('closed')?.rows.sort((a, b) => compareText(b.closedAt ?? '', a.closedAt ?? ''));
  return [...columns.values()];
}

/** `in_progress` as people read it. */
export function statusName(status: string): string {
  const words = status.replace(/[_-]+/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
