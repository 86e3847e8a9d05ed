// A vault whose backlog was worked on with the released rules: an epic, work in each status, a delivery that waits for its
// verdict, a rejection, dependencies.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { madeOnce } from '../cli/made-once';
import { programEnvironment, testProgram } from '../cli/program';
import { vaultWith } from './temporary-vault';

export interface Actor {
  as: string;
  role: string;
}

const SR: Actor = { as: 'sr-1', role: 'sr-pm' };
export const DEV: Actor = { as: 'dev-7', role: 'developer' };
const PM: Actor = { as: 'pm-1', role: 'pm' };

/** Runs the command line on a vault, in a process of its own; it has to succeed. Answers what `--json` gives as `data`. */
export function touchstone(vault: string, args: readonly string[], actor: Actor = SR): unknown {
  const { as, role } = actor;
  // What a command after `--` gets is its own.
  const at = args.includes('--') ? args.indexOf('--') : args.length;
  const all = [...args.slice(0, at), '--vault', vault, '--as', as, '--role', role, '--json', ...args.slice(at)];
  const { status, stdout, stderr } = spawnSync(process.execPath, [testProgram(), ...all], { encoding: 'utf8', maxBuffer: 2 ** 26, cwd: vault, env: programEnvironment() });
  if (status !== 0) throw new Error(`touchstone ${args.join(' ')} ended with ${String(status)}\n${stdout.slice(0, 2000)}${stderr}`);
  return (JSON.parse(stdout) as { data: unknown }).data;
}

/** Creates a story and answers its id. */
export function newStory(vault: string, title: string, ...more: string[]): string {
  return (touchstone(vault, ['story', 'create', title, ...more]) as { item: { id: string } }).item.id;
}

export interface BacklogVault {
  vault: string;
  epic: string;
  /** In progress with two criteria, neither proved. */
  claimed: string;
  /** Delivered with two criteria. */
  delivered: string;
  /** Blocked by {@link BacklogVault.delivered}. */
  waiting: string;
  /** Open, ready. */
  ready: string;
  /** Closed by acceptance. */
  closed: string;
}

/** Beside the vault. */
const IDS = 'ids.json';

/** A vault of its own: played once in a test run, then copied. */
export function backlogVault(): BacklogVault {
  const made = madeOnce('backlog', playBacklog);
  const vault = vaultWith();
  cpSync(join(made, 'vault'), vault, { recursive: true, preserveTimestamps: true });
  return { ...JSON.parse(readFileSync(join(made, IDS), 'utf8')) as Omit<BacklogVault, 'vault'>, vault };
}

function playBacklog(folder: string): void {
  const vault = join(folder, 'vault');
  mkdirSync(vault, { recursive: true });
  touchstone(vault, ['init', '--project', 'lantern', '--prefix', 'LAMP']);
  const epic = newStory(vault, 'Light on demand', '--kind', 'epic', '--priority', '1');
  const under = ['--parent', epic];
  const closed = newStory(vault, 'Read the battery level', '--kind', 'task', '--ac', 'the level is read', '--ac', 'a missing battery is reported', ...under);
  deliver(vault, closed);
  touchstone(vault, ['story', 'accept', closed], PM);
  const delivered = newStory(vault, 'Switch the lamp on from the command line', '--kind', 'feature', '--priority', '1', '--label', 'cli', '--ac', 'the lamp lights within a second', '--ac', 'an unknown lamp is refused', ...under);
  deliver(vault, delivered);
  const waiting = newStory(vault, 'Dim the lamp over a minute', '--kind', 'feature', '--ac', 'brightness falls without steps', '--blocked-by', delivered, ...under);
  const ready = newStory(vault, 'The lamp flickers below five percent', '--kind', 'bug', '--priority', '0', '--label', 'hardware', '--ac', 'no flicker at one percent');
  const claimed = newStory(vault, 'Remember the last brightness', '--kind', 'task', '--ac', 'it is kept over a restart', '--ac', 'a damaged file is replaced', ...under);
  touchstone(vault, ['story', 'claim', claimed], DEV);
  writeFileSync(join(folder, IDS), JSON.stringify({ epic, claimed, delivered, waiting, ready, closed }));
}

/** Claims a story with two criteria, proves and delivers it. */
export function deliver(vault: string, id: string): void {
  touchstone(vault, ['story', 'claim', id], DEV);
  touchstone(vault, ['story', 'evidence', id, '--', 'true'], DEV);
  for (const n of ['1', '2']) touchstone(vault, ['story', 'prove', id, '--ac', n, '--by', `test/lamp.test.ts, case ${n}`], DEV);
  touchstone(vault, ['story', 'deliver', id], DEV);
}
