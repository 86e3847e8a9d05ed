// A table of what the index holds answers as the notes themselves do.
import { expect, test } from 'vitest';
import { backlogOf, claimableAmong, isClaimable, isReady, readBacklog, readyAmong } from '../../../shared/story/backlog';
import { inQueueOrder } from '../../../shared/story/queue';
import type { Group, NoteTable } from '../../../shared/vault/note-table';
import { asked, openTemporary, temporaryVault, untilSettled, writing, type TemporaryVault } from './temporary-vault';

const STATUSES = ['open', 'closed', 'deferred', 'in_progress'];
const KEYS = ['type', 'status', 'kind', 'blocked_by', 'n'];

function story(n: number): string {
  const blockers = n % 5 === 0 ? [`PROJ-${n + 1}`, `PROJ-${n + 2}`] : n % 7 === 0 ? ['PROJ-nowhere'] : [];
  return `---\ntype: ${n % 11 === 0 ? 'note' : 'story'}\nkind: ${n % 13 === 0 ? 'epic' : 'task'}\nstatus: ${STATUSES[n % 4] ?? ''}\npriority: ${n % 3}\n`
    + `${n % 8 === 2 ? 'defer_until: 2020-01-01T00:00:00Z\n' : ''}${n % 6 === 0 ? 'assignee: dev-7\n' : ''}blocked_by: [${blockers.join(', ')}]\n---\n`;
}

/** Stories that the index holds, with some that changed since: written, edited, made unreadable, deleted, put elsewhere. */
async function usedVault(): Promise<TemporaryVault> {
  const notes = Object.fromEntries([
    ...Array.from({ length: 90 }, (_, n) => [`stories/${n % 2 === 0 ? '' : 'odd/'}PROJ-${n}.md`, story(n)] as const),
    ...['A', 'stories', 'stories and more/B', 'z/C'].map((name) => [`${name}.md`, story(11)] as const),
  ]);
  const temporary = temporaryVault(notes);
  await untilSettled(temporary.root, Object.keys(notes));
  temporary.read((view) => view.table(''));
  temporary.read((view) => view.table(''));
  temporary.run(writing({ 'stories/PROJ-20.md': story(21), 'stories/odd/PROJ-45.md': null, 'stories/PROJ-1000.md': story(8) }));
  temporary.edit('stories/PROJ-30.md', story(31));
  temporary.edit('stories/PROJ-40.md', '---\na: [\n---\n');
  temporary.edit('stories/PROJ-3.md', story(12));
  temporary.edit('stories/zz/PROJ-4.md', story(1));
  return temporary;
}

function numbersOf(table: NoteTable): number[] {
  return Array.from({ length: table.length }, (_, n) => n);
}

test.each(['stories', ''])('in the same order, also of notes that changed since (%s)', async (folder) => {
  const { root } = await usedVault();
  const notes = openTemporary(root).read((view) => view.index(folder));
  const table = openTemporary(root).read((view) => view.table(folder));
  expect(asked(numbersOf(table).map((n) => table.note(n)))).toEqual(asked(notes));
  expect(numbersOf(table).map((n) => table.path(n))).toEqual(notes.map(({ path }) => path));
});

test('and what it takes for alike is', async () => {
  const { root } = await usedVault();
  for (const folder of ['stories', '']) {
    const table = openTemporary(root).read((view) => view.table(folder));
    for (const keys of [[], ['type'], KEYS]) {
      const groups = table.alike(keys);
      areAlike(table, groups, keys);
      const some = groups.map((group) => group.filter((n) => n % 9 !== 0)).filter((group) => group.length > 0);
      const parts = table.parted(some, ['n']);
      expect(parts.flat().sort((a, b) => a - b)).toEqual(some.flat().sort((a, b) => a - b));
      areAlike(table, parts, [...keys, 'n'], false);
    }
    // Most stories of this vault are as the index has them, so that few questions are asked.
    expect(table.alike(['type']).length).toBeLessThan(20);
  }
});

function areAlike(table: NoteTable, groups: readonly Group[], keys: readonly string[], areAll = true): void {
  if (areAll) expect(groups.flat().sort((a, b) => a - b)).toEqual(numbersOf(table));
  for (const group of groups) {
    expect(group.toSorted((a, b) => a - b)).toEqual(group);
    const said = new Set(group.map((n) => {
      const { integrity, state, problem, properties } = table.note(n);
      return JSON.stringify([integrity, state?.status, problem === null, KEYS.filter((key) => keys.includes(key)).map((key) => properties?.[key])]);
    }));
    expect(said.size).toBe(1);
  }
}

test('and stories are ready, claimable and in order as each says by itself', async () => {
  const { root } = await usedVault();
  const backlog = openTemporary(root).read((view) => readBacklog(view));
  const said = (groups: readonly Group[]): string[] => backlog.rowsOf(groups).map(({ path }) => path);
  const [ready, claimable] = [said(readyAmong(backlog)), said(claimableAmong(backlog))];
  expect(ready).toEqual(backlog.rows.filter((row) => isReady(backlog, row)).map(({ path }) => path));
  expect(claimable).toEqual(backlog.rows.filter((row) => isClaimable(backlog, row)).map(({ path }) => path));
  expect(ready.length).toBeGreaterThan(10);
  expect(claimable.length).toBeGreaterThan(ready.length);
  const plain = backlogOf(openTemporary(root).read((view) => view.index('stories')), backlog.now);
  const [ordered, one] = [backlog, plain].map((of) => Array.from(inQueueOrder(of, of.groups, 'dev-7'), ({ path }) => path));
  expect(ordered).toEqual(one);
});
