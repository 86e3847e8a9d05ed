// The same work on the same notes by other tools, each in the same rounds as ours, and the targets that name them.
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Duel, Findings, Point, Row } from '../findings';
import { median } from '../measure/statistics';
import { backlog } from '../peers/backlog';
import { foundPeers, type FoundPeer } from '../peers/found';
import { nd } from '../peers/nd';
import { WORKS, type Ask, type Peer, type Work } from '../peers/peer';
import { vlt } from '../peers/vlt';
import { readyIn } from '../vault/catalogue';
import { noteOfRound, storyOfRound } from '../vault/spread';
import type { GeneratedVault } from '../vault/write';
import type { Benchmark, Workbench } from '../workbench';
import { FEW_ROUNDS } from './growing';

const PEERS: readonly Peer[] = [nd, vlt, backlog];
/** A peer whose call took longer is not asked in the next larger vault, which has ten times as many notes. Milliseconds. */
const LONGEST_CALL = 3000;

/** How we are asked, and under which plot it stands. */
const OURS: Record<Work, { command: string; args: Ask }> = {
  ready: { command: 'story ready --json --limit 20', args: () => ['story', 'ready', '--json', '--limit', '20'] },
  show: { command: 'story show <id> --json', args: (vault, round) => ['story', 'show', storyOfRound(vault, round), '--json'] },
  read: { command: 'note read <path> --json', args: (vault, round) => ['note', 'read', noteOfRound(vault, round), '--json'] },
  write: { command: 'story comment <id> <text>', args: (vault, round) => ['story', 'comment', storyOfRound(vault, round), `Round ${round} beside a peer.`] },
  search: { command: 'search, a common word', args: () => ['search', 'retry'] },
};

/** What the table of targets says of peers. */
const PROMISES = [
  { peer: 'nd', work: 'ready', notes: 10_000, most: 0.1 },
  { peer: 'vlt', work: 'search', notes: 10_000, most: 1 },
  { peer: 'vlt', work: 'search', notes: 100_000, most: 1 },
] as const;

export const peers: Benchmark = { name: 'peers', summary: 'the same work by other tools', run };

async function run(bench: Workbench): Promise<Findings> {
  const found = foundPeers(bench.root);
  const duels: Duel[] = [];
  for (const peer of PEERS) {
    const installed = found.find(({ name }) => name === peer.name);
    if (installed?.version != null) duels.push(...await duelsWith(bench, peer, installed));
  }
  return { duels, points: pointsOf(duels), rows: promised(bench, duels) };
}

async function duelsWith(bench: Workbench, peer: Peer, { program }: FoundPeer): Promise<Duel[]> {
  const duels: Duel[] = [];
  const slow = new Set<Work>();
  for (const vault of bench.vaults()) {
    const folder = join(bench.folder, 'peers', peer.name, String(vault.notes));
    const asks = peer.asks(folder);
    const works = WORKS.filter((work) => asks[work] !== undefined);
    const asked = works.filter((work) => !slow.has(work));
    if (asked.length > 0) convert(bench, peer, program, vault, folder);
    for (const work of works) {
      const ask = asks[work] as Ask;
      const duel = await measure(bench, { vault, work, ask, peer: peer.name, folder, program, isSlow: slow.has(work) });
      if (duel.theirs === null || duel.theirs > LONGEST_CALL) slow.add(work);
      duels.push(duel);
      bench.say(`${peer.name}, ${work}, ${vault.notes} notes`);
    }
    rmSync(folder, { recursive: true, force: true });
  }
  return duels;
}

/** @throws Error when the peer does not find in its format what the vault holds. */
function convert(bench: Workbench, peer: Peer, program: string, vault: GeneratedVault, folder: string): void {
  const run = (args: readonly string[]): string => {
    const { env } = bench.other([program], folder);
    const { status, stdout, stderr } = spawnSync(program, args, { cwd: folder, env, encoding: 'utf8', maxBuffer: 2 ** 30 });
    if (status !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${String(status)}\n${stdout}${stderr}`);
    return stdout;
  };
  mkdirSync(folder, { recursive: true });
  peer.convert(vault, folder, run);
  const [own, theirs] = [readyIn(vault.catalogue).length, peer.readyCount(run)];
  if (theirs !== null && theirs !== own) throw new Error(`${peer.name} finds ${theirs} stories that can be started, the vault has ${own}: the conversion is wrong`);
}

interface Asked {
  vault: GeneratedVault;
  work: Work;
  ask: Ask;
  peer: string;
  folder: string;
  program: string;
  isSlow: boolean;
}

async function measure(bench: Workbench, { vault, work, ask, peer, folder, program, isSlow }: Asked): Promise<Duel> {
  const ours = { name: 'touchstone', call: (round: number) => bench.touchstone(vault, OURS[work].args(vault, round)) };
  const theirs = { name: peer, call: (round: number) => bench.other([program, ...ask(vault, round)], folder) };
  const samples = await bench.stopwatch.rounds(isSlow ? [ours] : [ours, theirs], { rounds: FEW_ROUNDS });
  const text = [program.split('/').at(-1), ...ask(vault, 1)].join(' ').replaceAll(folder, '…');
  return {
    work, notes: vault.notes, peer, asked: text, ours: median(samples.get('touchstone') ?? []),
    theirs: isSlow ? null : median(samples.get(peer) ?? []),
    remark: isSlow ? `not asked: over ${LONGEST_CALL / 1000} s in a tenth of the notes` : null,
  };
}

/** Ours stand in the plots already. */
function pointsOf(duels: readonly Duel[]): Point[] {
  return duels.flatMap(({ work, peer, notes, theirs }) => (theirs === null ? [] : [{ command: OURS[work as Work].command, by: peer, notes, milliseconds: theirs }]));
}

function promised(bench: Workbench, duels: readonly Duel[]): Row[] {
  return PROMISES.filter(({ notes }) => bench.sizes.includes(notes)).map(({ peer, work, notes, most }) => {
    const duel = duels.find((one) => one.peer === peer && one.work === work && one.notes === notes);
    return {
      what: `\`${OURS[work].command}\``, notes, against: peer, target: { most }, calmest: null,
      reached: duel?.theirs == null ? null : duel.ours / duel.theirs, milliseconds: duel?.ours ?? null,
      remark: duel === undefined ? `${peer} could not be had; see below` : duel.remark,
      inTheWay: 'Reading through Node costs three times what it costs from Go.',
    };
  });
}
