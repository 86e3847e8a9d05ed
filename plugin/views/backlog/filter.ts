// Which stories the view shows: what a person may ask for, and whether a story fits. No DOM.
import type { Backlog, StoryRow } from '../../../shared/story/backlog';
import { immovable, isClosed, isReady, openBlockers } from '../../../shared/story/backlog';
import { fold } from '../../../shared/search/fold';

export const SHOWN = ['all', 'ready', 'blocked', 'mine'] as const;
export type Shown = (typeof SHOWN)[number];

export interface BacklogFilter {
  /** Words that must all be in id, title, labels or assignee. */
  text: string;
  kind: string | null;
  label: string | null;
  assignee: string | null;
  /** Id of an epic: it and all below it. */
  epic: string | null;
  show: Shown;
}

export const NO_FILTER: BacklogFilter = { text: '', kind: null, label: null, assignee: null, epic: null, show: 'all' };

/** The rows that fit, in their order. `person`: whose are *mine*. */
export function filterRows(backlog: Backlog, rows: readonly StoryRow[], filter: BacklogFilter, person: string | null): StoryRow[] {
  const words = fold(filter.text).split(/\s+/).filter((word) => word !== '');
  return rows.filter((row) => (filter.kind === null || row.kind === filter.kind)
    && (filter.label === null || row.labels.includes(filter.label))
    && (filter.assignee === null || row.assignee === filter.assignee)
    && (words.length === 0 || hasWords(row, words))
    && (filter.epic === null || isBelow(backlog, row, filter.epic))
    && isShown(backlog, row, filter.show, person));
}

/** How many parts of the filter are set, the text left out. */
export function filterCount({ kind, label, assignee, epic, show }: BacklogFilter): number {
  return [kind, label, assignee, epic].filter((part) => part !== null).length + (show === 'all' ? 0 : 1);
}

/** Rows stay the same objects as long as nothing about them changed, so each is folded once. */
const folded = new WeakMap<StoryRow, string>();

function hasWords(row: StoryRow, words: readonly string[]): boolean {
  let text = folded.get(row);
  if (text === undefined) {
    text = fold([row.id, row.title, ...row.labels, row.assignee ?? ''].join('\n'));
    folded.set(row, text);
  }
  const searched = text;
  return words.every((word) => searched.includes(word));
}

/** Parents may close a loop in notes that were edited by hand. */
function isBelow(backlog: Backlog, row: StoryRow, epic: string): boolean {
  const seen = new Set<string>();
  for (let id: string | null = row.id; id !== null && !seen.has(id); id = backlog.byId.get(id)?.parent ?? null) {
    if (id === epic) return true;
    seen.add(id);
  }
  return false;
}

function isShown(backlog: Backlog, row: StoryRow, show: Shown, person: string | null): boolean {
  switch (show) {
    case 'all': return true;
    case 'ready': return immovable(row) === null && isReady(backlog, row);
    case 'blocked': return row.status === 'blocked' || (!isClosed(row) && openBlockers(backlog, row).length > 0);
    case 'mine': return person !== null && row.assignee === person;
  }
}
