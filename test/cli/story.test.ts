// Story verbs through the built program: what each does, prints and answers, in the order of a story's life.
import { describe, expect, it } from 'vitest';
import { temporaryVault } from './harness';
import { DEV, OTHER, PARTS, PM, RETRO, SR, deliver, itemOf, newStory, succeed } from './story-vault';
import type { Item } from './story-vault';

describe('creating and finding', () => {
  const vault = temporaryVault();
  const epic = newStory(vault, 'Sign-in', '--kind', 'epic');
  const form = itemOf(vault.run([
    'story', 'create', 'Login form', '--kind', 'feature', '-p', 'P1', '-l', 'ui', '-l', 'security', '--parent', 'sign-in', '--ac', 'it is there',
    '--estimate', '3', '--assignee', 'dev-7', '--body-file', '-', '--json',
  ], { ...SR, input: 'A user logs in.\n\n### Context\nNo login yet.\n' }));
  const logout = newStory(vault, 'Logout', '--blocked-by', form.id, '--follows', form.id, '--related', epic);

  it('puts all that was given into the note and the answer', () => {
    expect(form).toMatchObject({ kind: 'feature', priority: 1, labels: ['ui', 'security'], parent: epic, estimate: 3, assignee: 'dev-7', status: 'open', criteria: { done: 0, total: 1 } });
    expect(vault.read(form.path)).toContain('## Description\nA user logs in.\n\n### Context\nNo login yet.\n\n## Acceptance Criteria\n- [ ] AC #1: it is there\n');
  });

  it('lists by filter, in order, with fields, pages and totals', () => {
    const list = (...args: string[]): { data: Item[]; meta: Record<string, unknown> } => vault.run(['story', 'list', ...args, '--json']).json<Item[]>();
    expect(list().data.map(({ id }) => id)[0]).toBe(form.id);
    expect(list('--kind', 'epic').data).toMatchObject([{ id: epic }]);
    expect(list('--label', 'ui', '--assignee', 'dev-7', '--parent', 'Sign-in', '--status', 'open').data).toMatchObject([{ id: form.id }]);
    expect(list('--ready').data.map(({ id }) => id)).toEqual([form.id]);
    expect(list('--limit', '1', '--offset', '1', '--sort', '-title', '--fields', 'title').data).toEqual([{ title: 'Logout' }]);
    expect(list('--limit', '1').meta['total']).toBe(3);
  });

  it('prints tables that a person reads, and ids alone when quiet', () => {
    expect(vault.run(['story', 'ready']).stdout).toMatch(/^id +p +kind +status +title +assignee +waits for\nPROJ-\w{5} +1 +feature +open +Login form +dev-7\n$/);
    expect(vault.run(['story', 'ready', '-q']).stdout).toBe(`${form.id}\n`);
    expect(vault.run(['story', 'blocked']).stdout).toContain(`dependency  Logout  ${form.id}`);
  });

  it('shows a story with its relations, and its hash to write against', () => {
    const shown = vault.run(['story', 'show', logout, '--json']).json<Item>().data;
    expect(shown).toMatchObject({ id: logout, ready: false, blocked_by: [form.id], open_blockers: [{ id: form.id, title: 'Login form', status: 'open' }], follows: [form.id], acceptance_criteria: [{ n: 1, proof: null }, { n: 2 }] });
    expect(shown).toMatchObject({ blocks: null, children: null, led_to: null });
    const text = vault.run(['story', 'show', 'logout']).stdout;
    for (const part of [logout, 'Logout', 'Acceptance criteria', 'AC #2: a wrong password is refused', `Waits for\n${form.id} Login form open`, 'History']) expect(text).toContain(part);
  });

  it('shows what other stories say of one when that is asked for, and says how to ask', () => {
    expect(vault.run(['story', 'show', form.id, '--dependents', '--json']).json<Item>().data).toMatchObject({ blocks: [{ id: logout }], led_to: [{ id: logout }], children: [] });
    expect(vault.run(['story', 'show', epic, '--dependents', '--json']).json<Item>().data).toMatchObject({ children: [{ id: form.id }] });
    const asked = vault.run(['story', 'show', form.id, '--dependents']).stdout;
    expect(asked).toContain(`Blocks\n${logout} Logout open`);
    expect(asked).not.toContain('--dependents');
    expect(vault.run(['story', 'show', form.id]).stdout).toMatch(/\n\nWhat it blocks, its children and what it led to: --dependents\.\n$/);
    expect(vault.run(['story', 'show', epic]).stdout).toContain(`Its children: touchstone story list --parent ${epic}.`);
  });

  it('tells of other stories with the same title when reading', () => {
    const twin = newStory(vault, 'Logout');
    const also = vault.run(['story', 'show', 'Logout', '--json']).json().meta['also'];
    expect(also).toHaveLength(1);
    expect([`stories/${logout}.md`, `stories/${twin}.md`]).toContain((also as string[])[0]);
    succeed(vault, SR, ['story', 'delete', twin, '--reason', 'a twin']);
  });

  it('lists what waits as a list, a tree, and finds no cycles', () => {
    expect(vault.run(['story', 'dep', 'list', logout, '--json']).json().data).toMatchObject({ blocked_by: [{ id: form.id, open: true }], blocks: [] });
    expect(vault.run(['story', 'dep', 'tree', logout]).stdout).toBe(`${logout} Logout open\n└─ ${form.id} Login form open\n`);
    expect(vault.run(['story', 'dep', 'cycles', '--json']).json().data).toEqual([]);
    expect(vault.run(['story', 'stats', '--json']).json().data).toMatchObject({ total: 3, by_kind: { epic: 1 }, ready: 1 });
  });

  it('lists a note that can not be read, whatever was asked', () => {
    vault.edit('stories/PROJ-bad00.md', '---\ntype: [story\n---\n');
    expect(vault.run(['story', 'list', '--kind', 'bug', '--json']).json().meta['unreadable']).toMatchObject([{ path: 'stories/PROJ-bad00.md' }]);
    expect(vault.run(['story', 'ready']).stdout).toContain('unreadable  stories/PROJ-bad00.md');
    expect(vault.run(['story', 'show', 'PROJ-bad00', '--json']).failure().code).toBe('E_INTEGRITY');
  });
});

