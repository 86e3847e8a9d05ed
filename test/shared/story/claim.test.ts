// Claims: leases, the queue, and what keeps two actors from holding the same story.
import { describe, expect, it } from 'vitest';
import { TouchstoneError } from '../../../shared/errors';
import type { Actor } from '../../../shared/policy/actor';
import { claimNext, claimStory, releaseClaim, renewClaim } from '../../../shared/story/planners/claim';
import { deliverStory, recordEvidence } from '../../../shared/story/planners/deliver';
import { closeStory, deferStory } from '../../../shared/story/planners/move';
import { rejectStory } from '../../../shared/story/planners/review';
import { updateStory } from '../../../shared/story/planners/update';
import { readyStories } from '../../../shared/story/queries/list';
import { showStory } from '../../../shared/story/queries/show';
import type { Planner } from '../../../shared/vault/plan';
import { HEAD, deliverAt, newStory, ranCommand, workOn } from './life';
import { agent, dev7, dev8, dispatcher, MemoryVault, pm1, srPm } from './memory-view';

function refused(vault: MemoryVault, actor: Actor, planner: Planner<unknown>): { code: string; gates: string[]; hint: string } {
  try {
    vault.run(actor, planner);
  } catch (error) {
    if (!(error instanceof TouchstoneError)) throw error;
    const gates = (error.details['gates'] ?? []) as { gate: string }[];
    return { code: error.code, gates: gates.map(({ gate }) => gate), hint: error.hint ?? '' };
  }
  throw new Error('nothing was refused');
}

const HOUR = 3600;

