// Kills whatever people and agents do at random moments, on one vault and on two machines that are merged by git: what was
// reported is there, nothing is half there, every note is as the ledgers say, and the next command works without help.
// `TOUCHSTONE_LONG=1` kills 400 times.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { verify } from '../../shared/integrity/verify';
import { listStories } from '../../shared/story/queries/list';
import { temporaryFolder } from '../cli/harness';
import { AGENT, openTemporary, temporaryVault, writing } from '../shared/vault/temporary-vault';
import { bundledVictim, killedVictim, LONG } from './victim';

const KILLS = LONG ? 400 : 20;
/** What the sequences must have done by the end, so that it was all under the knife. */
const OPERATIONS = [
  'note.append', 'note.create', 'note.delete', 'note.move', 'note.patch', 'note.restore', 'proposal.accept', 'proposal.create', 'story.accept',
  'story.claim', 'story.create', 'story.delete', 'story.deliver', 'story.evidence', 'story.prove',
];

const victim = bundledVictim('workflow-child');

interface Line {
  op: string;
  op_id: string;
  actor: string;
  notes: { path: string; after: string | null }[];
}

/** The lines of all ledgers, each ledger in its order; read without the engine. */
function ledgerLines(root: string): Line[] {
  const folder = join(root, '.touchstone/ledger');
  return readdirSync(folder).sort().flatMap((name) => readFileSync(join(folder, name), 'utf8').trimEnd().split('\n').map((line) => JSON.parse(line) as Line));
}

/** Every note that the ledger's newest line on it says should be there lies there, byte for byte, and no other of its paths does. */
function expectAsLedgered(root: string, what: string): void {
  const newest = new Map<string, string | null>();
  for (const { notes } of ledgerLines(root)) for (const { path, after } of notes) newest.set(path, after);
  for (const [path, after] of newest) {
    const file = join(root, path);
    const found = existsSync(file) ? createHash('sha256').update(readFileSync(file)).digest('hex') : null;
    expect(found, `${path}, ${what}`).toBe(after);
  }
}

function expectSound(root: string, what: string): void {
  const { vault, read } = openTemporary(root);
  const { broken, rewound, drift } = read((view) => verify(vault.ports, view));
  expect([broken, rewound, drift.drifted, drift.conflicts], what).toEqual([[], [], [], 0]);
  expect(read(listStories({})).unreadable).toEqual([]);
}

/** Kills a victim and checks what it left. */
async function killOnce(root: string, kill: number, zone: string): Promise<void> {
  const what = `zone ${zone}, kill ${kill}`;
  const known = new Set(ledgerLines(root).map(({ op_id }) => op_id));
  const reported = await killedVictim(victim, [root, String(kill), zone], (kill * 13) % 97);
  // A reader without the lock already judges rightly, before anything was repaired.
  expect(openTemporary(root).read((view) => view.drift('all')).drifted, what).toEqual([]);
  // Only the device that staged a file recovers it; so the next command is this device's.
  openTemporary(root, { device: `d-${zone}` }).run(writing({ [`next-${zone}.md`]: `after kill ${kill}\n` }), AGENT);
  expect(readdirSync(join(root, '.touchstone/local/stage')), what).toEqual([]);
  const done = ledgerLines(root).filter(({ op_id, actor }) => !known.has(op_id) && actor !== AGENT.name).map(({ op_id }) => op_id);
  // What it reported in order, and at most one more that was committed and not reported any more.
  expect(done.slice(0, reported.length), what).toEqual(reported);
  expect(done.length - reported.length, what).toBeLessThanOrEqual(1);
  expectSound(root, what);
}

test('whatever is done on one vault is there when it was reported, and whole or not at all', async () => {
  const { root } = temporaryVault();
  for (let kill = 1; kill <= KILLS; kill++) {
    await killOnce(root, kill, 'a');
    expectAsLedgered(root, `kill ${kill}`);
  }
  const done = new Set(ledgerLines(root).map(({ op }) => op));
  expect([...done]).toEqual(expect.arrayContaining(LONG ? OPERATIONS : ['note.create', 'story.create']));
});

function git(root: string, ...args: string[]): string {
  const identity = ['-c', 'user.name=a', '-c', 'user.email=a@example.invalid', '-c', 'init.defaultBranch=main'];
  const { status, stdout, stderr } = spawnSync('git', [...identity, ...args], { cwd: root, encoding: 'utf8' });
  // What a merge could not do stands on stdout.
  if (status !== 0) throw new Error(`git ${args.join(' ')} ended with ${String(status)}\n${stdout}${stderr}`);
  return stdout;
}

function commitAll(root: string, message: string): void {
  git(root, 'add', '--all');
  git(root, 'commit', '--quiet', '--allow-empty', '--message', message);
}

function vaultInGit(): string {
  const { root } = temporaryVault();
  writeFileSync(join(root, '.gitignore'), '.touchstone/local/\n');
  git(root, 'init', '--quiet');
  // As `docs/integrity.md` tells users to: git asks where a note belongs when its folder emptied on the other branch.
  git(root, 'config', 'merge.directoryRenames', 'false');
  commitAll(root, 'start');
  return root;
}

test('two machines that are killed at work and pull from each other agree, and nothing legitimate is drift', async () => {
  const here = vaultInGit();
  const there = join(temporaryFolder(), 'vault');
  cpSync(here, there, { recursive: true });
  for (let kill = 1; kill <= Math.ceil(KILLS / 8); kill++) {
    await Promise.all([killOnce(here, kill, 'a'), killOnce(there, kill + 1000, 'b')]);
    for (const root of [here, there]) commitAll(root, `round ${kill}`);
    git(here, 'pull', '--quiet', '--no-rebase', '--no-edit', there, 'main');
    git(there, 'pull', '--quiet', '--no-rebase', '--no-edit', here, 'main');
    for (const root of [here, there]) {
      expect(git(root, 'status', '--porcelain')).toBe('');
      expectSound(root, `merged, round ${kill}`);
    }
  }
});

test('two branches of one machine that is killed at work merge, and nothing legitimate is drift', async () => {
  const root = vaultInGit();
  for (let kill = 1; kill <= Math.ceil(KILLS / 8); kill++) {
    git(root, 'switch', '--quiet', '--create', `topic-${kill}`);
    await killOnce(root, kill, 'a');
    commitAll(root, `topic ${kill}`);
    git(root, 'switch', '--quiet', 'main');
    await killOnce(root, kill + 1000, 'b');
    commitAll(root, `main ${kill}`);
    git(root, 'merge', '--no-edit', `topic-${kill}`);
    expect(git(root, 'status', '--porcelain')).toBe('');
    expectSound(root, `merged, round ${kill}`);
  }
});
