// The views of the plugin: one row each. Commands, the ribbon and the status bar open them from here.
import type { App, Plugin, WorkspaceLeaf } from 'obsidian';
import { BACKLOG_VIEW, BacklogView } from './backlog/backlog-view';
import { HEALTH_VIEW, HealthView } from './health/health-view';
import { LEARNINGS_VIEW, LearningsView } from './learnings/learnings-view';
import { PROPOSALS_VIEW, ProposalsView } from './proposals/proposals-view';
import type { TouchstoneView, ViewServices } from './touchstone-view';

interface ViewRow {
  type: string;
  name: string;
  icon: string;
  create: (leaf: WorkspaceLeaf, services: ViewServices) => TouchstoneView;
}

export const VIEWS: readonly ViewRow[] = [
  { type: BACKLOG_VIEW, name: 'backlog', icon: 'layout-dashboard', create: (leaf, services) => new BacklogView(leaf, services) },
  { type: LEARNINGS_VIEW, name: 'learnings', icon: 'lightbulb', create: (leaf, services) => new LearningsView(leaf, services) },
  { type: PROPOSALS_VIEW, name: 'proposals', icon: 'inbox', create: (leaf, services) => new ProposalsView(leaf, services) },
  { type: HEALTH_VIEW, name: 'health', icon: 'activity', create: (leaf, services) => new HealthView(leaf, services) },
];

/** Views are made by the app, many times; none is kept. */
export function registerViews(plugin: Plugin, services: ViewServices): void {
  for (const { type, create } of VIEWS) plugin.registerView(type, (leaf) => create(leaf, services));
}

/** Shows the view of this type: the one that is open, or a new tab. `state` goes to the view. */
export async function openView(app: App, type: string, state?: Record<string, unknown>): Promise<void> {
  const { workspace } = app;
  const [open] = workspace.getLeavesOfType(type);
  const leaf = open ?? workspace.getLeaf('tab');
  if (open === undefined || state !== undefined) await leaf.setViewState({ type, active: true, ...(state && { state }) });
  await workspace.revealLeaf(leaf);
}
