// The command after one that was killed while it held the lock.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Findings } from '../findings';
import { median, ratio } from '../measure/statistics';
import { noteOfRound } from '../vault/spread';
import type { GeneratedVault } from '../vault/write';
import type { Benchmark, Workbench } from '../workbench';
import { MANY_ROUNDS } from './growing';

const SIZE = 10_000;

export const killedHolder: Benchmark = { name: 'killed-holder', summary: 'the command after a lock holder was killed', run };

async function run(bench: Workbench): Promise<Findings> {
  const vault = bench.vaultUpTo(SIZE);
  if (vault === null) return {};
  const samples = await bench.stopwatch.rounds([
    { name: 'usual', call: (round) => bench.touchstone(vault, write(vault, 2 * round)) },
    { name: 'after', prepare: () => killAHolder(bench, vault), call: (round) => bench.touchstone(vault, write(vault, 2 * round + 1)) },
  ], { rounds: MANY_ROUNDS });
  const [usual, after] = ['usual', 'after'].map((name) => samples.get(name) ?? []) as [number[], number[]];
  const { medians: reached, least: calmest } = ratio(after, usual);
  return {
    rows: [{
      what: '`note prop set` after a lock holder was killed', notes: vault.notes, against: 'the usual', target: { most: 1.1 },
      reached, calmest, milliseconds: median(after), remark: null, inTheWay: 'The dead holder is judged and its record removed first.',
    }],
  };
}

function write(vault: GeneratedVault, round: number): string[] {
  return ['note', 'prop', 'set', noteOfRound(vault, round), `killed=${round}`];
}

/** Leaves the lock of a process that is gone. */
async function killAHolder(bench: Workbench, { root }: GeneratedVault): Promise<void> {
  const holder = fork(bench.processPath('lock-worker'), ['hold', join(root, '.touchstone')], { execArgv: [] });
  const exit = once(holder, 'exit');
  await once(holder, 'message');
  holder.kill('SIGKILL');
  await exit;
}
