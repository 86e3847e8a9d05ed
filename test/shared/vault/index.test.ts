// The index of notes answers from what it remembers only while that is what the notes and the ledger say.
import { readFileSync, realpathSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { decodeRows } from '../../../shared/vault/row-table';
import { UNSETTLED } from '../../../shared/vault/stamps';
import { asked, openTemporary, temporaryVault, writing, type TemporaryVault } from './temporary-vault';

const NOTES = Object.fromEntries(Array.from({ length: 120 }, (_, n) => [
  `${n % 2 === 0 ? 'a' : 'b'}/note ${n}.md`, `---\nn: ${n}\nlist: [x, "${n % 3}"]\ntags: []\n---\ntext\n`,
]));

function index(temporary: Pick<TemporaryVault, 'root'>): ReturnType<typeof asked> {
  return asked(openTemporary(temporary.root).read((view) => view.index('')));
}

/** What a vault without any cache answers. */
function anew(temporary: TemporaryVault): ReturnType<typeof asked> {
  const kept = index(temporary);
  rmSync(join(temporary.root, '.touchstone/local/cache'), { recursive: true });
  const answer = index(temporary);
  expect(kept).toEqual(answer);
  return answer;
}

/** A vault whose notes are older than the clock's tick, and remembered. */
function remembered(): TemporaryVault {
  const temporary = temporaryVault(NOTES);
  index(temporary);
  index(temporary);
  return temporary;
}

test('rows that are remembered answer as rows that are read', () => {
  const notes = anew(remembered());
  expect(notes).toHaveLength(120);
  expect(notes[0]).toMatchObject({ path: 'a/note 0.md', properties: { n: 0, list: ['x', '0'], tags: [] }, integrity: 'ok' });
  expect(Object.keys(notes[0]?.properties ?? {})).toEqual(['n', 'list', 'tags']);
});

test('a note with another text of the same length and the same modification time is seen', () => {
  const temporary = remembered();
  const file = join(temporary.root, 'a/note 0.md');
  const { atime, mtime } = statSync(file);
  writeFileSync(file, (NOTES['a/note 0.md'] ?? '').replace('n: 0', 'n: 9'));
  utimesSync(file, atime, mtime);
  expect(anew(temporary)[0]).toMatchObject({ properties: { n: 9 }, integrity: 'modified' });
});

test('a governed write after the index was kept changes how a note stands, also when its bytes are those of before', () => {
  const temporary = remembered();
  const before = NOTES['a/note 0.md'] ?? '';
  temporary.run(writing({ 'a/note 0.md': 'other\n' }));
  expect(index(temporary)[0]).toMatchObject({ properties: {}, integrity: 'ok' });
  temporary.edit('a/note 0.md', before);
  expect(anew(temporary)[0]).toMatchObject({ properties: { n: 0 }, integrity: 'modified' });
});

test('an index of a ledger that went back is compared with the ledger that is there', () => {
  const temporary = remembered();
  temporary.run(writing(Object.fromEntries(Object.keys(NOTES).map((path) => [path, 'governed\n']))));
  index(temporary);
  rmSync(join(temporary.root, '.touchstone/ledger'), { recursive: true });
  expect(new Set(anew(temporary).map(({ integrity }) => integrity))).toEqual(new Set(['untracked']));
});

test('notes that come, go and change their folder are seen', () => {
  const temporary = remembered();
  temporary.edit('a/a new one.md', '---\nn: 1000\n---\n');
  temporary.edit('z/last.md', 'x\n');
  rmSync(join(temporary.root, 'b/note 1.md'));
  const paths = anew(temporary).map(({ path }) => path);
  expect(paths).toContain('a/a new one.md');
  expect(paths).not.toContain('b/note 1.md');
  expect(paths).toEqual([...paths].sort());
});

test('a governed note whose properties can\'t be read is reported as unreadable, remembered or not', () => {
  const temporary = temporaryVault({ ...NOTES, 'a/broken.md': '---\nx: [\n---\n' });
  const drift = (): unknown => openTemporary(temporary.root).read((view) => view.drift('changed')).drifted;
  index(temporary);
  expect(drift()).toMatchObject([{ path: 'a/broken.md', kind: 'unreadable' }]);
  rmSync(join(temporary.root, '.touchstone/local/cache'), { recursive: true });
  expect(drift()).toMatchObject([{ path: 'a/broken.md', kind: 'unreadable' }]);
});

test('notes that changed since are kept beside the index, and seen when they change once more', () => {
  const temporary = remembered();
  const cache = join(temporary.root, '.touchstone/local/cache');
  const before = readFileSync(join(cache, 'index-notes'));
  const changed = Object.keys(NOTES).slice(0, 30);
  temporary.run(writing(Object.fromEntries(changed.map((path) => [path, '---\nn: 1000\n---\n']))));
  for (const path of changed.slice(0, 10)) temporary.edit(path, '---\nn: 2000\n---\n');
  // Until most are older than the clock's tick; a few that aren't are read again each time.
  do index(temporary); while (unsettledLater(cache) >= 8);
  const kept = index(temporary);
  expect(kept.filter(({ properties }) => properties?.['n'] === 2000)).toMatchObject(Array.from({ length: 10 }, () => ({ integrity: 'modified' })));
  expect(kept.filter(({ properties }) => properties?.['n'] === 1000)).toMatchObject(Array.from({ length: 20 }, () => ({ integrity: 'ok' })));
  expect(readFileSync(join(cache, 'index-notes'))).toEqual(before);

  const [edited = '', written = '', deleted = '', acknowledged = ''] = changed.slice(9);
  const file = join(temporary.root, edited);
  const { atime, mtime } = statSync(file);
  writeFileSync(file, '---\nn: 300\n---\n');
  utimesSync(file, atime, mtime);
  temporary.run(writing({ [written]: '---\nn: 400\n---\n', [deleted]: null }));
  temporary.edit(acknowledged, NOTES[acknowledged] ?? '');
  const again = index(temporary);
  expect(again.find(({ path }) => path === edited)).toMatchObject({ properties: { n: 300 }, integrity: 'modified' });
  expect(again.find(({ path }) => path === written)).toMatchObject({ properties: { n: 400 }, integrity: 'ok' });
  expect(again.map(({ path }) => path)).not.toContain(deleted);
  expect(anew(temporary)).toEqual(again);
});

test('an index that the ledger left far behind with other notes is written again, so that nobody has to follow', () => {
  const temporary = remembered();
  const cache = join(temporary.root, '.touchstone/local/cache');
  const ledger = (partition: string): unknown => tableOf(cache, partition)?.ledger;
  temporary.run(writing(Object.fromEntries(Object.keys(NOTES).slice(0, 20).map((path) => [path, 'later\n']))));
  index(temporary);
  const before = ledger('notes');
  const others = Array.from({ length: 100 }, (_, n) => `stories/S-${n}.md`);
  // Some 17 KB of ledger each.
  for (let n = 0; n < 3; n++) temporary.run(writing(Object.fromEntries(others.map((path) => [path, `${n}\n`]))));
  index(temporary);
  expect(ledger('notes')).toEqual(before);
  for (let n = 3; n < 12; n++) temporary.run(writing(Object.fromEntries(others.map((path) => [path, `${n}\n`]))));
  index(temporary);
  index(temporary);
  const now = ledger('stories');
  expect([ledger('notes'), ledger('notes-later')]).toEqual([now, now]);
  anew(temporary);
});

/** How many rows beside the index are marked as too new. */
function unsettledLater(cache: string): number {
  const table = tableOf(cache, 'notes-later');
  return (table?.paths ?? []).filter((_, at) => table?.stamp(at)[0] === UNSETTLED).length;
}

function tableOf(cache: string, partition: string): ReturnType<typeof decodeRows> {
  return decodeRows(readFileSync(join(cache, `index-${partition}`)), { place: realpathSync(join(cache, '../../..')), partition });
}
