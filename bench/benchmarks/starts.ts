// What a call costs that needs no vault.
import type { Findings, Row } from '../findings';
import { median, ratio } from '../measure/statistics';
import type { Benchmark, Workbench } from '../workbench';
import { BARE_NODE } from './growing';

const ROUNDS = 31;
const CALLS = [
  { args: ['--version'], most: 1.15, inTheWay: 'Loading and compiling the program\'s first file, and the link that npm makes: its first line starts `env`, which starts Node.' },
  { args: ['note', 'read', '--help'], most: 1.5, inTheWay: 'commander and the tables of all verbs are loaded to print one of them.' },
];

export const starts: Benchmark = { name: 'starts', summary: '--version, and --help of a verb', run };

async function run(bench: Workbench): Promise<Findings> {
  const samples = await bench.stopwatch.rounds([
    { name: BARE_NODE, call: () => bench.bareNode() },
    ...CALLS.map(({ args }) => ({ name: args.join(' '), call: () => bench.touchstone(null, args) })),
  ], { rounds: ROUNDS });
  const base = samples.get(BARE_NODE) ?? [];
  const rows = CALLS.map(({ args, most, inTheWay }): Row => {
    const own = samples.get(args.join(' ')) ?? [];
    const { medians: reached, least: calmest } = ratio(own, base);
    return { what: `\`${args.join(' ')}\``, notes: null, against: BARE_NODE, target: { most }, reached, calmest, milliseconds: median(own), remark: null, inTheWay };
  });
  return { rows };
}
