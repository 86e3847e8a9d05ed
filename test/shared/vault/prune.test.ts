// Which old versions are dropped, and which stay whatever their age or number.
import { existsSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runSync } from '../../../shared/vault/io';
import { objectPath } from '../../../shared/vault/objects';
import { prune } from '../../../shared/vault/prune';
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
