// What the lock alone costs, and how processes share it that each add one to a counter. Beside it, in the same rounds, the
// cheapest lock that files allow: an exclusive create and a delete.
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Findings } from '../findings';
import { median } from '../measure/statistics';
import type { Benchmark, Workbench } from '../workbench';
import { FEW_ROUNDS } from './growing';

const KINDS = ['exclusive', 'lock'] as const;
/** Processes and how often each of them adds. */
const SIZES = [[1, 500], [2, 200], [8, 50], [32, 12]] as const;

interface Round {
  perSecond: number;
  usualWait: number;
  longestWait: number;
}

interface Answer {
  startedAt: number;
  endedAt: number;
  waits: number[];
}

export const lock: Benchmark = { name: 'lock', summary: 'the lock alone, beside an exclusive create', run };

async function run(bench: Workbench): Promise<Findings> {
  const lines: string[][] = [];
  for (const [processes, times] of SIZES) {
    const rounds: Record<typeof KINDS[number], Round[]> = { exclusive: [], lock: [] };
    for (let round = 0; round < FEW_ROUNDS; round++) {
      for (const kind of KINDS) rounds[kind].push(await measure(bench, kind, processes, times));
    }
    bench.say(`${processes} processes`);
    for (const kind of KINDS) lines.push(lineOf(processes, kind, rounds[kind]));
  }
  return {
    tables: [{
      title: 'The lock alone',
      text: 'Processes that each add one to a counter, under the vault\'s lock and under the cheapest lock that files allow: an exclusive create, which a killed holder leaves for ever. Nothing was lost.',
      head: ['processes', 'lock', 'additions a second', 'usual wait, ms', 'longest wait, ms'],
      lines,
    }],
  };
}

function lineOf(processes: number, kind: typeof KINDS[number], rounds: Round[]): string[] {
  const middle = (key: keyof Round): number => median(rounds.map((round) => round[key]));
  return [String(processes), kind === 'lock' ? 'ours' : 'exclusive create', middle('perSecond').toFixed(0), middle('usualWait').toFixed(3), middle('longestWait').toFixed(0)];
}

async function measure(bench: Workbench, kind: string, processes: number, times: number): Promise<Round> {
  const room = mkdtempSync(join(bench.folder, 'room-'));
  writeFileSync(join(room, 'count'), '0');
  const workers = Array.from({ length: processes }, () => fork(bench.processPath('lock-worker'), [kind, room, String(times)], { execArgv: [] }));
  await Promise.all(workers.map(message));
  const answers = workers.map(message);
  for (const worker of workers) worker.send('go');
  const all = await Promise.all(answers) as Answer[];
  const count = Number(readFileSync(join(room, 'count'), 'utf8'));
  if (count !== processes * times) throw new Error(`${kind} lost ${processes * times - count} additions`);
  const span = Math.max(...all.map(({ endedAt }) => endedAt)) - Math.min(...all.map(({ startedAt }) => startedAt));
  const waits = all.flatMap((answer) => answer.waits);
  return { perSecond: (count / span) * 1000, usualWait: median(waits), longestWait: Math.max(...waits) };
}

async function message(worker: ChildProcess): Promise<unknown> {
  const gone = once(worker, 'exit').then(() => { throw new Error('a process of the lock\'s benchmark ended'); });
  const [content] = await Promise.race([once(worker, 'message') as Promise<[unknown]>, gone]);
  return content;
}
