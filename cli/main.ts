// The entry of `touchstone` and `tst`: hands the process's arguments over and sets the exit code. The process then
// ends by itself, so that nothing written is cut. Everything else is loaded from here on, as far as it is needed.
import { writeSync } from 'node:fs';

const STDOUT = 1;

async function main(argv: readonly string[]): Promise<number> {
  if (argv.length === 1 && argv[0] === '--version' && wroteVersion()) return 0;
  const { run } = await import('./run');
  return run(argv, process.env);
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
  process.exitCode = code;
});
