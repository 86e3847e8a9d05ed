// Loaded into the program before it starts (`NODE_OPTIONS=--require`): writes down how long it waited for the vault's
// lock, from its first try at renaming its record to `local/lock` to the one that worked. One line in the file that
// TOUCHSTONE_BENCH_WAITS names, in milliseconds.
import fs from 'node:fs';

const rename = fs.renameSync;
let triedAt: number | null = null;

Object.assign(fs, {
  renameSync: (from: string, to: string) => {
    const isTry = to.endsWith('local/lock');
    if (isTry) triedAt ??= performance.now();
    rename(from, to);
    if (isTry && triedAt !== null) {
      fs.appendFileSync(process.env['TOUCHSTONE_BENCH_WAITS'] ?? '', `${performance.now() - triedAt}\n`);
      triedAt = null;
    }
  },
});
