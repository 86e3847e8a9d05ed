// The table of transitions, walked: every verb from every status, the strict status machine, and repeats.
import { describe, expect, it } from 'vitest';
import type { Actor } from '../../../shared/policy/actor';
import { claimStory, releaseClaim, renewClaim } from '../../../shared/story/planners/claim';
import { deliverStory, proveCriterion, recordEvidence } from '../../../shared/story/planners/deliver';
import { closeStory, deferStory, reopenStory, undeferStory } from '../../../shared/story/planners/move';
import { acceptStory, rejectStory } from '../../../shared/story/planners/review';
import { updateStory } from '../../../shared/story/planners/update';
import { TRANSITIONS } from '../../../shared/story/transitions';
import type { Planner } from '../../../shared/vault/plan';
import { HEAD, PARTS, deliverAt, gatesOf, newStory, ranCommand, refusal, storyIn, workOn } from './life';
import { agent, dana, dev7, dev8, dispatcher, MemoryVault, pm1, srPm } from './memory-view';

type Verb = [name: string, actor: Actor, planner: (id: string) => Planner<unknown>, from: string[]];
const VERBS: Verb[] = [
  ['claim', dev8, (story) => claimStory({ story }), ['open']],
  ['renew', dev7, (story) => renewClaim({ story }), ['in_progress']],
  ['release', dev7, (story) => releaseClaim({ story }), ['in_progress']],
  ['release by the dispatcher', dispatcher, (story) => releaseClaim({ story }), ['in_progress']],
  ['evidence', dev7, (story) => recordEvidence({ story, run: ranCommand() }), ['in_progress']],
  ['prove', dev7, (story) => proveCriterion({ story, ac: '1', by: 'another test' }), ['in_progress']],
  ['deliver', dev7, (story) => deliverStory({ story, head: { commit: HEAD, same: [] } }), ['in_progress', 'delivered']],
  ['accept', pm1, (story) => acceptStory({ story }), ['delivered']],
  ['reject', pm1, (story) => rejectStory({ story, parts: PARTS }), ['delivered']],
  ['close', srPm, (story) => closeStory({ story, reason: 'not needed' }), ['open', 'in_progress', 'delivered', 'blocked', 'deferred', 'in-review', 'closed']],
  ['reopen', dana, (story) => reopenStory({ story }), ['closed', 'blocked', 'delivered']],
  ['defer', srPm, (story) => deferStory({ story, until: '2027-01-01' }), ['open', 'in_progress', 'blocked', 'deferred', 'in-review']],
  ['undefer', srPm, (story) => undeferStory({ story }), ['deferred']],
  ['update --status blocked', dana, (story) => updateStory({ story, status: 'blocked', reason: 'waits' }), ['open', 'in_progress', 'deferred', 'in-review', 'blocked']],
  ['update --status open', srPm, (story) => updateStory({ story, status: 'open' }), ['open', 'in_progress', 'delivered', 'closed', 'blocked', 'deferred', 'in-review']],
  ['update --status in_progress', srPm, (story) => updateStory({ story, status: 'in_progress' }), ['open', 'in_progress', 'blocked', 'deferred', 'in-review']],
  ['update --status in-review', srPm, (story) => updateStory({ story, status: 'in-review' }), ['open', 'in_progress', 'delivered', 'blocked', 'deferred', 'in-review']],
  ['update --status closed', pm1, (story) => updateStory({ story, status: 'closed' }), ['delivered']],
];
const STATUSES = ['open', 'in_progress', 'delivered', 'closed', 'blocked', 'deferred', 'in-review'];

describe('verbs by status', () => {
  const cases = VERBS.flatMap(([name, actor, planner, from]) => STATUSES.map((status) => ({ name, actor, planner, status, allowed: from.includes(status) })));
  it.each(cases)('$name from $status: $allowed', ({ name, actor, planner, status, allowed }) => {
    const { vault, id } = storyIn(status);
    if (allowed) {
      expect(() => vault.run(actor, planner(id))).not.toThrow();
      return;
    }
    const error = refusal(vault, actor, planner(id));
    const isRoleFirst = name === 'update --status closed';
    expect(error.code).toBe(isRoleFirst ? 'E_POLICY' : 'E_GATE');
    expect(error.hint).not.toBe('');
  });

  it('has every row of the table asked for by some verb here', () => {
    const asked = new Set(VERBS.map(([name]) => name.split(' ')[0]));
    expect(TRANSITIONS.filter(({ verb }) => !asked.has(verb)).map(({ name }) => name)).toEqual([]);
  });

  it('lists the allowed statuses when the status is wrong', () => {
    const { vault, id } = storyIn('closed');
    const error = refusal(vault, dev7, deliverStory({ story: id, head: { commit: null, same: [] } }));
    expect(error.details['gates']).toEqual([{ gate: 'status', found: 'status closed', allowed: 'status in_progress' }]);
  });
});

