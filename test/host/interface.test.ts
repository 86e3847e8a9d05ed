// The host's interface by the keyboard: palette, modals, menus, settings; and what comes from outside of the window.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { openObsidian, type Obsidian } from '../e2e/obsidian';
import { vaultWith, writeInto } from '../e2e/temporary-vault';
import { fixturePlugin } from './fixture';

let plugin: string;

beforeAll(async () => { plugin = await fixturePlugin(); });

function open(): Promise<Obsidian> {
  return openObsidian({ vault: vaultWith({ 'Board.md': '---\nstatus: doing\n---\n' }), plugin });
}

function settings(obsidian: Obsidian): unknown {
  return JSON.parse(readFileSync(join(obsidian.vault, '.obsidian/plugins/host-fixture/data.json'), 'utf8'));
}

test('a command is found in the palette, its modal is filled in and sent by the keyboard', async () => {
  const obsidian = await open();
  await obsidian.choose('Fixture: New note');
  const title = obsidian.page.getByRole('textbox', { name: 'Title' });
  await title.fill('Parser');
  expect(await obsidian.axe()).toEqual([]);
  await obsidian.screenshot('host-modal');
  await obsidian.page.keyboard.press('Tab');
  await obsidian.page.keyboard.press('Enter');
  await obsidian.page.getByText('Created Parser').waitFor();
  expect(await obsidian.page.getByRole('dialog').count()).toBe(0);
  expect(readFileSync(join(obsidian.vault, 'Parser.md'), 'utf8')).toBe('---\nstatus: todo\n---\n');
  await obsidian.page.getByText('2 notes').waitFor();
});

test('a command that does not apply is not in the palette', async () => {
  const obsidian = await open();
  await obsidian.page.keyboard.press('Control+P');
  await obsidian.page.getByPlaceholder('Select a command...').fill('Fixture');
  const names = obsidian.page.locator('.prompt .suggestion-item');
  await expect.poll(() => names.allTextContents()).toEqual([
    'Fixture: New note', 'Fixture: Open notes', 'Fixture: Open notes beside', 'Fixture: Open notes in a window', 'Fixture: Take the lock',
  ].map((name) => expect.stringContaining(name) as string));
  expect(await obsidian.axe()).toEqual([]);
  await obsidian.page.keyboard.press('Escape');
  expect(await names.count()).toBe(0);
});

test('Escape closes the topmost modal only, and the focus goes back', async () => {
  const obsidian = await open();
  await obsidian.run('host-fixture:open-notes');
  await obsidian.page.getByLabel('Filter').focus();
  await obsidian.run('host-fixture:new-note');
  await obsidian.run('command-palette:open');
  await obsidian.page.keyboard.press('Escape');
  expect(await obsidian.page.getByRole('dialog', { name: 'New note' }).count()).toBe(1);
  await obsidian.page.keyboard.press('Escape');
  expect(await obsidian.page.getByRole('dialog').count()).toBe(0);
  expect(await obsidian.page.getByLabel('Filter').evaluate((element) => element === document.activeElement)).toBe(true);
});

test('a menu is used by the arrow keys', async () => {
  const obsidian = await open();
  await obsidian.openFile('Board.md', 'tab');
  await obsidian.page.locator('.workspace-tab-header', { hasText: 'Board' }).click({ button: 'right' });
  await obsidian.page.getByRole('menuitem', { name: 'Close' }).waitFor();
  expect(await obsidian.axe()).toEqual([]);
  await obsidian.page.keyboard.press('ArrowDown');
  await obsidian.page.keyboard.press('Enter');
  await expect.poll(() => obsidian.page.locator('.workspace-tab-header', { hasText: 'Board' }).count()).toBe(0);
});

test('declared settings are shown, checked and stored', async () => {
  const obsidian = await open();
  await obsidian.openSettings('host-fixture');
  const { page } = obsidian;
  await page.getByRole('textbox', { name: 'Folder' }).fill('/wrong');
  await page.getByRole('alert').getByText('Leave out the slash.').waitFor();
  await page.getByRole('textbox', { name: 'Folder' }).fill('Work');
  await expect.poll(() => settings(obsidian)).toEqual({ folder: 'Work', showDone: true });
  expect(await page.getByRole('alert').count()).toBe(0);
  await page.getByRole('combobox', { name: 'Mode' }).selectOption('board');
  await page.getByRole('spinbutton', { name: 'Limit' }).fill('7');
  await page.getByRole('checkbox', { name: 'Show done' }).click();
  await expect.poll(() => settings(obsidian)).toEqual({ folder: 'Work', showDone: false, mode: 'board', limit: 7 });
  await expect.poll(() => page.getByRole('spinbutton', { name: 'Limit' }).isDisabled()).toBe(true);
  expect(await obsidian.axe()).toEqual([]);
  await obsidian.screenshot('host-settings');
  await page.getByRole('button', { name: 'Advanced' }).click();
  await page.getByText('Nothing here').waitFor();
  await page.getByRole('button', { name: 'Back' }).click();
  expect(await page.getByRole('textbox', { name: 'Folder' }).inputValue()).toBe('Work');
});

test('settings that somebody else wrote are read again; the plugin\'s own are not', async () => {
  const obsidian = await open();
  await obsidian.openSettings('host-fixture');
  await obsidian.page.getByRole('textbox', { name: 'Folder' }).fill('Work');
  await expect.poll(() => settings(obsidian)).toEqual({ folder: 'Work', showDone: true });
  await obsidian.page.waitForTimeout(150);
  expect(await obsidian.page.getByText('Settings read again').count()).toBe(0);
  writeInto(obsidian.vault, '.obsidian/plugins/host-fixture/data.json', '{"folder":"Other"}');
  await obsidian.page.getByText('Settings read again').waitFor();
});

test('the app\'s command line and its addresses reach the plugin', async () => {
  const obsidian = await open();
  expect(await obsidian.cli('host-fixture:count', { suffix: ' notes' })).toBe('1 notes');
  await expect(obsidian.cli('host-fixture:count')).rejects.toThrow('missing required flag suffix');
  await obsidian.openUri('obsidian://host-fixture?say=Hello%20there');
  await obsidian.page.getByText('Hello there').waitFor();
});

test('what is stored on the device stays on it', async () => {
  const obsidian = await open();
  await obsidian.page.evaluate(() => { window.app.saveLocalStorage('name', { who: 'Ada' }); });
  await obsidian.restart();
  expect(await obsidian.page.evaluate(() => window.app.loadLocalStorage('name'))).toEqual({ who: 'Ada' });
  await obsidian.page.evaluate(() => { window.app.saveLocalStorage('name', null); });
  expect(await obsidian.page.evaluate(() => window.app.loadLocalStorage('name'))).toBeNull();
});
