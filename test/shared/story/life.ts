// Steps of a delivery, shared by tests of the life of a story.
import type { Actor } from '../../../shared/policy/actor';
import type { Run } from '../../../shared/story/evidence';
import { claimStory } from '../../../shared/story/planners/claim';
import { createStory } from '../../../shared/story/planners/create';
import { deliverStory, proveCriterion, recordEvidence } from '../../../shared/story/planners/deliver';
import { dev7, srPm } from './memory-view';
import type { MemoryVault } from './memory-view';

export const HEAD = '1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d';

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
