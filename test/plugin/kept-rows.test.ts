// Rows in memory answer what the command line's index answers, though no event tells of what other processes wrote.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { KeptRows, type AppStat, type KeptRow } from '../../plugin/engine/kept-rows';
import { loadRows, saveRows } from '../../plugin/engine/row-cache';
import { nodePorts } from '../../shared/node/open';
import { Baselines } from '../../shared/vault/baselines';
import { runSync } from '../../shared/vault/io';
import { openVault, query } from '../../shared/vault/vault';
import type { IndexedNote } from '../../shared/vault/view';
import { AGENT, asked, openTemporary, temporaryVault, writing, type TemporaryVault } from '../shared/vault/temporary-vault';
import { DAMAGE } from '../shared/vault/cache-damage';

interface Living {
  rows: KeptRows;
  index(): IndexedNote[];
}

/** As the plugin's engine: baselines and rows that stay, and here an app that never tells of anything. */
function living({ root }: Pick<TemporaryVault, 'root'>, statOf: (path: string) => AppStat | null = () => null): Living {
  const ports = nodePorts(root);
  const baselines = new Baselines(ports);
  const rows = new KeptRows(ports, baselines, () => 'stories', statOf);
  const vault = runSync(openVault(ports, { baselines: () => baselines, rows: () => rows }));
  runSync(baselines.refresh());
  runSync(baselines.hold());
  return { rows, index: () => asked(runSync(query(vault, AGENT, (view) => view.index('')))) };
}

function fresh(root: string): IndexedNote[] {
  return asked(openTemporary(root).read((view) => view.index('')));
}

const STORY = '---\ntype: story\nstatus: open\n---\n\n## Acceptance Criteria\n- [ ] AC #1: a\n- [x] AC #2: b\n';

test('rows follow what others create, change, move and delete', () => {
  const vault = temporaryVault({ 'a.md': 'one', 'stories/S-1.md': STORY });
  const kept = living(vault);
  expect(kept.index()).toEqual(fresh(vault.root));
  openTemporary(vault.root).run(writing({ 'a.md': 'two', 'b.md': '---\nx: 1\n---\n', 'stories/S-1.md': `${STORY}\n` }));
  expect(kept.index()).toEqual(fresh(vault.root));
  openTemporary(vault.root).run(writing({ 'a.md': null, 'c/a.md': 'two' }));
  expect(kept.index()).toEqual(fresh(vault.root));
  expect(kept.index().map(({ path }) => path)).toEqual(['b.md', 'c/a.md', 'stories/S-1.md']);
});

test('an edit is seen when an event tells where to look, and shows as drift', () => {
  const vault = temporaryVault({ 'a.md': 'one' });
  const kept = living(vault);
  kept.index();
  vault.edit('a.md', 'by an editor');
  vault.edit('new.md', 'by an editor');
  for (const path of ['a.md', 'new.md', 'never.md']) runSync(kept.rows.lookAt(path));
  expect(kept.index()).toEqual(fresh(vault.root));
  expect(kept.index().map(({ integrity }) => integrity)).toEqual(['modified', 'untracked']);
});

test('a note that can\'t be read is a row that says so, and a note again when it can', () => {
  const vault = temporaryVault({ 'a.md': 'one' });
  const kept = living(vault);
  kept.index();
  vault.edit('a.md', Uint8Array.of(0xff, 0xfe, 0x80));
  runSync(kept.rows.lookAt('a.md'));
  expect(kept.index()[0]).toMatchObject({ path: 'a.md', properties: null, problem: 'it is not valid UTF-8' });
  vault.edit('a.md', 'two');
  runSync(kept.rows.lookAt('a.md'));
  expect(kept.index()).toEqual(fresh(vault.root));
});

test('the revision counts up exactly when a row changed', () => {
  const vault = temporaryVault({ 'a.md': 'one' });
  const kept = living(vault);
  kept.index();
  const before = kept.rows.revision;
  runSync(kept.rows.lookAt('a.md'));
  expect(kept.rows.revision).toBe(before);
  vault.edit('a.md', 'two');
  runSync(kept.rows.lookAt('a.md'));
  expect(kept.rows.revision).toBe(before + 1);
});

test('an event tells nothing new where time and size are the row\'s, unless the file was written just now', () => {
  const vault = temporaryVault({ 'a.md': 'one' });
  let stat: AppStat | null = { mtime: 5000, size: 3 };
  const { rows } = living(vault, () => stat);
  runSync(rows.lookAt('a.md'));
  expect(rows.holds('a.md', 6000)).toBe(true);
  expect(rows.holds('a.md', 5000)).toBe(false);
  stat = { mtime: 5001, size: 3 };
  expect(rows.holds('a.md', 6000)).toBe(false);
  stat = null;
  expect(rows.holds('a.md', 6000)).toBe(false);
});

describe('rows kept between starts', () => {
  const NOTES = { 'a.md': '---\nconstructor: x\n__proto__: y\n---\n', 'b.md': 'b', 'stories/S-1.md': STORY };

  function keptIn({ root }: Pick<TemporaryVault, 'root'>): KeptRow[] {
    const { rows, index } = living({ root }, () => ({ mtime: 5000, size: 3 }));
    index();
    runSync(saveRows(nodePorts(root), [...rows.all()]));
    return [...rows.all()];
  }

  test('are read as they were', () => {
    const vault = temporaryVault(NOTES);
    const rows = keptIn(vault);
    const loaded = runSync(loadRows(nodePorts(vault.root)));
    expect([...loaded.values()]).toEqual(rows);
    expect(Object.getPrototypeOf(loaded.get('a.md')?.properties)).toBeNull();
  });

  test('are none when another vault\'s file lies there', () => {
    const vault = temporaryVault(NOTES);
    keptIn(vault);
    expect(runSync(loadRows({ ...nodePorts(vault.root), place: '/elsewhere' })).size).toBe(0);
  });

  test.each(Object.entries(DAMAGE))('are never wrong when the file is %s', (_name, damage) => {
    const vault = temporaryVault(NOTES);
    const rows = keptIn(vault);
    damage(join(vault.root, '.touchstone/local/cache/app-rows'));
    for (const [path, row] of runSync(loadRows(nodePorts(vault.root)))) expect(rows.find((known) => known.path === path)).toEqual(row);
  });

  test('cost nothing when they can\'t be written', () => {
    const vault = temporaryVault(NOTES);
    const rows = keptIn(vault);
    const ports = nodePorts(vault.root);
    // A file stands where the folder of the caches should be.
    rmSync(join(vault.root, '.touchstone/local/cache'), { recursive: true });
    vault.edit('.touchstone/local/cache', '');
    runSync(saveRows(ports, rows));
    rmSync(join(vault.root, '.touchstone/local/cache'));
    expect(runSync(loadRows(ports)).size).toBe(0);
  });
});
