// The entry of `touchstone` and `tst`: hands the process's arguments over and sets the exit code. The process then
// ends by itself, so that nothing written is cut.
import { run } from './run';

void run(process.argv.slice(2), process.env).then((code) => {
  process.exitCode = code;
});
