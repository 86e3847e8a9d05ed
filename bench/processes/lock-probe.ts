// Loaded into the program before it starts (`NODE_OPTIONS=--require`): writes down how long it waited for the vault's
// lock, from its first look at the folder of the lock to the rename that made it the holder. One line in the file that
// TOUCHSTONE_BENCH_WAITS names, in milliseconds.
import fs from 'node:fs';
import { basename } from 'node:path';

const { readdirSync: list, renameSync: rename } = fs;
let lookedAt: number | null = null;

Object.assign(fs, {
  readdirSync: (folder: string, ...options: []) => {
    if (basename(folder) === 'local') lookedAt ??= performance.now();
    return list(folder, ...options);
  },
  renameSync: (from: string, to: string) => {
    rename(from, to);
    if (!to.endsWith('local/lock') || lookedAt === null) return;
    fs.appendFileSync(process.env['TOUCHSTONE_BENCH_WAITS'] ?? '', `${performance.now() - lookedAt}\n`);
    lookedAt = null;
  },
});
