// A sweep of a folder finds what a list of it finds, with the stamps that are taken by name.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { Folders } from '../../../shared/node/folders';
import { Locator } from '../../../shared/node/locate';
import type { FolderEntry } from '../../../shared/vault/ports';
import { STAMP_LENGTH } from '../../../shared/vault/stamps';

function byName(entries: readonly FolderEntry[]): FolderEntry[] {
  return entries.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

test('of notes, links, folders, pipes and names of all kinds', () => {
  const root = mkdtempSync(join(tmpdir(), 'touchstone-folders-'));
  onTestFinished(() => { rmSync(root, { recursive: true, force: true }); });
  for (const name of ['plain.md', 'LOUD.MD', 'image.png', '.hidden.md', 'Cafe\u0301.md', 'back\\slash.md', 'line\nbreak.md', 'empty']) writeFileSync(join(root, name), name);
  for (const name of ['folder', 'folder.md', '.dot']) mkdirSync(join(root, name));
  symlinkSync('plain.md', join(root, 'inside.md'));
  symlinkSync('folder', join(root, 'linked'));
  symlinkSync('/etc/hostname', join(root, 'outside.md'));
  symlinkSync('nowhere.md', join(root, 'broken.md'));
  execFileSync('mkfifo', [join(root, 'pipe.md')]);
  const folders = new Folders(new Locator(root));
  const swept = folders.sweep('');
  expect(byName(swept.notes.map((name) => ({ name, kind: 'file' })))).toEqual(byName([
    { name: 'plain.md', kind: 'file' }, { name: 'LOUD.MD', kind: 'file' }, { name: 'Caf\u00e9.md', kind: 'file' }, { name: 'inside.md', kind: 'file' },
  ]));
  expect(byName([...swept.notes.map((name) => ({ name, kind: 'file' as const })), ...swept.others])).toEqual(byName(folders.list('')));
  expect(swept.others).toContainEqual({ name: 'folder.md', kind: 'folder' });
  expect(swept.others).toContainEqual({ name: 'outside.md', kind: 'other' });
  expect(swept.stamps.numbers).toHaveLength(swept.notes.length * STAMP_LENGTH);
  expect(swept.stamps.numbers).toEqual(folders.stamps('', swept.notes).numbers);
  expect(folders.sweep('gone')).toMatchObject({ notes: [], others: [] });
  expect(folders.sweep('plain.md')).toMatchObject({ notes: [], others: [] });
});

test.each([
  null, '.hidden.md', '.md', 'back\\slash.md', 'line\nbreak.md', 'a.md\nb.md', 'Cafe\u0301.md', 'LOUD.MD', 'image.png', 'no-suffix', 'dots.md.md', 'a .md',
])('of plain names and %j', (odd) => {
  const root = mkdtempSync(join(tmpdir(), 'touchstone-folders-'));
  onTestFinished(() => { rmSync(root, { recursive: true, force: true }); });
  for (const name of ['a.md', 'Plain [name] - 2.md', 'z.md', ...(odd === null ? [] : [odd])]) writeFileSync(join(root, name), name);
  const folders = new Folders(new Locator(root));
  const swept = folders.sweep('');
  expect(byName([...swept.notes.map((name) => ({ name, kind: 'file' as const })), ...swept.others])).toEqual(byName(folders.list('')));
  expect(swept.stamps.numbers).toEqual(folders.stamps('', swept.notes).numbers);
});
