// Reading without a lock: one note with its integrity check, the lists that stand on the index, the vault's health.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Benchmark } from '../workbench';
import { noteOfRound, storyOfRound } from '../vault/spread';
import { FEW_ROUNDS, MANY_ROUNDS, measureGrowth, type GrowingCommand } from './growing';

const ONE_NOTE = 'Beside Node\'s own start some 13 ms: 2 to find and read what was kept of the program, 2 for V8 to take it back, 2 for its modules to begin, 2 for the vault and its settings, 3 for the baseline with the first hash, 2 for the note; all of it code that runs for the first time.';
const ALL_STATED = 'One `stat` for every covered note: 4 to 5 µs each from Node, a part of them for dates that nobody asks for; 2 µs from C, 3.7 through Node\'s WASI, 6 to 8 by GNU find.';

const show: GrowingCommand = {
  command: 'story show <id> --json',
  args: (vault, round) => ['story', 'show', storyOfRound(vault, round), '--json'],
  target: () => ({ most: 1.4 }),
  inTheWay: `${ONE_NOTE} The stories that it waits for are read as well.`,
};

const read: GrowingCommand = {
  command: 'note read <path> --json',
  args: (vault, round) => ['note', 'read', noteOfRound(vault, round), '--json'],
  target: () => ({ most: 1.4 }),
  inTheWay: ONE_NOTE,
};

const READY_TARGETS = new Map([[1000, 1.7], [10_000, 3], [100_000, 11]]);

const ready: GrowingCommand = {
  command: 'story ready --json --limit 20',
  args: () => ['story', 'ready', '--json', '--limit', '20'],
  target: (notes) => most(READY_TARGETS.get(notes)),
  inTheWay: `${ALL_STATED} In 10,000 notes that is two fifths, and a third is starting and loading; the rest is reading the index, matching it with the folder, and asking groups of stories, in code that runs for the first time.`,
};

const readyWithoutIndex: GrowingCommand = {
  command: 'story ready --json --limit 20, no index yet',
  args: ready.args,
  prepare: ({ root }) => { rmSync(join(root, '.touchstone/local/cache'), { recursive: true, force: true }); },
  target: (notes) => most(notes === 10_000 ? 12 : undefined),
  inTheWay: 'Every story is stat\'ed, opened, hashed and read, its properties are parsed and its boxes counted; the index and the cache of baselines are written, for which the ledger is read from its start. A tenth of the time is V8 collecting what is left of it.',
};

const status: GrowingCommand = {
  command: 'status',
  args: () => ['status'],
  target: (notes) => most(notes === 10_000 ? 9 : undefined),
  inTheWay: `${ALL_STATED} The report then counts over all notes, links and stories.`,
};

const integrityStatus: GrowingCommand = {
  command: 'integrity status',
  args: () => ['integrity', 'status'],
  target: (notes) => most(notes === 10_000 ? 7 : undefined),
  inTheWay: 'Every note is opened, read, closed and hashed: some 10 µs each from Node, whatever else is done; that is half. The rest is starting, listing the folders, and reading the index.',
};

export const oneNote: Benchmark = { name: 'one-note', summary: 'reading one story and one note', run: (bench) => measureGrowth(bench, [show, read], MANY_ROUNDS) };
export const readyList: Benchmark = { name: 'ready', summary: 'what can be started now, from the index', run: (bench) => measureGrowth(bench, [ready], MANY_ROUNDS) };
export const readyCold: Benchmark = { name: 'ready-cold', summary: 'the same, with no index yet', run: (bench) => measureGrowth(bench, [readyWithoutIndex], FEW_ROUNDS) };
export const health: Benchmark = { name: 'health', summary: 'status, and integrity status', run: (bench) => measureGrowth(bench, [status, integrityStatus], FEW_ROUNDS) };

function most(limit: number | undefined): { most: number } | null {
  return limit === undefined ? null : { most: limit };
}