describe('the strict status machine', () => {
  const strict = { 'workflow.fsm': true, 'workflow.custom_statuses': ['qa'], 'workflow.sequence': ['open', 'in_progress', 'qa', 'delivered', 'closed'] };

  it('refuses a skip with the allowed next states', () => {
    const vault = new MemoryVault(strict);
    const id = newStory(vault);
    const error = refusal(vault, srPm, closeStory({ story: id, reason: 'skip' }));
    expect(error.details['gates']).toEqual([{ gate: 'fsm', found: 'open -> closed', allowed: 'open, in_progress, blocked, deferred' }]);
  });

  it('goes through a custom status of the sequence and keeps the claim there', () => {
    const vault = new MemoryVault(strict);
    const id = newStory(vault);
    workOn(vault, id);
    expect(gatesOf(vault, dev7, deliverStory({ story: id, head: { commit: HEAD, same: [] } }))).toEqual(['fsm']);
    vault.run(srPm, updateStory({ story: id, status: 'qa' }));
    deliverAt(vault, id);
    expect(vault.run(pm1, acceptStory({ story: id })).item.status).toBe('closed');
  });

  it('leaves blocked by rule and goes back any number of steps', () => {
    const vault = new MemoryVault({ 'workflow.fsm': true, 'workflow.exit_rules': { blocked: ['open'], deferred: ['open'] } });
    const id = newStory(vault);
    vault.run(dana, updateStory({ story: id, status: 'blocked', reason: 'waits' }));
    expect(gatesOf(vault, srPm, updateStory({ story: id, status: 'in_progress' }))).toEqual(['fsm']);
    vault.run(srPm, reopenStory({ story: id }));
    workOn(vault, id);
    deliverAt(vault, id);
    vault.run(srPm, reopenStory({ story: id, reason: 'wrong story' }));
  });
});

describe('repeats', () => {
  it.each<[string, (vault: MemoryVault, id: string) => void, Actor, (id: string) => Planner<unknown>]>([
    ['claim', (vault, id) => { vault.run(dev7, claimStory({ story: id })); }, dev7, (story) => claimStory({ story })],
    ['release', (vault, id) => { vault.run(dev7, claimStory({ story: id })); vault.run(dev7, releaseClaim({ story: id })); }, dev7, (story) => releaseClaim({ story })],
    ['deliver', (vault, id) => { workOn(vault, id); deliverAt(vault, id); }, dev7, (story) => deliverStory({ story, head: { commit: HEAD, same: [] } })],
    ['accept', (vault, id) => { workOn(vault, id); deliverAt(vault, id); vault.run(pm1, acceptStory({ story: id })); }, pm1, (story) => acceptStory({ story })],
    ['reject', (vault, id) => { workOn(vault, id); deliverAt(vault, id); vault.run(pm1, rejectStory({ story: id, parts: PARTS })); }, pm1, (story) => rejectStory({ story, parts: PARTS })],
    ['close', (vault, id) => { vault.run(srPm, closeStory({ story: id, reason: 'x' })); }, srPm, (story) => closeStory({ story, reason: 'x' })],
    ['reopen', (vault, id) => { vault.run(dana, closeStory({ story: id })); vault.run(dana, reopenStory({ story: id })); }, dana, (story) => reopenStory({ story })],
    ['defer', (vault, id) => { vault.run(srPm, deferStory({ story: id, until: '2027-01-01' })); }, srPm, (story) => deferStory({ story, until: '2027-01-01' })],
    ['undefer', (vault, id) => { vault.run(srPm, deferStory({ story: id })); vault.run(srPm, undeferStory({ story: id })); }, srPm, (story) => undeferStory({ story })],
    ['prove', (vault, id) => { workOn(vault, id); }, dev7, (story) => proveCriterion({ story, ac: '2', by: 'test/login.test.ts "criterion 2"' })],
    ['update', (vault, id) => { vault.run(srPm, updateStory({ story: id, priority: '0' })); }, srPm, (story) => updateStory({ story, priority: 'P0' })],
  ])('%s again by the same actor is success and writes nothing', (_name, prepare, actor, planner) => {
    const vault = new MemoryVault();
    const id = newStory(vault);
    prepare(vault, id);
    const before = vault.text(id);
    expect(vault.run(actor, planner(id)).plan).toBeNull();
    expect(vault.text(id)).toBe(before);
  });

  it('somebody else\'s repeat is no repeat', () => {
    const { vault, id } = storyIn('delivered');
    vault.run(pm1, acceptStory({ story: id }));
    expect(gatesOf(vault, agent('pm-2', 'pm', 's-2'), acceptStory({ story: id }))).toEqual(['status']);
  });

  it('a rejection repeated after the third stays success', () => {
    const vault = new MemoryVault({ 'rejections.limit': 1 });
    const id = newStory(vault);
    workOn(vault, id);
    deliverAt(vault, id);
    vault.run(pm1, rejectStory({ story: id, parts: PARTS }));
    expect(vault.run(pm1, rejectStory({ story: id, parts: PARTS })).plan).toBeNull();
  });

  it('an approval of a RED delivery repeated stays success', () => {
    const vault = new MemoryVault();
    const id = newStory(vault, { labels: ['hard-tdd'] });
    workOn(vault, id, dev7, { exitCode: 1 });
    deliverAt(vault, id);
    vault.run(pm1, acceptStory({ story: id }));
    expect(vault.run(pm1, acceptStory({ story: id })).plan).toBeNull();
  });

  it('a passing run is asked for again after the RED delivery was approved', () => {
    const vault = new MemoryVault();
    const id = newStory(vault, { labels: ['hard-tdd'] });
    workOn(vault, id, dev7, { exitCode: 1 });
    deliverAt(vault, id);
    vault.run(pm1, acceptStory({ story: id }));
    workOn(vault, id, dev8, { exitCode: 1 });
    expect(gatesOf(vault, dev8, deliverStory({ story: id, head: { commit: HEAD, same: [] } }))).toEqual(['evidence']);
  });
});
