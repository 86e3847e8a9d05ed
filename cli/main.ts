// The entry of `touchstone` and `tst`: hands the process's arguments over and sets the exit code. The process then
// ends by itself, so that nothing written is cut. Everything else is loaded from here on, as far as it is needed.
import { writeStdout } from './output/write';
import { VERSION } from './version';

async function main(argv: readonly string[]): Promise<number> {
  if (argv.length === 1 && argv[0] === '--version') {
    writeStdout(`${VERSION}\n`);
    return 0;
  }
  const { run } = await import('./run');
  return run(argv, process.env);
}

void main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
