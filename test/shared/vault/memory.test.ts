// Answers that are kept between commands are those that would be derived now.
import { existsSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { recentWrites } from '../../../shared/health/recent-writes';
import { openTemporary, temporaryVault, untilSettled, writing, type TemporaryVault } from './temporary-vault';

const NOTES = Object.fromEntries(Array.from({ length: 30 }, (_, n) => [`${n % 2 === 0 ? 'stories' : 'f'}/note ${n}.md`, `text ${n}\n`]));
const LONG_AGO = new Date('2020-01-01T00:00:00Z');

function derived({ root }: Pick<TemporaryVault, 'root'>): boolean {
  let isDerived = false;
  openTemporary(root).read((view) => view.remembered('test-1', function* () {
    isDerived = true;
    return (yield* view.index('')).map(({ path, sha256 }) => [path, sha256]);
  }));
  return isDerived;
}

test('an answer about all notes is derived again only when a note or the name of a file changed', async () => {
  const temporary = temporaryVault(NOTES);
  await untilSettled(temporary.root, Object.keys(NOTES));
  expect([derived(temporary), derived(temporary)]).toEqual([true, false]);
  for (const change of [
    () => temporary.edit('f/note 1.md', 'edited\n'),
    () => temporary.edit('stories/note 2.md', 'edited\n'),
    () => rmSync(join(temporary.root, 'f/note 3.md')),
    () => temporary.edit('g/note 3.md', 'text 3\n'),
    () => temporary.edit('picture.png', 'x'),
    () => rmSync(join(temporary.root, 'picture.png')),
    () => temporary.run(writing(Object.fromEntries(Object.keys(NOTES).slice(10, 30).map((path) => [path, 'written\n'])))),
  ]) {
    change();
    // Notes that the index does not trust yet are told by themselves, and once more when it does.
    await untilSettled(temporary.root, Object.keys(NOTES));
    expect([derived(temporary), derived(temporary)]).toEqual([true, false]);
  }
  await untilSettled(temporary.root, Object.keys(NOTES));
  rmSync(join(temporary.root, '.touchstone/local/cache'), { recursive: true });
  expect([derived(temporary), derived(temporary)]).toEqual([true, false]);
});

test('what the ledgers tell is told anew when one was written, also to the same length', () => {
  const temporary = temporaryVault(NOTES);
  const later = { clock: { now: () => '2099-01-01T00:00:00Z' } };
  const kept = join(temporary.root, '.touchstone/local/cache/recent-writes-1');
  const reasons = (options = later): unknown[] => openTemporary(temporary.root, options).read(recentWrites).map(({ reason }) => reason);
  for (const reason of ['r1', 'r2']) temporary.run(writing({ 'f/note 1.md': `${reason}\n` }), undefined, { reason });
  const ledger = join(temporary.root, '.touchstone/ledger', readdirSync(join(temporary.root, '.touchstone/ledger'))[0] ?? '');
  // Within the second of the last write a later one could look like it.
  const second = `${statSync(ledger).ctime.toISOString().slice(0, 19)}Z`;
  expect(reasons({ clock: { now: () => second } }).slice(0, 2)).toEqual(['r2', 'r1']);
  expect(existsSync(kept)).toBe(false);
  expect(reasons().slice(0, 2)).toEqual(['r2', 'r1']);
  expect(existsSync(kept)).toBe(true);
  expect(reasons()).toEqual(reasons());
  writeFileSync(ledger, readFileSync(ledger, 'utf8').replace('"reason":"r2"', '"reason":"r3"'));
  utimesSync(ledger, LONG_AGO, LONG_AGO);
  expect(reasons().slice(0, 2)).toEqual(['r3', 'r1']);
  temporary.run(writing({ 'f/note 1.md': 'more\n' }), undefined, { reason: 'r4' });
  expect(reasons()).toContain('r4');
});
