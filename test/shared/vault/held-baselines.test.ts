// Baselines that a living process keeps answer what a fresh reading of the ledger does, whatever others write meanwhile.
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { nodePorts } from '../../../shared/node/open';
import { Baselines } from '../../../shared/vault/baselines';
import { runSync } from '../../../shared/vault/io';
import { openTemporary, temporaryVault, writing } from './temporary-vault';

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
