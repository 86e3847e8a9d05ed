// `proposal reject`, `defer` and `withdraw` in real vaults.
import { describe, expect, it } from 'vitest';
import { deferProposal, rejectProposal, withdrawProposal } from '../../../shared/proposal/decide';
import { acceptProposal } from '../../../shared/proposal/accept';
import { readProposal } from '../../../shared/proposal/format';
import { writing } from '../vault/temporary-vault';
import {
  ADA, archived, DEVELOPER, expectIntact, GRACE, propose, proposalVault, refusal, RETRO, TARGET, TARGET_TEXT, textAt,
} from './proposal-vault';

describe('proposal reject', () => {
  it('records the reason and moves the proposal to the archive; the target stays', () => {
    const vault = proposalVault();
    const item = propose(vault);
    const result = vault.run(rejectProposal({ ref: item.id, reason: ' Mocks of clocks are fine.\r\nSee the meeting. ' }), ADA);
    expect(result.item).toMatchObject({ status: 'rejected', decided_by: 'ada', decision_reason: 'Mocks of clocks are fine.\nSee the meeting.' });
    expect(archived(vault, item)).toMatchObject({ status: 'rejected', before: TARGET_TEXT });
    expect(textAt(vault, item.path)).toBeNull();
    expect(textAt(vault, TARGET)).toBe(TARGET_TEXT);
    expectIntact(vault);
  });

  it('is success when the same person repeats it', () => {
    const vault = proposalVault();
    const { id } = propose(vault);
    vault.run(rejectProposal({ ref: id, reason: 'No.' }), ADA);
    expect(vault.run(rejectProposal({ ref: id, reason: 'No.' }), ADA).op).toBeNull();
  });

  it.each<[string, string | undefined, RegExp]>([
    ['without a reason', undefined, /needs a reason/],
    ['with an empty reason', ' \n', /needs a reason/],
    ['with a reason that forges a section', 'no\n## After', /level 2 heading/],
  ])('is refused %s', (_, reason, message) => {
    const vault = proposalVault();
    const { id } = propose(vault);
    expect(() => vault.run(rejectProposal({ ref: id, reason }), ADA)).toThrow(refusal('E_USAGE', message));
  });

  it('is refused to agents, the proposer too', () => {
    const vault = proposalVault();
    const { id } = propose(vault);
    expect(() => vault.run(rejectProposal({ ref: id, reason: 'No.' }), RETRO)).toThrow(refusal('E_POLICY', /may not decide a proposal/));
  });

  it('is refused for what was decided before', () => {
    const vault = proposalVault();
    const { id } = propose(vault);
    vault.run(acceptProposal({ ref: id }), ADA);
    expect(() => vault.run(rejectProposal({ ref: id, reason: 'No.' }), GRACE)).toThrow(refusal('E_GATE', /can't be rejected: it was accepted by ada/));
  });

  it('is refused for one that is not there', () => {
    expect(() => proposalVault().run(rejectProposal({ ref: 'PROP-zzzzz', reason: 'No.' }), ADA)).toThrow(refusal('E_NOT_FOUND', /no proposal 'PROP-zzzzz'/, /proposal list/));
  });

  it('is refused for a prefix that fits several', () => {
    const vault = proposalVault();
    propose(vault);
    propose(vault, { content: null });
    expect(() => vault.run(rejectProposal({ ref: 'PROP-', reason: 'No.' }), ADA)).toThrow(refusal('E_AMBIGUOUS', /fits 2 proposals: _inbox\/PROP-/));
  });

  it('is refused when something lies where the proposal would go', () => {
    const vault = proposalVault();
    const item = propose(vault);
    const place = `_archive/proposals/${item.path.slice('_inbox/'.length)}`;
    vault.run(writing({ [place]: 'mine\n' }), ADA);
    expect(() => vault.run(rejectProposal({ ref: item.path, reason: 'No.' }), ADA)).toThrow(refusal('E_INTEGRITY', /is in the way/));
    expect(textAt(vault, place)).toBe('mine\n');
  });

  it('is refused when Before is not what its hash says', () => {
    const vault = proposalVault();
    const item = propose(vault);
    vault.run(writing({ [item.path]: (textAt(vault, item.path) ?? '').replace('Unit tests may mock.', 'Unit tests must mock.') }), ADA);
    expect(() => vault.run(rejectProposal({ ref: item.id, reason: 'No.' }), ADA)).toThrow(refusal('E_INTEGRITY', /Before is not the one that base_sha256 names/));
  });
});

describe('proposal defer', () => {
  it.each([['2099-12-01', '2099-12-01'], ['2099-12-01T10:00:00+01:00', '2099-12-01T09:00:00Z']])('keeps the proposal in the inbox until %s', (until, stored) => {
    const vault = proposalVault();
    const item = propose(vault);
    const result = vault.run(deferProposal({ ref: item.id, until, reason: 'After the release.' }), ADA);
    expect(result.item).toMatchObject({ status: 'deferred', defer_until: stored, due: false, path: item.path });
    expect(readProposal({ path: item.path, sha256: '', text: textAt(vault, item.path) })).toMatchObject({
      status: 'deferred', before: TARGET_TEXT, decision: { deferUntil: stored, by: 'ada', reason: 'After the release.' },
    });
    expectIntact(vault);
  });

  it('can be put off again; the same date twice records nothing', () => {
    const vault = proposalVault();
    const { id } = propose(vault);
    vault.run(deferProposal({ ref: id, until: '2099-12-01' }), ADA);
    expect(vault.run(deferProposal({ ref: id, until: '2099-12-01' }), ADA).op).toBeNull();
    expect(vault.run(deferProposal({ ref: id, until: '2100-01-01' }), GRACE).item.defer_until).toBe('2100-01-01');
  });

  it('keeps an identical proposal out', () => {
    const vault = proposalVault();
    const { id } = propose(vault);
    vault.run(deferProposal({ ref: id, until: '2099-12-01' }), ADA);
    expect(() => propose(vault, {}, DEVELOPER)).toThrow(refusal('E_GATE', new RegExp(`${id} is deferred`)));
  });

  it.each<[string, string, RegExp]>([
    ['a day that has passed', '2020-01-01', /has passed/],
    ['what is no day', 'soon', /no time/],
    ['a day that does not exist', '2099-02-30', /no time/],
  ])('refuses %s', (_, until, message) => {
    const vault = proposalVault();
    const { id } = propose(vault);
    expect(() => vault.run(deferProposal({ ref: id, until }), ADA)).toThrow(refusal('E_USAGE', message));
  });

  it('is refused to agents, and for what was decided', () => {
    const vault = proposalVault();
    const { id } = propose(vault);
    expect(() => vault.run(deferProposal({ ref: id, until: '2099-12-01' }), RETRO)).toThrow(refusal('E_POLICY', /may not decide/));
    vault.run(withdrawProposal({ ref: id }), RETRO);
    expect(() => vault.run(deferProposal({ ref: id, until: '2099-12-01' }), ADA)).toThrow(refusal('E_GATE', /was withdrawn by retro-2/, /proposal create/));
  });
});

describe('proposal withdraw', () => {
  it('takes the own proposal back, agents too', () => {
    const vault = proposalVault();
    const item = propose(vault);
    expect(vault.run(withdrawProposal({ ref: item.id, reason: 'Found a better way.' }), RETRO).item.status).toBe('withdrawn');
    expect(archived(vault, item)).toMatchObject({ status: 'withdrawn', decision: { by: 'retro-2', reason: 'Found a better way.' } });
    expect(vault.run(withdrawProposal({ ref: item.id }), RETRO).op).toBeNull();
    expectIntact(vault);
  });

  it('frees the way for the same proposal, without a word of rejection', () => {
    const vault = proposalVault();
    vault.run(withdrawProposal({ ref: propose(vault).id }), RETRO);
    expect(propose(vault, {}, DEVELOPER).status).toBe('pending');
  });

  it('is refused for somebody else\'s, and a person is told to reject', () => {
    const vault = proposalVault();
    const { id } = propose(vault);
    expect(() => vault.run(withdrawProposal({ ref: id }), DEVELOPER)).toThrow(refusal('E_POLICY', /retro-2 proposed it/, /a person decides it/));
    expect(() => vault.run(withdrawProposal({ ref: id }), ADA)).toThrow(refusal('E_POLICY', /retro-2 proposed it/, /proposal reject/));
  });
});
