// The last entries of a ledger are the same however much of it is read for them.
import { expect, test } from 'vitest';
import { temporaryVault, writing } from './temporary-vault';

test('the newest entries are those of the whole history, also behind lines longer than what is read at once', () => {
  // One line of a thousand notes is some 200 KB.
  const vault = temporaryVault(Object.fromEntries(Array.from({ length: 1300 }, (_, n) => [`notes/note ${n}.md`, `${n}\n`])));
  for (let n = 0; n < 4; n++) vault.run(writing({ [`notes/note ${n}.md`]: 'changed\n' }));
  vault.run(writing(Object.fromEntries(Array.from({ length: 700 }, (_, n) => [`notes/note ${n}.md`, 'all\n']))));
  vault.run(writing({ 'notes/note 1.md': 'last\n' }));
  const all = vault.read((view) => view.history({}));
  expect(all).toHaveLength(9);
  for (let limit = 1; limit <= 10; limit++) expect(vault.read((view) => view.history({ limit }))).toEqual(all.slice(0, limit));
  const ofOne = { path: 'notes/note 2.md' };
  expect(vault.read((view) => view.history({ ...ofOne, limit: 2 }))).toEqual(vault.read((view) => view.history(ofOne)).slice(0, 2));
});