describe('a claim', () => {
  it('sets the lease of the settings, or the one that is asked for', () => {
    const vault = new MemoryVault();
    const one = newStory(vault);
    expect(vault.run(dev7, claimStory({ story: one })).item).toMatchObject({ assignee: 'dev-7', claimed_at: '2026-11-21T09:00:00Z', lease_until: '2026-11-21T13:00:00Z' });
    const two = newStory(vault);
    expect(vault.run(dev8, claimStory({ story: two, lease: '15m' })).item.lease_until).toBe('2026-11-21T09:15:00Z');
    expect(() => claimStory({ story: two, lease: 'soon' })).toThrow(TouchstoneError);
  });

  it('is refused to others and to another session of the same actor, and again is success in the same one', () => {
    const vault = new MemoryVault();
    const id = newStory(vault);
    vault.run(dev7, claimStory({ story: id }));
    expect(refused(vault, dev8, claimStory({ story: id })).gates).toEqual(['lease_free']);
    expect(refused(vault, { ...dev7, session: 'other' }, claimStory({ story: id })).gates).toEqual(['lease_free']);
    expect(vault.run(dev7, claimStory({ story: id })).plan).toBeNull();
  });

  it('goes to another when its lease has ended, on the record', () => {
    const vault = new MemoryVault();
    const id = newStory(vault);
    workOn(vault, id);
    vault.wait(4 * HOUR);
    expect(vault.read(readyStories({})).rows).toEqual([]);
    expect(vault.read(readyStories({ claimable: true })).rows).toMatchObject([{ id, reclaim: true }]);
    vault.run(dev8, claimStory({ story: id }));
    expect(vault.text(id)).toContain('dev-8 (developer): status in_progress -> in_progress (reclaim; the lease of dev-7 ended 2026-11-21T13:00:00Z)');
    expect(refused(vault, dev7, recordEvidence({ story: id, run: ranCommand() })).gates).toEqual(['claimant']);
    expect(refused(vault, dev8, deliverStory({ story: id, head: { commit: HEAD, same: [] } })).gates).toEqual(['evidence', 'criteria_proved']);
  });

  it('that ended is taken up again by the same session with its evidence', () => {
    const vault = new MemoryVault();
    const id = newStory(vault);
    workOn(vault, id);
    vault.wait(5 * HOUR);
    vault.run(dev7, claimStory({ story: id }));
    deliverAt(vault, id);
    expect(vault.text(id).match(/^status: in_progress$/gm)).toHaveLength(1);
  });

  it('that ended is still delivered by its holder when nobody took it', () => {
    const vault = new MemoryVault();
    const id = newStory(vault);
    workOn(vault, id);
    vault.wait(5 * HOUR);
    deliverAt(vault, id);
    expect(vault.read(showStory(id, { dependents: false })).story.status).toBe('delivered');
  });

  it('is one at a time, or as many as claim.limit says', () => {
    const vault = new MemoryVault();
    const ids = [newStory(vault), newStory(vault), newStory(vault)];
    vault.run(dev7, claimStory({ story: ids[0] ?? '' }));
    const refusal = refused(vault, dev7, claimStory({ story: ids[1] ?? '' }));
    expect(refusal.gates).toEqual(['claim_limit']);
    expect(refusal.hint).toContain(ids[0]);
    expect(refused(vault, dev7, claimNext({})).gates).toEqual(['claim_limit']);
    vault.config.settings['claim.limit'] = 2;
    vault.run(dev7, claimStory({ story: ids[1] ?? '' }));
    expect(refused(vault, dev7, claimStory({ story: ids[2] ?? '' })).gates).toEqual(['claim_limit']);
  });

  it('is renewed and released by its holder; others release it by role', () => {
    const vault = new MemoryVault();
    const id = newStory(vault);
    vault.run(dev7, claimStory({ story: id }));
    vault.wait(HOUR);
    expect(vault.run(dev7, renewClaim({ story: id, lease: '2h' })).item.lease_until).toBe('2026-11-21T12:00:00Z');
    expect(refused(vault, dev8, renewClaim({ story: id })).gates).toEqual(['claimant']);
    expect(refused(vault, dev8, releaseClaim({ story: id })).code).toBe('E_POLICY');
    expect(vault.run(dispatcher, releaseClaim({ story: id, reason: 'the agent died' })).item).toMatchObject({ status: 'open', assignee: null, claimed_at: null, lease_until: null });
    expect(vault.text(id)).toContain('(release of the claim of dev-7) · reason: the agent died');
  });

  it('is not had by an assignment, which only keeps others away', () => {
    const vault = new MemoryVault();
    const id = newStory(vault, { assignee: 'dev-7' });
    expect(vault.read(showStory(id, { dependents: false })).story).toMatchObject({ status: 'open', claimed_at: null });
    expect(refused(vault, dev8, claimStory({ story: id })).gates).toEqual(['assigned']);
    expect(refused(vault, dev7, recordEvidence({ story: id, run: ranCommand() })).gates).toEqual(['status']);
    expect(vault.run(dev8, claimNext({})).item).toBeNull();
    expect(vault.run(dev7, claimNext({})).item?.id).toBe(id);
  });

  it('of a story that waits is refused with what it waits for', () => {
    const vault = new MemoryVault();
    const blocker = newStory(vault);
    const blocked = newStory(vault, { blockedBy: [blocker] });
    expect(refused(vault, dev7, claimStory({ story: blocked })).gates).toEqual(['no_open_blocker']);
    vault.run(srPm, deferStory({ story: blocker, until: '2026-11-22' }));
    expect(refused(vault, dev7, claimStory({ story: blocker })).gates).toEqual(['defer_passed']);
    vault.wait(24 * HOUR);
    expect(vault.run(dev7, claimStory({ story: blocker })).item).toMatchObject({ status: 'in_progress', defer_until: null });
  });
});

