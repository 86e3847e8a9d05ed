// The victim of `workflow-killer.test.ts`: a seeded random sequence of what people and agents do (notes created, patched,
// moved, deleted and restored; stories from creation to their verdict; proposals made, accepted and taken back), through the
// planners of the core. It reports the id of each operation that succeeded, until it is killed.
// `workflow-child <root> <seed> <zone>`: the zone names the device, and all notes that it touches.
import { writeSync } from 'node:fs';
import { TouchstoneError } from '../../shared/errors';
import { nodePorts } from '../../shared/node/open';
import { appendToNote } from '../../shared/note/planners/add-text';
import { createNote } from '../../shared/note/planners/create-note';
import { deleteNote } from '../../shared/note/planners/delete-note';
import { moveNote } from '../../shared/note/planners/move-note';
import { patchNote } from '../../shared/note/planners/patch-note';
import { restoreNote } from '../../shared/note/planners/restore-note';
import type { Actor, Role } from '../../shared/policy/actor';
import { acceptProposal } from '../../shared/proposal/accept';
import { createProposal } from '../../shared/proposal/create';
import { listProposals } from '../../shared/proposal/queries';
import { revertProposal } from '../../shared/proposal/revert';
import { claimStory, releaseClaim } from '../../shared/story/planners/claim';
import { createStory } from '../../shared/story/planners/create';
import { deleteStory } from '../../shared/story/planners/delete';
import { deliverStory, proveCriterion, recordEvidence } from '../../shared/story/planners/deliver';
import { acceptStory, rejectStory } from '../../shared/story/planners/review';
import { listStories } from '../../shared/story/queries/list';
import { runSync } from '../../shared/vault/io';
import { runOperation } from '../../shared/vault/operation';
import type { Planner } from '../../shared/vault/plan';
import { openVault, query } from '../../shared/vault/vault';

const [root = '', seed = '1', zone = 'a'] = process.argv.slice(2);
const STEPS = 6;
const FILLER = 'words that fill the note\n'.repeat(200);

const agent = (name: string, role: Role): Actor => ({ name: `${name}-${zone}`, role, kind: 'agent', session: `s-${name}-${zone}` });
const planner = agent('sr', 'sr-pm');
const developer = agent('dev', 'developer');
const acceptor = agent('pm', 'pm');
const person: Actor = { name: 'ada', role: 'human', kind: 'human', session: null };

/** Lehmer's generator with the modulus and multiplier of Park and Miller (1988): the same sequence for the same seed. */
function generator(start: number): (below: number) => number {
  let state = (start * 48271) % 2147483647;
  return (below) => {
    state = (state * 48271) % 2147483647;
    return state % below;
  };
}

const random = generator(Number(seed) + 1);
const vault = runSync(openVault(nodePorts(root, { device: `d-${zone}` })));

/** Runs one operation and reports it; what the rules refuse is no report. */
function run(actor: Actor, plan: Planner<unknown>): void {
  try {
    const { op } = runSync(runOperation(vault, actor, plan));
    if (op !== null) writeSync(1, `${op.id}\n`);
  } catch (error) {
    if (!(error instanceof TouchstoneError) || !['E_GATE', 'E_USAGE', 'E_NOT_FOUND', 'E_CONFLICT', 'E_POLICY'].includes(error.code)) throw error;
  }
}

const anyNote = (): string => `notes-${zone}/${zone}${random(STEPS)}.md`;
const anyTarget = (): string => `conventions/${zone}${random(3)}.md`;

function ownStories(): string[] {
  const { rows } = runSync(query(vault, person, listStories({})));
  return rows.filter(({ title }) => title.startsWith(`${zone} `)).map(({ id }) => id);
}

function anyStory(): string {
  const ids = ownStories();
  return ids[random(Math.max(1, ids.length))] ?? 'PROJ-zzzzz';
}

function proposal(status: 'pending' | 'accepted'): string {
  const { items } = runSync(query(vault, person, (view) => listProposals(view, { statuses: [status] })));
  const own = items.filter(({ target_path }) => target_path.startsWith(`conventions/${zone}`));
  return own[random(Math.max(1, own.length))]?.id ?? 'PROP-zzzzz';
}

const RUN = { argv: ['true'], exitCode: 0, signal: null, durationMs: 1, outputSha256: '0'.repeat(64), outputTail: '', commit: null, clean: true };
const PARTS = { expected: 'AC #1: it works', delivered: 'nothing', gap: 'all', fix: 'do it' };

/** From a claim to a verdict, an operation each. */
function work(story: string): void {
  run(developer, claimStory({ story }));
  run(developer, recordEvidence({ story, run: RUN }));
  run(developer, proveCriterion({ story, ac: '1', by: 'a test' }));
  run(developer, deliverStory({ story, head: { commit: null, same: [] } }));
  if (random(4) === 0) run(acceptor, rejectStory({ story, parts: PARTS }));
  else run(acceptor, acceptStory({ story }));
  run(developer, releaseClaim({ story }));
}

const WORK: (() => void)[] = [
  () => { run(developer, createNote({ path: anyNote(), assignments: [], body: `## Part\n${FILLER}\nSee [[${zone}${random(STEPS)}]].\n` })); },
  () => { run(developer, appendToNote({ ref: anyNote(), text: `added with ${random(1000)}` })); },
  () => { run(developer, patchNote({ ref: anyNote(), part: { section: 'Part' }, text: `${FILLER}patched with ${random(1000)}\nSee [[${zone}${random(STEPS)}]].\n` })); },
  () => { run(developer, deleteNote({ ref: anyNote() })); },
  () => { run(developer, restoreNote({ ref: anyNote() })); },
  () => { run(developer, moveNote({ ref: anyNote(), to: anyNote() })); },
  () => { run(planner, createStory({ title: `${zone} story`, criteria: ['it works'], blockedBy: ownStories().slice(0, random(2)) })); },
  () => { work(anyStory()); },
  () => { run(planner, deleteStory({ story: anyStory() })); },
  () => { run(developer, createProposal({ target: anyTarget(), motivation: 'm', impact: 'i', content: `# Rule\n\nrule ${random(1000)}\n` })); },
  () => { run(person, acceptProposal({ ref: proposal('pending') })); },
  () => { run(person, revertProposal({ ref: proposal('accepted') })); },
];

for (;;) WORK[random(WORK.length)]?.();
