// Notes and files in the host: rendered text, hooks of plugins into it, menus, and views that follow their file.
import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openObsidian, type Obsidian } from '../e2e/obsidian';
import { vaultWith } from '../e2e/temporary-vault';
import type * as api from './page/api/index';

const NOTE = [
  '---', 'status: todo', '---', '# Title with `code`', '',
  'A *b* **c** ~~d~~ ==e== [[Other|shown]] [[Nowhere]] [web](https://example.invalid) #tag a_b_c', '',
  '> [!warning] Careful', '> It **burns**.', '',
  '- one', '  - [x] two', '', '1. first', '2. second', '',
  '| a | b |', '|---|--:|', '| 1 | `x \\| y` |', '',
  '```ts', 'const a = "<b>";', '```', '', '<script>window.hurt = 1</script><img src=x onerror="window.hurt = 1">', '', '[bad](javascript:window.hurt=1) %%hidden%%',
].join('\n');

function open(): Promise<Obsidian> {
  return openObsidian({ vault: vaultWith({ 'A.md': NOTE, 'Other.md': '', 'Folder/C.md': 'c' }) });
}

test('Markdown becomes elements, and nothing in it runs', async () => {
  const obsidian = await open();
  await obsidian.openFile('A.md');
  await obsidian.page.getByRole('button', { name: 'Reading view' }).click();
  const note = obsidian.page.locator('.markdown-rendered');
  await note.getByRole('heading', { name: 'Title with code', level: 1 }).waitFor();
  const parts = await note.evaluate((element) => {
    const texts = (selector: string): string[] => Array.from(element.querySelectorAll(selector), (each) => each.textContent);
    return {
      emphasis: texts('p > :is(em, strong, del, mark)'),
      links: Array.from(element.querySelectorAll('a'), (link) => `${link.className} ${link.getAttribute('href')}`),
      callout: texts('.callout[data-callout="warning"] .callout-title-inner, .callout-content strong'),
      lists: texts('ul > li > ul > li, ol > li'),
      cells: texts('th, td'),
      code: texts('pre code.language-ts'),
      scripts: element.querySelectorAll('script, img').length,
      hurt: 'hurt' in window,
      hidden: element.textContent.includes('hidden'),
    };
  });
  expect(parts).toEqual({
    emphasis: ['b', 'c', 'd', 'e', 'burns'],
    links: ['internal-link Other', 'internal-link is-unresolved Nowhere', 'external-link https://example.invalid', 'tag #tag', 'external-link null'],
    callout: ['Careful', 'burns'],
    lists: ['two', 'first', 'second'],
    cells: ['a', 'b', '1', 'x | y'],
    code: ['const a = "<b>";\n'],
    scripts: 0, hurt: false, hidden: false,
  });
  expect(await obsidian.axe({ include: ['.markdown-rendered'] })).toEqual([]);
  await note.getByText('shown').click();
  await expect.poll(() => obsidian.page.evaluate(() => window.app.workspace.getActiveFile()?.path)).toBe('Other.md');
});

test('plugins take part in rendering', async () => {
  const obsidian = await open();
  const html = await obsidian.page.evaluate(async () => {
    const { MarkdownRenderer, MarkdownPreviewRenderer, Component } = window.app.plugins.require('obsidian') as typeof api;
    MarkdownPreviewRenderer.registerPostProcessor(MarkdownPreviewRenderer.createCodeBlockPostProcessor('query', (source, el, context) => {
      el.createEl('b', { text: `${source} in ${context.sourcePath}` });
    }));
    const target = document.body.createDiv();
    await MarkdownRenderer.render(window.app, '```query\nall\n```', target, 'A.md', new Component());
    return target.innerHTML;
  });
  expect(html).toBe('<div class="el-code"><div class="block-language-query"><b>all in A.md</b></div></div>');
});

test('the file explorer shows the vault, opens notes and asks plugins for its menu', async () => {
  const obsidian = await open();
  await obsidian.page.evaluate(() => {
    window.app.workspace.on('file-menu', (menu: { addItem(add: (item: { setTitle(title: string): unknown }) => unknown): unknown }, file: { path: string }, source: string) => {
      menu.addItem((item) => item.setTitle(`${source}: ${file.path}`));
    });
  });
  await obsidian.run('file-explorer:open');
  const files = obsidian.page.locator('.nav-files-container');
  await files.getByText('C', { exact: true }).click();
  await expect.poll(() => obsidian.page.evaluate(() => window.app.workspace.getActiveFile()?.path)).toBe('Folder/C.md');
  await obsidian.screenshot('host-file-explorer');
  await files.getByText('A', { exact: true }).click({ button: 'right' });
  await obsidian.page.getByRole('menuitem', { name: 'file-explorer-context-menu: A.md' }).click();
  await obsidian.page.getByRole('button', { name: 'More options' }).last().click();
  await obsidian.page.getByRole('menuitem', { name: 'more-options: Folder/C.md' }).click();
  rmSync(join(obsidian.vault, 'A.md'));
  await expect.poll(() => files.getByText('A', { exact: true }).count()).toBe(0);
});

test('a view follows its file when the app renames it, and is emptied when another program takes it away', async () => {
  const obsidian = await open();
  await obsidian.openFile('Folder/C.md');
  await obsidian.page.evaluate(() => window.app.fileManager.renameFile(window.app.vault.getFileByPath('Folder/C.md')!, 'D.md'));
  await obsidian.page.locator('.view-header-title', { hasText: 'D' }).waitFor();
  renameSync(join(obsidian.vault, 'D.md'), join(obsidian.vault, 'E.md'));
  await obsidian.page.getByText('No file is open').waitFor();
  // The app hears of the name that went before it hears of the one that came.
  await expect.poll(() => obsidian.page.evaluate(() => window.app.vault.getMarkdownFiles().map(({ path }) => path).sort())).toEqual(['A.md', 'E.md', 'Other.md']);
});

test('icons are drawn, and one that the host does not know is remembered', async () => {
  const obsidian = await open();
  const drawn = await obsidian.page.evaluate(() => {
    const { setIcon } = window.app.plugins.require('obsidian') as typeof api;
    const known = document.body.createDiv();
    const unknown = document.body.createDiv();
    setIcon(known, 'inbox');
    setIcon(unknown, 'no-such-icon');
    return [known.querySelector('svg')?.getAttribute('class'), unknown.querySelector('svg')?.dataset['unknownIcon']];
  });
  expect(drawn).toEqual(['svg-icon lucide-inbox', 'no-such-icon']);
  expect(await obsidian.unknownIcons()).toEqual(['no-such-icon']);
});
