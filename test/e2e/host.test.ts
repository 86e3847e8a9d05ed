// The host itself, tried with a small plugin: what it promises to the tests of the real one.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fixturePlugin } from '../host/fixture';
import { openObsidian, type Obsidian } from './obsidian';

let plugin: string;
const folders: string[] = [];

beforeAll(async () => { plugin = await fixturePlugin(); });
afterAll(() => { for (const folder of folders) rmSync(folder, { recursive: true, force: true }); });

function vaultWith(notes: Record<string, string>): string {
  const vault = mkdtempSync(join(tmpdir(), 'host-vault-'));
  folders.push(vault);
  for (const [path, text] of Object.entries(notes)) {
    mkdirSync(dirname(join(vault, path)), { recursive: true });
    writeFileSync(join(vault, path), text);
  }
  return vault;
}

function note(status: string): string {
  return `---\nstatus: ${status}\n---\nBody.\n`;
}

test('a view lists the notes of the vault and changes one on disk', async () => {
  const obsidian = await openObsidian({ vault: vaultWith({ 'Work/Parser.md': note('todo'), 'Board.md': note('doing') }), plugin });
  await obsidian.page.getByRole('button', { name: 'Open notes' }).click();
  await expect.poll(() => obsidian.page.getByRole('listitem').count()).toBe(2);
  await obsidian.screenshot('host-fixture');
  await obsidian.page.getByRole('button', { name: 'Finish Parser' }).click();
  await obsidian.page.locator('[data-path="Work/Parser.md"]', { hasText: 'done' }).waitFor();
  expect(readFileSync(join(obsidian.vault, 'Work/Parser.md'), 'utf8')).toBe(note('done'));
});
