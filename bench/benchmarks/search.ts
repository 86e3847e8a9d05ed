// Ranked search beside ripgrep, which finds lines and ranks nothing.
import { spawnSync } from 'node:child_process';
import type { Findings, Row } from '../findings';
import { median, ratio, type Ratio } from '../measure/statistics';
import { nameOfRank } from '../vault/prose';
import type { Benchmark, Workbench } from '../workbench';
import { FEW_ROUNDS } from './growing';

/** One word that three of ten notes hold, and one that about three of a thousand hold. */
const QUERIES = [
  { kind: 'a common word', word: 'retry' },
  { kind: 'a rare word', word: nameOfRank(200) },
];
const JUDGED: readonly number[] = [10_000, 100_000];
const IN_THE_WAY = 'Every note is opened and read by one thread, 8 µs each from Node; ripgrep reads with all processors. Ranking needs to know of every note how often it holds the word, and in which field.';

export const search: Benchmark = { name: 'search', summary: 'ranked search, beside ripgrep', run };

async function run(bench: Workbench): Promise<Findings> {
  const withPeer = spawnSync('rg', ['--version']).status === 0;
  const cells = QUERIES.flatMap((query) => bench.vaults().map((vault) => ({ ...query, vault, name: `${query.word} in ${vault.notes}` })));
  const samples = await bench.stopwatch.rounds(cells.flatMap(({ word, vault, name }) => [
    ...(withPeer ? [{ name: `rg ${name}`, call: () => bench.other(['rg', '--ignore-case', '--line-number', word, '.'], vault.root) }] : []),
    { name, call: () => bench.touchstone(vault, ['search', word]) },
  ]), { rounds: FEW_ROUNDS, progress: (round) => { bench.say(`round ${round} of ${FEW_ROUNDS}`); } });
  return {
    rows: cells.filter(({ vault }) => JUDGED.includes(vault.notes)).map(({ kind, vault, name }) => {
      const own = samples.get(name) ?? [];
      return rowOf(kind, vault.notes, median(own), withPeer ? ratio(own, samples.get(`rg ${name}`) ?? []) : null);
    }),
    points: cells.flatMap(({ kind, vault: { notes }, name }) => [
      { command: `search, ${kind}`, by: 'touchstone', notes, milliseconds: median(samples.get(name) ?? []) },
      ...(withPeer ? [{ command: `search, ${kind}`, by: 'ripgrep', notes, milliseconds: median(samples.get(`rg ${name}`) ?? []) }] : []),
    ]),
  };
}

function rowOf(kind: string, notes: number, milliseconds: number, against: Ratio | null): Row {
  return {
    what: `\`search\`, ${kind}`, notes, against: 'ripgrep', target: { most: 5 }, milliseconds,
    reached: against?.medians ?? null, calmest: against?.least ?? null,
    remark: against === null ? 'ripgrep is not installed (Debian: `apt-get install ripgrep`)' : null,
    inTheWay: IN_THE_WAY,
  };
}
