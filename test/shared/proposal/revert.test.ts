// `proposal revert` in real vaults: both notes restored while the target is what was applied, a counter-proposal after.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { acceptProposal } from '../../../shared/proposal/accept';
import { rejectProposal } from '../../../shared/proposal/decide';
import { readProposal } from '../../../shared/proposal/format';
import { revertProposal, type RevertItem } from '../../../shared/proposal/revert';
import type { OperationResult } from '../../../shared/vault/operation';
import { writing, type TemporaryVault } from '../vault/temporary-vault';
import {
  ADA, expectIntact, propose, proposalVault, refusal, RETRO, rewrite, TARGET, TARGET_TEXT, textAt,
} from './proposal-vault';

const AFTER = TARGET_TEXT.replace('never mock', 'never mock anything');
const MOVED_ON = TARGET_TEXT.replace('All projects.', 'All projects of ours.');

function accepted(vault: TemporaryVault, over: Parameters<typeof propose>[1] = {}, edited?: string): ReturnType<typeof propose> {
  const item = propose(vault, over);
  vault.run(acceptProposal({ ref: item.id, ...(edited === undefined ? {} : { after: edited }) }), ADA);
  return item;
}

function revert(vault: TemporaryVault, ref: string): OperationResult<RevertItem> {
  return vault.run(revertProposal({ ref, reason: 'It slowed us down.' }), ADA);
}

describe('proposal revert, while the target is what was applied', () => {
  it('restores the target byte for byte, and the proposal to the inbox, in one operation', () => {
    const vault = proposalVault();
    const item = accepted(vault);
    const { item: reverted, notes } = revert(vault, item.id);
    expect(reverted).toMatchObject({ outcome: 'restored', counter_proposal: null, status: 'pending', path: item.path, decided_by: null, applied_sha256: null });
    expect(notes).toHaveLength(3);
    expect(textAt(vault, TARGET)).toBe(TARGET_TEXT);
    const restored = readProposal({ path: item.path, sha256: '', text: textAt(vault, item.path) });
    expect(restored).toMatchObject({ status: 'pending', before: TARGET_TEXT, after: AFTER, applied: null });
    expect(textAt(vault, item.path)).toMatch(/reverted_by: ada\nreverted_at: .*\nrevert_reason: It slowed us down\.\n/);
    expectIntact(vault);
  });

  it('leaves a proposal that can be decided again, and that keeps identical ones out', () => {
    const vault = proposalVault();
    const item = accepted(vault);
    revert(vault, item.id);
    expect(() => propose(vault)).toThrow(refusal('E_GATE', /already proposed exactly this/));
    vault.run(acceptProposal({ ref: item.id }), ADA);
    expect(textAt(vault, TARGET)).toBe(AFTER);
    expect(textAt(vault, item.path.replace('_inbox/', '_archive/proposals/'))).not.toContain('reverted_by');
    expectIntact(vault);
  });

  it('takes an edited text back too', () => {
    const vault = proposalVault();
    const item = accepted(vault, {}, AFTER.replace('anything', 'anything, ever'));
    revert(vault, item.id);
    expect(textAt(vault, TARGET)).toBe(TARGET_TEXT);
    expect(textAt(vault, item.path)).not.toContain('## Applied');
  });

  it('deletes what was created, and brings back what was deleted', () => {
    const vault = proposalVault();
    const creation = accepted(vault, { target: 'patterns/Retry.md', content: '# Retry' });
    expect(revert(vault, creation.id).item.outcome).toBe('restored');
    expect(textAt(vault, 'patterns/Retry.md')).toBeNull();
    const removal = accepted(vault, { content: null });
    expect(revert(vault, removal.id).item.outcome).toBe('restored');
    expect(textAt(vault, TARGET)).toBe(TARGET_TEXT);
    expectIntact(vault);
  });

  it('restores what stood there before a merge, not what the proposer saw', () => {
    const vault = proposalVault();
    const item = propose(vault);
    rewrite(vault, MOVED_ON);
    vault.run(acceptProposal({ ref: item.id }), ADA);
    expect(revert(vault, item.id).item.outcome).toBe('restored');
    expect(textAt(vault, TARGET)).toBe(MOVED_ON);
  });

  it('finds what stood there before among the kept versions where the proposal cannot tell', () => {
    const vault = proposalVault();
    const item = propose(vault);
    const settled = TARGET_TEXT.replace('Integration tests never mock.', 'Integration tests mock clocks.');
    const contested = TARGET_TEXT.replace('Integration tests never mock.', 'Integration tests mock at night.');
    rewrite(vault, contested);
    const seen = { proposal: item.sha256, target: vault.read((view) => view.sha256(contested)) };
    vault.run(acceptProposal({ ref: item.id, result: settled, seen }), ADA);
    expect(revert(vault, item.id).item.outcome).toBe('restored');
    expect(textAt(vault, TARGET)).toBe(contested);
  });

  it('names what it had superseded', () => {
    const vault = proposalVault();
    const small = propose(vault);
    const large = accepted(vault, { content: AFTER.replace('All projects.', 'All projects of ours.') });
    expect(revert(vault, large.id).warnings).toEqual([expect.stringMatching(new RegExp(`${small.id}.*was set aside because of ${large.id}`))]);
  });
});

