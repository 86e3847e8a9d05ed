// What no person's hand did in the app is drift, however it got there, and typing onto it does not launder it.
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { builtPlugin } from './built-plugin';
import { GovernedVault, nameThePerson } from './governed-vault';
import { openObsidian, type Obsidian } from './obsidian';
import { writeInto, writeOver } from './temporary-vault';

const NOTE = '# Title\n\nfirst\n\nmiddle\n\nlast\n';

async function open(vault: GovernedVault): Promise<Obsidian> {
  const obsidian = await openObsidian({ vault: vault.root, plugin: builtPlugin() });
  await nameThePerson(obsidian);
  await obsidian.choose('Touchstone: Open backlog');
  return obsidian;
}

const textOf = (vault: GovernedVault, path: string) => readFileSync(join(vault.root, path), 'utf8');

async function typeAtEnd(obsidian: Obsidian, text: string): Promise<void> {
  await obsidian.page.locator('.workspace-leaf:visible .cm-content').last().click();
  await obsidian.page.keyboard.press('Control+End');
  await obsidian.page.keyboard.type(text);
}

/** An edit of the person's in another note: when it is recorded, everything before it had its chance. */
async function recordSomethingElse(obsidian: Obsidian, vault: GovernedVault, path: string): Promise<void> {
  await obsidian.openFile(path, 'tab');
  await typeAtEnd(obsidian, 'mine');
  await expect.poll(() => vault.opsOnDisk(path).at(-1)).toBe('note.edit');
  expect(vault.log(path)[0]?.op).toBe('note.edit');
}

const edits = (vault: GovernedVault, path: string) => vault.log(path).filter(({ op }) => op === 'note.edit');

/** That nothing was recorded of what was done to these notes, and that it shows. */
function expectDrift(vault: GovernedVault, paths: readonly string[]): void {
  const recorded = vault.log().filter(({ op }) => op === 'note.edit').flatMap(({ notes }) => notes.map(({ path }) => path));
  expect(recorded.filter((path) => paths.includes(path))).toEqual([]);
  expect(vault.drift()).toMatchObject(Object.fromEntries(paths.map((path) => [path, 'modified'])));
}

test('other plugins, outside processes and a sync that replaces files', async () => {
  const paths = ['process.md', 'editor.md', 'synthetic.md', 'outside.md', 'sync.md', 'closed.md', 'frontmatter.md'];
  const vault = GovernedVault.make(Object.fromEntries([...paths, 'witness.md'].map((path) => [path, NOTE])));
  const obsidian = await open(vault);
  for (const path of paths.filter((name) => name !== 'closed.md')) {
    await obsidian.openFile(path, 'tab');
    await obsidian.page.locator('.workspace-leaf:visible .cm-content').last().click();
  }
  // Its editor is the last that was clicked, hence the active one.
  await obsidian.openFile('editor.md', 'tab');
  await obsidian.page.evaluate(async () => {
    const { vault: files, workspace, fileManager } = window.app;
    const file = (path: string) => { const found = files.getFileByPath(path); if (!found) throw new Error(path); return found; };
    await files.process(file('process.md'), (text) => `${text}by a plugin\n`);
    await fileManager.processFrontMatter(file('frontmatter.md'), (properties: Record<string, unknown>) => { properties['status'] = 'done'; });
    workspace.activeEditor?.editor?.replaceRange('by a plugin\n', { line: 0, ch: 0 });
  });
  await obsidian.openFile('synthetic.md', 'tab');
  await obsidian.page.evaluate(() => {
    const { editor } = window.app.workspace.activeEditor ?? {};
    const content = window.activeDocument.querySelector('.workspace-leaf.mod-active .cm-content');
    content?.dispatchEvent(new KeyboardEvent('keydown', { key: 'a', bubbles: true }));
    content?.dispatchEvent(new InputEvent('beforeinput', { data: 'a', inputType: 'insertText', bubbles: true }));
    editor?.replaceRange('by a plugin\n', { line: 0, ch: 0 }, { line: 0, ch: 0 }, 'input.type');
  });
  for (const path of ['outside.md', 'closed.md']) writeOver(vault.root, path, `${NOTE}by an outside process\n`);
  writeInto(vault.root, 'sync.md', `${NOTE}by a sync\n`);
  for (const path of paths) await expect.poll(() => textOf(vault, path), { message: path }).not.toBe(NOTE);
  await recordSomethingElse(obsidian, vault, 'witness.md');
  expectDrift(vault, paths);
});

