// What the kept code of a verb (decision records 13 and 20) is worth: calls with it, without it, and those that make it.
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Findings } from '../findings';
import { median } from '../measure/statistics';
import type { Contestant } from '../measure/stopwatch';
import type { Call } from '../processes/stopwatch';
import { noteOfRound } from '../vault/spread';
import type { GeneratedVault } from '../vault/write';
import type { Benchmark, Workbench } from '../workbench';
import { BARE_NODE, MANY_ROUNDS } from './growing';

const SIZE = 1000;
const VERBS = [
  { verb: 'note read', args: (vault: GeneratedVault, round: number) => ['note', 'read', noteOfRound(vault, round), '--json'] },
  { verb: 'note prop set', args: (vault: GeneratedVault, round: number) => ['note', 'prop', 'set', noteOfRound(vault, round), `first=${round}-${performance.now()}`] },
  { verb: 'story ready', args: () => ['story', 'ready', '--json', '--limit', '20'] },
] as const;

export const firstCalls: Benchmark = { name: 'first-calls', summary: 'calls whose compiled code was not kept', run };

async function run(bench: Workbench): Promise<Findings> {
  const vault = bench.vaultUpTo(SIZE);
  if (vault === null) return {};
  const samples = await bench.stopwatch.rounds([
    { name: BARE_NODE, call: () => bench.bareNode() },
    ...VERBS.flatMap((verb) => contestants(bench, vault, verb)),
  ], { rounds: MANY_ROUNDS });
  const base = median(samples.get(BARE_NODE) ?? []);
  const ratioOf = (name: string): string => (median(samples.get(name) ?? []) / base).toFixed(2);
  return {
    tables: [{
      title: 'Calls whose code was not kept',
      text: `What a verb loads is found out by its first call, compiled by its second, and kept for the next ones, which is what the targets above are measured with. In ${vault.notes} notes, as a multiple of \`${BARE_NODE}\`:`,
      head: ['what', 'usual', 'the first call', 'the second', 'never kept (`TOUCHSTONE_CODE_CACHE=off`)'],
      lines: VERBS.map(({ verb }) => [`\`${verb}\``, ratioOf(verb), ratioOf(`${verb}, first`), ratioOf(`${verb}, second`), ratioOf(`${verb}, off`)]),
    }],
  };
}

function contestants(bench: Workbench, vault: GeneratedVault, { verb, args }: (typeof VERBS)[number]): Contestant[] {
  const folder = join(bench.folder, 'first-code');
  const keeping = (round: number): Call => bench.touchstone(vault, args(vault, round), { TOUCHSTONE_CODE_CACHE: folder });
  const empty = (): void => {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder);
  };
  return [
    { name: verb, call: (round) => bench.touchstone(vault, args(vault, round)) },
    { name: `${verb}, first`, prepare: empty, call: keeping },
    // The call before it was the first one.
    { name: `${verb}, second`, call: keeping },
    { name: `${verb}, off`, call: (round) => bench.touchstone(vault, args(vault, round), { TOUCHSTONE_CODE_CACHE: 'off' }) },
  ];
}
