// What a call of the command line costs, as a multiple of the barest start of Node, in rounds that mix all kinds.
// Aims: --version 1.15, --help of a verb 1.5.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildProduct } from '../scripts/build.mjs';

const ROUNDS = 31;
/** Rounds before those that count: they warm the page cache. */
const WARM_UP = 3;

const folder = mkdtempSync(join(tmpdir(), 'touchstone-bench-'));
try {
  await buildProduct({ outdir: folder, test: false });
  print(measure(join(folder, 'touchstone.cjs'), join(folder, 'vault')));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function measure(program, vault) {
  call([program, 'init', vault]);
  call([program, 'note', 'create', 'a', 'text', '--vault', vault]);
  const calls = {
    'node -e 0': ['-e', '0'],
    '--version': [program, '--version'],
    'note read --help': [program, 'note', 'read', '--help'],
    'an unknown option': [program, 'note', 'read', '--nonsense'],
    'note read': [program, 'note', 'read', 'a', '--json', '--vault', vault],
    'story ready': [program, 'story', 'ready', '--json', '--vault', vault],
    'note append': [program, 'note', 'append', 'a', 'more', '--json', '--vault', vault],
  };
  const times = new Map(Object.keys(calls).map((name) => [name, []]));
  for (let round = -WARM_UP; round < ROUNDS; round++) {
    for (const [name, args] of Object.entries(calls)) {
      const start = performance.now();
      call(args);
      if (round >= 0) times.get(name).push(performance.now() - start);
    }
  }
  return times;
}

function call(args) {
  spawnSync(process.execPath, args, { env: { PATH: process.env.PATH, HOME: tmpdir(), TOUCHSTONE_ACTOR: 'bench' }, stdio: 'ignore' });
}

function print(times) {
  const base = median(times.get('node -e 0'));
  for (const [name, values] of times) {
    process.stdout.write(`${name.padEnd(18)} ${median(values).toFixed(1).padStart(6)} ms  x ${(median(values) / base).toFixed(2)}\n`);
  }
}

function median(values) {
  return [...values].sort((left, right) => left - right)[Math.floor(values.length / 2)];
}
