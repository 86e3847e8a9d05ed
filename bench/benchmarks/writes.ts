// Governed writes of one note: what they cost, that a larger vault makes them no dearer, and how often they wait for
// the disk.
import type { Findings, Row } from '../findings';
import { least, median } from '../measure/statistics';
import { countSyncs } from '../measure/syncs';
import { readyIn } from '../vault/catalogue';
import { noteOfRound, storyOfRound } from '../vault/spread';
import type { Benchmark, Workbench } from '../workbench';
import { FEW_ROUNDS, MANY_ROUNDS, measureGrowth, type GrowingCommand } from './growing';

const WRITE = 'Beside Node\'s own start some 26 ms of processor: 8 to load the program and begin its modules, 2 for the vault and its settings, 5 to take the lock, 4 for the baseline and what an earlier command may have left, 2 to 6 to plan and check the new text (a story is taken apart before and after), 6 to commit; and three waits for the disk.';
const MOST_SYNCS = 3;

const propSet: GrowingCommand = {
  command: 'note prop set <path> key=value',
  args: (vault, round) => ['note', 'prop', 'set', noteOfRound(vault, round), `benchmark=${round}`],
  target: () => ({ most: 2 }),
  inTheWay: WRITE,
};

const comment: GrowingCommand = {
  command: 'story comment <id> <text>',
  args: (vault, round) => ['story', 'comment', storyOfRound(vault, round), `Round ${round} of the benchmark.`],
  target: () => ({ most: 2 }),
  inTheWay: WRITE,
};

const claim: GrowingCommand = {
  command: 'story claim --next',
  // An actor holds one claim at a time.
  args: (_vault, round) => ['story', 'claim', '--next', '--as', `dev-${round + 100}`, '--role', 'developer', '--session', `s-${round}`],
  target: (notes) => (notes === 10_000 ? { most: 3.5 } : null),
  inTheWay: 'The queue is what `story ready` lists, with all that this costs, and the claim is a governed write.',
};

export const writes: Benchmark = { name: 'writes', summary: 'one governed write, and its syncs', run: measureWrites };
export const claims: Benchmark = { name: 'claim', summary: 'claiming the next story', run: measureClaims };

async function measureWrites(bench: Workbench): Promise<Findings> {
  const { points = [], rows = [] } = await measureGrowth(bench, [propSet, comment], MANY_ROUNDS);
  return { points, rows: [...rows, ...await sizeIndependence(bench), ...[propSet, comment].map((command) => syncRow(bench, command))] };
}

async function measureClaims(bench: Workbench): Promise<Findings> {
  for (const { notes, catalogue } of bench.vaults()) {
    if (readyIn(catalogue).length <= FEW_ROUNDS) throw new Error(`too few stories can be claimed in the vault of ${notes} notes`);
  }
  return measureGrowth(bench, [claim], FEW_ROUNDS);
}

/** The largest vault beside that of 1,000 notes, and nothing else in the rounds. */
async function sizeIndependence(bench: Workbench): Promise<Row[]> {
  const [small, large] = [bench.vault(1000), bench.vault(bench.sizes.at(-1) ?? 0)];
  if (small === large) return [];
  const samples = await bench.stopwatch.rounds([small, large].map((vault) => ({
    name: String(vault.notes),
    call: (round: number) => bench.touchstone(vault, propSet.args(vault, round + 1000)),
  })), { rounds: MANY_ROUNDS });
  const [inSmall, inLarge] = [small, large].map(({ notes }) => samples.get(String(notes)) ?? []) as [number[], number[]];
  return [{
    what: `\`${propSet.command}\``, notes: large.notes, against: 'the same in 1,000 notes', target: { most: 1.2 },
    reached: median(inLarge) / median(inSmall), calmest: least(inLarge) / least(inSmall), milliseconds: median(inLarge), remark: null,
    inTheWay: 'The index of baselines is larger.',
  }];
}

function syncRow(bench: Workbench, { command, args }: GrowingCommand): Row {
  const vault = bench.vaults().at(-1);
  const syncs = vault === undefined ? null : countSyncs(bench.touchstone(vault, args(vault, 9999)));
  return {
    what: `\`${command}\`: waits for the disk`, notes: vault?.notes ?? null, against: 'syncs', target: { most: MOST_SYNCS },
    reached: syncs, calmest: null, milliseconds: null,
    remark: syncs === null ? 'counted by strace, which is not installed' : 'counted by strace: one of the note, one of the ledger, one of the folder',
    inTheWay: 'More than the write path needs is synced.',
  };
}
