// Which old versions are dropped, and which stay whatever their age or number.
import { existsSync, mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { runSync } from '../../../shared/vault/io';
import { objectPath } from '../../../shared/vault/objects';
import { prune, pruneNowAndThen } from '../../../shared/vault/prune';
import { openTemporary, temporaryVault, writing } from './temporary-vault';

const YEAR_LATER = '2027-11-21T09:00:00Z';

test('keeps the latest versions of each note and drops older ones, once they are old', () => {
  const { root } = temporaryVault({ 'rare.md': 'only version' }, { clock: { now: () => '2026-01-01T00:00:00Z' } });
  const then = openTemporary(root, { clock: { now: () => '2026-01-02T00:00:00Z' } });
  const versions: string[] = [];
  for (let n = 0; n < 25; n++) versions.push(then.run(writing({ 'a.md': `version ${n}` })).notes[0]?.after ?? '');
  const isKept = (sha256: string): boolean => existsSync(join(root, '.touchstone', objectPath(sha256)));
  for (const sha256 of versions) utimesSync(join(root, '.touchstone', objectPath(sha256)), 0, 0);

  runSync(prune(then.vault.ports, then.vault.config.settings));
  expect(versions.filter(isKept)).toEqual(versions);

  const later = openTemporary(root, { clock: { now: () => YEAR_LATER } });
  runSync(prune(later.vault.ports, later.vault.config.settings));
  expect(versions.filter(isKept)).toEqual(versions.slice(-20));
  expect(later.read((view) => view.object('rare.md', later.read((inner) => inner.baseline('rare.md')) ?? ''))).not.toBeNull();
});

test('is not done again within the hour, and is when the clock was set', () => {
  const { root } = temporaryVault({ 'a.md': 'text' }, { clock: { now: () => YEAR_LATER } });
  const left = join(root, '.touchstone/local/tmp/left');
  const isLeftAfter = (pruned: Date | null): boolean => {
    mkdirSync(dirname(left), { recursive: true });
    writeFileSync(left, '');
    utimesSync(left, 0, 0);
    if (pruned) utimesSync(join(root, '.touchstone/local/cache/pruned'), pruned, pruned);
    const { ports, config } = openTemporary(root, { clock: { now: () => YEAR_LATER } }).vault;
    runSync(pruneNowAndThen(ports, config.settings));
    return existsSync(left);
  };
  const later = (seconds: number): Date => new Date(Date.parse(YEAR_LATER) + seconds * 1000);
  expect(isLeftAfter(null)).toBe(false);
  expect(isLeftAfter(later(-3500))).toBe(true);
  expect(isLeftAfter(later(-3700))).toBe(false);
  expect(isLeftAfter(later(86_400))).toBe(false);
});
