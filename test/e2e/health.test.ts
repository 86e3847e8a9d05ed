// Health in the browser: drift is acknowledged and restored, by pointer and by the keyboard alone; the status bar counts
// what the command line counts.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { programEnvironment, testProgram } from '../cli/program';
import { builtPlugin } from './built-plugin';
import type { Obsidian } from './obsidian';
import { openObsidian } from './obsidian';
import { vaultWith, writeInto } from './temporary-vault';

const TESTING = '---\ntype: convention\nscope: system\n---\n# Testing\n\nTests use real files.\n\nEach test cleans up after itself.\n';
const NAMING = '---\ntype: convention\nscope: system\n---\n# Naming\n\nNames say what a thing is. See [[Testing]] and [[Nowhere]].\n';

function governed(): { vault: string; cli: (...args: string[]) => { data: Record<string, unknown> } } {
  const vault = vaultWith({ 'conventions/Testing.md': TESTING, 'conventions/Naming.md': NAMING });
  const cli = (...args: string[]): { data: Record<string, unknown> } => {
    const run = spawnSync(process.execPath, [testProgram(), ...args, '--json', '--vault', vault, '--as', 'planner', '--role', 'sr-pm'], { encoding: 'utf8', env: programEnvironment() });
    if (run.status !== 0 && run.status !== 6) throw new Error(run.stderr);
    return JSON.parse(run.stdout) as { data: Record<string, unknown> };
  };
  cli('init', '--project', 'lantern', '--prefix', 'LAMP');
  cli('story', 'create', 'Switch it on', '--ac', 'It lights up');
  writeInto(vault, 'conventions/Testing.md', TESTING.replace('real files', 'mocks'));
  writeInto(vault, 'conventions/Naming.md', `${NAMING}\nShort names are better.\n`);
  return { vault, cli };
}

async function opened(vault: string): Promise<Obsidian> {
  const obsidian = await openObsidian({ vault, plugin: builtPlugin() });
  await obsidian.page.evaluate(() => { window.app.saveLocalStorage('touchstone-person', 'ada'); });
  await obsidian.choose('Touchstone: Open health');
  await obsidian.page.getByRole('listbox', { name: 'Drifted notes' }).waitFor();
  return obsidian;
}

const alarms = (cli: ReturnType<typeof governed>['cli']): string[] => (
  (cli('status').data['integrity'] as { alarming: { path: string }[] }).alarming.map(({ path }) => path)
);

test('one drifted note is acknowledged and another restored, by pointer', async () => {
  const { vault, cli } = governed();
  const obsidian = await opened(vault);
  const { page } = obsidian;
  await page.getByRole('button', { name: '2 protected notes drifted' }).waitFor();
  expect(alarms(cli)).toHaveLength(2);
  await page.getByRole('option', { name: 'conventions/Testing.md' }).click();
  await page.getByRole('table', { name: 'Drift of conventions/Testing.md' }).waitFor();
  await obsidian.screenshot('health-drift');
  expect(await obsidian.axe()).toEqual([]);
  await page.getByRole('button', { name: 'Restore', exact: true }).click();
  await page.getByRole('option', { name: 'conventions/Testing.md' }).waitFor({ state: 'detached' });
  expect(readFileSync(join(vault, 'conventions/Testing.md'), 'utf8')).toBe(TESTING);
  await page.getByRole('table', { name: 'Drift of conventions/Naming.md' }).waitFor();
  await page.getByRole('button', { name: 'Acknowledge', exact: true }).click();
  await page.getByText('The record is whole').waitFor();
  expect(alarms(cli)).toEqual([]);
  await page.getByRole('button', { name: 'protected note' }).waitFor({ state: 'hidden' });
  const [entry] = cli('integrity', 'log', '--limit', '1').data as unknown as { actor: string; op: string }[];
  expect(entry).toMatchObject({ actor: 'ada', op: 'integrity.ack' });
  await page.getByRole('button', { name: 'Broken links 1' }).click();
  await page.getByRole('option', { name: 'line 7: Nowhere' }).waitFor();
  await obsidian.setDark(true);
  expect(await obsidian.axe()).toEqual([]);
  await obsidian.screenshot('health-quiet-dark');
  expect(await obsidian.unknownIcons()).toEqual([]);
});

test('the same by the keyboard alone', async () => {
  const { vault, cli } = governed();
  const obsidian = await opened(vault);
  const { page } = obsidian;
  const list = page.getByRole('listbox', { name: 'Drifted notes' });
  await list.focus();
  await page.keyboard.press('End');
  await page.getByRole('table', { name: 'Drift of conventions/Testing.md' }).waitFor();
  const press = async (name: string): Promise<void> => {
    for (let tabs = 0; tabs < 5; tabs++) {
      await page.keyboard.press('Tab');
      if (await page.getByRole('button', { name, exact: true }).evaluate((el) => el === el.ownerDocument.activeElement)) break;
    }
    await page.keyboard.press('Enter');
  };
  await press('Restore');
  await page.getByRole('option', { name: 'conventions/Testing.md' }).waitFor({ state: 'detached' });
  await page.getByRole('table', { name: 'Drift of conventions/Naming.md' }).waitFor();
  await list.focus();
  await press('Acknowledge');
  await page.getByText('The record is whole').waitFor();
  expect(readFileSync(join(vault, 'conventions/Testing.md'), 'utf8')).toBe(TESTING);
  expect(alarms(cli)).toEqual([]);
});
