// Random sequences of story operations by several actors against one vault: what must hold after every one of them.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TouchstoneError } from '../../../shared/errors';
import { scanNote } from '../../../shared/note/scan';
import type { Actor } from '../../../shared/policy/actor';
import { readContract } from '../../../shared/story/contract';
import { readHistory } from '../../../shared/story/history';
import { claimNext, claimStory, releaseClaim, renewClaim } from '../../../shared/story/planners/claim';
import { deleteStory } from '../../../shared/story/planners/delete';
import { proveCriterion, recordEvidence, deliverStory } from '../../../shared/story/planners/deliver';
import { addDependencies } from '../../../shared/story/planners/dependencies';
import { closeStory, deferStory, reopenStory, undeferStory } from '../../../shared/story/planners/move';
import { acceptStory, rejectStory } from '../../../shared/story/planners/review';
import { commentOnStory } from '../../../shared/story/planners/text';
import { updateStory } from '../../../shared/story/planners/update';
import { listCycles } from '../../../shared/story/queries/dependencies';
import { listStories } from '../../../shared/story/queries/list';
import { governedText } from '../../../shared/story/governed';
import type { Planner } from '../../../shared/vault/plan';
import { HEAD, newStory, ranCommand } from './life';
import { dana, dev7, dev8, dispatcher, MemoryVault, pm1, sha256, srPm } from './memory-view';

const PARTS = { expected: 'AC #1', delivered: 'x', gap: 'x', fix: 'x' };
const STORIES = 3;

interface Step {
  actor: Actor;
  verb: string;
  story: number;
  other: number;
  wait: number;
}

const VERBS: Record<string, (story: string, other: string) => Planner<unknown>> = {
  claim: (story) => claimStory({ story, lease: '1h' }),
  next: () => claimNext({}),
  renew: (story) => renewClaim({ story }),
  release: (story) => releaseClaim({ story }),
  pass: (story) => recordEvidence({ story, run: ranCommand() }),
  fail: (story) => recordEvidence({ story, run: ranCommand({ exitCode: 1 }) }),
  prove1: (story) => proveCriterion({ story, ac: '1', by: 'a test' }),
  prove2: (story) => proveCriterion({ story, ac: '2', by: 'a test' }),
  deliver: (story) => deliverStory({ story, head: { commit: HEAD, same: [] } }),
  accept: (story) => acceptStory({ story }),
  reject: (story) => rejectStory({ story, parts: PARTS }),
  close: (story) => closeStory({ story, reason: 'not needed' }),
  reopen: (story) => reopenStory({ story }),
  defer: (story) => deferStory({ story }),
  undefer: (story) => undeferStory({ story }),
  block: (story) => updateStory({ story, status: 'blocked', reason: 'waits' }),
  start: (story) => updateStory({ story, status: 'in_progress' }),
  tdd: (story) => updateStory({ story, addLabels: ['hard-tdd'] }),
  comment: (story) => commentOnStory({ story, text: 'A word.' }),
  depend: (story, other) => addDependencies({ story, blockers: [other] }),
  delete: (story) => deleteStory({ story }),
};
/** Single verbs by chance hardly ever make a delivery; so some steps are whole stretches of work. */
const STRETCHES: Record<string, string[]> = {
  work: ['claim', 'pass', 'prove1', 'prove2', 'deliver'],
  'work, accept': ['claim', 'pass', 'prove1', 'prove2', 'deliver', 'accept'],
  'work, reject': ['claim', 'pass', 'prove1', 'prove2', 'deliver', 'reject'],
};
const WEIGHTED = [...Object.keys(VERBS), ...Array.from({ length: 4 }, () => Object.keys(STRETCHES)).flat()];

const steps = fc.array(fc.record<Step>({
  actor: fc.constantFrom(dev7, dev7, dev8, dev8, pm1, pm1, srPm, dana, dispatcher),
  verb: fc.constantFrom(...WEIGHTED),
  story: fc.nat(STORIES - 1),
  other: fc.nat(STORIES - 1),
  wait: fc.constantFrom(0, 0, 60, 4000),
}), { minLength: 3, maxLength: 16 })
  .map((chosen) => chosen.flatMap((step) => (STRETCHES[step.verb] ?? [step.verb]).map((verb, n) => ({ ...step, verb, wait: n === 0 ? step.wait : 1 }))));

