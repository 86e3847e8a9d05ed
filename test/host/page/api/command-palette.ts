// The command palette, and the commands that the host's app brings itself.
import type { FuzzyMatch } from 'obsidian';
import type { App } from './app';
import type { Command } from './commands';
import { FILE_EXPLORER } from './file-explorer';
import { MarkdownView } from './markdown-view';
import { FuzzySuggestModal } from './suggest-modal';

class CommandPalette extends FuzzySuggestModal<Command> {
  constructor(app: App) {
    super(app);
    this.emptyStateText = 'No commands found.';
    this.setPlaceholder('Select a command...');
  }

  getItems(): Command[] {
    return this.app.commands.listCommands();
  }

  getItemText(command: Command): string {
    return command.name;
  }

  onChooseItem(command: Command): void {
    this.app.commands.executeCommandById(command.id);
  }

  override renderSuggestion(match: FuzzyMatch<Command>, el: HTMLElement): void {
    el.addClass('mod-complex');
    super.renderSuggestion(match, el.createDiv('suggestion-content').createDiv('suggestion-title'));
  }
}

/** With the hotkeys of a fresh app. */
export function addAppCommands(app: App): void {
  const { commands, workspace } = app;
  commands.addCommand({ id: 'command-palette:open', name: 'Command palette: Open command palette', hotkeys: [{ modifiers: ['Mod'], key: 'p' }], callback: () => { new CommandPalette(app).open(); } });
  commands.addCommand({ id: 'app:open-settings', name: 'Open settings', hotkeys: [{ modifiers: ['Mod'], key: ',' }], callback: () => { app.setting.open(); } });
  commands.addCommand({
    id: 'editor:save-file',
    name: 'Save current file',
    hotkeys: [{ modifiers: ['Mod'], key: 's' }],
    checkCallback: (checking) => {
      const view = workspace.getActiveViewOfType(MarkdownView);
      if (view && !checking) void view.save();
      return view !== null;
    },
  });
  commands.addCommand({
    id: 'workspace:close',
    name: 'Close current tab',
    checkCallback: (checking) => {
      if (!checking) workspace.activeLeaf?.detach();
      return workspace.activeLeaf !== null;
    },
  });
  commands.addCommand({ id: 'file-explorer:open', name: 'Files: Show file explorer', callback: () => { void workspace.ensureSideLeaf(FILE_EXPLORER, 'left'); } });
  for (const [side, dock] of [['left', workspace.leftSplit], ['right', workspace.rightSplit]] as const) {
    commands.addCommand({ id: `app:toggle-${side}-sidebar`, name: `Toggle ${side} sidebar`, callback: () => { dock.toggle(); } });
  }
}