describe('a life', () => {
  const vault = temporaryVault();
  const id = newStory(vault);
  const next = newStory(vault, 'Logout', '--blocked-by', id);

  it('begins with a claim from the queue, which is renewed and released', () => {
    expect(itemOf(vault.run(['story', 'claim', '--next', '--lease', '2h', '--json'], DEV))).toMatchObject({ id, assignee: 'dev-7', lease_until: '2026-11-21T11:00:00Z' });
    const again = vault.run(['story', 'claim', id, '--json'], DEV).json<{ op: unknown }>();
    expect(again.data.op).toBeNull();
    expect(itemOf(vault.run(['story', 'renew', id, '--lease', '1d', '--json'], DEV))['lease_until']).toBe('2026-11-22T09:00:00Z');
    expect(vault.run(['story', 'claim', '--next', '--json'], OTHER).json().data).toBeNull();
    expect(vault.run(['story', 'claim', '--next'], OTHER).stdout).toBe('Nothing to claim.\n');
    expect(itemOf(vault.run(['story', 'release', id, '--reason', 'lunch', '--json'], DEV))).toMatchObject({ status: 'open', assignee: null });
  });

  it('goes through delivery, rejection, a second delivery and acceptance', () => {
    deliver(vault, id);
    expect(vault.run(['story', 'list', '--status', 'delivered', '-q']).stdout).toBe(`${id}\n`);
    expect(itemOf(vault.run(['story', 'reject', id, ...PARTS, '--json'], PM))).toMatchObject({ status: 'open', verdict: 'rejected', rejections: 1 });
    deliver(vault, id, OTHER);
    const accepted = vault.run(['story', 'accept', id, '--reason', 'shown', '--json'], PM).json<{ item: Item; unblocked: string[] }>().data;
    expect(accepted).toMatchObject({ item: { status: 'closed', accepted_by: 'pm-1', criteria: { done: 2, total: 2 } }, unblocked: [next] });
    const text = vault.run(['story', 'show', id]).stdout;
    for (const part of ['verdict   accepted, rejected 1 times', 'proof: login.test.ts: refuses', 'fix: check it', 'ok true', 'reason: shown']) expect(text).toContain(part);
  });

  it('is on the ledger, each step as one line with its actor and reason', () => {
    const log = vault.run(['integrity', 'log', '--note', `stories/${id}.md`, '--json', '--limit', '0']).json<{ op: string; actor: string; reason?: string }[]>().data;
    expect(log.map(({ op, actor }) => `${actor} ${op}`).reverse().slice(0, 5)).toEqual(['sr-1 story.create', 'dev-7 story.claim', 'dev-7 story.renew', 'dev-7 story.release', 'dev-7 story.claim']);
    expect(log.find(({ op }) => op === 'story.accept')?.reason).toBe('shown');
    expect(vault.run(['integrity', 'verify']).code).toBe(0);
  });

  it('is opened again, deferred, taken up, changed, commented, and closed', () => {
    expect(itemOf(vault.run(['story', 'reopen', id, '--reason', 'it fails', '--json'], SR))).toMatchObject({ status: 'open', verdict: null, closed_at: null });
    expect(vault.run(['story', 'show', next, '--json']).json<Item>().data).toMatchObject({ open_blockers: [{ id }] });
    expect(itemOf(vault.run(['story', 'defer', id, '--until', '2026-12-01', '--json'], SR))).toMatchObject({ status: 'deferred', defer_until: '2026-12-01' });
    expect(vault.run(['story', 'ready', '-q'], { env: { TOUCHSTONE_NOW: '2026-12-01T00:00:00Z' } }).stdout).toContain(id);
    expect(itemOf(vault.run(['story', 'undefer', id, '--json'], SR)).status).toBe('open');
    expect(itemOf(vault.run(['story', 'update', id, '--title', 'Log in', '--priority', '0', '--label', 'ui', '--estimate', '5', '--clear', 'parent', '--json'], SR)))
      .toMatchObject({ title: 'Log in', priority: 0, labels: ['ui'], estimate: 5 });
    expect(itemOf(vault.run(['story', 'update', id, '--clear', 'estimate', '--remove-label', 'ui', '--body-file', '-', '--json'], { ...SR, input: 'New words.' })))
      .toMatchObject({ estimate: null, labels: [] });
    succeed(vault, SR, ['story', 'ac', 'add', id, 'it is fast'], ['story', 'ac', 'check', id, '3'], ['story', 'ac', 'uncheck', id, '1', '2']);
    expect(vault.run(['story', 'show', id, '--json']).json<Item>().data).toMatchObject({ description: 'New words.', acceptance_criteria: [{ done: false }, { done: false }, { n: 3, text: 'it is fast', done: true }] });
    expect(vault.run(['story', 'comment', id, 'A word.'], RETRO).code).toBe(0);
    expect(vault.run(['story', 'note', id, '--body-file', '-'], { ...RETRO, input: 'piped' }).code).toBe(0);
    expect(vault.run(['story', 'show', id, '--json']).json<Item>().data).toMatchObject({ notes: 'piped', comments: [{ actor: 'retro-1', text: 'A word.' }] });
    succeed(vault, SR, ['story', 'dep', 'add', id, newStory(vault, 'Third')], ['story', 'dep', 'rm', next, id]);
    expect(vault.run(['story', 'update', id, '--status', 'blocked', '--reason', 'ops', '--json'], SR).failure().code).toBe('E_POLICY');
    expect(vault.runAsHuman(['story', 'update', id, '--status', 'blocked', '--reason', 'ops']).code).toBe(0);
    expect(vault.run(['story', 'show', id, '--json']).json<Item>().data).toMatchObject({ status: 'blocked', blocked_reason: 'ops' });
    expect(vault.runAsHuman(['story', 'close', id]).code).toBe(0);
    expect(vault.run(['integrity', 'verify']).code).toBe(0);
  });

  it('ends with a deletion that cleans what refers to it and can be undone', () => {
    succeed(vault, SR, ['story', 'dep', 'add', next, id]);
    const deleted = vault.run(['story', 'delete', id, '--json'], SR).json<{ item: { cleaned: unknown }; notes: unknown[] }>().data;
    expect(deleted.item.cleaned).toEqual([{ id: next, properties: ['blocked_by'] }]);
    expect(deleted.notes).toHaveLength(2);
    expect(vault.run(['story', 'show', id, '--json']).failure().code).toBe('E_NOT_FOUND');
    expect(vault.runAsHuman(['note', 'restore', `stories/${id}.md`]).code).toBe(0);
    expect(vault.run(['story', 'show', id, '--json']).json<Item>().data).toMatchObject({ status: 'closed', governed: true });
  });
});

