// The settings tab: the person's name on this device, and the rules of the vault, which the command line sees at once.
import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { programEnvironment, testProgram } from '../cli/program';
import { builtPlugin } from './built-plugin';
import { openObsidian, type Obsidian } from './obsidian';
import { vaultWith } from './temporary-vault';

function touchstone(vault: string, ...args: string[]): { data: Record<string, unknown>; status: number | null } {
  const { stdout, status } = spawnSync(process.execPath, [testProgram(), ...args, '--vault', vault, '--as', 'planner', '--role', 'sr-pm', '--json'], { encoding: 'utf8', env: programEnvironment() });
  return { data: (JSON.parse(stdout) as { data: Record<string, unknown> }).data, status };
}

function setting(vault: string, key: string): unknown {
  return touchstone(vault, 'settings', 'get', key).data['value'];
}

async function openTab(vault: string): Promise<Obsidian> {
  const obsidian = await openObsidian({ vault, plugin: builtPlugin() });
  await obsidian.choose('Touchstone: Open backlog');
  await obsidian.page.locator('.touchstone-body').waitFor();
  await obsidian.openSettings('touchstone');
  return obsidian;
}

function governed(): string {
  const vault = vaultWith({ 'a.md': 'one\n' });
  touchstone(vault, 'init', '--project', 'lantern', '--prefix', 'LAMP');
  return vault;
}

test('without a name the rules can\'t be changed; with one they can, and the command line sees it, under that name', async () => {
  const vault = governed();
  const { page } = await openTab(vault);
  await page.getByRole('dialog').getByText('does not know it yet').waitFor();
  expect(await page.getByLabel('Claim lease', { exact: true }).isDisabled()).toBe(true);
  await page.getByLabel('Your name').fill('ada');
  await expect.poll(() => page.getByLabel('Claim lease', { exact: true }).isDisabled()).toBe(false);
  await page.getByLabel('Claim lease', { exact: true }).fill('2h');
  await expect.poll(() => setting(vault, 'claim.lease')).toBe('2h');
  const [entry] = touchstone(vault, 'integrity', 'log', '--limit', '1').data as unknown as { actor: string; kind: string; op: string }[];
  expect(entry).toMatchObject({ actor: 'ada', kind: 'human', op: 'settings.set' });
});

test('a switch and a choice are recorded, by the keyboard alone', async () => {
  const vault = governed();
  const { page } = await openTab(vault);
  await page.getByLabel('Your name').fill('ada');
  await page.getByLabel('Workflow fsm', { exact: true }).focus();
  await page.keyboard.press('Space');
  await expect.poll(() => setting(vault, 'workflow.fsm')).toBe(true);
  await page.getByLabel('Gates evidence', { exact: true }).focus();
  await page.keyboard.press('w');
  await expect.poll(() => setting(vault, 'gates.evidence')).toBe('warn');
});

test('a value that is not allowed is said at its field and changes nothing; one that contradicts others is refused', async () => {
  const vault = governed();
  const { page } = await openTab(vault);
  await page.getByLabel('Your name').fill('ada');
  await page.getByLabel('Claim limit', { exact: true }).fill('many');
  await page.getByText('a whole number from 1 to 100').last().waitFor();
  await page.getByLabel('Workflow sequence', { exact: true }).fill('open,nowhere,closed');
  await page.getByText('Refused: set workflow.sequence').waitFor();
  expect(setting(vault, 'claim.limit')).toBe(1);
  expect(setting(vault, 'workflow.sequence')).toEqual(['open', 'in_progress', 'delivered', 'closed']);
});

test('what a program sets in the tab is nobody\'s decision', async () => {
  const vault = governed();
  const { page } = await openTab(vault);
  await page.evaluate(() => { window.app.saveLocalStorage('touchstone-person', 'ada'); });
  await page.evaluate(async () => {
    const tab = (window.app as unknown as { setting: { activeTab: { setControlValue(key: string, value: unknown): Promise<void>; hide(): void } } }).setting.activeTab;
    await tab.setControlValue('core:claim.lease', '1h');
    tab.hide();
    await new Promise((done) => { window.setTimeout(done, 1500); });
  });
  expect(setting(vault, 'claim.lease')).toBe('4h');
});

test('axe finds nothing, in the light and the dark', async () => {
  const obsidian = await openTab(governed());
  // It takes a label that is scrolled out of the window's sight for one that can't be seen.
  const without = ['label-title-only'];
  await obsidian.screenshot('settings-light');
  expect(await obsidian.axe({ without })).toEqual([]);
  await obsidian.setDark(true);
  expect(await obsidian.axe({ without })).toEqual([]);
});
