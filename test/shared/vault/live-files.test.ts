// Whether all governed files are there is told by their number, as it is by comparing them one by one.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { DriftReport } from '../../../shared/vault/drift';
import { CONFIG_PATH } from '../../../shared/vault/paths';
import { openTemporary, temporaryVault, writing, type TemporaryVault } from './temporary-vault';

/** Enough for a cache to be written. */
const NOTES = Object.fromEntries(Array.from({ length: 260 }, (_, n) => [`${n % 3 === 0 ? 'stories' : 'notes'}/note ${n}.md`, `${n}\n`]));

function drift({ root }: Pick<TemporaryVault, 'root'>): DriftReport {
  return openTemporary(root).read((view) => view.drift('changed'));
}

/** What is reported with all caches, and has to be reported without. */
function reported(vault: TemporaryVault): DriftReport {
  const cached = drift(vault);
  expect(drift(vault)).toEqual(cached);
  rmSync(join(vault.root, '.touchstone/local/cache'), { recursive: true });
  expect(drift(vault)).toEqual(cached);
  return cached;
}

test('notes and files that come, go and are missing', () => {
  const vault = temporaryVault(NOTES);
  const remove = (path: string): void => { rmSync(join(vault.root, path)); };
  const run = (files: Record<string, string | null>): void => { vault.run(writing(files)); };
  drift(vault);
  expect(reported(vault)).toMatchObject({ ok: 261, drifted: [] });
  run({ 'notes/new.md': 'new', 'Board.canvas': '{}' });
  expect(reported(vault)).toMatchObject({ ok: 263, drifted: [] });
  run({ 'notes/new.md': null, 'notes/note 1.md': null });
  expect(reported(vault)).toMatchObject({ ok: 261, drifted: [] });
  remove('notes/note 2.md');
  expect(reported(vault)).toMatchObject({ ok: 260, drifted: [{ path: 'notes/note 2.md', kind: 'deleted' }] });
  run({ 'notes/newer.md': 'newer' });
  expect(reported(vault)).toMatchObject({ ok: 261, drifted: [{ path: 'notes/note 2.md', kind: 'deleted' }] });
  vault.edit('notes/stranger.md', 'of somebody');
  expect(reported(vault).drifted.map(({ path, kind }) => [path, kind])).toEqual([['notes/note 2.md', 'deleted'], ['notes/stranger.md', 'untracked']]);
  remove('notes/stranger.md');
  vault.edit('notes/note 2.md', NOTES['notes/note 2.md'] ?? '');
  expect(reported(vault)).toMatchObject({ ok: 262, drifted: [] });
  remove('Board.canvas');
  vault.edit(CONFIG_PATH, `${vault.bytes(CONFIG_PATH).toString()}# more\n`);
  expect(reported(vault).drifted.map(({ path, kind }) => [path, kind])).toEqual([[CONFIG_PATH, 'modified'], ['Board.canvas', 'deleted']]);
});

test('more files that are no notes than are kept by name', () => {
  const canvases = Object.fromEntries(Array.from({ length: 20 }, (_, n) => [`Board ${n}.canvas`, '{}']));
  const vault = temporaryVault(NOTES);
  vault.run(writing(canvases));
  expect(reported(vault)).toMatchObject({ ok: 281, drifted: [] });
  drift(vault);
  rmSync(join(vault.root, 'Board 7.canvas'));
  expect(reported(vault)).toMatchObject({ ok: 280, drifted: [{ path: 'Board 7.canvas', kind: 'deleted' }] });
});
