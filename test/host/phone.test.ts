// The host as a phone: no Node, no status bar, drawers instead of sidebars, and the same vault.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { openObsidian, type Obsidian } from '../e2e/obsidian';
import { vaultWith } from '../e2e/temporary-vault';
import { fixturePlugin } from './fixture';

let plugin: string;

beforeAll(async () => { plugin = await fixturePlugin(); });

function open(): Promise<Obsidian> {
  return openObsidian({ vault: vaultWith({ 'Board.md': '---\nstatus: doing\n---\n' }), plugin, phone: true });
}

test('the bundle loads where there is no Node, shows its view and writes', async () => {
  const obsidian = await open();
  await obsidian.page.getByRole('button', { name: 'Ribbon' }).tap();
  await obsidian.page.getByRole('menuitem', { name: 'Open notes' }).tap();
  await obsidian.page.getByRole('button', { name: 'Finish Board' }).tap();
  await expect.poll(() => readFileSync(join(obsidian.vault, 'Board.md'), 'utf8')).toBe('---\nstatus: done\n---\n');
  expect(await obsidian.axe()).toEqual([]);
  await obsidian.screenshot('host-phone');
});

test('what only a desktop has is not there', async () => {
  const obsidian = await open();
  expect(await obsidian.run('host-fixture:take-lock')).toBe(false);
  const facts = await obsidian.page.evaluate(() => ({
    process: 'process' in window,
    require: 'require' in window,
    basePath: 'getBasePath' in window.app.vault.adapter,
    statusBar: document.querySelectorAll('.status-bar').length,
    isPhone: document.body.hasClass('is-phone'),
    popout: (() => {
      try {
        window.app.workspace.openPopoutLeaf();
        return 'opened';
      } catch {
        return 'refused';
      }
    })(),
  }));
  expect(facts).toEqual({ process: false, require: false, basePath: false, statusBar: 0, isPhone: true, popout: 'refused' });
  await expect(obsidian.page.evaluate(() => { window.app.plugins.require('node:fs'); })).rejects.toThrow('Cannot find module');
  expect(await obsidian.checkRequires()).toEqual(['node:fs']);
  obsidian.problems.take(/node:fs/);
});

test('a side leaf opens in a drawer', async () => {
  const obsidian = await open();
  await obsidian.run('host-fixture:open-beside');
  await obsidian.page.locator('.workspace-drawer.mod-right').getByLabel('Filter').waitFor();
  await obsidian.page.getByRole('button', { name: 'Close', exact: true }).tap();
  expect(await obsidian.page.getByLabel('Filter').isVisible()).toBe(false);
});
