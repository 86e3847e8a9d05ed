// What the first report costs after a write: in practice nearly every report follows one, and what was remembered of the
// vault as a whole holds no more.
import type { Findings } from '../findings';
import { median } from '../measure/statistics';
import { storyOfRound } from '../vault/spread';
import type { GeneratedVault } from '../vault/write';
import type { Benchmark, Workbench } from '../workbench';
import { count, duration } from '../report/format';
import { BARE_NODE, FEW_ROUNDS } from './growing';

/** The largest vault that is worth the time. */
const LARGEST = 10_000;

/** What is written before each report, numbered through. */
const WRITES: readonly { what: string; args: ((vault: GeneratedVault, number: number) => readonly string[]) | null }[] = [
  { what: 'nothing was written', args: null },
  { what: 'after a comment on a story', args: (vault, number) => ['story', 'comment', storyOfRound(vault, number), `Before report ${number}.`] },
  { what: 'after a new note', args: (_vault, number) => ['note', 'create', `reports/Before report ${number}.md`, 'New.'] },
];

export const afterWrite: Benchmark = { name: 'after-write', summary: 'the first status after a write', run };

async function run(bench: Workbench): Promise<Findings> {
  const vaults = bench.vaults().filter(({ notes }) => notes <= LARGEST);
  let written = 0;
  const samples = await bench.stopwatch.rounds([
    { name: BARE_NODE, call: () => bench.bareNode() },
    ...vaults.flatMap((vault) => WRITES.map(({ what, args }) => ({
      name: nameOf(vault, what),
      call: () => bench.touchstone(vault, ['status']),
      ...(args && { prepare: async () => { await bench.stopwatch.time(bench.touchstone(vault, args(vault, written++))); } }),
    }))),
  ], { rounds: FEW_ROUNDS });
  const base = median(samples.get(BARE_NODE) ?? []);
  const cell = (name: string): string => {
    const usual = median(samples.get(name) ?? []);
    return `${(usual / base).toFixed(1)} × (${duration(usual)})`;
  };
  return {
    tables: [{
      title: 'The first report after a write',
      text: `Most of what \`status\` counts is remembered for as long as nothing changes. After a write, what the notes say is still kept of each of them, and what their links lead to for as long as no file comes, goes or gets another name. No target of the issue; as a multiple of \`${BARE_NODE}\`:`,
      head: ['notes', ...WRITES.map(({ what }) => what)],
      lines: vaults.map((vault) => [count(vault.notes), ...WRITES.map(({ what }) => cell(nameOf(vault, what)))]),
    }],
  };
}

function nameOf({ notes }: GeneratedVault, what: string): string {
  return `status in ${notes}, ${what}`;
}
