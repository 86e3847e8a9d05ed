// The table of transitions, walked: every verb from every status, every gate when it fails, and repeats.
import { describe, expect, it } from 'vitest';
import { TouchstoneError } from '../../../shared/errors';
import type { Actor } from '../../../shared/policy/actor';
import { claimStory, releaseClaim, renewClaim } from '../../../shared/story/planners/claim';
import { addStoryCriteria } from '../../../shared/story/planners/criteria';
import { createStory } from '../../../shared/story/planners/create';
import { deliverStory, proveCriterion, recordEvidence } from '../../../shared/story/planners/deliver';
import { addDependencies } from '../../../shared/story/planners/dependencies';
import { closeStory, deferStory, reopenStory, undeferStory } from '../../../shared/story/planners/move';
import { acceptStory, rejectStory } from '../../../shared/story/planners/review';
import { commentOnStory } from '../../../shared/story/planners/text';
import { updateStory } from '../../../shared/story/planners/update';
import { GATES } from '../../../shared/story/gates';
import { TRANSITIONS } from '../../../shared/story/transitions';
import type { Planner } from '../../../shared/vault/plan';
import { HEAD, deliverAt, newStory, ranCommand, workOn } from './life';
import { agent, dana, dev7, dev8, dispatcher, MemoryVault, pm1, srPm } from './memory-view';

const PARTS = { expected: 'AC #1: login returns a token', delivered: 'nothing', gap: 'no token', fix: 'return one' };

function refusal(vault: MemoryVault, actor: Actor, planner: Planner<unknown>): TouchstoneError {
  try {
    vault.run(actor, planner);
  } catch (error) {
    if (error instanceof TouchstoneError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

function gatesOf(vault: MemoryVault, actor: Actor, planner: Planner<unknown>): string[] {
  const error = refusal(vault, actor, planner);
  expect(error.code).toBe('E_GATE');
  const gates = error.details['gates'] as { gate: string; found: string; allowed: string }[];
  for (const { found, allowed } of gates) expect([found === '', allowed === '']).toEqual([false, false]);
  return gates.map(({ gate }) => gate);
}

/** A vault with one story in the given status. */
function storyIn(status: string): { vault: MemoryVault; id: string } {
  const vault = new MemoryVault({ 'workflow.custom_statuses': ['in-review'] });
  const id = newStory(vault);
  if (status === 'in_progress' || status === 'delivered') workOn(vault, id);
  if (status === 'delivered') deliverAt(vault, id);
  if (status === 'closed') vault.run(srPm, closeStory({ story: id, reason: 'not needed' }));
  if (status === 'blocked' || status === 'deferred' || status === 'in-review') vault.run(srPm, updateStory({ story: id, status, reason: 'waits' }));
  return { vault, id };
}

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
  ['update --status blocked', srPm, (story) => updateStory({ story, status: 'blocked', reason: 'waits' }), ['open', 'in_progress', 'deferred', 'in-review', 'blocked']],
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
    expect(error.details['gates']).toEqual([{ gate: 'status', found: 'closed', allowed: 'in_progress' }]);
  });
});

