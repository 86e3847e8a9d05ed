// Triage in the proposals view, by pointer and by keyboard alone, while the command line works on the same vault.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { programEnvironment, testProgram } from '../cli/program';
import { builtPlugin } from './built-plugin';
import { openObsidian, type Obsidian } from './obsidian';
import { vaultWith } from './temporary-vault';

const TESTING = '---\ntype: convention\n---\n# Testing\n\nWrite tests first.\n\nName what a test shows.\n\nKeep them fast.\n';
const REVIEWS = '# Reviews\n\nOne reviewer is enough.\n\nReviews take a day.\n';
const MERGING = '# Merging\n\nSquash.\n';

interface Vault {
  root: string;
  /** Runs a command that has to succeed; answers its data. */
  run(args: readonly string[], options?: { input?: string; as?: string; role?: string }): unknown;
  read(path: string): string;
  propose(target: string, text: string, author?: string): string;
  status(id: string): string;
}

function governed(): Vault {
  const root = vaultWith({ 'conventions/Testing.md': TESTING, 'conventions/Reviews.md': REVIEWS, 'conventions/Merging.md': MERGING });
  const run: Vault['run'] = (args, { input = '', as = 'retro-2', role = 'retro' } = {}) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [testProgram(), ...args, '--vault', root, '--json', '--as', as, '--role', role], { encoding: 'utf8', input, env: programEnvironment() });
    if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}: ${stdout}${stderr}`);
    return (JSON.parse(stdout) as { data: unknown }).data;
  };
  run(['init', '--project', 'lantern', '--prefix', 'LAMP']);
  return {
    root, run,
    read: (path) => readFileSync(join(root, path), 'utf8'),
    propose: (target, text, author = 'retro-2') => (run(['proposal', 'create', '--target', target, '--motivation', 'A review took **too long**.', '--impact', 'One line per test.', '--body-file', '-'], { input: text, as: author }) as { item: { id: string } }).item.id,
    status: (id) => (run(['proposal', 'show', id]) as { status: string }).status,
  };
}

async function open(vault: Vault, options: { dark?: boolean; width?: number } = {}): Promise<Obsidian> {
  const obsidian = await openObsidian({ vault: vault.root, plugin: builtPlugin(), ...options });
  await obsidian.page.evaluate(() => { window.app.saveLocalStorage('touchstone-person', 'ada'); });
  await obsidian.choose('Touchstone: Open proposals');
  return obsidian;
}

const row = ({ page }: Obsidian, id: string) => page.getByRole('option').filter({ hasText: id });
const detail = ({ page }: Obsidian) => page.getByRole('region', { name: 'Proposal' });

test('a proposal is accepted by the pointer: what it would write is shown first, the note has it then, and it can be taken back', async () => {
  const vault = governed();
  const id = vault.propose('conventions/Testing', TESTING.replace('fast', 'fast and few'));
  const obsidian = await open(vault);
  await row(obsidian, id).click();
  const { page } = obsidian;
  await detail(obsidian).getByText('A review took too long.').waitFor();
  expect(await detail(obsidian).locator('ins').allTextContents()).toEqual([' and few']);
  await detail(obsidian).getByRole('button', { name: 'Accept', exact: true }).click();
  await page.getByRole('dialog').getByText('conventions/Testing.md').waitFor();
  await page.getByRole('dialog').getByRole('button', { name: `Accept ${id}` }).click();
  await page.getByText(`${id} was accepted.`).waitFor();
  expect(vault.read('conventions/Testing.md')).toContain('fast and few');
  expect(vault.status(id)).toBe('accepted');
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Undo the acceptance' }).click();
  await expect.poll(() => vault.read('conventions/Testing.md')).toBe(TESTING);
  await expect.poll(() => vault.status(id)).toBe('pending');
});

test('three proposals are triaged by the keyboard alone: accepted on a target that moved on, edited where it conflicts, rejected', async () => {
  const vault = governed();
  const first = vault.propose('conventions/Testing', TESTING.replace('fast', 'fast and few'));
  const stale = vault.propose('conventions/Testing', TESTING.replace('Write tests first', 'Write the tests first'));
  const conflicting = vault.propose('conventions/Testing', TESTING.replace('fast', 'fast, always'));
  const obsidian = await open(vault);
  const { page } = obsidian;
  await row(obsidian, first).waitFor();
  // The longest waiting first, then by id; all are of today.
  const choose = async (id: string, among: readonly string[]): Promise<void> => {
    await page.getByRole('listbox', { name: 'Proposals' }).focus();
    await page.keyboard.press('Home');
    for (let n = 0; n < among.toSorted().indexOf(id); n++) await page.keyboard.press('j');
    await detail(obsidian).getByText(id).first().waitFor();
  };
  const confirm = async (id: string): Promise<void> => {
    await page.getByRole('dialog').getByRole('button', { name: `Accept ${id}` }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByText(`${id} was accepted.`).waitFor();
    // It is said before the queue is drawn anew, by whose rows the keys go.
    await row(obsidian, id).waitFor({ state: 'detached' });
  };
  await choose(first, [first, stale, conflicting]);
  await page.keyboard.press('a');
  await confirm(first);

  await choose(stale, [stale, conflicting]);
  await detail(obsidian).getByText('The target moved on since this was proposed').waitFor();
  await page.keyboard.press('a');
  await confirm(stale);
  expect(vault.read('conventions/Testing.md')).toBe(TESTING.replace('fast', 'fast and few').replace('Write tests first', 'Write the tests first'));

  await choose(conflicting, [conflicting]);
  await detail(obsidian).getByText('This can\'t be applied as the target is now').waitFor();
  expect(await detail(obsidian).getByRole('button', { name: 'Accept', exact: true }).isDisabled()).toBe(true);
  await page.keyboard.press('r');
  await page.getByRole('dialog').getByLabel('Reason').waitFor();
  await page.keyboard.type('decided otherwise already');
  await page.keyboard.press('Enter');
  await page.getByText('These notes will be written').waitFor();
  await page.keyboard.press('Enter');
  await expect.poll(() => vault.status(conflicting)).toBe('rejected');
});

test('a conflict is settled in the editor: marks are refused, the settled text is applied as it is', async () => {
  const vault = governed();
  const first = vault.propose('conventions/Reviews', REVIEWS.replace('One reviewer', 'Two reviewers'));
  const second = vault.propose('conventions/Reviews', REVIEWS.replace('One reviewer is', 'Three reviewers are'));
  const obsidian = await open(vault);
  const { page } = obsidian;
  await row(obsidian, first).click();
  await detail(obsidian).getByRole('button', { name: 'Accept', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: `Accept ${first}` }).click();
  await page.getByText(`${first} was accepted.`).waitFor();
  await row(obsidian, second).click();
  await detail(obsidian).getByText('This can\'t be applied').waitFor();
  await obsidian.screenshot('proposals-conflict');
  await detail(obsidian).getByRole('button', { name: 'Edit, then accept' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('<<<<<<< now').first().waitFor();
  await dialog.getByRole('button', { name: 'Accept this text' }).click();
  await dialog.getByRole('alert').getByText('still holds the marks of a conflict').waitFor();
  const editor = dialog.getByRole('textbox', { name: 'Text of conventions/Reviews.md' });
  await editor.click();
  await page.keyboard.press('Control+A');
  await page.keyboard.press('Delete');
  await expect.poll(() => editor.textContent()).toBe('');
  await page.keyboard.press('Control+Z');
  await expect.poll(() => editor.textContent()).toContain('<<<<<<< now');
  await page.keyboard.press('Control+A');
  await page.keyboard.insertText('# Reviews\n\nTwo or three reviewers are enough.\n\nReviews take a day.\n');
  await dialog.locator('ins').first().waitFor();
  await obsidian.screenshot('proposals-editor');
  expect(await obsidian.axe()).toEqual([]);
  await dialog.getByRole('button', { name: 'Accept this text' }).click();
  await page.getByRole('dialog').getByRole('button', { name: `Accept ${second}` }).click();
  await page.getByText(`${second} was accepted.`).waitFor();
  expect(vault.read('conventions/Reviews.md')).toBe('# Reviews\n\nTwo or three reviewers are enough.\n\nReviews take a day.\n');
});

test('several are rejected with one reason; a decided one can be reverted', async () => {
  const vault = governed();
  const ids = [vault.propose('conventions/Testing', `${TESTING}a\n`), vault.propose('conventions/Reviews', `${REVIEWS}b\n`), vault.propose('conventions/Merging', `${MERGING}c\n`)] as const;
  const obsidian = await open(vault);
  const { page } = obsidian;
  await row(obsidian, ids[0]).click();
  await row(obsidian, ids[1]).click({ modifiers: ['Control'] });
  await row(obsidian, ids[0]).click({ modifiers: ['Control'] });
  await page.getByText('2 selected').waitFor();
  await page.getByRole('button', { name: 'Reject selected' }).click();
  await page.getByRole('dialog').getByLabel('Reason').fill('not now');
  await page.getByRole('dialog').getByRole('button', { name: 'Reject 2 proposals' }).click();
  await page.getByText('2 proposals done.').waitFor();
  expect([vault.status(ids[0]), vault.status(ids[1]), vault.status(ids[2])]).toEqual(['rejected', 'rejected', 'pending']);

  await row(obsidian, ids[2]).click();
  await page.keyboard.press('a');
  await page.getByRole('dialog').getByRole('button', { name: `Accept ${ids[2]}` }).click();
  await page.getByText(`${ids[2]} was accepted.`).waitFor();
  await page.getByRole('button', { name: 'Decided' }).click();
  await row(obsidian, ids[2]).click();
  await detail(obsidian).getByText('Accepted by ada').waitFor();
  await detail(obsidian).getByRole('button', { name: 'Revert' }).click();
  await page.getByRole('dialog').getByLabel('Reason').fill('it broke the build');
  await page.getByRole('dialog').getByRole('button', { name: `Revert ${ids[2]}` }).click();
  await page.getByRole('dialog').getByRole('button', { name: `Revert ${ids[2]}` }).click();
  await expect.poll(() => vault.read('conventions/Merging.md')).toBe(MERGING);
});

test('what an agent does meanwhile is seen, and a decision on what is no longer so is refused in words', async () => {
  const vault = governed();
  const id = vault.propose('conventions/Testing', `${TESTING}more\n`);
  const obsidian = await open(vault);
  await row(obsidian, id).click();
  await detail(obsidian).getByText(id).first().waitFor();
  const other = vault.propose('conventions/Reviews', `${REVIEWS}x\n`, 'retro-9');
  await row(obsidian, other).waitFor();
  vault.run(['proposal', 'withdraw', id]);
  await expect.poll(() => row(obsidian, id).count()).toBe(0);
  await obsidian.page.getByText('No proposal is chosen.').waitFor();
});

test('without a name nothing is decided; an empty inbox says so; axe finds nothing, in light and dark and narrow', async () => {
  const vault = governed();
  const obsidian = await open(vault);
  await obsidian.page.getByText('No proposal waits').waitFor();
  expect(await obsidian.axe()).toEqual([]);
  await obsidian.screenshot('proposals-empty');
  const id = vault.propose('conventions/Testing', TESTING.replace('fast', 'fast and few').replace('Write tests', 'Do not write tests'));
  await row(obsidian, id).click();
  await detail(obsidian).locator('ins').first().waitFor();
  expect(await obsidian.axe()).toEqual([]);
  await obsidian.screenshot('proposals-light');
  await detail(obsidian).getByRole('button', { name: 'Show side by side' }).click();
  await obsidian.setDark(true);
  await detail(obsidian).getByRole('button', { name: 'Show as one column' }).waitFor();
  expect(await obsidian.axe()).toEqual([]);
  await obsidian.screenshot('proposals-dark');
  await obsidian.page.setViewportSize({ width: 420, height: 800 });
  await detail(obsidian).getByRole('button', { name: 'Back to the queue' }).waitFor();
  await obsidian.screenshot('proposals-narrow');
  expect(await obsidian.axe()).toEqual([]);
  expect(await obsidian.unknownIcons()).toEqual([]);
});
