// Commands of the palette, and what the banner's buttons do: both lead to the view where a decision is made, or ask for it.
import type { App, Plugin, TFile } from 'obsidian';
import { ConfirmationModal } from 'obsidian';
import { acknowledge } from '../shared/integrity/record-drift';
import { idOfPath } from '../shared/story/ids';
import type { BannerAction } from './banner/banner-words';
import type { Banners } from './banner/banners';
import type { Engine } from './engine/engine';
import { decide } from './ui/decision';
import { BACKLOG_VIEW } from './views/backlog/backlog-view';
import { HEALTH_VIEW } from './views/health/health-view';
import { PROPOSALS_VIEW } from './views/proposals/proposals-view';
import { openView, VIEWS } from './views/registry';

export interface CommandServices {
  app: App;
  engine: Engine;
  banners: Banners;
  askForName(): void;
}

export function addCommands(plugin: Plugin, services: CommandServices): void {
  const { app, banners } = services;
  for (const { type, name } of VIEWS) {
    plugin.addCommand({ id: `open-${name}`, name: `Open ${name}`, callback: () => { void openView(app, type); } });
  }
  plugin.addCommand({ id: 'give-name', name: 'Give your name', callback: () => { services.askForName(); } });
  onNote(plugin, { id: 'show-story', name: 'Show this story in the backlog' }, (file) => {
    return banners.standingOf(file.path)?.class === 'story' ? { kind: 'story' } : null;
  }, services);
  onNote(plugin, { id: 'show-drift', name: 'Show how this note drifted' }, (file) => (isDrifted(banners, file) ? { kind: 'drift' } : null), services);
  onNote(plugin, { id: 'acknowledge', name: 'Acknowledge the drift of this note' }, (file) => (isDrifted(banners, file) ? { kind: 'acknowledge' } : null), services);
  onNote(plugin, { id: 'review-proposal', name: 'Review the proposal to change this note' }, (file) => {
    const [first] = banners.standingOf(file.path)?.proposals ?? [];
    return first === undefined ? null : { kind: 'proposal', id: first.id };
  }, services);
}

/** Does what a button of the banner says. A command has no event of its own: its decision is asked for first. */
export function act(services: CommandServices, action: BannerAction, path: string, event: MouseEvent | null): void {
  const { app } = services;
  switch (action.kind) {
    case 'proposal': void openView(app, PROPOSALS_VIEW, { proposal: action.id }); break;
    case 'story': void openView(app, BACKLOG_VIEW, { story: idOfPath(path) }); break;
    case 'drift': void openView(app, HEALTH_VIEW, { path }); break;
    case 'acknowledge':
      if (event === null) askToAcknowledge(services, path);
      else void acknowledgeNote(services, path, event);
  }
}

function askToAcknowledge(services: CommandServices, path: string): void {
  const modal = new ConfirmationModal(services.app);
  modal.setTitle(`Acknowledge ${path}`);
  modal.contentEl.createEl('p', { text: 'The note as it is now becomes its baseline, in your name.' });
  modal.addButton((button) => button.setButtonText('Acknowledge').setCta().setInitialFocus().onClick((event) => { void acknowledgeNote(services, path, event); }));
  modal.addCancelButton();
  modal.open();
}

async function acknowledgeNote({ app, engine }: CommandServices, path: string, event: MouseEvent): Promise<void> {
  // The banner that goes away says it to those who see it, and nothing here has a live region.
  await decide({ app, engine, announcer: { say: () => undefined } }, event, {
    title: `Acknowledge ${path}`, planner: acknowledge({ paths: [path] }), done: () => `${path} acknowledged`,
  });
}

function onNote(plugin: Plugin, command: { id: string; name: string }, actionFor: (file: TFile) => BannerAction | null, services: CommandServices): void {
  plugin.addCommand({
    ...command,
    checkCallback: (checking) => {
      const file = services.app.workspace.getActiveFile();
      const action = file && actionFor(file);
      if (file && action && !checking) act(services, action, file.path, null);
      return Boolean(action);
    },
  });
}

function isDrifted(banners: Banners, file: TFile): boolean {
  const integrity = banners.standingOf(file.path)?.integrity ?? 'ok';
  return integrity !== 'ok';
}
