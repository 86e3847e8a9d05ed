// Reading proposals in real vaults: the list for triage, and what accepting one would change now.
import { describe, expect, it } from 'vitest';
import { acceptProposal } from '../../../shared/proposal/accept';
import { deferProposal, rejectProposal } from '../../../shared/proposal/decide';
import { proposalItem } from '../../../shared/proposal/item';
import { NO_DECISION } from '../../../shared/proposal/proposal';
import { listProposals, showProposal } from '../../../shared/proposal/queries';
import { defaultConfig } from '../../../shared/settings/definitions';
import { ADA, DEVELOPER, propose, proposalVault, refusal, rewrite, TARGET, TARGET_TEXT } from './proposal-vault';

const AFTER = TARGET_TEXT.replace('never mock', 'never mock anything');

describe('proposal list', () => {
  it('has those that wait for a decision, and others on request', () => {
    const vault = proposalVault();
    const pending = propose(vault);
    const deferred = propose(vault, { content: null }, DEVELOPER);
    const rejected = propose(vault, { target: 'patterns/New.md', content: '# New\n' });
    vault.run(deferProposal({ ref: deferred.id, until: '2099-01-01' }), ADA);
    vault.run(rejectProposal({ ref: rejected.id, reason: 'No.' }), ADA);
    const ids = (request: Parameters<typeof listProposals>[1]): string[] =>
      vault.read((view) => listProposals(view, request)).items.map(({ id }) => id);
    expect(ids({})).toEqual([pending.id, deferred.id].sort());
    expect(ids({ statuses: ['rejected'] })).toEqual([rejected.id]);
    expect(ids({ statuses: ['pending'] })).toEqual([pending.id]);
    expect(ids({ author: 'dev-7' })).toEqual([deferred.id]);
    expect(ids({ statuses: ['pending', 'accepted', 'rejected', 'deferred', 'superseded', 'withdrawn'] })).toHaveLength(3);
  });

  it('reports what can not be read, and never leaves it out silently', () => {
    const vault = proposalVault();
    vault.edit('_inbox/PROP-aaaaa Broken yaml.md', '---\ntype: [\n---\n');
    vault.edit('_inbox/PROP-bbbbb Odd status.md', '---\ntype: proposal\nid: PROP-bbbbb\nkind: change\nstatus: perhaps\n---\n');
    vault.edit('_inbox/A capture.md', '---\ntype: [\n---\n');
    const list = vault.read((view) => listProposals(view, {}));
    expect(list.items).toEqual([]);
    expect(list.unreadable.map(({ path }) => path)).toEqual(['_inbox/PROP-aaaaa Broken yaml.md', '_inbox/PROP-bbbbb Odd status.md']);
    expect(list.unreadable[1]?.problem).toMatch(/status is 'perhaps'/);
  });
});

describe('how a proposal stands in time', () => {
  const config = defaultConfig({ prefix: 'PROJ', project: 'demo', scope: 'both' });
  const head = {
    path: 'p', sha256: 's', id: 'PROP-7k2m9', kind: 'change', status: 'pending', targetPath: TARGET, baseSha256: null,
    project: null, created: '2026-11-01', author: 'a', authorRole: null, evidence: [], source: null, reverts: null, decision: NO_DECISION,
  } as const;
  it.each([
    ['the same day', '2026-11-01', '2026-11-01T00:00:00Z', 0, false],
    ['the next day', '2026-11-01', '2026-11-02T00:00:00Z', 1, false],
    ['on its last day', '2026-11-01', '2026-12-01T23:59:59Z', 30, false],
    ['the day after', '2026-11-01', '2026-12-02T00:00:00Z', 31, true],
    ['from the future', '2027-01-01', '2026-12-02T00:00:00Z', 0, false],
    ['without a day', 'long ago', '2026-12-02T00:00:00Z', null, false],
  ])('%s', (_, created, now, age, overdue) => {
    expect(proposalItem({ ...head, created, evidence: [] }, { now, config })).toMatchObject({ age_days: age, overdue });
  });

  it.each([
    ['2026-12-01', '2026-11-30T23:59:59Z', false],
    ['2026-12-01', '2026-12-01T00:00:00Z', true],
    [null, '2026-12-01T00:00:00Z', true],
    ['someday', '2026-12-01T00:00:00Z', true],
  ])('deferred until %s is due at %s: %s', (deferUntil, now, due) => {
    const decision = { ...NO_DECISION, deferUntil };
    expect(proposalItem({ ...head, evidence: [], status: 'deferred', decision }, { now, config })).toMatchObject({ due, overdue: false });
  });
});

