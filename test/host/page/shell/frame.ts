// The frame of the window: everything that is on the screen before a view is.
import type { App } from '../api/app';
import { setIcon } from '../api/icons';
import { Menu } from '../api/menu';
import { Platform } from '../api/platform';
import { setTooltip } from '../api/tooltip';

export function buildFrame(app: App): void {
  document.body.addClasses(['app-frame', 'show-view-header', ...(Platform.isMobile ? ['is-mobile', 'is-phone', 'is-android'] : ['mod-linux', 'show-ribbon'])]);
  const container = document.body.createDiv('app-container');
  container.createDiv('horizontal-main-container').appendChild(app.workspace.containerEl);
  if (Platform.isMobile) addNavigationBar(app, container);
  else {
    document.body.appendChild(app.statusBar.containerEl);
    addSidebarToggles(app);
  }
}

function addSidebarToggles(app: App): void {
  const { leftRibbon, leftSplit, rightSplit } = app.workspace;
  const toggles = leftRibbon.containerEl.createDiv({ cls: 'side-dock-settings' });
  addButton(toggles, 'panel-left', 'Toggle left sidebar', () => { leftSplit.toggle(); });
  addButton(toggles, 'panel-right', 'Toggle right sidebar', () => { rightSplit.toggle(); });
  addButton(toggles, 'settings', 'Settings', () => { app.setting.open(); });
}

/** On a phone, what the ribbon holds is in a menu. */
function addNavigationBar(app: App, container: HTMLElement): void {
  const bar = container.createDiv('mobile-navbar');
  addButton(bar, 'panel-left', 'Left drawer', () => { app.workspace.leftSplit.toggle(); });
  addButton(bar, 'search', 'Command palette', () => { app.commands.executeCommandById('command-palette:open'); });
  addButton(bar, 'panel-right', 'Right drawer', () => { app.workspace.rightSplit.toggle(); });
  addButton(bar, 'menu', 'Ribbon', (event) => {
    const menu = new Menu();
    for (const action of app.workspace.leftRibbon.containerEl.findAll('.side-dock-ribbon-action')) {
      menu.addItem((item) => item.setTitle(action.getAttr('aria-label') ?? '').onClick(() => { action.click(); }));
    }
    menu.showAtMouseEvent(event);
  });
}

function addButton(parent: HTMLElement, icon: string, title: string, onClick: (event: MouseEvent) => void): void {
  const button = parent.createEl('button', 'clickable-icon');
  setIcon(button, icon);
  setTooltip(button, title);
  button.addEventListener('click', onClick);
}
