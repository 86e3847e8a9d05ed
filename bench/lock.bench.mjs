// What the vault's lock costs: taking and giving it back in one process, and how processes share it that each add one
// to a counter. Beside it, in the same rounds, the cheapest lock that files allow: an exclusive create and a delete.
import { fork } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';

const ROUNDS = 5;
/** Processes and how often each of them adds. */
const SIZES = [[1, 2000], [2, 500], [8, 200], [32, 50]];

const root = join(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'touchstone-bench-'));
try {
  build();
  for (const [processes, times] of SIZES) {
    const results = { exclusive: [], lock: [] };
    for (let round = 0; round < ROUNDS; round++) {
      for (const kind of Object.keys(results)) results[kind].push(await measure(kind, processes, times));
    }
    for (const [kind, rounds] of Object.entries(results)) print(kind, processes, rounds);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function build() {
  buildSync({
    entryPoints: [join(import.meta.dirname, 'lock-worker.ts')],
    outfile: join(folder, 'worker.cjs'),
    bundle: true,
    platform: 'node',
    alias: { 'graceful-fs': 'node:fs', 'signal-exit': join(root, 'shared/node/no-exit-hooks.cjs') },
  });
}

async function measure(kind, processes, times) {
  const room = mkdtempSync(join(folder, 'room-'));
  writeFileSync(join(room, 'count'), '0');
  const workers = Array.from({ length: processes }, () => fork(join(folder, 'worker.cjs'), [kind, room, String(times)]));
  await Promise.all(workers.map(message));
  const answers = workers.map(message);
  for (const worker of workers) worker.send('go');
  const all = await Promise.all(answers);
  const count = Number(readFileSync(join(room, 'count'), 'utf8'));
  if (count !== processes * times) throw new Error(`${kind} lost ${processes * times - count} updates`);
  const span = Math.max(...all.map(({ endedAt }) => endedAt)) - Math.min(...all.map(({ startedAt }) => startedAt));
  return { perSecond: (count / span) * 1000, wait: median(all.map(({ median: wait }) => wait)), longest: Math.max(...all.map(({ longest }) => longest)) };
}

function message(worker) {
  return new Promise((done, fail) => {
    worker.once('message', done);
    worker.once('error', fail);
  });
}

function print(kind, processes, rounds) {
  const [perSecond, wait, longest] = ['perSecond', 'wait', 'longest'].map((key) => median(rounds.map((round) => round[key])));
  const columns = [`${processes} processes`, kind, `${perSecond.toFixed(0)} adds/s`, `wait ${wait.toFixed(3)} ms`, `longest ${longest.toFixed(0)} ms`];
  process.stdout.write(`${columns.map((column) => column.padEnd(16)).join('')}\n`);
}

function median(values) {
  return [...values].sort((left, right) => left - right)[values.length >> 1];
}
