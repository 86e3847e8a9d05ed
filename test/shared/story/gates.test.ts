// Every gate when it fails, with what was found and what would be allowed.
import { describe, expect, it } from 'vitest';
import { claimStory } from '../../../shared/story/planners/claim';
import { addStoryCriteria } from '../../../shared/story/planners/criteria';
import { createStory } from '../../../shared/story/planners/create';
import { deliverStory, recordEvidence } from '../../../shared/story/planners/deliver';
import { addDependencies } from '../../../shared/story/planners/dependencies';
import { closeStory, deferStory, reopenStory } from '../../../shared/story/planners/move';
import { acceptStory, rejectStory } from '../../../shared/story/planners/review';
import { updateStory } from '../../../shared/story/planners/update';
import { GATES } from '../../../shared/story/gates';
import { HEAD, PARTS, deliverAt, gatesOf, newStory, ranCommand, refusal, storyIn, workOn } from './life';
import { agent, dana, dev7, dev8, MemoryVault, pm1, srPm } from './memory-view';

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
    vault.run(srPm, closeStory({ story: id, reason: 'a way round?' }));
    expect(gatesOf(vault, srPm, reopenStory({ story: id }))).toEqual(['escalation']);
    expect(vault.run(dana, reopenStory({ story: id })).item).toMatchObject({ status: 'open', labels: [], verdict: null, rejections: 1 });
  });

  it('update sets nobody\'s claim aside by reassigning it', () => {
    const { vault, id } = storyIn('in_progress');
    expect(gatesOf(vault, srPm, updateStory({ story: id, assignee: 'dev-8' }))).toEqual(['not_claimed']);
  });

  it('blocking asks for a reason', () => {
    const { vault, id } = storyIn('open');
    expect(gatesOf(vault, dana, updateStory({ story: id, status: 'blocked' }))).toEqual(['block_reason']);
  });

  it('has words for every gate', () => {
    for (const [name, gate] of Object.entries(GATES)) expect(gate.asks, name).toMatch(/\.$/);
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
