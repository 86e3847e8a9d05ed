// Dependencies, parents, lists and deletion: what stories say of each other.
import { describe, expect, it } from 'vitest';
import { TouchstoneError } from '../../../shared/errors';
import { readFrontmatter } from '../../../shared/note/frontmatter';
import { claimStory } from '../../../shared/story/planners/claim';
import { deleteStory, withoutReferences } from '../../../shared/story/planners/delete';
import { addDependencies, removeDependencies } from '../../../shared/story/planners/dependencies';
import { closeStory, deferStory } from '../../../shared/story/planners/move';
import { updateStory } from '../../../shared/story/planners/update';
import { dependencyTree, listCycles, listDependencies } from '../../../shared/story/queries/dependencies';
import { blockedStories, listStories, readyStories, staleStories } from '../../../shared/story/queries/list';
import { showStory, type ShownStory } from '../../../shared/story/queries/show';
import { storyStats } from '../../../shared/story/queries/stats';
import type { Planner } from '../../../shared/vault/plan';
import { newStory } from './life';
import { dana, dev7, MemoryVault, srPm } from './memory-view';

function refused(vault: MemoryVault, planner: Planner<unknown>): TouchstoneError {
  try {
    vault.run(srPm, planner);
  } catch (error) {
    if (error instanceof TouchstoneError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('dependencies', () => {
  it('refuse the story itself, cycles of any length and unknown targets', () => {
    const vault = new MemoryVault();
    const [a, b, c] = [newStory(vault), newStory(vault), newStory(vault)];
    vault.run(srPm, addDependencies({ story: b, blockers: [a] }));
    vault.run(srPm, addDependencies({ story: c, blockers: [b] }));
    expect(refused(vault, addDependencies({ story: a, blockers: [a] })).message).toContain('by itself');
    expect(refused(vault, addDependencies({ story: a, blockers: [c] })).details['cycle']).toEqual([a, c, b, a]);
    expect(refused(vault, addDependencies({ story: a, blockers: ['PROJ-nnnnn'] })).code).toBe('E_NOT_FOUND');
    expect(refused(vault, updateStory({ story: a, parent: a })).code).toBe('E_GATE');
    vault.run(srPm, updateStory({ story: a, parent: b }));
    vault.run(srPm, updateStory({ story: b, parent: c }));
    expect(refused(vault, updateStory({ story: c, parent: a })).details['loop']).toEqual([c, a, b, c]);
  });

  it('are added and taken away once, and a repeat is success', () => {
    const vault = new MemoryVault();
    const [a, b] = [newStory(vault), newStory(vault)];
    vault.run(srPm, addDependencies({ story: b, blockers: [a, a] }));
    expect(vault.run(srPm, addDependencies({ story: b, blockers: [a] })).plan).toBeNull();
    expect(vault.text(b)).toContain(`blocked_by:\n  - "[[${a}]]"\n`);
    expect(vault.read(listDependencies(a))).toMatchObject({ id: a, blocked_by: [], blocks: [{ id: b }] });
    vault.run(srPm, removeDependencies({ story: b, blockers: [a] }));
    expect(vault.run(srPm, removeDependencies({ story: b, blockers: [a] })).plan).toBeNull();
    expect(vault.text(b)).toContain('blocked_by: []');
  });

  it('on a story that is gone stay open, are shown as missing, and can be taken away', () => {
    const vault = new MemoryVault();
    const id = newStory(vault);
    vault.edit(id, (text) => text.replace('blocked_by: []', 'blocked_by: PROJ-gone1'));
    expect(vault.read(blockedStories()).rows).toMatchObject([{ id, why: 'dependency', open_blockers: ['PROJ-gone1'] }]);
    expect(vault.read(showStory(id, { dependents: false })).story.open_blockers).toEqual([{ id: 'PROJ-gone1', title: null, status: null }]);
    vault.run(srPm, removeDependencies({ story: id, blockers: ['PROJ-gone1'] }));
    expect(vault.read(readyStories({})).rows.map((row) => row.id)).toEqual([id]);
  });

  it('that a merge closed to a circle are found, and trees of them end', () => {
    const vault = new MemoryVault();
    const [a, b, c] = [newStory(vault), newStory(vault), newStory(vault)];
    vault.edit(a, (text) => text.replace('blocked_by: []', `blocked_by: ["[[${b}]]"]`));
    vault.edit(b, (text) => text.replace('blocked_by: []', `blocked_by:\n  - ${a}\n  - "[[${c}|shown]]"`));
    vault.edit(c, (text) => text.replace('blocked_by: []', `blocked_by: [[${c}]]`));
    expect(vault.read(listCycles()).cycles).toEqual([[a, b], [c]]);
    expect(vault.read(dependencyTree(a))).toMatchObject({
      id: a, repeated: false,
      blocked_by: [{ id: b, blocked_by: [{ id: a, repeated: true, blocked_by: [] }, { id: c, blocked_by: [{ id: c, repeated: true }] }] }],
    });
  });

  it('in a chain of thousands need no deep stack', () => {
    const vault = new MemoryVault();
    const ids = Array.from({ length: 3000 }, (_, n) => `PROJ-${String(n).padStart(5, '0')}`);
    ids.forEach((id, n) => vault.put(`stories/${id}.md`, `---\ntype: story\nid: ${id}\nblocked_by: ["[[${ids[(n + 1) % ids.length] ?? ''}]]"]\n---\n`, { status: 'open', digest: '' }));
    expect(vault.read(listCycles()).cycles).toEqual([ids]);
  });
});

describe('deleting a story', () => {
  it('takes it out of every property that refers to it, leaves text alone, in one operation', () => {
    const vault = new MemoryVault();
    const gone = newStory(vault);
    const blocked = newStory(vault, { blockedBy: [gone], follows: [gone], description: `After [[${gone}]].` });
    const child = newStory(vault, { parent: gone, related: [gone] });
    const other = newStory(vault);
    const untouched = vault.text(other);
    const planned = vault.run(srPm, deleteStory({ story: gone, reason: 'a duplicate' }));
    expect(planned.item.cleaned).toEqual([{ id: blocked, properties: ['blocked_by', 'follows'] }, { id: child, properties: ['parent', 'related'] }]);
    expect(planned.unblocked).toEqual([blocked]);
    expect(planned.plan?.writes).toHaveLength(3);
    expect(vault.notes.has(`stories/${gone}.md`)).toBe(false);
    expect(vault.text(blocked)).toContain(`After [[${gone}]].`);
    expect(vault.text(child)).not.toContain('parent:');
    expect(vault.text(other)).toBe(untouched);
    expect(vault.run(dev7, claimStory({ story: blocked })).item.status).toBe('in_progress');
  });

  it('is refused while somebody\'s lease runs', () => {
    const vault = new MemoryVault();
    const id = newStory(vault);
    vault.run(dev7, claimStory({ story: id }));
    expect(refused(vault, deleteStory({ story: id })).details['gates']).toMatchObject([{ gate: 'not_claimed' }]);
    vault.wait(5 * 3600);
    vault.run(srPm, deleteStory({ story: id }));
  });

  it.each([
    ['blocked_by: ["[[PROJ-1]]", PROJ-1, "[[PROJ-2]]"]', { blocked_by: ['[[PROJ-2]]'] }],
    ['blocked_by: PROJ-1', { blocked_by: [] }],
    ['parent: "[[stories/PROJ-1|Login]]"', { parent: undefined }],
    ['source: ["[[PROJ-1#Notes]]", "PROJ-1"]', { source: ['PROJ-1'] }],
    ['title: PROJ-1', {}],
    ['blocked_by: [[PROJ-1]]', { blocked_by: [] }],
    ['__proto__: ["[[PROJ-1]]"]', { ['__proto__']: [] }],
  ])('finds the references of %s', (line, expected) => {
    const reading = readFrontmatter(`---\n${line}\n---\n`);
    if (reading.kind !== 'properties') throw new Error('unreadable');
    expect(Object.entries(withoutReferences(reading.properties, 'PROJ-1'))).toEqual(Object.entries(expected));
  });
});

describe('lists', () => {
  it('filter, and report what can not be read instead of leaving it out', () => {
    const vault = new MemoryVault();
    const epic = newStory(vault, { kind: 'epic', title: 'Sign-in', priority: '0' });
    const bug = newStory(vault, { kind: 'bug', parent: epic, labels: ['ui', 'security'], assignee: 'dev-7' });
    vault.put('stories/PROJ-bad00.md', '---\ntype: [story\n---\n');
    vault.put('stories/notes.md', '# Just a note');
    const ids = (filter: Parameters<typeof listStories>[0]): string[] => vault.read(listStories(filter)).rows.map(({ id }) => id);
    expect(ids({})).toEqual([epic, bug]);
    expect(ids({ kind: ['bug'] })).toEqual([bug]);
    expect(ids({ labels: ['ui', 'security'] })).toEqual([bug]);
    expect(ids({ labels: ['ui', 'nope'] })).toEqual([]);
    expect(ids({ assignee: 'dev-7' })).toEqual([bug]);
    expect(ids({ parent: 'sign-in' })).toEqual([bug]);
    expect(ids({ ready: true })).toEqual([bug]);
    expect(ids({ status: ['closed'] })).toEqual([]);
    expect(() => ids({ status: ['opened'] })).toThrow(/no status/);
    for (const list of [listStories({}), readyStories({}), blockedStories(), staleStories('14d')]) {
      expect(vault.read<{ unreadable: { path: string }[] }>(list).unreadable).toMatchObject([{ path: 'stories/PROJ-bad00.md' }]);
    }
  });

  it('of what is blocked say why', () => {
    const vault = new MemoryVault();
    const one = newStory(vault);
    const two = newStory(vault, { blockedBy: [one] });
    const three = newStory(vault);
    vault.run(dana, updateStory({ story: three, status: 'blocked', reason: 'waits for ops' }));
    const four = newStory(vault);
    vault.run(dana, updateStory({ story: four, status: 'blocked', reason: 'x', addLabels: ['escalated'] }));
    const closed = newStory(vault, { blockedBy: [one] });
    vault.run(dana, closeStory({ story: closed }));
    expect(vault.read(blockedStories()).rows.map(({ id, why, blocked_reason }) => [id, why, blocked_reason]))
      .toEqual([[two, 'dependency', null], [three, 'status', 'waits for ops'], [four, 'escalated', 'x']]);
  });

  it('of what stands still name the ended lease, or the time of the last change', () => {
    const vault = new MemoryVault();
    const [claimed, open, deferred] = [newStory(vault), newStory(vault), newStory(vault)];
    vault.run(dev7, claimStory({ story: claimed }));
    vault.run(srPm, deferStory({ story: deferred }));
    vault.wait(20 * 86400);
    const fresh = newStory(vault);
    expect(vault.read(staleStories('14d')).rows.map(({ id, why }) => [id, why])).toEqual([[claimed, 'lease'], [open, 'untouched']]);
    expect(vault.read(staleStories('30d')).rows.map(({ id }) => id)).not.toContain(fresh);
  });

  it('count the backlog', () => {
    const vault = new MemoryVault();
    const one = newStory(vault, { estimate: '3' });
    newStory(vault, { blockedBy: [one], estimate: '0.5' });
    vault.run(dev7, claimStory({ story: one }));
    expect(vault.read(storyStats())).toMatchObject({
      total: 2, by_status: { open: 1, in_progress: 1, closed: 0 }, claims: { 'dev-7': 1 }, ready: 0, claimable: 0,
      waiting_for_blockers: 1, estimate: { open: 3.5, closed: 0, open_without: 0 }, criteria: { done: 0, total: 4 },
    });
  });
});

describe('showing a story', () => {
  const shownAs = (vault: MemoryVault, id: string, dependents: boolean): ShownStory => vault.read(showStory(id, { dependents })).story;

  it('by its id looks at no story but those it waits for, and says the same as with all of them', () => {
    const vault = new MemoryVault();
    const [open, closed, claimed] = [newStory(vault), newStory(vault), newStory(vault)];
    vault.run(dana, closeStory({ story: closed, reason: 'done elsewhere' }));
    vault.run(dev7, claimStory({ story: claimed }));
    const waiting = newStory(vault, { blockedBy: [open, closed, claimed] });
    const free = newStory(vault, { blockedBy: [closed], parent: waiting, follows: [waiting] });
    // An edit unblocks nothing, and blocks nothing: the ledger's word counts.
    vault.edit(open, (text) => text.replace('status: open', 'status: closed'));
    vault.edit(closed, (text) => text.replace('status: closed', 'status: open'));
    const before = vault.indexed;
    const alone = [waiting, free].map((id) => shownAs(vault, id, false));
    expect(vault.indexed).toBe(before);
    expect(alone).toMatchObject([
      { ready: false, open_blockers: [{ id: open, status: 'open' }, { id: claimed, status: 'in_progress' }], blocks: null, children: null, led_to: null },
      { ready: true, claimable: true, open_blockers: [] },
    ]);
    const known = { blocks: null, children: null, led_to: null };
    expect([waiting, free].map((id) => ({ ...shownAs(vault, id, true), ...known }))).toEqual(alone);
    expect(shownAs(vault, waiting, true)).toMatchObject({ blocks: [], children: [{ id: free }], led_to: [{ id: free }] });
    expect(shownAs(vault, closed, true).blocks).toMatchObject([{ id: waiting }, { id: free }]);
  });

  it('finds what it waits for where the id does not lead to it, and tells what is no story', () => {
    const vault = new MemoryVault();
    const [moved, id] = [newStory(vault, { title: 'Moved' }), newStory(vault)];
    const from = `stories/${moved}.md`;
    vault.put(`stories/later/${moved}.md`, vault.text(moved), vault.notes.get(from)!.state);
    vault.notes.delete(from);
    vault.put('stories/Plan.md', 'no story\n');
    vault.put('stories/Torn.md', '---\na: [\n---\n');
    for (const blockers of [[moved], [moved, 'Plan'], ['Plan'], ['Torn'], ['PROJ-gone1'], ['a:b'], [id]]) {
      vault.edit(id, (text) => text.replace(/blocked_by:.*\n/u, `blocked_by: ${JSON.stringify(blockers)}\n`));
      const all = shownAs(vault, id, true);
      expect(shownAs(vault, id, false).open_blockers, blockers.join()).toEqual(all.open_blockers);
      expect(all.open_blockers).toHaveLength(blockers.length);
    }
  });
});

describe('finding a story', () => {
  const idOf = (vault: MemoryVault, reference: string): string => vault.read(showStory(reference, { dependents: false })).story.id;

  it('takes the id in any case, a prefix of it, its own part, a path, a link and the title', () => {
    const vault = new MemoryVault();
    const id = newStory(vault, { title: 'Sign in' });
    for (const reference of [id, id.toLowerCase(), id.slice(0, 8), id.slice(5), `stories/${id}.md`, `[[${id}]]`, `[[${id}|Sign in]]`, 'Sign in', 'sign IN']) {
      expect(idOf(vault, reference), reference).toBe(id);
    }
  });

  it('refuses a prefix that fits several with the candidates, and a title when writing', () => {
    const vault = new MemoryVault();
    const [one, two] = [newStory(vault, { title: 'Twin' }), newStory(vault, { title: 'Twin' })];
    expect(() => idOf(vault, 'PROJ')).toThrow(expect.objectContaining({ code: 'E_AMBIGUOUS', details: { candidates: [one, two] } }));
    expect(vault.read(showStory('twin', { dependents: false })).also).toEqual([`stories/${two}.md`]);
    expect(refused(vault, updateStory({ story: 'Twin', priority: '0' })).details['candidates']).toEqual([one, two]);
    expect(() => idOf(vault, 'nothing')).toThrow(expect.objectContaining({ code: 'E_NOT_FOUND' }));
    expect(() => idOf(vault, 'system:X')).toThrow(expect.objectContaining({ code: 'E_USAGE' }));
  });

  it('follows the title through a change, and keeps other aliases', () => {
    const vault = new MemoryVault();
    const id = newStory(vault, { title: 'Sign in' });
    vault.edit(id, (text) => text.replace('aliases:\n', 'aliases:\n  - Login\n'));
    vault.run(srPm, updateStory({ story: 'Sign in', title: 'Log in' }));
    expect(idOf(vault, 'Log in')).toBe(id);
    expect(idOf(vault, 'Login')).toBe(id);
    expect(() => idOf(vault, 'Sign in')).toThrow(/no story/);
  });
});
