// The least that a safe write costs on this machine: `disk-floor <folder> <times> <bytes>` writes a temporary file, syncs
// it, renames it over the one that was there, and syncs the folder; each time another file.
import fs from 'node:fs';
import { join } from 'node:path';

const [folder = '', times = '0', bytes = '0'] = process.argv.slice(2);
const content = Buffer.alloc(Number(bytes), 'x');

for (let n = 0; n < Number(times); n++) {
  const path = join(folder, `${n}.md`);
  const file = fs.openSync(`${path}.new`, 'w');
  fs.writeSync(file, content);
  fs.fsyncSync(file);
  fs.closeSync(file);
  fs.renameSync(`${path}.new`, path);
  const directory = fs.openSync(folder, 'r');
  fs.fsyncSync(directory);
  fs.closeSync(directory);
}
