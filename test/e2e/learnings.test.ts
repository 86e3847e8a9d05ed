// Learnings in the browser: one is incorporated, one dismissed, one promoted; by pointer and by the keyboard alone.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { programEnvironment, testProgram } from '../cli/program';
import { builtPlugin } from './built-plugin';
import type { Obsidian } from './obsidian';
import { openObsidian } from './obsidian';
import { vaultWith, writeInto } from './temporary-vault';

const TITLES = ['Retry with jitter', 'One lock for one vault', 'Clocks go back'];

const bodyOf = (title: string): string => `Many write at once.\n\n**${title}**, always.\n`;

interface Played {
  vault: string;
  cli: (...args: string[]) => unknown;
}

function played(): Played {
  const vault = vaultWith();
  const cli = (...args: string[]): unknown => {
    const run = spawnSync(process.execPath, [testProgram(), ...args, '--json', '--vault', vault, '--as', 'planner', '--role', 'sr-pm'], { encoding: 'utf8', env: programEnvironment() });
    if (run.status !== 0) throw new Error(run.stdout + run.stderr);
    return (JSON.parse(run.stdout) as { data: unknown }).data;
  };
  const create = (...args: string[]): string => (cli('story', 'create', ...args) as { item: { id: string } }).item.id;
  cli('init', '--project', 'lantern', '--prefix', 'LAMP');
  const epic = create('Light', '--kind', 'epic');
  const story = create('Switch it on', '--ac', 'It lights up', '--parent', epic);
  for (const title of TITLES) {
    writeInto(vault, 'body.md', bodyOf(title));
    cli('learning', 'add', '--type', 'pattern', '--title', title, '--source', story, '--domain', 'delivery', '--body-file', join(vault, 'body.md'));
  }
  return { vault, cli };
}

async function opened(vault: string): Promise<Obsidian> {
  const obsidian = await openObsidian({ vault, plugin: builtPlugin() });
  await obsidian.page.evaluate(() => { window.app.saveLocalStorage('touchstone-person', 'ada'); });
  await obsidian.choose('Touchstone: Open learnings');
  await obsidian.page.getByRole('option', { name: 'Clocks go back' }).waitFor();
  return obsidian;
}

const states = ({ cli }: Played): Record<string, string> => Object.fromEntries(
  (cli('learning', 'list') as { title: string; actionable: string }[]).map(({ title, actionable }) => [title, actionable]),
);
const gone = (page: Page, title: string): Promise<void> => page.getByRole('option', { name: title }).waitFor({ state: 'detached' });

test('incorporate, dismiss and promote, by pointer', async () => {
  const vault = played();
  const obsidian = await opened(vault.vault);
  const { page } = obsidian;
  await page.getByRole('option', { name: 'Retry with jitter' }).click();
  await page.locator('.touchstone-learning-note strong', { hasText: 'Retry with jitter' }).waitFor();
  await obsidian.screenshot('learnings');
  expect(await obsidian.axe()).toEqual([]);
  await page.getByRole('combobox', { name: 'Epic' }).selectOption({ label: 'Light' });
  await page.getByRole('button', { name: 'Incorporate' }).click();
  await page.locator('.prompt .suggestion-item', { hasText: 'Switch it on' }).click();
  await gone(page, 'Retry with jitter');
  await page.getByRole('option', { name: 'Clocks go back' }).click();
  await page.getByRole('button', { name: 'Dismiss' }).click();
  await page.getByRole('textbox', { name: 'Reason' }).fill('They do not, here.');
  await page.getByRole('button', { name: 'Dismiss the learning' }).click();
  await gone(page, 'Clocks go back');
  expect(states(vault)).toEqual({ 'Retry with jitter': 'incorporated', 'Clocks go back': 'dismissed', 'One lock for one vault': 'pending' });
  await obsidian.setDark(true);
  expect(await obsidian.axe()).toEqual([]);
  await obsidian.screenshot('learnings-dark');
  await page.getByRole('button', { name: 'Promote' }).click();
  await page.locator('.workspace-tab-header.is-active', { hasText: 'Proposals' }).waitFor();
  expect(vault.cli('proposal', 'list')).toMatchObject([{ kind: 'promotion', author: 'ada', target_path: 'patterns/One lock for one vault.md' }]);
});

test('incorporate, dismiss and promote, by the keyboard alone', async () => {
  const vault = played();
  const obsidian = await opened(vault.vault);
  const { page } = obsidian;
  const choose = async (title: string, button: string): Promise<void> => {
    await page.getByRole('listbox', { name: 'Learnings' }).focus();
    await page.keyboard.press('Home');
    for (let steps = 0; steps < TITLES.length; steps++) {
      if (await page.locator('.touchstone-list-row.is-active', { hasText: title }).count() > 0) break;
      await page.keyboard.press('ArrowDown');
    }
    await page.getByRole('heading', { name: title, level: 2 }).waitFor();
    for (let tabs = 0; tabs < 6; tabs++) {
      await page.keyboard.press('Tab');
      if (await page.getByRole('button', { name: button, exact: true }).evaluate((el) => el === el.ownerDocument.activeElement)) break;
    }
    await page.keyboard.press('Enter');
  };
  await choose('Retry with jitter', 'Incorporate');
  await page.locator('.prompt .suggestion-item', { hasText: 'Switch it on' }).waitFor();
  await page.keyboard.type('Switch');
  await page.keyboard.press('Enter');
  await gone(page, 'Retry with jitter');
  await choose('Clocks go back', 'Dismiss');
  await page.getByRole('textbox', { name: 'Reason' }).focus();
  await page.keyboard.type('They do not, here.');
  await page.keyboard.press('Enter');
  await gone(page, 'Clocks go back');
  await choose('One lock for one vault', 'Promote');
  await page.locator('.workspace-tab-header.is-active', { hasText: 'Proposals' }).waitFor();
  expect(states(vault)).toEqual({ 'Retry with jitter': 'incorporated', 'Clocks go back': 'dismissed', 'One lock for one vault': 'pending' });
  expect(vault.cli('proposal', 'list')).toMatchObject([{ kind: 'promotion', author: 'ada' }]);
});
