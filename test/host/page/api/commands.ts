// The app's commands: registered by plugins and by the app, run from the palette, by a hotkey, or by their id.
import type * as Obsidian from 'obsidian';
import type { App } from './app';
import type { Editor } from './editor';
import { modifierText, sameKey } from './keymap';
import { MarkdownView } from './markdown-view';
import { Platform } from './platform';

export type Command = Omit<Obsidian.Command, 'editorCallback' | 'editorCheckCallback'> & {
  editorCallback?: (editor: Editor, view: MarkdownView) => unknown;
  editorCheckCallback?: (checking: boolean, editor: Editor, view: MarkdownView) => boolean | void;
};

export class Commands {
  private readonly commands = new Map<string, Command>();

  constructor(private readonly app: App) {
    app.scope.register(null, null, (event, context) => this.runHotkey(event, context));
  }

  addCommand(command: Command): void {
    this.commands.set(command.id, command);
  }

  removeCommand(id: string): void {
    this.commands.delete(id);
  }

  findCommand(id: string): Command | undefined {
    return this.commands.get(id);
  }

  /** Those that can be run right now, by name. */
  listCommands(): Command[] {
    return [...this.commands.values()].filter((command) => this.check(command)).sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /** False when there is no such command, or it can't be run right now. */
  executeCommandById(id: string): boolean {
    const command = this.commands.get(id);
    return command !== undefined && this.execute(command);
  }

  private execute(command: Command): boolean {
    const view = this.app.workspace.getActiveViewOfType(MarkdownView);
    if (command.editorCheckCallback) return view !== null && command.editorCheckCallback(false, view.editor, view) !== false;
    if (command.editorCallback) {
      if (view) command.editorCallback(view.editor, view);
      return view !== null;
    }
    if (command.checkCallback) return command.checkCallback(false) !== false;
    command.callback?.();
    return command.callback !== undefined;
  }

  private check(command: Command): boolean {
    if (command.mobileOnly && !Platform.isMobile) return false;
    const view = this.app.workspace.getActiveViewOfType(MarkdownView);
    if (command.editorCheckCallback) return view !== null && command.editorCheckCallback(true, view.editor, view) === true;
    if (command.editorCallback) return view !== null;
    return command.checkCallback ? command.checkCallback(true) === true : true;
  }

  private runHotkey(event: KeyboardEvent, context: Obsidian.KeymapContext): false | undefined {
    for (const command of this.commands.values()) {
      const isMeant = command.hotkeys?.some(({ modifiers, key }) => modifierText(modifiers) === context.modifiers && sameKey(key, context)) ?? false;
      if (!isMeant || (event.repeat && !command.repeatable)) continue;
      if (this.check(command) && this.execute(command)) return false;
    }
    return undefined;
  }
}
