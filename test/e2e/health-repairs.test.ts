// What Health offers for what went wrong, in the browser: conflict copies, statuses changed by hand, damage that only a
// person can mend; and the status bar, which leads there.
import { spawnSync } from 'node:child_process';
import { appendFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { expect, test } from 'vitest';
import { programEnvironment, testProgram } from '../cli/program';
import { newStory, touchstone } from './backlog-vault';
import { builtPlugin } from './built-plugin';
import type { Obsidian } from './obsidian';
import { openObsidian } from './obsidian';
import { vaultWith, writeInto } from './temporary-vault';

function governed(): string {
  const vault = vaultWith({ 'notes/Lamp.md': 'one\n', 'conventions/Naming.md': '---\ntype: convention\nscope: system\n---\n# Naming\n' });
  touchstone(vault, ['init', '--project', 'lantern', '--prefix', 'LAMP']);
  return vault;
}

async function opened(vault: string): Promise<Obsidian> {
  const obsidian = await openObsidian({ vault, plugin: builtPlugin() });
  await obsidian.page.evaluate(() => { window.app.saveLocalStorage('touchstone-person', 'ada'); });
  return obsidian;
}

const rowOf = ({ page }: Obsidian, list: string, text: string): Locator => page.getByRole('listbox', { name: list }).getByRole('option', { name: text });

/** A write that is killed once the ledger has it, and somebody else's text where it would go. */
function conflictCopy(vault: string): void {
  const args = [testProgram(), 'note', 'append', 'notes/Lamp.md', 'added', '--vault', vault, '--as', 'sr-1', '--role', 'sr-pm'];
  const { signal } = spawnSync(process.execPath, args, { env: { ...programEnvironment(), TOUCHSTONE_FAULT: 'committed' } });
  expect(signal).toBe('SIGKILL');
  writeInto(vault, 'notes/Lamp.md', 'theirs\n');
  touchstone(vault, ['note', 'create', 'notes/Next.md', '--title', 'Next']);
  expect(touchstone(vault, ['integrity', 'conflicts', 'list'])).toHaveLength(1);
}

function setByHand(vault: string, id: string, status: string): void {
  const path = join(vault, 'stories', `${id}.md`);
  writeFileSync(path, readFileSync(path, 'utf8').replace(/^status: .*$/mu, `status: ${status}`));
}

test('a conflict copy is read and discarded', async () => {
  const vault = governed();
  conflictCopy(vault);
  const obsidian = await opened(vault);
  await obsidian.choose('Touchstone: Open health');
  const copy = rowOf(obsidian, 'Conflict copies', 'notes/Lamp.md');
  await copy.click();
  const dialog = obsidian.page.getByRole('dialog');
  await dialog.getByLabel('Text of the copy').filter({ hasText: /^one\s+added\s*$/u }).waitFor();
  await obsidian.screenshot('health-conflict-copy');
  expect(await obsidian.axe()).toEqual([]);
  await dialog.getByRole('button', { name: 'Discard' }).click();
  await copy.waitFor({ state: 'detached' });
  expect(touchstone(vault, ['integrity', 'conflicts', 'list'])).toEqual([]);
  expect(readFileSync(join(vault, 'notes/Lamp.md'), 'utf8')).toBe('theirs\n');
});

test('of two statuses changed by hand one is run as a transition and one undone, by the keyboard alone', async () => {
  const vault = governed();
  const [run, undone] = [newStory(vault, 'Switch it on', '--ac', 'It lights up'), newStory(vault, 'Switch it off', '--ac', 'It is dark')];
  for (const id of [run, undone]) setByHand(vault, id, 'in_progress');
  const obsidian = await opened(vault);
  await obsidian.choose('Touchstone: Open health');
  const { page } = obsidian;
  const list = page.getByRole('listbox', { name: 'Statuses changed by hand' });
  const answer = async (id: string, button: string): Promise<void> => {
    await rowOf(obsidian, 'Statuses changed by hand', id).waitFor();
    await list.focus();
    await page.keyboard.press('Home');
    if (await page.locator('.touchstone-list-row.is-active', { hasText: id }).count() === 0) await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').getByRole('button', { name: button }).focus();
    await page.keyboard.press('Enter');
    await rowOf(obsidian, 'Statuses changed by hand', id).waitFor({ state: 'detached' });
  };
  await answer(run, 'Run the transition to in progress');
  await answer(undone, 'Undo the change');
  expect(touchstone(vault, ['story', 'show', run])).toMatchObject({ status: 'in_progress' });
  expect(touchstone(vault, ['story', 'show', undone])).toMatchObject({ status: 'open' });
  expect(readFileSync(join(vault, 'stories', `${undone}.md`), 'utf8')).toMatch(/^status: open$/mu);
  const log = touchstone(vault, ['integrity', 'log', '--limit', '4']) as { actor: string; op: string }[];
  expect(log.map(({ actor, op }) => `${actor} ${op}`)).toEqual(['ada note.prop_set', 'ada integrity.ack', 'ada story.update', 'ada integrity.ack']);
});

test('what is damaged is listed; a count in the status bar opens Health, by pointer and by the keyboard', async () => {
  const vault = governed();
  writeFileSync(join(vault, 'conventions/Naming.md'), Buffer.from([0x23, 0x20, 0xff, 0xfe, 0x0a]));
  const [ledger = ''] = readdirSync(join(vault, '.touchstone/ledger'));
  appendFileSync(join(vault, '.touchstone/ledger', ledger), '{"not":"a link"}\n');
  const obsidian = await opened(vault);
  const { page } = obsidian;
  const count = page.getByRole('button', { name: '1 protected note drifted' });
  const health = page.locator('.workspace-tab-header.is-active', { hasText: 'Health' });
  await count.click();
  await health.waitFor();
  await rowOf(obsidian, 'Unreadable notes', 'conventions/Naming.md').waitFor();
  await rowOf(obsidian, 'Broken ledger links', 'line ').waitFor();
  await obsidian.screenshot('health-damaged');
  expect(await obsidian.axe()).toEqual([]);
  await page.evaluate(() => { window.app.workspace.detachLeavesOfType('touchstone-health'); });
  await health.waitFor({ state: 'detached' });
  await count.focus();
  await page.keyboard.press('Enter');
  await health.waitFor();
});
