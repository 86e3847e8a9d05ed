// What a person changes in the app goes on the record in their name, by whatever hand movement, and is no drift.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { builtPlugin } from './built-plugin';
import { GovernedVault, nameThePerson } from './governed-vault';
import { openObsidian, type Obsidian } from './obsidian';

const NOTE = '---\ntype: pattern\nconfidence: low\n---\n# Title\n\n- [ ] first\n- [ ] second\n';

async function open(vault: GovernedVault): Promise<Obsidian> {
  const obsidian = await openObsidian({ vault: vault.root, plugin: builtPlugin() });
  await nameThePerson(obsidian);
  await obsidian.choose('Touchstone: Open backlog');
  return obsidian;
}

const editorOf = (obsidian: Obsidian) => obsidian.page.locator('.workspace-leaf:visible .cm-content').last();
const textOf = (vault: GovernedVault, path: string) => readFileSync(join(vault.root, path), 'utf8');

/** Waits until the ledger has a person's edit of the note as its newest entry, and the file is that. */
async function recorded(vault: GovernedVault, path: string, lines = 1): Promise<void> {
  await expect.poll(() => vault.opsOnDisk(path).filter((op) => op === 'note.edit').length).toBe(lines);
  const log = vault.log(path);
  expect(log.filter(({ op }) => op === 'note.edit')).toHaveLength(lines);
  expect(log[0]).toMatchObject({ op: 'note.edit', actor: 'ada', role: 'human', kind: 'human' });
  expect(vault.integrity(path)).toBe('ok');
}

async function typeAtEnd(obsidian: Obsidian, text: string): Promise<void> {
  await editorOf(obsidian).click();
  await obsidian.page.keyboard.press('Control+End');
  await obsidian.page.keyboard.type(text);
}

async function dragFirstLineToLast(obsidian: Obsidian): Promise<void> {
  const { keyboard, mouse } = obsidian.page;
  const lines = editorOf(obsidian).locator('.cm-line');
  await lines.nth(2).click();
  await keyboard.press('Control+Home');
  await keyboard.press('Shift+End');
  const [from, to] = [await lines.nth(0).boundingBox(), await lines.nth(2).boundingBox()];
  if (!from || !to) throw new Error('the lines are not shown');
  await mouse.move(from.x + 12, from.y + 10);
  await mouse.down();
  await mouse.move(from.x + 30, from.y + 20, { steps: 4 });
  await mouse.move(to.x + 1, to.y + 10, { steps: 8 });
  await mouse.up();
}

test('typing, pasting, cutting, undoing and redoing are recorded, one line for each pause', async () => {
  const vault = GovernedVault.make({ 'a.md': NOTE });
  const obsidian = await open(vault);
  await obsidian.openFile('a.md', 'tab');
  await typeAtEnd(obsidian, 'typed by hand');
  await recorded(vault, 'a.md');
  expect(textOf(vault, 'a.md')).toBe(`${NOTE}typed by hand`);

  await obsidian.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await obsidian.page.evaluate(() => navigator.clipboard.writeText(' and pasted'));
  await obsidian.page.keyboard.press('Control+V');
  await recorded(vault, 'a.md', 2);
  expect(textOf(vault, 'a.md')).toBe(`${NOTE}typed by hand and pasted`);

  await obsidian.page.keyboard.press('Control+Z');
  await recorded(vault, 'a.md', 3);
  expect(textOf(vault, 'a.md')).toBe(`${NOTE}typed by hand`);
  await obsidian.page.keyboard.press('Control+Shift+Z');
  await recorded(vault, 'a.md', 4);

  await obsidian.page.keyboard.press('Shift+Home');
  await obsidian.page.keyboard.press('Control+X');
  await recorded(vault, 'a.md', 5);
  expect(textOf(vault, 'a.md')).toBe(NOTE);
  expect(vault.run(['integrity', 'verify']).code).toBe(0);
});

test('a property, a text that was dragged, a box ticked in the reading view, and a new note', async () => {
  const vault = GovernedVault.make({ 'a.md': NOTE, 'b.md': 'first line\n\nlast line\n', 'c.md': NOTE });
  const obsidian = await open(vault);
  await obsidian.openFile('a.md', 'tab');
  const field = obsidian.page.getByRole('textbox', { name: 'confidence' });
  await field.fill('high');
  await field.press('Enter');
  await recorded(vault, 'a.md');
  expect(textOf(vault, 'a.md')).toContain('confidence: high');

  await obsidian.openFile('b.md', 'tab');
  await dragFirstLineToLast(obsidian);
  await recorded(vault, 'b.md');
  expect(textOf(vault, 'b.md')).toBe('\n\nfirst linelast line\n');

  await obsidian.openFile('c.md', 'tab');
  await obsidian.page.locator('.workspace-leaf:visible').getByRole('button', { name: 'Reading view' }).click();
  await obsidian.page.getByRole('checkbox').nth(1).click();
  await recorded(vault, 'c.md');
  expect(textOf(vault, 'c.md')).toBe(NOTE.replace('- [ ] second', '- [x] second'));

  await obsidian.page.evaluate(() => window.app.vault.create('Untitled.md', ''));
  await obsidian.openFile('Untitled.md', 'tab');
  await typeAtEnd(obsidian, 'all mine');
  await recorded(vault, 'Untitled.md');
});

