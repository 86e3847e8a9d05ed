// vlt, a command line for Obsidian vaults in Go: the same notes as they are, without `.touchstone/`. Written from its
// command reference.
import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { noteOfRound } from '../vault/spread';
import { notesOf, type GeneratedVault } from '../vault/write';
import type { Peer } from './peer';

export const vlt: Peer = {
  name: 'vlt',
  convert({ catalogue, seed }, folder) {
    for (const { path, text } of notesOf(catalogue, seed)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
  },
  readyCount: () => null,
  asks: (folder) => ({
    read: (vault, round) => [`vault=${folder}`, 'read', `file=${title(vault, round)}`],
    write: (vault, round) => [`vault=${folder}`, 'property:set', `file=${title(vault, round)}`, 'name=benchmark', `value=${round}`],
    search: () => [`vault=${folder}`, 'search', 'query=retry'],
  }),
};

function title(vault: GeneratedVault, round: number): string {
  return basename(noteOfRound(vault, round), '.md');
}