test('typing onto drift, before and after it is saved, does not launder it; acknowledged, edits are recorded again', async () => {
  const vault = GovernedVault.make({ 'a.md': NOTE, 'witness.md': NOTE });
  const obsidian = await open(vault);
  writeOver(vault.root, 'a.md', `by a stranger\n${NOTE}`);
  await obsidian.openFile('a.md', 'tab');
  await typeAtEnd(obsidian, 'mine ');
  await expect.poll(() => textOf(vault, 'a.md')).toContain('mine');
  await recordSomethingElse(obsidian, vault, 'witness.md');
  expectDrift(vault, ['a.md']);

  vault.expect(['integrity', 'ack', 'a.md']);
  await obsidian.openFile('a.md', 'tab');
  await typeAtEnd(obsidian, 'again');
  await expect.poll(() => vault.opsOnDisk('a.md').at(-1)).toBe('note.edit');
  expect(edits(vault, 'a.md')).toHaveLength(1);
  expect(vault.integrity('a.md')).toBe('ok');
});

test('an outside write that the app merges into unsaved typing is not laundered, nor is a plugin\'s among it', async () => {
  const vault = GovernedVault.make({ 'merged.md': NOTE, 'plugin.md': NOTE, 'gone.md': NOTE, 'witness.md': NOTE });
  const obsidian = await open(vault);
  await obsidian.openFile('merged.md', 'tab');
  await typeAtEnd(obsidian, 'typed');
  writeOver(vault.root, 'merged.md', NOTE.replace('first', 'by a stranger'));
  await expect.poll(() => textOf(vault, 'merged.md')).toMatch(/by a stranger[\s\S]*typed/u);

  await obsidian.openFile('plugin.md', 'tab');
  await typeAtEnd(obsidian, 'typed');
  await obsidian.page.evaluate(async () => {
    // Later than the person's last key can explain, and before it is saved: by the page's own timer, as the saving is.
    await new Promise((done) => { window.setTimeout(done, 1100); });
    window.app.workspace.activeEditor?.editor?.replaceRange('by a plugin ', { line: 2, ch: 0 });
  });
  await typeAtEnd(obsidian, ' on');
  await expect.poll(() => textOf(vault, 'plugin.md')).toMatch(/by a plugin[\s\S]*typed on/u);

  await obsidian.openFile('gone.md', 'tab');
  await typeAtEnd(obsidian, 'typed');
  rmSync(join(vault.root, 'gone.md'));
  await recordSomethingElse(obsidian, vault, 'witness.md');
  expectDrift(vault, ['merged.md', 'plugin.md']);
  expect(vault.integrity('gone.md')).toBe('deleted');
});

test('what a person may not do by hand stays drift: the text of a proposal, the decision of a learning', async () => {
  const learning = '---\ntype: pattern\nactionable: pending\n---\n# L\n';
  const proposal = '---\ntype: proposal\nid: PROP-7k2m9\n---\ntext\n';
  const vault = GovernedVault.make({ 'knowledge/L.md': learning, '_inbox/PROP-7k2m9 p.md': proposal, 'witness.md': NOTE });
  const obsidian = await open(vault);
  await obsidian.openFile('knowledge/L.md', 'tab');
  const field = obsidian.page.getByRole('textbox', { name: 'actionable' });
  await field.fill('incorporated');
  await field.press('Enter');
  await obsidian.openFile('_inbox/PROP-7k2m9 p.md', 'tab');
  await typeAtEnd(obsidian, 'more');
  await recordSomethingElse(obsidian, vault, 'witness.md');
  expectDrift(vault, ['knowledge/L.md', '_inbox/PROP-7k2m9 p.md']);
});
