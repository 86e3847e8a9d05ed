// The vaults of the benchmarks: the same for the same seed, and as sound as if they had been written by hand.
import { createHash } from 'node:crypto';
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { catalogueOf, readyIn } from '../../bench/vault/catalogue';
import { notesOf, writeVault } from '../../bench/vault/write';
import { temporaryFolder, vaultAt } from '../cli/harness';
import { releaseProgram } from '../cli/program';

function digest(notes: number, seed: number): string {
  const hash = createHash('sha256');
  for (const { path, text } of notesOf(catalogueOf(notes, seed), seed)) hash.update(`${path}\n${text}`);
  return hash.digest('hex');
}

test('the same seed gives the same bytes, another one others', () => {
  expect(digest(400, 1)).toBe(digest(400, 1));
  expect(digest(400, 1)).not.toBe(digest(400, 2));
});

test('a seed gives these bytes on every machine: a change of them changes what benchmarks measure', () => {
  expect(digest(100, 1)).toMatchInlineSnapshot(`"63b790d0198c8786a4c2ba0a5411ef1f7718b6cfd49a489b39ada702a036a933"`);
});

test('half of the notes are stories, each path is there once, and a note has some 2 KB', () => {
  const catalogue = catalogueOf(3000, 7);
  const notes = [...notesOf(catalogue, 7)];
  expect(catalogue.stories).toHaveLength(1500);
  expect(new Set(notes.map(({ path }) => path.toLowerCase())).size).toBe(3000);
  const bytes = notes.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0) / notes.length;
  expect(bytes).toBeGreaterThan(1800);
  expect(bytes).toBeLessThan(2300);
});

test('the real program governs the vault, finds nothing wrong with it, the same stories ready, and lets them be claimed', () => {
  const root = join(temporaryFolder(), 'vault');
  const { catalogue } = writeVault(root, { notes: 100, seed: 3, program: executable() });
  const vault = vaultAt(root);
  const { item } = vault.run(['note', 'lint', '--all', '--json']).json<{ item: unknown }>().data;
  expect(item).toMatchObject({ notes: 50, errors: 0, warnings: 0 });
  expect(vault.run(['integrity', 'verify', '--json']).json<{ drifted: unknown[]; broken: unknown[] }>().data).toMatchObject({ drifted: [], broken: [] });
  const ready = vault.run(['story', 'ready', '--limit', '0', '--json']).json<{ id: string }[]>().data.map(({ id }) => id);
  expect(ready.sort()).toEqual(readyIn(catalogue).sort());
  const claim = vault.run(['story', 'claim', ready[0] ?? ''], { as: 'dev-77', role: 'developer', session: 's-1' });
  expect(claim.code, claim.stderr).toBe(0);
});

/** The program as a file that can be started by itself, as an installed one. */
function executable(): string {
  const path = join(temporaryFolder(), 'touchstone');
  writeFileSync(path, `#!/bin/sh\nexec ${JSON.stringify(process.execPath)} ${JSON.stringify(releaseProgram())} "$@"\n`);
  chmodSync(path, 0o755);
  return path;
}