describe('leases', () => {
  it('end: the story is stale, claimable, and goes to another on the record', () => {
    const vault = temporaryVault({ settings: { 'claim.lease': '1h' } });
    const id = newStory(vault);
    succeed(vault, DEV, ['story', 'claim', id]);
    const later = { env: { TOUCHSTONE_NOW: '2026-11-21T10:00:00Z' } };
    expect(vault.run(['story', 'stale', '--json'], later).json<Item[]>().data).toMatchObject([{ id, why: 'lease', since: '2026-11-21T10:00:00Z' }]);
    expect(vault.run(['story', 'ready', '-q'], later).stdout).toBe('');
    expect(vault.run(['story', 'ready', '--claimable', '-q'], later).stdout).toBe(`${id}\n`);
    expect(itemOf(vault.run(['story', 'claim', '--next', '--json'], { ...OTHER, ...later })).assignee).toBe('dev-8');
    expect(vault.read(`stories/${id}.md`)).toContain('(reclaim; the lease of dev-7 ended 2026-11-21T10:00:00Z)');
  });
});

describe('help', () => {
  const vault = temporaryVault();

  it.each([
    ['claim', ['Who may claim a story: developer.', 'Gate claim_limit:', 'Order of the queue: what is assigned to the actor;']],
    ['deliver', ['From in_progress; to delivered:', 'Gate evidence: At least one run', '(its own claim)']],
    ['accept', ['Gate not_the_deliverer:', 'When the delivery is RED']],
    ['delete', ['Gate not_claimed:']],
    ['create', ['Who may create a bug: pm, sr-pm, human']],
  ])('of %s says the rules, in text and JSON', (verb, parts) => {
    const text = vault.run(['story', verb, '--help']).stdout.replace(/\s+/g, ' ');
    const { description } = vault.run(['story', verb, '--help', '--json']).json<{ description: string }>().data;
    for (const part of parts) {
      expect(text).toContain(part);
      expect(description).toContain(part);
    }
  });
});