/** The actor whom the verb is meant for does it more often than chance would have it. */
function fitting(step: Step): Actor {
  if (['claim', 'next', 'renew', 'pass', 'prove1', 'prove2', 'deliver'].includes(step.verb)) return step.actor === dev8 ? dev8 : dev7;
  if (['accept', 'reject'].includes(step.verb)) return step.actor === dana ? dana : pm1;
  return step.actor;
}

interface Seen {
  status: string;
  history: string[];
  blocks: string[];
}

function seen(vault: MemoryVault, id: string): Seen | null {
  const note = vault.notes.get(`stories/${id}.md`);
  if (note === undefined) return null;
  const scan = scanNote(note.text);
  return {
    status: note.state?.status ?? '',
    history: readHistory(scan).map(({ at, actor, text }) => `${at} ${actor} ${text}`),
    blocks: readContract(scan).map(({ status, start, end }) => `${status} ${start === end ? '' : note.text.slice(start, end).trimEnd()}`),
  };
}

/** What may never happen between two looks at the same story. */
function assertStep(before: Seen, after: Seen, verb: string): void {
  expect(after.history.slice(0, before.history.length), 'History only grows').toEqual(before.history);
  expect(after.blocks.slice(0, Math.max(0, before.blocks.length - 1)), 'blocks but the last stay').toEqual(before.blocks.slice(0, -1));
  expect(after.blocks.length).toBeGreaterThanOrEqual(before.blocks.length);
  const lastBefore = before.blocks.at(-1);
  if (lastBefore !== undefined && !['pass', 'fail', 'prove1', 'prove2'].includes(verb)) expect(after.blocks[before.blocks.length - 1]).toBe(lastBefore);
  if (before.status !== after.status) {
    expect(after.history.length, 'a transition is on record').toBeGreaterThan(before.history.length);
    if (after.status === 'closed') expect(['accept', 'close']).toContain(verb);
    if (after.status === 'delivered') expect(verb).toBe('deliver');
    if (before.status === 'closed') expect(verb).toBe('reopen');
  }
}

function assertVault(vault: MemoryVault): void {
  const { rows, unreadable } = vault.read(listStories({}));
  expect(unreadable).toEqual([]);
  expect(vault.read(listCycles()).cycles).toEqual([]);
  const live = rows.filter((row) => row.status === 'in_progress' && row.lease_until !== null && row.lease_until > vault.now);
  const holders = live.map(({ assignee }) => assignee);
  expect(new Set(holders).size, 'an actor holds one live claim').toBe(holders.length);
  for (const row of rows) {
    const note = vault.notes.get(row.path);
    expect(row.edited_status).toBeNull();
    expect(note?.state?.digest, 'the ledger vouches for what story verbs wrote').toBe(sha256(governedText(note?.text ?? '')));
    if (row.status === 'closed') expect([row.closed_at === null, row.lease_until]).toEqual([false, null]);
    if (row.status === 'open') expect([row.claimed_at, row.lease_until, row.closed_at]).toEqual([null, null, null]);
    if (row.verdict === 'accepted') expect([row.status, row.accepted_by === null]).toEqual(['closed', false]);
  }
}

describe('any sequence of operations', () => {
  it('never gives a story two holders, never skips a gate, never rewrites what is on record', () => {
    const reached = new Set<string>();
    fc.assert(fc.property(steps, (sequence) => {
      const vault = new MemoryVault();
      const ids = Array.from({ length: STORIES }, () => newStory(vault));
      for (const step of sequence) {
        vault.wait(step.wait);
        const looks = ids.map((id) => seen(vault, id));
        const plan = VERBS[step.verb];
        try {
          vault.run(fitting(step), plan!(ids[step.story] ?? '', ids[step.other] ?? ''));
        } catch (error) {
          if (!(error instanceof TouchstoneError)) throw error;
          expect(['E_GATE', 'E_POLICY', 'E_NOT_FOUND']).toContain(error.code);
        }
        ids.forEach((id, n) => {
          const [before, after] = [looks[n] ?? null, seen(vault, id)];
          if (before !== null && after !== null) assertStep(before, after, step.verb);
          if (after !== null) reached.add(after.status);
          if (before !== null && after === null) expect(step.verb).toBe('delete');
        });
        assertVault(vault);
      }
    }), { numRuns: 30 });
    expect([...reached], 'the sequences got somewhere').toEqual(expect.arrayContaining(['open', 'in_progress', 'delivered', 'closed']));
  });
});