describe('claim --next', () => {
  it('answers nothing and succeeds when nothing is there', () => {
    expect(new MemoryVault().run(dev7, claimNext({}))).toMatchObject({ plan: null, item: null });
  });

  it('takes own assignments, rejected work, expired claims, then priority, age and id', () => {
    const vault = new MemoryVault();
    const wanted: string[] = [];
    const urgent = newStory(vault, { priority: '0', title: 'urgent' });
    const normal = newStory(vault, { priority: '2', title: 'normal' });
    vault.wait(1);
    const younger = newStory(vault, { priority: '2', title: 'younger' });
    const expired = newStory(vault, { priority: '3', title: 'expired' });
    const rejected = newStory(vault, { priority: '4', title: 'rejected' });
    const assigned = newStory(vault, { priority: '4', title: 'assigned', assignee: 'dev-7' });
    newStory(vault, { title: 'an epic', kind: 'epic', priority: '0' });
    vault.run(agent('dev-5', 'developer', 's-5'), claimStory({ story: expired, lease: '1m' }));
    workOn(vault, rejected, dev8);
    deliverAt(vault, rejected, dev8);
    vault.run(pm1, rejectStory({ story: rejected, parts: { expected: 'AC #1', delivered: 'x', gap: 'x', fix: 'x' } }));
    vault.wait(HOUR);
    vault.config.settings['claim.limit'] = 9;
    for (let item = vault.run(dev7, claimNext({})).item; item !== null; item = vault.run(dev7, claimNext({})).item) wanted.push(item.id);
    expect(wanted).toEqual([assigned, rejected, expired, urgent, normal, younger]);
  });

  it('gives different stories to different actors', () => {
    const vault = new MemoryVault();
    for (let n = 0; n < 5; n++) newStory(vault);
    const taken = [1, 2, 3, 4, 5].map((n) => vault.run(agent(`dev-${n}`, 'developer', `s-${n}`), claimNext({})).item?.id);
    expect(new Set(taken).size).toBe(5);
    expect(vault.run(agent('dev-6', 'developer', 's-6'), claimNext({})).item).toBeNull();
  });

  it('stays within a parent, a kind and labels when asked to', () => {
    const vault = new MemoryVault();
    const epic = newStory(vault, { kind: 'epic', title: 'Sign-in' });
    newStory(vault, { priority: '0' });
    const child = newStory(vault, { parent: epic, kind: 'bug', labels: ['ui', 'security'] });
    expect(vault.run(dev7, claimNext({ parent: epic, kind: 'bug', labels: ['ui'] })).item?.id).toBe(child);
    expect(vault.run(dev8, claimNext({ parent: epic })).item).toBeNull();
  });

  it('passes over what can not be moved and says so', () => {
    const vault = new MemoryVault();
    const edited = newStory(vault, { priority: '0' });
    vault.edit(edited, (text) => text.replace('status: open', 'status: open\nverdict: accepted'));
    vault.put('stories/PROJ-zzzzz.md', '---\ntype: story\nid: PROJ-zzzzz\ntitle: Smuggled\nstatus: open\npriority: 0\n---\n');
    const sound = newStory(vault, { priority: '4' });
    const planned = vault.run(dev7, claimNext({}));
    expect(planned.item?.id).toBe(sound);
    expect(planned.warnings).toEqual([
      'PROJ-zzzzz was passed over: no story command ever wrote it',
      expect.stringMatching(new RegExp(`^${edited} was passed over: .*came in by an edit`)),
    ]);
    expect(vault.read(readyStories({})).warnings).toEqual(['PROJ-zzzzz is left out: no story command ever wrote it']);
  });
});

describe('what becomes ready', () => {
  it('is reported when the last open blocker closes, and not before', () => {
    const vault = new MemoryVault();
    const one = newStory(vault);
    const two = newStory(vault);
    const both = newStory(vault, { blockedBy: [one, two] });
    const first = newStory(vault, { blockedBy: [one] });
    newStory(vault, { blockedBy: [one], kind: 'epic' });
    expect(vault.run(srPm, closeStory({ story: one, reason: 'x' })).unblocked).toEqual([first]);
    expect(vault.run(srPm, closeStory({ story: two, reason: 'x' })).unblocked).toEqual([both]);
  });

  it('waits again by itself when a blocker is reopened', () => {
    const vault = new MemoryVault();
    const one = newStory(vault);
    const two = newStory(vault, { blockedBy: [one] });
    vault.run(srPm, closeStory({ story: one, reason: 'x' }));
    expect(vault.read(showStory(two, { dependents: false })).story).toMatchObject({ ready: true, blocked_by: [one], open_blockers: [] });
    vault.run(srPm, updateStory({ story: one, status: 'open' }));
    expect(vault.read(showStory(two, { dependents: false })).story).toMatchObject({ ready: false, open_blockers: [{ id: one, status: 'open' }] });
  });
});

describe('reading', () => {
  it('of one note costs no index for verbs within a claim', () => {
    const vault = new MemoryVault();
    const id = newStory(vault);
    vault.run(dev7, claimStory({ story: id }));
    const before = vault.indexed;
    vault.run(dev7, recordEvidence({ story: id, run: ranCommand() }));
    vault.run(dev7, renewClaim({ story: id }));
    vault.run(srPm, updateStory({ story: id, priority: '0' }));
    expect(vault.indexed).toBe(before);
  });
});
