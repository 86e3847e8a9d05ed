// The columns of the board, and the order of stories in them. No DOM.
import type { StoryRow } from '../../../shared/story/backlog';
import { compareText } from '../../../shared/story/backlog';
import { inListOrder } from '../../../shared/story/queries/list';

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
  const statusOf = moved.size === 0 ? ({ status }: StoryRow) => status : (row: StoryRow) => moved.get(row.id) ?? row.status;
  const columns = new Map<string, Column>();
  const columnOf = (status: string): Column => {
    let column = columns.get(status);
    if (column === undefined) {
      column = { status, rows: [], total: 0 };
      columns.set(status, column);
    }
    return column;
  };
  for (const status of statuses) columnOf(status);
  for (const row of all) columnOf(statusOf(row)).total += 1;
  for (const row of shown) columnOf(statusOf(row)).rows.push(row);
  return [...columns.values()];
}

/** Work to do in the order of lists, the most urgent first; below it what is closed, the newest first. */
export function inBacklogOrder(rows: readonly StoryRow[]): StoryRow[] {
  const closed = rows.filter(({ status }) => status === 'closed');
  return [
    ...inListOrder(rows.filter(({ status }) => status !== 'closed')),
    ...closed.sort((a, b) => compareText(b.closedAt ?? '', a.closedAt ?? '') || compareText(a.id, b.id)),
  ];
}

/** `in_progress` as people read it. */
export function statusName(status: string): string {
  const words = status.replace(/[_-]+/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
