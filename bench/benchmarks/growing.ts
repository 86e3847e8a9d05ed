// One command over vaults of every size, beside the barest start of Node in the same rounds: its lines of the table and
// its points of the plot.
import type { Findings, Point, Row } from '../findings';
import { median, ratio } from '../measure/statistics';
import type { Contestant } from '../measure/stopwatch';
import type { GeneratedVault } from '../vault/write';
import type { Workbench } from '../workbench';

export const BARE_NODE = 'node -e 0';
/** What a round costs, in notes of its largest vault, decides how many there are. */
export const MANY_ROUNDS = 15;
export const FEW_ROUNDS = 5;

export interface GrowingCommand {
  /** As a user would type it: the name of the plot and the line. */
  command: string;
  /** Arguments of a round. */
  args: (vault: GeneratedVault, round: number) => readonly string[];
  prepare?: (vault: GeneratedVault) => void;
  /** What is promised at this size; `null` for nothing. */
  target: (notes: number) => { most: number } | null;
  inTheWay: string;
}

/** Measures commands together: one round is all of them in all vaults. */
export async function measureGrowth(bench: Workbench, commands: readonly GrowingCommand[], rounds: number): Promise<Findings> {
  const vaults = bench.vaults();
  const samples = await bench.stopwatch.rounds([
    { name: BARE_NODE, call: () => bench.bareNode() },
    ...commands.flatMap((command) => vaults.map((vault) => contestant(bench, command, vault))),
  ], { rounds, progress: (round) => { bench.say(`round ${round} of ${rounds}`); } });
  const base = samples.get(BARE_NODE) ?? [];
  const points: Point[] = [];
  const rows: Row[] = [];
  for (const command of commands) {
    for (const { notes } of vaults) {
      const own = samples.get(nameOf(command, notes)) ?? [];
      points.push({ command: command.command, by: 'touchstone', notes, milliseconds: median(own) });
      points.push({ command: command.command, by: BARE_NODE, notes, milliseconds: median(base) });
      const target = command.target(notes);
      if (target === null) continue;
      const { medians: reached, least: calmest } = ratio(own, base);
      rows.push({ what: `\`${command.command}\``, notes, against: BARE_NODE, target, reached, calmest, milliseconds: median(own), remark: null, inTheWay: command.inTheWay });
    }
  }
  return { points, rows };
}

function contestant(bench: Workbench, command: GrowingCommand, vault: GeneratedVault): Contestant {
  const { args, prepare } = command;
  return {
    name: nameOf(command, vault.notes),
    call: (round) => bench.touchstone(vault, args(vault, round)),
    ...(prepare && { prepare: () => { prepare(vault); } }),
  };
}

function nameOf({ command }: GrowingCommand, notes: number): string {
  return `${command} in ${notes}`;
}
