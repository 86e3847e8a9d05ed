// Baselines that a living process keeps answer what a fresh reading of the ledger does, whatever others write meanwhile.
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { nodePorts } from '../../../shared/node/open';
import { Baselines } from '../../../shared/vault/baselines';
import { runSync } from '../../../shared/vault/io';
import { keptSources } from '../../../shared/vault/note-rows';
import { runOperation } from '../../../shared/vault/operation';
import { openVault, type Vault } from '../../../shared/vault/vault';
import { AGENT, openTemporary, temporaryVault, writing } from './temporary-vault';

function held(root: string): Baselines {
  const baselines = new Baselines(nodePorts(root));
  runSync(baselines.refresh());
  runSync(baselines.hold());
  return baselines;
}

/** What the kept ones and fresh ones say of every path, after both looked at the ledger. */
function both(root: string, kept: Baselines): [kept: unknown, fresh: unknown] {
  const fresh = new Baselines(nodePorts(root));
  runSync(fresh.refresh());
  runSync(kept.refresh());
  const said = (baselines: Baselines): unknown => ({
    all: [...runSync(baselines.all())].sort(([a], [b]) => (a < b ? -1 : 1)),
    one: runSync(baselines.lookup('a.md')),
    none: runSync(baselines.lookup('never.md')),
    broken: runSync(baselines.broken()),
    seqs: baselines.lastSeqs(),
  });
  return [said(kept), said(fresh)];
}

test('kept baselines follow what other processes write, also past the point where the cache is saved', () => {
  const { root } = temporaryVault({ 'a.md': 'one' });
  const kept = held(root);
  // Each line is some 300 bytes, so that the tail passes the size at which it is written into the cache.
  for (let n = 0; n < 150; n++) {
    openTemporary(root).run(writing({ [n % 3 === 0 ? 'a.md' : `n${n}.md`]: `text ${n}` }));
    if (n % 40 === 7) runSync(kept.save());
  }
  const [known, fresh] = both(root, kept);
  expect(known).toEqual(fresh);
  runSync(kept.save());
  openTemporary(root).run(writing({ 'a.md': null, 'b.md': 'b' }));
  const [after, anew] = both(root, kept);
  expect(after).toEqual(anew);
});

test('kept baselines start anew when a ledger went back', () => {
  const { root, run } = temporaryVault({ 'a.md': 'one' });
  const [name = ''] = readdirSync(join(root, '.touchstone/ledger'));
  const ledger = join(root, '.touchstone/ledger', name);
  const earlier = readFileSync(ledger);
  run(writing({ 'a.md': 'two' }));
  const kept = held(root);
  writeFileSync(ledger, earlier);
  const [known, fresh] = both(root, kept);
  expect(known).toEqual(fresh);
});

test('a break in the chain is still told after the kept baselines were saved', () => {
  const { root, run } = temporaryVault({ 'a.md': 'one' });
  const [name = ''] = readdirSync(join(root, '.touchstone/ledger'));
  const ledger = join(root, '.touchstone/ledger', name);
  for (let n = 0; n < 130; n++) run(writing({ 'a.md': `text ${n}` }));
  writeFileSync(ledger, readFileSync(ledger, 'utf8').replace('"actor":"dev-7"', '"actor":"dev-8"'));
  rmSync(join(root, '.touchstone/local/cache'), { recursive: true });
  const kept = held(root);
  runSync(kept.save());
  expect(runSync(kept.broken())).toMatchObject([{ line: 4 }]);
});

const CACHE = '.touchstone/local/cache/baselines';

function cacheOf(root: string): string {
  return readFileSync(join(root, CACHE), 'latin1');
}

/** A process that makes many operations in a row. */
function keeping(root: string): Vault {
  const ports = nodePorts(root);
  return runSync(openVault(ports, keptSources(ports)));
}

test('of several that write in turn, the one whose line passes the limit writes the cache', () => {
  const { root } = temporaryVault(Object.fromEntries(Array.from({ length: 60 }, (_, n) => [`note ${n}.md`, 'text'])));
  // Past the limit of a small vault: its notes are in the cache from here on.
  for (let n = 0; n < 150; n++) openTemporary(root).run(writing({ 'a.md': `before ${n}` }));
  const processes = [keeping(root), keeping(root), keeping(root)];
  const caches = new Set([cacheOf(root)]);
  for (let n = 0; n < 150; n++) {
    const vault = processes[n % processes.length];
    if (vault) runSync(runOperation(vault, AGENT, writing({ [`note ${n % 60}.md`]: `after ${n}` })));
    caches.add(cacheOf(root));
  }
  expect(caches.size).toBe(2);
  for (const { sources } of processes) {
    const [known, fresh] = both(root, sources.baselines());
    expect(known).toEqual(fresh);
  }
});

test.each(['with as many notes', 'with more'])('a cache that another process replaced by one %s is opened again, and the ledger is not read from its start', (which) => {
  const { root } = temporaryVault({ 'a.md': 'one', 'b.md': 'one' });
  const write = (name: string): void => { for (let n = 0; n < 150; n++) openTemporary(root).run(writing({ 'a.md': `${name} ${n}`, ...(which === 'with more' && { [`${name} ${n}.md`]: '' }) })); };
  write('early');
  const ports = nodePorts(root);
  const ledgerReads: number[] = [];
  const readRange = ports.state.readRange.bind(ports.state);
  ports.state.readRange = (path, start, end) => {
    if (path.startsWith('ledger/')) ledgerReads.push(start);
    return readRange(path, start, end);
  };
  const kept = new Baselines(ports);
  runSync(kept.refresh());
  const before = cacheOf(root);
  write('late');
  expect(cacheOf(root)).not.toBe(before);
  ledgerReads.length = 0;
  expect(runSync(kept.lookup('a.md'))).toHaveLength(1);
  const fresh = new Baselines(nodePorts(root));
  runSync(fresh.refresh());
  expect(runSync(kept.lookup('a.md'))).toEqual(runSync(fresh.lookup('a.md')));
  expect(ledgerReads.length).toBeGreaterThan(0);
  expect(Math.min(...ledgerReads)).toBeGreaterThan(0);
});

test('a cache that vanished since it was opened is not missed', () => {
  const { root } = temporaryVault({ 'a.md': 'one', 'b.md': 'one' });
  for (let n = 0; n < 150; n++) openTemporary(root).run(writing({ 'a.md': `${n}` }));
  const kept = new Baselines(nodePorts(root));
  runSync(kept.refresh());
  rmSync(join(root, CACHE));
  const [known, fresh] = both(root, kept);
  expect(known).toEqual(fresh);
});