test('two panes of a note, one of them in a window of its own; and an edit that was left at once', async () => {
  const vault = GovernedVault.make({ 'a.md': NOTE, 'b.md': NOTE });
  const obsidian = await open(vault);
  await obsidian.openFile('a.md', 'tab');
  await obsidian.openFile('a.md', 'split');
  const [left, right] = [obsidian.page.locator('.cm-content:visible').first(), obsidian.page.locator('.cm-content:visible').last()];
  await left.click();
  await obsidian.page.keyboard.press('Control+End');
  await obsidian.page.keyboard.type('left ');
  await expect.poll(() => right.innerText()).toContain('left');
  await right.click();
  await obsidian.page.keyboard.press('Control+End');
  await obsidian.page.keyboard.type('right');
  await expect.poll(() => textOf(vault, 'a.md')).toBe(`${NOTE}left right`);
  await expect.poll(() => vault.opsOnDisk('a.md').at(-1)).toBe('note.edit');
  await expect.poll(() => vault.integrity('a.md')).toBe('ok');

  const opening = obsidian.context.waitForEvent('page');
  await obsidian.page.evaluate(async () => {
    const file = window.app.vault.getFileByPath('b.md');
    if (file) await window.app.workspace.openPopoutLeaf().openFile(file);
  });
  const popout = await opening;
  await popout.locator('.cm-content').click();
  await popout.keyboard.press('Control+End');
  await popout.keyboard.type('popped out');
  await popout.close({ runBeforeUnload: true });
  await recorded(vault, 'b.md');
  expect(textOf(vault, 'b.md')).toBe(`${NOTE}popped out`);
});

test('what an agent wrote meanwhile by the command line is merged with unsaved typing, and all of it is governed', async () => {
  const vault = GovernedVault.make({ 'a.md': `${NOTE}\nmiddle\n\nend\n` });
  const obsidian = await open(vault);
  await obsidian.openFile('a.md', 'tab');
  const writing = vault.start(['note', 'prop', 'set', 'a.md', 'confidence=high']);
  await typeAtEnd(obsidian, 'mine');
  // The app saves two seconds after the last key: on a busy machine that could be before the agent wrote.
  while (!textOf(vault, 'a.md').includes('confidence: high')) await obsidian.page.keyboard.type('.');
  expect((await writing).code).toBe(0);
  await expect.poll(() => textOf(vault, 'a.md')).toMatch(/confidence: high[\s\S]*mine/u);
  await recorded(vault, 'a.md');
  expect(vault.log('a.md').map(({ op, kind }) => `${op} ${kind}`)).toEqual(['note.edit human', 'note.prop_set agent', 'vault.init system']);
});

test('quitting and disabling record what was just typed', async () => {
  const vault = GovernedVault.make({ 'a.md': NOTE, 'b.md': NOTE });
  const obsidian = await open(vault);
  await obsidian.openFile('a.md', 'tab');
  await typeAtEnd(obsidian, 'at the last moment');
  await obsidian.restart();
  await recorded(vault, 'a.md');
  await obsidian.openFile('b.md', 'tab');
  await typeAtEnd(obsidian, 'before it was off');
  await obsidian.setPluginEnabled('touchstone', false);
  await recorded(vault, 'b.md');
});

test('turned off in the settings, what is typed is not recorded, and shows as drift', async () => {
  const vault = GovernedVault.make({ 'a.md': NOTE });
  const obsidian = await open(vault);
  const { page } = obsidian;
  await obsidian.openSettings('touchstone');
  await page.getByLabel('Record my edits', { exact: true }).focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('Escape');
  await obsidian.openFile('a.md', 'tab');
  await typeAtEnd(obsidian, 'mine, off the record');
  await page.getByRole('region', { name: 'Touchstone' }).getByText('This note drifted').waitFor();
  await obsidian.restart();
  expect(textOf(vault, 'a.md')).toBe(`${NOTE}mine, off the record`);
  expect(vault.log('a.md').map(({ op }) => op)).toEqual(['vault.init']);
  expect(vault.integrity('a.md')).toBe('modified');
});
