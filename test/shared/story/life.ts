// Steps of a delivery, shared by tests of the life of a story.
import { expect } from 'vitest';
import { TouchstoneError } from '../../../shared/errors';
import type { Actor } from '../../../shared/policy/actor';
import type { Run } from '../../../shared/story/evidence';
import { claimStory } from '../../../shared/story/planners/claim';
import { createStory } from '../../../shared/story/planners/create';
import { deliverStory, proveCriterion, recordEvidence } from '../../../shared/story/planners/deliver';
import { closeStory } from '../../../shared/story/planners/move';
import { updateStory } from '../../../shared/story/planners/update';
import type { Planner } from '../../../shared/vault/plan';
import { dana, dev7, MemoryVault, srPm } from './memory-view';

export const HEAD = '1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d';

/** Parts of a rejection. */
export const PARTS = { expected: 'AC #1: login returns a token', delivered: 'nothing', gap: 'no token', fix: 'return one' };

/** A run as the command line hands it in. */
export function ranCommand(change: Partial<Run> = {}): Run {
  return {
    argv: ['npm', 'test'], exitCode: 0, signal: null, durationMs: 4213,
    outputSha256: '9f2c'.padEnd(64, '0'), outputTail: 'PASS login.test.ts\n2 passed\n', commit: HEAD, clean: true, ...change,
  };
}

/** Creates a story with two criteria and answers its id. */
export function newStory(vault: MemoryVault, change: Partial<Parameters<typeof createStory>[0]> = {}): string {
  const planned = vault.run(srPm, createStory({
    title: 'Implement user authentication', kind: 'feature', priority: '1',
    criteria: ['login returns a token', 'a wrong password is refused with 401'], ...change,
  }));
  return planned.item.id;
}

/** Claims, records a passing run and a proof of each criterion. */
export function workOn(vault: MemoryVault, id: string, actor: Actor = dev7, run: Partial<Run> = {}): void {
  vault.run(actor, claimStory({ story: id }));
  vault.run(actor, recordEvidence({ story: id, run: ranCommand(run) }));
  for (const n of ['1', '2']) vault.run(actor, proveCriterion({ story: id, ac: n, by: `test/login.test.ts "criterion ${n}"` }));
}

export function deliverAt(vault: MemoryVault, id: string, actor: Actor = dev7, commit: string | null = HEAD): void {
  vault.run(actor, deliverStory({ story: id, head: { commit, same: [] } }));
}

/** What a planner refuses with. */
export function refusal(vault: MemoryVault, actor: Actor, planner: Planner<unknown>): TouchstoneError {
  try {
    vault.run(actor, planner);
  } catch (error) {
    if (error instanceof TouchstoneError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

/** Names of the gates that fail; each says what was found and what would be allowed. */
export function gatesOf(vault: MemoryVault, actor: Actor, planner: Planner<unknown>): string[] {
  const error = refusal(vault, actor, planner);
  expect(error.code).toBe('E_GATE');
  const gates = error.details['gates'] as { gate: string; found: string; allowed: string }[];
  for (const { found, allowed } of gates) expect([found === '', allowed === '']).toEqual([false, false]);
  return gates.map(({ gate }) => gate);
}

/** A vault with one story in the given status. */
export function storyIn(status: string): { vault: MemoryVault; id: string } {
  const vault = new MemoryVault({ 'workflow.custom_statuses': ['in-review'] });
  const id = newStory(vault);
  if (status === 'in_progress' || status === 'delivered') workOn(vault, id);
  if (status === 'delivered') deliverAt(vault, id);
  if (status === 'closed') vault.run(srPm, closeStory({ story: id, reason: 'not needed' }));
  if (status === 'blocked' || status === 'deferred' || status === 'in-review') vault.run(status === 'blocked' ? dana : srPm, updateStory({ story: id, status, reason: 'waits' }));
  return { vault, id };
}
