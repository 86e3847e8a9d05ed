// A thousand governed writes in one process, beside as many of the safest plain writes that this machine can do.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Findings } from '../findings';
import { median, ratio } from '../measure/statistics';
import { noteOfRound } from '../vault/spread';
import type { GeneratedVault } from '../vault/write';
import type { Benchmark, Workbench } from '../workbench';
import { FEW_ROUNDS } from './growing';

const SIZE = 10_000;
const WRITES = 1000;

export const batch: Benchmark = { name: 'batch', summary: '1,000 writes in one process, beside the disk\'s own floor', run };

async function run(bench: Workbench): Promise<Findings> {
  const vault = bench.vaultUpTo(SIZE);
  if (vault === null) return {};
  const floor = join(bench.folder, 'floor');
  mkdirSync(floor, { recursive: true });
  const lines = join(bench.folder, 'batch.jsonl');
  let batches = 0;
  const samples = await bench.stopwatch.rounds([
    { name: 'floor', call: () => bench.other([bench.node, bench.processPath('disk-floor'), floor, String(WRITES), String(Math.round(vault.bytes / vault.notes))], floor) },
    { name: 'batch', prepare: () => { writeFileSync(lines, batchOf(vault, batches++)); }, call: () => bench.touchstone(vault, ['batch', '--file', lines]) },
  ], { rounds: FEW_ROUNDS, progress: (round) => { bench.say(`round ${round} of ${FEW_ROUNDS}`); } });
  const [own, base] = ['batch', 'floor'].map((name) => samples.get(name) ?? []) as [number[], number[]];
  const { medians: reached, least: calmest } = ratio(own, base);
  return {
    rows: [{
      what: `\`batch\`: ${WRITES.toLocaleString('en')} times \`note prop set\`, each`, notes: vault.notes, against: 'write, sync, rename, sync the folder', target: { most: 2.5 },
      reached, calmest, milliseconds: median(own) / WRITES, remark: `the floor itself: ${(median(base) / WRITES).toFixed(2)} ms each`,
      inTheWay: 'Of each write a quarter is waiting for the disk (the ledger is synced as well). The rest is some hundred system calls more than the floor makes, for the lock, the copy in the objects, the settings, the checks before and after, and the look-up of the baseline, and code that a thousand writes are too few to make fast.',
    }],
  };
}

function batchOf(vault: GeneratedVault, round: number): string {
  return Array.from({ length: WRITES }, (_, n) => `${JSON.stringify(['note', 'prop', 'set', noteOfRound(vault, n), `batch=${round}`])}\n`).join('');
}
