// The banner on notes that are protected, drifted or proposed on, and the commands that say the same.
import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { programEnvironment, testProgram } from '../cli/program';
import { builtPlugin } from './built-plugin';
import { openObsidian, type Obsidian } from './obsidian';
import { vaultWith, writeInto } from './temporary-vault';

function touchstone(vault: string, ...args: string[]): Record<string, unknown> {
  const { stdout, stderr } = spawnSync(process.execPath, [testProgram(), ...args, '--vault', vault, '--as', 'retro-1', '--role', 'sr-pm', '--json'], {
    encoding: 'utf8', env: programEnvironment(), input: '# Testing\nA test names what it shows.\n',
  });
  if (stdout === '') throw new Error(stderr);
  return (JSON.parse(stdout) as { data: Record<string, unknown> }).data;
}

async function open(person: string | null = 'ada'): Promise<{ obsidian: Obsidian; vault: string; story: string }> {
  const vault = vaultWith({ 'conventions/Testing.md': '# Testing\n', 'Plain.md': 'plain\n' });
  touchstone(vault, 'init', '--project', 'lantern', '--prefix', 'LAMP');
  const { item } = touchstone(vault, 'story', 'create', 'Switch it on', '--ac', 'light') as { item: { id: string } };
  const obsidian = await openObsidian({ vault, plugin: builtPlugin() });
  if (person !== null) await obsidian.page.evaluate((name) => { window.app.saveLocalStorage('touchstone-person', name); }, person);
  return { obsidian, vault, story: item.id };
}

const banner = (obsidian: Obsidian) => obsidian.page.getByRole('region', { name: 'Touchstone' });

test('a protected note says so, an ordinary one says nothing, and the banner goes with the note', async () => {
  const { obsidian } = await open();
  await obsidian.openFile('conventions/Testing.md');
  await banner(obsidian).getByText('Protected: agents propose changes').waitFor();
  expect(await obsidian.axe()).toEqual([]);
  await obsidian.openFile('Plain.md');
  await expect.poll(() => banner(obsidian).count()).toBe(0);
});

test('a proposal made while the note is open shows, and its button leads to it', async () => {
  const { obsidian, vault } = await open();
  await obsidian.openFile('conventions/Testing.md');
  await banner(obsidian).waitFor();
  const { item } = touchstone(vault, 'proposal', 'create', '--target', 'conventions/Testing', '--motivation', 'm', '--impact', 'i', '--body-file', '-') as { item: { id: string } };
  await banner(obsidian).getByText(`retro-1 proposes a change of this note (${item.id})`).waitFor();
  await obsidian.screenshot('banner-proposal');
  await banner(obsidian).getByRole('button', { name: 'Review' }).click();
  await expect.poll(() => obsidian.page.evaluate(() => window.app.workspace.getLeavesOfType('touchstone-proposals').length)).toBe(1);
});

test('drift is shown in every pane of the note and acknowledged in the person\'s name, by the button', async () => {
  const { obsidian, vault } = await open();
  await obsidian.openFile('Plain.md');
  await obsidian.openFile('Plain.md', 'split');
  writeInto(vault, 'Plain.md', 'changed on the side\n');
  await expect.poll(() => banner(obsidian).count()).toBe(2);
  await banner(obsidian).first().getByRole('button', { name: 'Acknowledge' }).click();
  await expect.poll(() => banner(obsidian).count()).toBe(0);
  const [entry] = touchstone(vault, 'integrity', 'log', '--limit', '1') as unknown as { actor: string; op: string }[];
  expect(entry).toMatchObject({ actor: 'ada', op: 'integrity.ack' });
});

test('drift is acknowledged by a command, and the keyboard alone; nobody without a name can', async () => {
  const { obsidian, vault } = await open(null);
  await obsidian.openFile('Plain.md');
  writeInto(vault, 'Plain.md', 'changed on the side\n');
  await banner(obsidian).waitFor();
  const acknowledge = async (): Promise<void> => {
    await obsidian.choose('Touchstone: Acknowledge the drift of this note');
    await obsidian.page.getByRole('dialog').getByRole('button', { name: 'Acknowledge' }).waitFor();
    await obsidian.page.keyboard.press('Enter');
  };
  await acknowledge();
  await obsidian.page.getByText('this device does not know it yet').waitFor();
  await obsidian.page.keyboard.press('Escape');
  await obsidian.choose('Touchstone: Give your name');
  await obsidian.page.getByRole('textbox', { name: 'Name' }).fill('ada');
  await obsidian.page.keyboard.press('Enter');
  await acknowledge();
  await expect.poll(() => banner(obsidian).count()).toBe(0);
});

test('a story leads to the backlog, and a command that does not fit the note is not offered', async () => {
  const { obsidian, story } = await open();
  await obsidian.openFile('Plain.md');
  expect(await obsidian.run('touchstone:show-story')).toBe(false);
  await obsidian.openFile(`stories/${story}.md`);
  await banner(obsidian).getByRole('button', { name: 'Show in backlog' }).click();
  await obsidian.page.locator('.touchstone-view').getByText('Switch it on').first().waitFor();
});

test('a note in a window of its own has the banner too, and nothing is left when the plugin is turned off', async () => {
  const { obsidian } = await open();
  await obsidian.openFile('conventions/Testing.md');
  await banner(obsidian).waitFor();
  const [popout] = await Promise.all([obsidian.context.waitForEvent('page'), obsidian.page.evaluate(() => {
    const leaf = window.app.workspace.openPopoutLeaf();
    return leaf.openFile(window.app.vault.getFileByPath('conventions/Testing.md')!);
  })]);
  await popout.getByRole('region', { name: 'Touchstone' }).waitFor();
  await obsidian.setPluginEnabled('touchstone', false);
  await expect.poll(() => banner(obsidian).count()).toBe(0);
  expect(await popout.getByRole('region', { name: 'Touchstone' }).count()).toBe(0);
});