describe('proposal show', () => {
  it('has the reasons, the texts, and the change against what the target says now', () => {
    const vault = proposalVault();
    const { id } = propose(vault);
    const shown = vault.read((view) => showProposal(view, id));
    expect(shown).toMatchObject({
      id, motivation: 'Two stories were rejected for it.', impact: 'Read before every story.', before: TARGET_TEXT, after: AFTER, applied: null,
      change: { target_state: 'unchanged', conflict: null },
    });
    expect(shown.change.hunks).toHaveLength(1);
    expect(shown.change.hunks[0]?.lines.filter((line) => /^[-+]/.test(line))).toEqual([
      '-Integration tests never mock.', '+Integration tests never mock anything.',
    ]);
  });

  it('shows what a merge would change when the target moved on, not what the proposer saw', () => {
    const vault = proposalVault();
    const { id } = propose(vault);
    rewrite(vault, TARGET_TEXT.replace('## Content', '## The content'));
    const { change } = vault.read((view) => showProposal(view, id));
    expect(change).toMatchObject({ target_state: 'changed', conflict: null });
    expect(change.hunks.flatMap(({ lines }) => lines)).toContain(' ## The content');
  });

  it('shows the proposed change and the conflict when it can not be applied', () => {
    const vault = proposalVault();
    const { id } = propose(vault);
    rewrite(vault, TARGET_TEXT.replace('Integration tests never mock.', 'They mock.'));
    const { change } = vault.read((view) => showProposal(view, id));
    expect(change.conflict).toEqual({
      why: 'both changed the same lines',
      passages: [{ line: 15, now: ['They mock.'], base: ['Integration tests never mock.'], proposed: ['Integration tests never mock anything.'] }],
    });
    expect(change.hunks.flatMap(({ lines }) => lines)).toContain('-Integration tests never mock.');
  });

  it.each([
    ['gone', null],
    ['done', AFTER],
  ])('says that the target is %s', (state, text) => {
    const vault = proposalVault();
    const { id } = propose(vault);
    rewrite(vault, text);
    expect(vault.read((view) => showProposal(view, id)).change.target_state).toBe(state);
  });

  it('shows of a decided one what was applied', () => {
    const vault = proposalVault();
    const { id } = propose(vault);
    vault.run(acceptProposal({ ref: id, after: AFTER.replace('anything', 'a thing') }), ADA);
    rewrite(vault, '# Something else\n');
    const shown = vault.read((view) => showProposal(view, id));
    expect(shown.change).toMatchObject({ target_state: null, target_sha256: null, conflict: null });
    expect(shown.change.hunks.flatMap(({ lines }) => lines)).toContain('+Integration tests never mock a thing.');
  });

  it.each([
    ['PROP-zzzzz', 'E_NOT_FOUND'],
    ['', 'E_NOT_FOUND'],
    ['_inbox/Nothing.md', 'E_NOT_FOUND'],
    ['../x', 'E_USAGE'],
  ])('refuses %j with %s', (ref, code) => {
    const vault = proposalVault();
    propose(vault);
    expect(() => vault.read((view) => showProposal(view, ref))).toThrow(refusal(code, /./));
  });

  it('refuses an id that two files have, and takes the path of one', () => {
    const vault = proposalVault();
    const { id, path } = propose(vault);
    vault.edit(path.replace('_inbox/', '_archive/proposals/'), vault.bytes(path));
    expect(() => vault.read((view) => showProposal(view, id))).toThrow(refusal('E_AMBIGUOUS', /fits 2 proposals/));
    expect(vault.read((view) => showProposal(view, path)).path).toBe(path);
  });
});
