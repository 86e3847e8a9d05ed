// Notes open in the host: what a person types, what programs write, and how both meet in one file.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { openObsidian, type Obsidian } from '../e2e/obsidian';
import { vaultWith, writeInto, writeOver } from '../e2e/temporary-vault';
import { fixturePlugin } from './fixture';

let plugin: string;

beforeAll(async () => { plugin = await fixturePlugin(); });

async function openNote(text: string): Promise<Obsidian> {
  const obsidian = await openObsidian({ vault: vaultWith({ 'A.md': text }), plugin });
  await obsidian.openFile('A.md');
  await obsidian.page.evaluate(() => {
    const trusted: string[] = [];
    Object.assign(window, { trusted });
    for (const type of ['beforeinput', 'input', 'keydown', 'paste', 'change']) {
      window.app.workspace.activeLeaf?.view.containerEl.addEventListener(type, (event) => { trusted.push(`${type} ${event.isTrusted}`); }, true);
    }
  });
  return obsidian;
}

function onDisk(obsidian: Obsidian): string {
  return readFileSync(join(obsidian.vault, 'A.md'), 'utf8');
}

function text(obsidian: Obsidian): Promise<string | undefined> {
  return obsidian.page.evaluate(() => window.app.workspace.activeEditor?.editor?.getValue());
}

function lastChange(obsidian: Obsidian): Promise<string | null> {
  return obsidian.page.locator('body').getAttribute('data-last-change');
}

function trusted(obsidian: Obsidian): Promise<string[]> {
  return obsidian.page.evaluate(() => (window as unknown as { trusted: string[] }).trusted.splice(0));
}

/** From now on it is the same moment in the page, so many milliseconds after the last; timers go on. */
async function stopClock(obsidian: Obsidian, later = 0): Promise<void> {
  await obsidian.page.evaluate((milliseconds) => {
    const moment = Date.now() + milliseconds;
    Date.now = () => moment;
  }, later);
}

/** Puts the cursor at the end of the note. */
async function toTheEnd(obsidian: Obsidian): Promise<void> {
  await obsidian.page.getByRole('textbox', { name: 'Note text' }).click();
  await obsidian.page.keyboard.press('Control+End');
}

test('typing comes in as trusted input and is saved after a pause', async () => {
  const obsidian = await openNote('Line one\n');
  await toTheEnd(obsidian);
  await obsidian.page.keyboard.type('Line two');
  expect(onDisk(obsidian)).toBe('Line one\n');
  expect(await text(obsidian)).toBe('Line one\nLine two');
  expect(await lastChange(obsidian)).toBe('input');
  const events = await trusted(obsidian);
  expect(events).toContain('keydown true');
  expect(events).toContain('input true');
  expect(events.filter((event) => event.endsWith('false'))).toEqual([]);
  await expect.poll(() => onDisk(obsidian)).toBe('Line one\nLine two');
});

test('undo, redo, new lines of lists, and saving by hand', async () => {
  const obsidian = await openNote('- [x] done');
  await toTheEnd(obsidian);
  // What is typed in a row is undone as one, and a test that is stopped in between types in no row.
  await stopClock(obsidian);
  await obsidian.page.keyboard.press('Enter');
  await obsidian.page.keyboard.type('next');
  expect(await text(obsidian)).toBe('- [x] done\n- [ ] next');
  await stopClock(obsidian, 600);
  await obsidian.page.keyboard.type('!');
  await obsidian.page.keyboard.press('Control+Z');
  expect(await text(obsidian)).toBe('- [x] done\n- [ ] next');
  expect(await lastChange(obsidian)).toBe('undo');
  await obsidian.page.keyboard.press('Control+Z');
  expect(await text(obsidian)).toBe('- [x] done');
  await obsidian.page.keyboard.press('Control+Y');
  expect(await lastChange(obsidian)).toBe('redo');
  await obsidian.page.keyboard.press('Control+S');
  await expect.poll(() => onDisk(obsidian)).toBe('- [x] done\n- [ ] next');
});

test('pasting is a person\'s input, a program\'s edit is not', async () => {
  const obsidian = await openNote('');
  await obsidian.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await obsidian.page.evaluate(() => navigator.clipboard.writeText('pasted text'));
  await toTheEnd(obsidian);
  await trusted(obsidian);
  await obsidian.page.keyboard.press('Control+V');
  await expect.poll(() => text(obsidian)).toBe('pasted text');
  expect(await trusted(obsidian)).toContain('paste true');
  expect(await lastChange(obsidian)).toBe('input');
  await obsidian.page.keyboard.press('Control+A');
  await trusted(obsidian);
  await obsidian.run('host-fixture:shout');
  expect(await text(obsidian)).toBe('PASTED TEXT');
  expect(await lastChange(obsidian)).toBe('program');
  expect(await trusted(obsidian)).toEqual([]);
});

test('another program\'s change appears in the note, without being an edit', async () => {
  const obsidian = await openNote('before\n');
  writeInto(obsidian.vault, 'A.md', 'after\n');
  await expect.poll(() => text(obsidian)).toBe('after\n');
  expect(await lastChange(obsidian)).toBe('set');
  await obsidian.page.waitForTimeout(100);
  expect(onDisk(obsidian)).toBe('after\n');
});

test('another program\'s change and what is being typed are both kept', async () => {
  const obsidian = await openNote('one\n\ntwo\n');
  await toTheEnd(obsidian);
  await obsidian.page.keyboard.type('typed');
  writeOver(obsidian.vault, 'A.md', 'ONE\n\ntwo\n');
  await obsidian.page.getByText('has been modified externally').waitFor();
  expect(await text(obsidian)).toBe('ONE\n\ntwo\ntyped');
  await expect.poll(() => onDisk(obsidian)).toBe('ONE\n\ntwo\ntyped');
});

test('properties are edited in fields, as one change of the editor', async () => {
  const obsidian = await openNote('---\nstatus: todo\ntags:\n  - a\n---\nBody\n');
  await obsidian.page.getByRole('textbox', { name: 'status' }).fill('done');
  await trusted(obsidian);
  await obsidian.page.keyboard.press('Tab');
  expect(await text(obsidian)).toBe('---\nstatus: done\ntags:\n  - a\n---\nBody\n');
  expect(await trusted(obsidian)).toContain('change true');
  await obsidian.page.getByRole('textbox', { name: 'tags' }).fill('a, b');
  await obsidian.page.keyboard.press('Enter');
  await obsidian.page.keyboard.press('Control+S');
  await expect.poll(() => onDisk(obsidian)).toBe('---\nstatus: done\ntags:\n  - a\n  - b\n---\nBody\n');
});

test('a task is ticked in the reading view', async () => {
  const obsidian = await openNote('# Title\n\n- [ ] first\n- [ ] second\n');
  await obsidian.page.getByRole('button', { name: 'Reading view' }).click();
  await obsidian.page.getByRole('checkbox', { name: 'second' }).click();
  await obsidian.page.keyboard.press('Control+S');
  await expect.poll(() => onDisk(obsidian)).toBe('# Title\n\n- [ ] first\n- [x] second\n');
});

test('a note with Windows line breaks is not rewritten by looking at it', async () => {
  const obsidian = await openNote('one\r\ntwo\r\n');
  await obsidian.openFile('A.md', 'tab');
  await obsidian.page.evaluate(() => { for (const leaf of window.app.workspace.getLeavesOfType('markdown')) leaf.detach(); });
  await obsidian.page.waitForTimeout(100);
  expect(onDisk(obsidian)).toBe('one\r\ntwo\r\n');
});
