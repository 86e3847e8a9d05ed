// 32 processes that write to one note at the same time: nothing may be lost, and the lock may not make them wait long.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Findings, Row } from '../findings';
import { least, median } from '../measure/statistics';
import { noteOfRound } from '../vault/spread';
import type { GeneratedVault } from '../vault/write';
import type { Benchmark, Workbench } from '../workbench';
import { BARE_NODE, FEW_ROUNDS } from './growing';

const WRITERS = 32;
const EACH = 4;
const SIZE = 10_000;

export const writers: Benchmark = { name: 'writers', summary: '32 processes write to one note', run };

interface Herd {
  ours: number[];
  bare: number[];
  lost: number;
  /** Exit codes of those that ended with another than 0 (`null`: killed), and so promised nothing. */
  refused: (number | null)[];
}

async function run(bench: Workbench): Promise<Findings> {
  const vault = bench.vaultUpTo(SIZE);
  if (vault === null) return {};
  const { ours, bare, lost, refused } = await measure(bench, vault);
  const waits = await lockWaits(bench, vault);
  const row = { notes: vault.notes, calmest: null, remark: null };
  const rows: Row[] = [
    {
      ...row, what: `${WRITERS} processes append to one note: notes lost`, against: 'lost', target: { most: 0 }, reached: lost, milliseconds: null,
      remark: `of ${WRITERS * EACH * (FEW_ROUNDS + 1) - refused.length} that were reported as written; ${refusals(refused)}`, inTheWay: 'A write was lost: a bug.',
    },
    {
      ...row, what: `${WRITERS} processes append to one note: rate`, against: `the rate of \`${BARE_NODE}\``, target: { least: 0.4 },
      reached: median(bare) / median(ours), calmest: least(bare) / least(ours), milliseconds: median(ours) / (WRITERS * EACH),
      inTheWay: 'With every processor busy, what counts is the processor time of a write beside that of Node\'s bare start: some 60 ms beside 33, of which 36 come before the lock is looked at, and 6 are looks at it while others have it.',
    },
    {
      ...row, what: `${WRITERS} processes append to one note: longest wait for the lock`, against: 'ms', target: { most: 1000 },
      reached: waits.length === 0 ? null : Math.max(...waits), milliseconds: null,
      remark: waits.length === 0 ? 'the probe saw no lock being taken' : `of ${waits.length} waits, by a probe inside the program; half of them took under ${median(waits).toFixed(2)} ms`,
      inTheWay: 'The lock is given in the order of asking, so each waits for the thirty before it: 16 ms of processor each, and twice that while two processors also start the next ones.',
    },
  ];
  return { rows };
}

async function measure(bench: Workbench, vault: GeneratedVault): Promise<Herd> {
  const herd: Herd = { ours: [], bare: [], lost: 0, refused: [] };
  for (let round = 0; round <= FEW_ROUNDS; round++) {
    const ours = await bench.stopwatch.herd(lanes((writer, n) => bench.touchstone(vault, append(vault, round, writer, n))));
    const bare = await bench.stopwatch.herd(lanes(() => bench.bareNode()));
    herd.refused.push(...ours.codes.filter((code) => code !== 0));
    herd.lost += missing(vault, round, ours.codes);
    if (round === 0) continue;
    herd.ours.push(ours.milliseconds);
    herd.bare.push(bare.milliseconds);
    bench.say(`round ${round} of ${FEW_ROUNDS}`);
  }
  return herd;
}

/** Milliseconds of every wait, from a herd of its own: the probe makes each start a little longer. */
async function lockWaits(bench: Workbench, vault: GeneratedVault): Promise<number[]> {
  const log = join(bench.folder, 'waits');
  const env = { NODE_OPTIONS: `--require=${bench.processPath('lock-probe')}`, TOUCHSTONE_BENCH_WAITS: log };
  for (let round = FEW_ROUNDS + 1; round < 2 * FEW_ROUNDS; round++) {
    await bench.stopwatch.herd(lanes((writer, n) => bench.touchstone(vault, append(vault, round, writer, n), env)));
  }
  return existsSync(log) ? readFileSync(log, 'utf8').split('\n').filter(Boolean).map(Number) : [];
}

/** `none was refused`, `3 were refused: 2 with exit code 8, 1 with exit code 1`. */
function refusals(codes: readonly (number | null)[]): string {
  if (codes.length === 0) return 'none was refused';
  const kinds = [...new Set(codes)].map((kind) => `${codes.filter((code) => code === kind).length} with exit code ${String(kind)}`);
  return `${codes.length} were refused: ${kinds.join(', ')}`;
}

function lanes<Made>(make: (writer: number, n: number) => Made): Made[][] {
  return Array.from({ length: WRITERS }, (_, writer) => Array.from({ length: EACH }, (__, n) => make(writer, n)));
}

function append(vault: GeneratedVault, round: number, writer: number, n: number): string[] {
  return ['note', 'append', noteOfRound(vault, round), line(round, writer, n), '--as', `dev-${writer}`];
}

function line(round: number, writer: number, n: number): string {
  return `- line ${round}.${writer}.${n}`;
}

/** Lines that were reported as written and are not in the note. @param codes of the calls, lane by lane. */
function missing(vault: GeneratedVault, round: number, codes: readonly (number | null)[]): number {
  const there = new Set(readFileSync(join(vault.root, noteOfRound(vault, round)), 'utf8').split('\n'));
  return lanes((writer, n) => line(round, writer, n)).flat().filter((text, at) => codes[at] === 0 && !there.has(text)).length;
}