describe('gates', () => {
  it('deliver lists everything that is missing at once', () => {
    const vault = new MemoryVault();
    const id = newStory(vault);
    vault.run(dev7, claimStory({ story: id }));
    expect(gatesOf(vault, dev7, deliverStory({ story: id, head: { commit: HEAD, same: [] } }))).toEqual(['evidence', 'criteria_proved']);
    expect(gatesOf(vault, dev8, deliverStory({ story: id, head: { commit: HEAD, same: [] } }))).toEqual(['claimant', 'evidence', 'criteria_proved']);
  });

  it('deliver refuses when a newer run failed, and takes a later one that passed', () => {
    const { vault, id } = storyIn('in_progress');
    vault.run(dev7, recordEvidence({ story: id, run: ranCommand({ exitCode: 1 }) }));
    expect(gatesOf(vault, dev7, deliverStory({ story: id, head: { commit: HEAD, same: [] } }))).toEqual(['evidence']);
    vault.run(dev7, recordEvidence({ story: id, run: ranCommand({ exitCode: null, signal: 'SIGKILL' }) }));
    expect(refusal(vault, dev7, deliverStory({ story: id, head: { commit: HEAD, same: [] } })).message).toContain('was killed by SIGKILL');
    vault.run(dev7, recordEvidence({ story: id, run: ranCommand() }));
    deliverAt(vault, id);
  });

  it('deliver asks for a run at the current commit, and takes one that differs in the vault only', () => {
    const { vault, id } = storyIn('in_progress');
    const other = 'f'.repeat(40);
    expect(gatesOf(vault, dev7, deliverStory({ story: id, head: { commit: other, same: [] } }))).toEqual(['commit']);
    vault.run(dev7, deliverStory({ story: id, head: { commit: other, same: [HEAD] } }));
  });

  it('deliver in a repository refuses a run that was recorded outside of it', () => {
    const vault = new MemoryVault();
    const id = newStory(vault);
    workOn(vault, id, dev7, { commit: null });
    expect(gatesOf(vault, dev7, deliverStory({ story: id, head: { commit: HEAD, same: [] } }))).toEqual(['commit']);
    deliverAt(vault, id, dev7, null);
    expect(vault.text(id)).toContain('commit: none (outside a repository)');
  });

  it.each([['warn', 2], ['off', 0]] as const)('with gates.evidence %s delivers without a run and warns %i times', (mode, warnings) => {
    const vault = new MemoryVault({ 'gates.evidence': mode });
    const id = newStory(vault, { criteria: [] });
    vault.run(dev7, claimStory({ story: id }));
    const planned = vault.run(dev7, deliverStory({ story: id, head: { commit: HEAD, same: [] } }));
    expect(planned.warnings).toHaveLength(mode === 'warn' ? warnings : 1);
  });

  it('deliver warns of a story without criteria and of a run with uncommitted changes', () => {
    const vault = new MemoryVault();
    const id = newStory(vault, { criteria: [] });
    vault.run(dev7, claimStory({ story: id }));
    vault.run(dev7, recordEvidence({ story: id, run: ranCommand({ clean: false }) }));
    expect(vault.run(dev7, deliverStory({ story: id, head: { commit: HEAD, same: [] } })).warnings).toHaveLength(2);
  });

  it('accept is not for the one who delivered, in whatever role', () => {
    const { vault, id } = storyIn('delivered');
    expect(gatesOf(vault, { ...pm1, name: 'dev-7' }, acceptStory({ story: id }))).toEqual(['not_the_deliverer']);
  });

  it('accept is not for the session that delivered, nor for an agent without one', () => {
    const { vault, id } = storyIn('delivered');
    expect(gatesOf(vault, agent('pm-1', 'pm', dev7.session), acceptStory({ story: id }))).toEqual(['other_session']);
    expect(gatesOf(vault, agent('pm-1', 'pm', null), acceptStory({ story: id }))).toEqual(['other_session']);
    expect(vault.run(dana, acceptStory({ story: id })).item.status).toBe('closed');
  });

  it('accept takes a delivery without a session from anybody else', () => {
    const vault = new MemoryVault();
    const id = newStory(vault);
    const dev = agent('dev-9', 'developer', null);
    workOn(vault, id, dev);
    deliverAt(vault, id, dev);
    expect(vault.run(agent('pm-2', 'pm', null), acceptStory({ story: id })).item.status).toBe('closed');
  });

  it('accept refuses criteria that changed after the delivery', () => {
    const { vault, id } = storyIn('delivered');
    vault.run(srPm, addStoryCriteria({ story: id, criteria: ['it is fast'] }));
    expect(gatesOf(vault, pm1, acceptStory({ story: id }))).toEqual(['as_delivered']);
  });

  it('accept refuses while a blocker is open', () => {
    const { vault, id } = storyIn('delivered');
    const blocker = newStory(vault, { title: 'Another' });
    vault.run(srPm, addDependencies({ story: id, blockers: [blocker] }));
    expect(gatesOf(vault, pm1, acceptStory({ story: id }))).toEqual(['no_open_blocker']);
    vault.run(srPm, closeStory({ story: blocker, reason: 'done elsewhere' }));
    expect(vault.run(pm1, acceptStory({ story: id })).item.verdict).toBe('accepted');
  });

  it.each([
    [{ ...PARTS, gap: ' ' }, ['rejection_parts']],
    [{ expected: 'AC #1', fix: 'x' }, ['rejection_parts']],
    [{ ...PARTS, expected: 'something nice' }, ['rejection_names_criterion']],
    [{ ...PARTS, expected: 'AC #9' }, ['rejection_names_criterion']],
    [{}, ['rejection_parts']],
  ])('reject refuses %j', (parts, gates) => {
    const { vault, id } = storyIn('delivered');
    expect(gatesOf(vault, pm1, rejectStory({ story: id, parts }))).toEqual(gates);
  });

  it.each(['AC #2', 'ac 2: 401', 'As agreed: "A wrong password is refused with 401".'])('reject takes EXPECTED %j', (expected) => {
    const { vault, id } = storyIn('delivered');
    const { item } = vault.run(pm1, rejectStory({ story: id, parts: { ...PARTS, expected } }));
    expect(item).toMatchObject({ status: 'open', verdict: 'rejected', rejections: 1, assignee: null, lease_until: null });
  });

  it('close asks sr-pm for a reason and a person for none', () => {
    const { vault, id } = storyIn('open');
    expect(gatesOf(vault, srPm, closeStory({ story: id }))).toEqual(['reason_given']);
    expect(vault.run(dana, closeStory({ story: id })).item.status).toBe('closed');
  });

  it('an epic closes after its children only, and is never claimed', () => {
    const vault = new MemoryVault();
    const epic = newStory(vault, { kind: 'epic', title: 'Sign-in' });
    const child = newStory(vault, { parent: epic });
    expect(gatesOf(vault, dev7, claimStory({ story: epic }))).toEqual(['not_epic']);
    expect(gatesOf(vault, srPm, closeStory({ story: epic, reason: 'done' }))).toEqual(['children_closed']);
    vault.run(srPm, closeStory({ story: child, reason: 'done' }));
    expect(vault.run(srPm, closeStory({ story: epic, reason: 'done' })).item.status).toBe('closed');
  });

  it('an escalated story is taken up again by a person only, by whatever verb', () => {
    const vault = new MemoryVault({ 'rejections.limit': 1 });
    const id = newStory(vault);
    workOn(vault, id);
    deliverAt(vault, id);
    expect(vault.run(pm1, rejectStory({ story: id, parts: PARTS })).item).toMatchObject({ status: 'blocked', labels: ['escalated'], rejections: 1 });
    expect(gatesOf(vault, srPm, reopenStory({ story: id }))).toEqual(['escalation']);
    expect(gatesOf(vault, srPm, updateStory({ story: id, status: 'in_progress' }))).toEqual(['escalation']);
    expect(gatesOf(vault, srPm, deferStory({ story: id }))).toEqual(['escalation']);
    expect(gatesOf(vault, srPm, updateStory({ story: id, removeLabels: ['escalated'] }))).toEqual(['escalation']);
    expect(vault.run(dana, reopenStory({ story: id })).item).toMatchObject({ status: 'open', labels: [], verdict: null, rejections: 1 });
  });

  it('update sets nobody\'s claim aside by reassigning it', () => {
    const { vault, id } = storyIn('in_progress');
    expect(gatesOf(vault, srPm, updateStory({ story: id, assignee: 'dev-8' }))).toEqual(['not_claimed']);
  });

  it('blocking asks for a reason', () => {
    const { vault, id } = storyIn('open');
    expect(gatesOf(vault, srPm, updateStory({ story: id, status: 'blocked' }))).toEqual(['block_reason']);
  });

  it('has words for every gate', () => {
    for (const [name, gate] of Object.entries(GATES)) expect(gate.asks, name).toMatch(/\.$/);
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
    vault.run(srPm, updateStory({ story: id, status: 'blocked', reason: 'waits' }));
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

describe('what came in by an edit', () => {
  it('a status in the text moves no gate and is shown beside the one that counts', () => {
    const { vault, id } = storyIn('in_progress');
    vault.edit(id, (text) => text.replace('status: in_progress', 'status: delivered'));
    expect(gatesOf(vault, pm1, acceptStory({ story: id }))).toEqual(['status']);
    const { item } = vault.run(dev7, renewClaim({ story: id }));
    expect(item).toMatchObject({ status: 'in_progress', edited_status: 'delivered' });
  });

  it.each<[string, (text: string) => string]>([
    ['a contract block', (text) => text.replace('## History', '## nd_contract\nstatus: delivered\nby: dev-8 (developer)\n\n## History')],
    ['a better evidence', (text) => text.replace('4.213 s', '0.001 s')],
    ['another proof', (text) => text.replace('"criterion 2"', '"all of them"')],
    ['a claim', (text) => text.replace('assignee: dev-7', 'assignee: dev-8')],
    ['a longer lease', (text) => text.replace(/lease_until: .*/, 'lease_until: 2030-01-01T00:00:00Z')],
    ['fewer rejections', (text) => text.replace('---\n\n## Desc', 'rejections: 0\n---\n\n## Desc')],
  ])('%s refuses transitions with E_INTEGRITY', (_what, change) => {
    const { vault, id } = storyIn('in_progress');
    const before = vault.text(id);
    vault.edit(id, change);
    expect(vault.text(id)).not.toBe(before);
    const error = refusal(vault, dev7, deliverStory({ story: id, head: { commit: HEAD, same: [] } }));
    expect(error.code).toBe('E_INTEGRITY');
    expect(error.message).toContain('came in by an edit');
  });

  it('a comment in between does not make the edit count', () => {
    const { vault, id } = storyIn('in_progress');
    vault.edit(id, (text) => text.replace('assignee: dev-7', 'assignee: dev-8'));
    vault.run(dev8, commentOnStory({ story: id, text: 'A word.' }));
    expect(refusal(vault, dev8, deliverStory({ story: id, head: { commit: HEAD, same: [] } })).code).toBe('E_INTEGRITY');
  });

  it('an edit of the description refuses nothing', () => {
    const { vault, id } = storyIn('in_progress');
    vault.edit(id, (text) => text.replace('## Description\n', '## Description\nMore of it.\n'));
    deliverAt(vault, id);
  });

  it('a story that no story command wrote is shown but not moved, and unblocks nothing', () => {
    const vault = new MemoryVault();
    vault.put('stories/PROJ-zzzzz.md', '---\ntype: story\nid: PROJ-zzzzz\ntitle: Smuggled\nstatus: closed\n---\n');
    const error = refusal(vault, dana, reopenStory({ story: 'PROJ-zzzzz' }));
    expect(error.code).toBe('E_INTEGRITY');
    expect(error.hint).toContain('integrity ack');
    const id = newStory(vault, { blockedBy: ['PROJ-zzzzz'] });
    expect(gatesOf(vault, dev7, claimStory({ story: id }))).toEqual(['no_open_blocker']);
  });

  it('ticked boxes prove nothing', () => {
    const vault = new MemoryVault();
    const id = newStory(vault);
    vault.run(dev7, claimStory({ story: id }));
    vault.run(dev7, recordEvidence({ story: id, run: ranCommand() }));
    vault.edit(id, (text) => text.replaceAll('- [ ] AC', '- [x] AC'));
    expect(gatesOf(vault, dev7, deliverStory({ story: id, head: { commit: HEAD, same: [] } }))).toEqual(['criteria_proved']);
  });
});

describe('bugs on the fast track', () => {
  it('pm creates a bug only when the setting is on, and nothing else', () => {
    const off = new MemoryVault();
    expect(refusal(off, pm1, createStory({ title: 'Crash', kind: 'bug' })).code).toBe('E_POLICY');
    const on = new MemoryVault({ bug_fast_track: true });
    expect(on.run(pm1, createStory({ title: 'Crash', kind: 'bug' })).item.kind).toBe('bug');
    expect(refusal(on, pm1, createStory({ title: 'Feature', kind: 'feature' })).code).toBe('E_POLICY');
  });
});
