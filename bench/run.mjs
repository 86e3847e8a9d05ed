// Runs the benchmarks: `npm run bench [-- <name>…] [--quick]`. Builds the program and installs it as npm would (a link in
// `bin/`), bundles the processes of the benchmarks, and removes all of it in the end.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { buildProduct } from '../scripts/build.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const ENTRIES = ['main', 'processes/stopwatch', 'processes/lock-worker', 'processes/lock-probe', 'processes/disk-floor'];

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'touchstone-bench-')));
try {
  await install(join(folder, 'prefix'));
  await bundle(join(folder, 'built'));
  process.exitCode = run();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function install(prefix) {
  const home = join(prefix, 'lib/node_modules/touchstone/dist');
  mkdirSync(home, { recursive: true });
  mkdirSync(join(prefix, 'bin'));
  await buildProduct({ outdir: home, test: false });
  symlinkSync('../lib/node_modules/touchstone/dist/touchstone.cjs', join(prefix, 'bin/touchstone'));
}

async function bundle(outdir) {
  await build({
    entryPoints: ENTRIES.map((name) => join(ROOT, `bench/${name}.ts`)),
    entryNames: '[name]',
    outdir,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    alias: { 'graceful-fs': 'node:fs', 'signal-exit': join(ROOT, 'shared/node/no-exit-hooks.cjs') },
  });
}

/** NODE_EXTRA_CA_CERTS makes every start of Node 20 three times as long, and so every ratio too good. */
function run() {
  const { NODE_EXTRA_CA_CERTS: _, ...env } = process.env;
  const { status } = spawnSync(process.execPath, [join(folder, 'built/main.cjs'), '--folder', folder, '--root', ROOT, ...process.argv.slice(2)], { stdio: 'inherit', env, cwd: ROOT });
  return status ?? 1;
}
