// The backlog as it is looked at: outside changes, what survives a restart, accessibility, what the plugin leaves behind.
import { expect, test } from 'vitest';
import { backlogVault, DEV, touchstone } from './backlog-vault';
import { openBacklog } from './open-backlog';

test('an outside claim appears on the open board, and takes nothing out of a person\'s hands', async () => {
  const { vault, delivered, ready } = backlogVault();
  const open = await openBacklog(vault);
  const { page } = open.obsidian;
  await open.card(delivered, 'Delivered').click();
  await open.button('Reject').click();
  await page.getByRole('textbox', { name: 'Gap' }).fill('Half a sent');
  const detail = page.locator('.touchstone-detail-body');
  await detail.evaluate((el) => { el.scrollTop = 40; });

  touchstone(vault, ['story', 'claim', ready], { as: 'dev-8', role: 'developer' });
  await open.card(ready, 'In progress').waitFor();
  expect(await open.card(ready, 'In progress').textContent()).toMatch(/assigned to dev-8, \d h left/);
  // Also when the very story that is shown changes.
  touchstone(vault, ['story', 'comment', delivered, 'Looking into it'], DEV);
  await page.getByText('Looking into it').waitFor();
  await page.keyboard.type('ence');
  expect(await page.getByRole('textbox', { name: 'Gap' }).inputValue()).toBe('Half a sentence');
  expect(await page.getByRole('textbox', { name: 'Gap' }).evaluate((el) => el === document.activeElement)).toBe(true);
  expect(await detail.evaluate((el) => el.scrollTop)).toBe(40);
  expect(await open.card(delivered, 'Delivered').getAttribute('aria-selected')).toBe('true');
});

test('filter, layout and the story shown survive a restart', async () => {
  const { vault, epic, claimed, ready, delivered } = backlogVault();
  const open = await openBacklog(vault);
  const { obsidian } = open;
  const { page } = obsidian;
  await page.getByRole('searchbox', { name: 'Search stories' }).fill('BRIGHT');
  await open.card(claimed).waitFor();
  await open.card(ready).waitFor({ state: 'detached' });
  await page.getByText('1 of 6 stories', { exact: true }).first().waitFor();
  await page.getByRole('combobox', { name: 'Epic' }).selectOption(epic);
  await open.button('Tree').click();
  const rows = page.getByRole('treeitem');
  await expect.poll(() => rows.count()).toBe(2);
  await rows.nth(1).click();
  await page.getByRole('heading', { name: `${claimed} Remember the last brightness` }).waitFor();
  // The host writes the layout as the app does, some time later.
  await obsidian.restart();
  await expect.poll(() => obsidian.page.getByRole('treeitem').count()).toBe(2);
  expect(await obsidian.page.getByRole('searchbox', { name: 'Search stories' }).inputValue()).toBe('BRIGHT');
  expect(await obsidian.page.getByRole('combobox', { name: 'Epic' }).inputValue()).toBe(epic);
  await obsidian.page.getByRole('heading', { name: `${claimed} Remember the last brightness` }).waitFor();

  // The tree by keys: an epic is closed and opened, its progress said.
  await obsidian.page.locator('.touchstone-view').getByRole('button', { name: 'Clear', exact: true }).press('Enter');
  const tree = obsidian.page.getByRole('tree');
  await tree.focus();
  await tree.press('Home');
  const epicRow = obsidian.page.getByRole('treeitem', { name: new RegExp(`^${epic}: .*1 of 4 stories below it closed`) });
  expect(await epicRow.getAttribute('aria-expanded')).toBe('true');
  await tree.press('ArrowLeft');
  await expect.poll(() => epicRow.getAttribute('aria-expanded')).toBe('false');
  expect(await obsidian.page.getByRole('treeitem', { name: new RegExp(`^${delivered}`) }).count()).toBe(0);
});

test.each([false, true])('no layout and no state has a barrier (dark: %s)', async (dark) => {
  const { vault, delivered } = backlogVault();
  const open = await openBacklog(vault, { dark });
  const { obsidian } = open;
  await open.card(delivered).click();
  await open.button('Reject').click();
  await open.button('Send rejection').click();
  expect(await obsidian.axe()).toEqual([]);
  for (const layout of ['List', 'Tree']) {
    await open.button(layout).click();
    expect(await obsidian.axe()).toEqual([]);
  }
  await obsidian.page.getByRole('searchbox', { name: 'Search stories' }).fill('nothing is called so');
  await obsidian.page.getByText('No story fits the filter').waitFor();
  expect(await obsidian.axe()).toEqual([]);
  expect(await obsidian.unknownIcons()).toEqual([]);
});

test('off and on again with every view open, the plugin leaves nothing twice', async () => {
  const { vault, ready } = backlogVault();
  const open = await openBacklog(vault);
  const { obsidian } = open;
  for (const name of ['learnings', 'proposals', 'health', 'backlog']) await obsidian.choose(`Touchstone: Open ${name}`);
  await open.card(ready).waitFor();
  const before = await obsidian.traces();
  await obsidian.setPluginEnabled('touchstone', false);
  await obsidian.setPluginEnabled('touchstone', true);
  await open.card(ready).waitFor();
  expect(await obsidian.traces()).toEqual(before);
  expect(await obsidian.page.getByRole('option', { name: new RegExp(`^${ready}: `) }).count()).toBe(1);
});
