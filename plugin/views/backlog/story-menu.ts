// The context menu of a story: what can be done with it, and what other plugins offer for its note.
import type { App } from 'obsidian';
import { Menu } from 'obsidian';
import type { StoryRow } from '../../../shared/story/backlog';

export interface StoryMenuHost {
  app: App;
  canMove(): boolean;
  open(row: StoryRow): void;
  openNote(row: StoryRow, where: 'tab' | 'split' | false): void;
  pick(row: StoryRow): void;
}

/** Shows it at the pointer, or at `el` when a key asked. */
export function showStoryMenu(host: StoryMenuHost, row: StoryRow, event: MouseEvent | KeyboardEvent, el: HTMLElement): void {
  const menu = new Menu();
  menu.addItem((item) => item.setTitle('Show story').setIcon('panel-right').onClick(() => { host.open(row); }));
  menu.addItem((item) => item.setTitle('Move to…').setIcon('move').setDisabled(!host.canMove()).onClick(() => { host.pick(row); }));
  menu.addSeparator();
  menu.addItem((item) => item.setTitle('Open note').setIcon('file-text').onClick(() => { host.openNote(row, false); }));
  menu.addItem((item) => item.setTitle('Open in new tab').setIcon('file-text').onClick(() => { host.openNote(row, 'tab'); }));
  menu.addItem((item) => item.setTitle('Copy link').setIcon('link').onClick(() => { void el.win.navigator.clipboard.writeText(`[[${row.id}]]`); }));
  const file = host.app.vault.getFileByPath(row.path);
  if (file) host.app.workspace.trigger('file-menu', menu, file, 'touchstone-backlog');
  if ('clientX' in event) menu.showAtMouseEvent(event);
  else {
    const box = el.getBoundingClientRect();
    menu.showAtPosition({ x: box.left + box.width / 4, y: box.top + box.height / 2 }, el.doc);
  }
}
