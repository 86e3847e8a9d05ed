// The backlog of a vault, open in the app, and how tests speak of its parts.
import type { Locator } from 'playwright-core';
import { builtPlugin } from './built-plugin';
import type { Obsidian, OpenOptions } from './obsidian';
import { openObsidian } from './obsidian';

export interface Open {
  obsidian: Obsidian;
  card: (id: string, status?: string) => Locator;
  column: (status: string) => Locator;
  button: (name: string) => Locator;
}

/** The backlog of `vault` in front of Ada. */
export async function openBacklog(vault: string, options: Partial<OpenOptions> = {}): Promise<Open> {
  const obsidian = await openObsidian({ vault, plugin: builtPlugin(), ...options });
  const { page } = obsidian;
  await page.evaluate(() => { window.app.saveLocalStorage('touchstone-person', 'ada'); });
  await obsidian.choose('Touchstone: Open backlog');
  const column = (status: string): Locator => page.getByRole('group', { name: status, exact: true });
  return {
    obsidian, column,
    card: (id, status) => (status === undefined ? page : column(status)).getByRole('option', { name: new RegExp(`^${id}: `) }),
    button: (name) => page.locator('.touchstone-view').getByRole('button', { name, exact: true }),
  };
}

/** Makes a card the active one of its list, with keys. */
export async function goTo(open: Open, id: string, status: string): Promise<void> {
  const list = open.column(status).getByRole('listbox');
  await list.focus();
  await list.press('Home');
  const card = open.card(id, status);
  for (let n = 0; n < 20 && await card.getAttribute('aria-selected') !== 'true'; n++) await list.press('ArrowDown');
  if (await card.getAttribute('aria-selected') !== 'true') throw new Error(`${id} is not in the column ${status}`);
}
