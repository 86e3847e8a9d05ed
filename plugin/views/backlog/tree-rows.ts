// The tree of epics as rows: each story below its parent, with how much of what is below it is closed. No DOM.
import type { Backlog, StoryRow } from '../../../shared/story/backlog';
import { isClosed } from '../../../shared/story/backlog';

export interface TreeRow {
  row: StoryRow;
  /** From 1. */
  level: number;
  /** `null` for a story with nothing below it. */
  open: boolean | null;
  /** Stories below it, at any depth. */
  progress: { closed: number; total: number };
}

/**
 * Rows in the order of `all`, epics first at the top. Of what the filter leaves (`shown`) the stories above it stay in
 * sight too. `closed`: ids whose children are hidden.
 */
export function treeRows(backlog: Backlog, all: readonly StoryRow[], shown: readonly StoryRow[], closed: ReadonlySet<string>): TreeRow[] {
  const children = childrenOfAll(backlog, all);
  const visible = withAncestors(backlog, shown);
  const progress = new Map<string, TreeRow['progress']>();
  const rows: TreeRow[] = [];
  const seen = new Set<string>();
  const add = (row: StoryRow, level: number): void => {
    if (seen.has(row.id) || !visible.has(row.id)) return;
    seen.add(row.id);
    const below = (children.get(row.id) ?? []).filter(({ id }) => visible.has(id));
    const isOpen = !closed.has(row.id);
    rows.push({ row, level, open: below.length === 0 ? null : isOpen, progress: progressOf(row.id, children, progress, new Set()) });
    if (isOpen) for (const child of below) add(child, level + 1);
  };
  const roots = children.get('') ?? [];
  for (const row of [...roots.filter(({ kind }) => kind === 'epic'), ...roots.filter(({ kind }) => kind !== 'epic')]) add(row, 1);
  // Stories whose parents go round in a circle hang below no root.
  if (rows.length < visible.size) for (const row of all) if (!isBelowRoot(backlog, row)) add(row, 1);
  return rows;
}

/** Children by parent; under `''` those whose parent isn't there. */
function childrenOfAll(backlog: Backlog, all: readonly StoryRow[]): ReadonlyMap<string, StoryRow[]> {
  const children = new Map<string, StoryRow[]>();
  for (const row of all) {
    const parent = row.parent !== null && backlog.byId.has(row.parent) ? row.parent : '';
    const siblings = children.get(parent);
    if (siblings) siblings.push(row);
    else children.set(parent, [row]);
  }
  return children;
}

function withAncestors(backlog: Backlog, rows: readonly StoryRow[]): ReadonlySet<string> {
  const ids = new Set<string>();
  for (const row of rows) {
    for (let at: StoryRow | undefined = row; at !== undefined && !ids.has(at.id); at = at.parent === null ? undefined : backlog.byId.get(at.parent)) ids.add(at.id);
  }
  return ids;
}

function isBelowRoot(backlog: Backlog, row: StoryRow): boolean {
  const seen = new Set<string>();
  let at: StoryRow | undefined = row;
  for (; at !== undefined && !seen.has(at.id); at = at.parent === null ? undefined : backlog.byId.get(at.parent)) seen.add(at.id);
  return at === undefined;
}

/** `above` stops at a story that is below itself. */
function progressOf(
  id: string, children: ReadonlyMap<string, StoryRow[]>, known: Map<string, TreeRow['progress']>, above: Set<string>,
): TreeRow['progress'] {
  const before = known.get(id);
  if (before !== undefined) return before;
  const sum = { closed: 0, total: 0 };
  above.add(id);
  for (const child of children.get(id) ?? []) {
    if (above.has(child.id)) continue;
    const below = progressOf(child.id, children, known, above);
    sum.closed += below.closed + (isClosed(child) ? 1 : 0);
    sum.total += below.total + 1;
  }
  above.delete(id);
  known.set(id, sum);
  return sum;
}
