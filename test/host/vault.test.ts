// The host's vault: real files, one event for each change, and changes of others seen.
import type fs from 'node:fs';
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openObsidian, type Obsidian } from '../e2e/obsidian';
import { vaultWith, writeInto, writeOver } from '../e2e/temporary-vault';

/** Writes down every event of the vault from now on. */
async function listen(obsidian: Obsidian): Promise<() => Promise<string[]>> {
  await obsidian.page.evaluate(() => {
    const seen: string[] = [];
    Object.assign(window, { seen });
    for (const name of ['create', 'modify', 'delete']) window.app.vault.on(name, (file: { path: string }) => { seen.push(`${name} ${file.path}`); });
    window.app.vault.on('rename', (file: { path: string }, from: string) => { seen.push(`rename ${from} ${file.path}`); });
    window.app.metadataCache.on('changed', (file: { path: string }, _text: string, cache: { frontmatter?: object }) => {
      seen.push(`changed ${file.path} ${JSON.stringify(cache.frontmatter ?? null)}`);
    });
  });
  return () => obsidian.page.evaluate(() => (window as unknown as { seen: string[] }).seen);
}

test('the app\'s own changes are on disk when they resolve, and are told once', async () => {
  const obsidian = await openObsidian({ vault: vaultWith({ 'A.md': 'one' }) });
  const events = await listen(obsidian);
  const facts = await obsidian.page.evaluate(async () => {
    const { vault } = window.app;
    const file = vault.getFileByPath('A.md')!;
    await vault.modify(file, 'two');
    await vault.append(file, '!');
    await vault.createFolder('New');
    const made = await vault.create('New/B.md', '---\nk: 1\n---\n');
    await vault.rename(vault.getFolderByPath('New')!, 'Renamed');
    const sameObject = vault.getFileByPath('Renamed/B.md') === made && made.parent?.path === 'Renamed';
    await vault.delete(file);
    return { sameObject, read: await vault.read(made), refused: await vault.create('Renamed/B.md', '').catch((error: Error) => error.message) };
  });
  expect(facts).toEqual({ sameObject: true, read: '---\nk: 1\n---\n', refused: 'File already exists.' });
  expect(existsSync(join(obsidian.vault, 'A.md'))).toBe(false);
  // Long enough for the watch to have told what it saw.
  await obsidian.page.waitForTimeout(200);
  expect((await events()).filter((event) => !event.startsWith('changed'))).toEqual([
    'modify A.md', 'modify A.md', 'create New', 'create New/B.md', 'rename New Renamed', 'rename New/B.md Renamed/B.md', 'delete A.md',
  ]);
});

test('changes of other programs are seen: in place, by renaming over, in new folders, deletions', async () => {
  const obsidian = await openObsidian({ vault: vaultWith({ 'A.md': 'one', 'Old/C.md': 'c', 'Old/D.md': 'd' }) });
  const events = await listen(obsidian);
  writeOver(obsidian.vault, 'A.md', '---\nk: 2\n---\n');
  await expect.poll(events).toEqual(['modify A.md', 'changed A.md {"k":2}']);
  writeInto(obsidian.vault, '.touchstone/stage', 'not seen');
  writeFileSync(join(obsidian.vault, '.stage'), '---\nk: 3\n---\n');
  renameSync(join(obsidian.vault, '.stage'), join(obsidian.vault, 'A.md'));
  await expect.poll(async () => (await events()).slice(2)).toEqual(['modify A.md', 'changed A.md {"k":3}']);
  writeInto(obsidian.vault, 'x/y/E.md', 'e');
  await expect.poll(async () => (await events()).slice(4)).toEqual(['create x', 'create x/y', 'create x/y/E.md', 'changed x/y/E.md null']);
  writeOver(obsidian.vault, 'x/y/E.md', 'ee');
  await expect.poll(async () => (await events()).slice(8)).toEqual(['modify x/y/E.md', 'changed x/y/E.md null']);
  rmSync(join(obsidian.vault, 'Old'), { recursive: true });
  await expect.poll(async () => (await events()).slice(10).sort()).toEqual(['delete Old', 'delete Old/C.md', 'delete Old/D.md']);
});

test('process is atomic inside the app and not across programs', async () => {
  const obsidian = await openObsidian({ vault: vaultWith({ 'A.md': '0' }) });
  await obsidian.page.evaluate(async () => {
    const file = window.app.vault.getFileByPath('A.md')!;
    await Promise.all(Array.from({ length: 20 }, () => window.app.vault.process(file, (text) => String(Number(text) + 1))));
  });
  expect(readFileSync(join(obsidian.vault, 'A.md'), 'utf8')).toBe('20');
  const result = await obsidian.page.evaluate(async () => {
    const file = window.app.vault.getFileByPath('A.md')!;
    const disk = (window as unknown as { require(name: string): typeof fs }).require('fs');
    const path = `${(window.app.vault.adapter as unknown as { getBasePath(): string }).getBasePath()}/A.md`;
    const written = await window.app.vault.process(file, (text) => {
      disk.writeFileSync(path, 'from outside');
      return `${text}!`;
    });
    const refused = await window.app.vault.process(file, () => { throw new Error('not this one'); }).catch((error: Error) => error.message);
    return { written, refused, read: await window.app.vault.read(file) };
  });
  expect(result).toEqual({ written: '20!', refused: 'not this one', read: '20!' });
});

test('trash goes where the settings say', async () => {
  const obsidian = await openObsidian({ vault: vaultWith({ 'A.md': 'a', 'B/C.md': 'c', '.obsidian/app.json': '{}' }) });
  await obsidian.page.evaluate(async () => {
    await window.app.fileManager.trashFile(window.app.vault.getFileByPath('A.md')!);
    await window.app.vault.setConfig('trashOption', 'local');
    await window.app.fileManager.trashFile(window.app.vault.getFileByPath('B/C.md')!);
  });
  expect(readFileSync(join(`${obsidian.vault}.system-trash`, 'A.md'), 'utf8')).toBe('a');
  expect(readFileSync(join(obsidian.vault, '.trash/B/C.md'), 'utf8')).toBe('c');
  expect(await obsidian.page.evaluate(() => window.app.vault.getFiles().length)).toBe(0);
});

test('properties are changed by the app as it does, and links follow a renamed note', async () => {
  const obsidian = await openObsidian({ vault: vaultWith({
    'A.md': '---\nstatus: todo # why\n---\nText.\n',
    'B.md': 'See [[A#Part|that]] and [[Nowhere]].\n',
  }) });
  const result = await obsidian.page.evaluate(async () => {
    const { vault, fileManager, metadataCache } = window.app;
    const file = vault.getFileByPath('A.md')!;
    await fileManager.processFrontMatter(file, (properties) => { properties['status'] = 'done'; });
    const before = { ...metadataCache.resolvedLinks['B.md'] };
    const unresolved = metadataCache.unresolvedLinks['B.md'];
    await fileManager.renameFile(file, 'Other name.md');
    return { before, unresolved, link: fileManager.generateMarkdownLink(file, 'B.md', '#Part', 'shown') };
  });
  expect(result).toEqual({ before: { 'A.md': 1 }, unresolved: { Nowhere: 1 }, link: '[[Other name#Part|shown]]' });
  expect(readFileSync(join(obsidian.vault, 'Other name.md'), 'utf8')).toBe('---\nstatus: done\n---\nText.\n');
  expect(readFileSync(join(obsidian.vault, 'B.md'), 'utf8')).toBe('See [[Other name#Part|that]] and [[Nowhere]].\n');
});