describe('proposal revert, after the target moved on', () => {
  it('proposes to take the change out of what the target says now', () => {
    const vault = proposalVault();
    const item = accepted(vault);
    const now = AFTER.replace('All projects.', 'All projects of ours.');
    rewrite(vault, now);
    const { item: reverted, warnings } = revert(vault, item.id);
    expect(textAt(vault, TARGET)).toBe(now);
    expect(reverted).toMatchObject({ id: item.id, status: 'accepted', outcome: 'counter_proposal' });
    expect(warnings[0]).toMatch(/nothing was restored/);
    const counter = reverted.counter_proposal;
    expect(counter).toMatchObject({ kind: 'change', status: 'pending', author: 'ada', reverts: item.id, evidence: [item.id] });
    const written = readProposal({ path: '', sha256: '', text: textAt(vault, counter?.path ?? '') });
    expect(written).toMatchObject({ before: now, after: MOVED_ON });
    expect(written.motivation).toMatch(new RegExp(`^Takes back ${item.id}, which ada accepted on .*\\.\n\nIt slowed us down\\.$`));
    expect(written.impact).toMatch(/nothing was restored/);
    vault.run(acceptProposal({ ref: counter?.id ?? '' }), ADA);
    expect(textAt(vault, TARGET)).toBe(MOVED_ON);
    expectIntact(vault);
  });

  it('proposes to delete a created note that was changed since', () => {
    const vault = proposalVault();
    const item = accepted(vault, { target: 'patterns/Retry.md', content: '# Retry\n' });
    rewrite(vault, '# Retry\nOften.\n', 'patterns/Retry.md');
    expect(revert(vault, item.id).item.counter_proposal).toMatchObject({ kind: 'delete', target_path: 'patterns/Retry.md' });
  });

  it('proposes the old text where a deleted note was made anew', () => {
    const vault = proposalVault();
    const item = accepted(vault, { content: null });
    rewrite(vault, '# Testing\n');
    const counter = revert(vault, item.id).item.counter_proposal;
    expect(counter?.kind).toBe('change');
    expect(readProposal({ path: '', sha256: '', text: textAt(vault, counter?.path ?? '') }).after).toBe(TARGET_TEXT);
  });

  it('proposes a merge where nobody kept what stood there before', () => {
    const vault = proposalVault();
    const item = propose(vault);
    const contested = TARGET_TEXT.replace('Integration tests never mock.', 'Integration tests mock at night.');
    rewrite(vault, contested);
    const seen = { proposal: item.sha256, target: vault.read((view) => view.sha256(contested)) };
    const settled = AFTER.replace('All projects.', 'All projects of ours.');
    vault.run(acceptProposal({ ref: item.id, result: settled, seen }), ADA);
    rmSync(join(vault.root, '.touchstone/local/objects'), { recursive: true });
    const counter = revert(vault, item.id).item.counter_proposal;
    expect(readProposal({ path: '', sha256: '', text: textAt(vault, counter?.path ?? '') }).after).toBe(MOVED_ON);
  });

  it('writes nothing onto an edit from outside: the counter-proposal starts from it and says so', () => {
    const vault = proposalVault();
    const { id } = accepted(vault);
    vault.edit(TARGET, `${AFTER}edited\n`);
    const { item, warnings } = revert(vault, id);
    expect(item.outcome).toBe('counter_proposal');
    expect(warnings.join('\n')).toMatch(/nobody acknowledged/);
    expect(vault.bytes(TARGET).toString()).toBe(`${AFTER}edited\n`);
  });

  it('is refused, with the lines, when the change can not be taken out', () => {
    const vault = proposalVault();
    const item = accepted(vault);
    rewrite(vault, AFTER.replace('never mock anything', 'never mock anything but clocks'));
    expect(() => revert(vault, item.id)).toThrow(refusal('E_CONFLICT', /can't be taken out .* both changed the same lines/, /proposal create --target/));
    expect(vault.read((view) => view.paths('_inbox'))).toEqual([]);
  });

  it('is refused when nothing of it is left', () => {
    const vault = proposalVault();
    const item = accepted(vault);
    rewrite(vault, MOVED_ON);
    expect(() => revert(vault, item.id)).toThrow(refusal('E_GATE', /Nothing of PROP-.* is left/));
    rewrite(vault, null);
    expect(() => revert(vault, item.id)).toThrow(refusal('E_GATE', /Nothing of PROP-.* is left/));
  });
});

describe('proposal revert is refused', () => {
  it('to agents', () => {
    const vault = proposalVault();
    const { id } = accepted(vault);
    expect(() => vault.run(revertProposal({ ref: id }), RETRO)).toThrow(refusal('E_POLICY', /may not decide a proposal/));
  });

  it('for a target that proposals do not reach, whatever the archive says', () => {
    const vault = proposalVault({ 'stories/PROJ-a3f8k.md': AFTER });
    const { path } = accepted(vault);
    const place = path.replace('_inbox/', '_archive/proposals/');
    vault.run(writing({ [place]: (textAt(vault, place) ?? '').replace(`target_path: ${TARGET}`, 'target_path: stories/PROJ-a3f8k.md') }), ADA);
    expect(() => revert(vault, place)).toThrow(refusal('E_POLICY', /stories\/PROJ-a3f8k\.md is not changed by proposal/));
    expect(textAt(vault, 'stories/PROJ-a3f8k.md')).toBe(AFTER);
  });

  it('for a proposal that was not accepted', () => {
    const vault = proposalVault();
    const { id } = propose(vault);
    expect(() => revert(vault, id)).toThrow(refusal('E_GATE', /it is pending/));
    vault.run(rejectProposal({ ref: id, reason: 'No.' }), ADA);
    expect(() => revert(vault, id)).toThrow(refusal('E_GATE', /it is rejected/));
  });
});
