// The entry of `touchstone` and `tst`: hands the process's arguments over and ends with the exit code. Everything is written
// by then (`output/write.ts`). Everything else is in chunks, loaded from here on as it is needed.
import { writeSync } from 'node:fs';
import { chunksOf } from './loading/chunks';
import type { run as Run } from './run';

const STDOUT = 1;

async function main(argv: readonly string[]): Promise<number> {
  if (argv.length === 1 && argv[0] === '--version' && wroteVersion()) return 0;
  const chunks = chunksOf(__dirname, argv, process.env, require);
  // A file of several chunks answers the one that is asked for (`pack-chunks.mjs`).
  const { run } = (chunks.require('./run.cjs') as (chunk: 'run') => { run: typeof Run })('run');
  return run(argv, process.env, chunks.keep);
}

/** Asked by scripts at their start, and so short that nothing needs to be loaded; trouble is left to the usual way. */
function wroteVersion(): boolean {
  try {
    return writeSync(STDOUT, `${__VERSION__}\n`) > 0;
  } catch {
    return false;
  }
}

void main(process.argv.slice(2)).then((code) => {
  process.exit(code);
});
