// Runs the benchmarks that were asked for and shows what they found out. A run of all of them also writes docs/benchmarks.md
// and its plots; so one document is one run's.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { afterWrite } from './benchmarks/after-write';
import { batch } from './benchmarks/batch';
import { firstCalls } from './benchmarks/first-calls';
import { killedHolder } from './benchmarks/killed-holder';
import { lock } from './benchmarks/lock';
import { peers } from './benchmarks/peers';
import { health, oneNote, readyCold, readyList } from './benchmarks/reads';
import { search } from './benchmarks/search';
import { starts } from './benchmarks/starts';
import { writers } from './benchmarks/writers';
import { claims, writes } from './benchmarks/writes';
import type { Findings } from './findings';
import { machineFacts } from './machine';
import { peerFacts } from './peers/found';
import { measuredText, plotsOf, withMeasured, type Report } from './report/document';
import { QUICK_SIZES, SIZES, Workbench, type Benchmark } from './workbench';

/** In the order of the table. */
const BENCHMARKS: readonly Benchmark[] = [starts, oneNote, readyList, readyCold, writes, claims, health, search, writers, killedHolder, batch, afterWrite, firstCalls, peers, lock];

const { values, positionals } = parseArgs({ allowPositionals: true, options: { quick: { type: 'boolean', default: false }, largest: { type: 'string' }, folder: { type: 'string' }, root: { type: 'string' } } });
const { quick, largest, folder = '', root = '' } = values;
void main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});

async function main(): Promise<void> {
  const chosen = positionals.length === 0 ? BENCHMARKS : positionals.map(named);
  const facts = machineFacts(folder, join(folder, 'prefix/bin/touchstone'));
  const bench = new Workbench(root, folder, sizes(), say);
  try {
    const findings = await runAll(bench, chosen);
    const report = { day: new Date().toISOString().slice(0, 10), facts, peers: peerFacts(root), findings };
    process.stdout.write(`${measuredText(report, null)}\n`);
    if (!quick && positionals.length === 0) writeDocument(report);
  } finally {
    bench.stopwatch.stop();
  }
}

function sizes(): readonly number[] {
  if (quick) return QUICK_SIZES;
  const chosen = SIZES.filter((notes) => notes <= Number(largest ?? Infinity));
  if (chosen.length === 0) throw new Error(`--largest takes a number of notes from ${String(SIZES[0])} on`);
  return chosen;
}

async function runAll(bench: Workbench, chosen: readonly Benchmark[]): Promise<Required<Findings>> {
  const all: Required<Findings> = { rows: [], points: [], duels: [], tables: [] };
  for (const { name, summary, run } of chosen) {
    say(`${name}: ${summary}`);
    const { rows = [], points = [], duels = [], tables = [] } = await run(bench).catch((error: unknown) => failed(name, error));
    all.rows.push(...rows);
    all.points.push(...points);
    all.duels.push(...duels);
    all.tables.push(...tables);
  }
  return all;
}

/** The others are still worth their time; the page says that this one is missing. */
function failed(name: string, error: unknown): Findings {
  const text = error instanceof Error ? error.message : String(error);
  say(`${name} failed: ${text}`);
  process.exitCode = 1;
  return { tables: [{ title: `Not measured: ${name}`, text: 'This benchmark failed.', head: ['it said'], lines: text.split('\n').filter(Boolean).map((line) => [line]) }] };
}

function writeDocument(report: Report): void {
  const path = join(root, 'docs/benchmarks.md');
  writeFileSync(path, withMeasured(readFileSync(path, 'utf8'), measuredText(report, 'images')));
  for (const [name, svg] of plotsOf(report.findings.points)) writeFileSync(join(root, 'docs/images', name), svg);
  say(`written: ${path}`);
}

function named(name: string): Benchmark {
  const found = BENCHMARKS.find((benchmark) => benchmark.name === name);
  if (found !== undefined) return found;
  throw new Error(`there is no benchmark ${name}; there are:\n${BENCHMARKS.map((one) => `  ${one.name}: ${one.summary}`).join('\n')}`);
}

function say(text: string): void {
  process.stderr.write(`${(performance.now() / 1000).toFixed(0).padStart(5)} s  ${text}\n`);
}
