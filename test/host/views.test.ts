// Views of the host's workspace: opened, deferred, revealed, moved to a window, and gone with their plugin.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { openObsidian, type Obsidian } from '../e2e/obsidian';
import { vaultWith } from '../e2e/temporary-vault';
import { fixturePlugin } from './fixture';

const VIEW = 'host-fixture-notes';
let plugin: string;

beforeAll(async () => { plugin = await fixturePlugin(); });

function note(status: string): string {
  return `---\nstatus: ${status}\n---\nBody.\n`;
}

function open(options: { dark?: boolean } = {}): Promise<Obsidian> {
  return openObsidian({ vault: vaultWith({ 'Work/Parser.md': note('todo'), 'Board.md': note('doing') }), plugin, ...options });
}

/** What is in the leaves, in their order. */
function leaves(obsidian: Obsidian): Promise<{ type: string; deferred: boolean; visible: boolean }[]> {
  return obsidian.page.evaluate(() => window.app.workspace.allLeaves().map((leaf) => ({
    type: leaf.view.getViewType(), deferred: leaf.isDeferred, visible: leaf.isVisible(),
  })));
}

test('a view lists the notes, changes one on disk, and has nothing that axe objects to', async () => {
  const obsidian = await open();
  await obsidian.page.getByRole('button', { name: 'Open notes' }).click();
  await expect.poll(() => obsidian.page.getByRole('listitem').count()).toBe(2);
  await obsidian.page.getByRole('button', { name: 'Finish Parser' }).click();
  await obsidian.page.locator('[data-path="Work/Parser.md"]', { hasText: 'done' }).waitFor();
  expect(readFileSync(join(obsidian.vault, 'Work/Parser.md'), 'utf8')).toBe(note('done'));
  expect(await obsidian.axe()).toEqual([]);
  await obsidian.screenshot('host-fixture-light');
  await obsidian.setDark(true);
  expect(await obsidian.axe()).toEqual([]);
  await obsidian.screenshot('host-fixture-dark');
});

test('after a restart a tab in the background stays deferred until it is revealed, and has its state again', async () => {
  const obsidian = await open();
  await obsidian.run('host-fixture:open-notes');
  await obsidian.page.getByLabel('Filter').fill('pars');
  await obsidian.openFile('Board.md', 'tab');
  await obsidian.restart();
  expect(await leaves(obsidian)).toEqual([
    { type: 'empty', deferred: true, visible: false },
    { type: VIEW, deferred: true, visible: false },
    { type: 'markdown', deferred: false, visible: true },
  ]);
  expect(await obsidian.page.evaluate((type) => window.app.workspace.getLeavesOfType(type).length, VIEW)).toBe(1);
  await obsidian.run('host-fixture:open-notes');
  await expect.poll(() => obsidian.page.getByLabel('Filter').inputValue()).toBe('pars');
  expect(await obsidian.page.getByRole('listitem').allTextContents()).toEqual(['ParsertodoFinish']);
  expect((await leaves(obsidian))[1]).toEqual({ type: VIEW, deferred: false, visible: true });
});

test('a side leaf is made once, expands its sidebar, and is deferred in a collapsed one', async () => {
  const obsidian = await open();
  await obsidian.run('host-fixture:open-beside');
  await obsidian.page.getByLabel('Filter').waitFor();
  await obsidian.run('host-fixture:open-beside');
  expect((await leaves(obsidian)).filter(({ type }) => type === VIEW)).toHaveLength(1);
  await obsidian.setSidebar('right', 260);
  await obsidian.screenshot('host-fixture-narrow');
  await obsidian.page.getByRole('button', { name: 'Toggle right sidebar' }).click();
  await obsidian.restart();
  expect((await leaves(obsidian)).find(({ type }) => type === VIEW)).toEqual({ type: VIEW, deferred: true, visible: false });
  await obsidian.page.getByRole('button', { name: 'Toggle right sidebar' }).click();
  await obsidian.page.getByLabel('Filter').waitFor();
});

