// What the proposals view keeps over a restart. No DOM.
import type { DiffLayout } from '../../diff/diff-table';

/** `open`: what waits for a decision; `decided`: the archive. */
export const SHELVES = ['open', 'decided'] as const;
export type Shelf = (typeof SHELVES)[number];

export interface ProposalsState {
  shelf: Shelf;
  layout: DiffLayout;
  /** Id of the proposal that is shown. */
  proposal: string | null;
}

export const FIRST_STATE: ProposalsState = { shelf: 'open', layout: 'unified', proposal: null };

/** `before` with what `given` says and is well-formed: a workspace file may hold anything. */
export function readState(given: unknown, before: ProposalsState): ProposalsState {
  const said = typeof given === 'object' && given !== null ? given as Record<string, unknown> : {};
  return {
    shelf: SHELVES.find((shelf) => shelf === said['shelf']) ?? before.shelf,
    layout: said['layout'] === 'unified' || said['layout'] === 'split' ? said['layout'] : before.layout,
    proposal: typeof said['proposal'] === 'string' ? said['proposal'] : before.proposal,
  };
}
