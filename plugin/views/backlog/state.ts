// What the view keeps over a restart: layout, filter, and what is folded. No DOM.
import type { BacklogFilter } from './filter';
import { NO_FILTER, SHOWN } from './filter';

export const LAYOUTS = ['board', 'list', 'tree'] as const;
export type Layout = (typeof LAYOUTS)[number];

export interface BacklogState {
  layout: Layout;
  filter: BacklogFilter;
  /** Whether the row of filters is open; `null`: where there is room for it. */
  areFiltersOpen: boolean | null;
  /** Statuses whose column is folded. */
  foldedColumns: readonly string[];
  /** Ids of stories of the tree whose children are hidden. */
  closedBranches: readonly string[];
  /** Id of the story beside the board. */
  story: string | null;
}

export const FIRST_STATE: BacklogState = {
  layout: 'board', filter: NO_FILTER, areFiltersOpen: null, foldedColumns: [], closedBranches: [], story: null,
};

/** `before` with what `given` says and is well-formed: a workspace file may hold anything. */
export function readState(given: unknown, before: BacklogState): BacklogState {
  const said = mapping(given);
  return {
    layout: LAYOUTS.find((layout) => layout === said['layout']) ?? before.layout,
    filter: said['filter'] === undefined ? before.filter : readFilter(mapping(said['filter'])),
    areFiltersOpen: typeof said['areFiltersOpen'] === 'boolean' ? said['areFiltersOpen'] : before.areFiltersOpen,
    foldedColumns: texts(said['foldedColumns']) ?? before.foldedColumns,
    closedBranches: texts(said['closedBranches']) ?? before.closedBranches,
    story: said['story'] === undefined ? before.story : text(said['story']),
  };
}

function readFilter(said: Record<string, unknown>): BacklogFilter {
  return {
    text: text(said['text']) ?? '',
    kind: text(said['kind']),
    label: text(said['label']),
    assignee: text(said['assignee']),
    epic: text(said['epic']),
    show: SHOWN.find((show) => show === said['show']) ?? 'all',
  };
}

function mapping(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? value as Record<string, unknown> : {};
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function texts(value: unknown): readonly string[] | null {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : null;
}