test('events tell which leaf and file are active, once each', async () => {
  const obsidian = await open();
  await obsidian.page.evaluate(() => {
    const seen: string[] = [];
    Object.assign(window, { seen });
    window.app.workspace.on('active-leaf-change', (leaf: { view: { getViewType(): string } } | null) => { seen.push(`leaf ${leaf?.view.getViewType() ?? 'none'}`); });
    window.app.workspace.on('file-open', (file: { path: string } | null) => { seen.push(`file ${file?.path ?? 'none'}`); });
    window.app.workspace.on('layout-change', () => { seen.push('layout'); });
  });
  await obsidian.openFile('Board.md', 'tab');
  await obsidian.run('host-fixture:open-notes');
  await obsidian.page.locator('.workspace-tab-header', { hasText: 'Board' }).click();
  await expect.poll(() => obsidian.page.evaluate(() => (window as unknown as { seen: string[] }).seen.filter((entry) => entry !== 'layout'))).toEqual([
    'leaf markdown', 'file Board.md', `leaf ${VIEW}`, 'file none', 'leaf markdown', 'file Board.md',
  ]);
  expect(await obsidian.page.evaluate(() => window.app.workspace.getActiveFile()?.path)).toBe('Board.md');
});

test('a view works in a window of its own, and its elements know that window', async () => {
  const obsidian = await open();
  const [popout] = await Promise.all([obsidian.context.waitForEvent('page'), obsidian.run('host-fixture:open-window')]);
  await popout.getByRole('button', { name: 'Finish Board' }).click();
  await popout.locator('[data-path="Board.md"]', { hasText: 'done' }).waitFor();
  const facts = await popout.evaluate(() => {
    const { app } = window.opener as Window;
    const row = document.querySelector<HTMLElement>('.host-fixture-row');
    return {
      doc: row?.doc === document,
      instance: row?.instanceOf(HTMLElement),
      activeDocument: (window.opener as Window).activeDocument === document,
      container: app.workspace.getLeavesOfType('host-fixture-notes')[0]?.getContainer().win === window,
      createEl: document.body.createDiv({ cls: 'made-here' }) instanceof HTMLDivElement,
    };
  });
  expect(facts).toEqual({ doc: true, instance: true, activeDocument: true, container: true, createEl: true });
  await popout.close({ runBeforeUnload: true });
  await expect.poll(() => obsidian.page.evaluate((type) => window.app.workspace.getLeavesOfType(type).length, VIEW)).toBe(0);
});

test('an element that moves to another window tells those who asked', async () => {
  const obsidian = await open();
  await obsidian.run('host-fixture:open-notes');
  await obsidian.page.getByLabel('Filter').waitFor();
  const [popout] = await Promise.all([obsidian.context.waitForEvent('page'), obsidian.page.evaluate((type) => {
    const leaf = window.app.workspace.getLeavesOfType(type)[0]!;
    leaf.view.containerEl.onWindowMigrated((win) => { Object.assign(window, { migratedTo: win }); });
    window.app.workspace.moveLeafToPopout(leaf);
  }, VIEW)]);
  await popout.getByLabel('Filter').waitFor();
  await expect.poll(() => popout.evaluate(() => (window.opener as { migratedTo?: Window }).migratedTo === window)).toBe(true);
});

test('a plugin that is turned off and on again leaves nothing twice, and its view says that it is gone', async () => {
  const obsidian = await open();
  await obsidian.run('host-fixture:open-notes');
  await obsidian.page.getByLabel('Filter').fill('board');
  const before = await obsidian.traces();
  await obsidian.setPluginEnabled('host-fixture', false);
  await obsidian.page.getByText('Plugin no longer active').first().waitFor();
  expect(await obsidian.run('host-fixture:open-notes')).toBe(false);
  const off = await obsidian.traces();
  expect(off).toMatchObject({ ribbonActions: 0, statusBarItems: 0, settingTabs: 0, editorExtensions: 0, cliHandlers: 0, protocolHandlers: 0, styles: 0 });
  await obsidian.setPluginEnabled('host-fixture', true);
  await expect.poll(() => obsidian.page.getByLabel('Filter').inputValue()).toBe('board');
  expect(await obsidian.traces()).toEqual(before);
});
