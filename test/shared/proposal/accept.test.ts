// `proposal accept` in real vaults: one operation for target, decision and move; merges; conflicts that change nothing.
import { describe, expect, it } from 'vitest';
import { acceptProposal, type AcceptItem, type AcceptRequest } from '../../../shared/proposal/accept';
import { deferProposal } from '../../../shared/proposal/decide';
import { acceptPreview } from '../../../shared/proposal/queries';
import type { OperationResult } from '../../../shared/vault/operation';
import { writing, type TemporaryVault } from '../vault/temporary-vault';
import {
  ADA, archived, expectIntact, GRACE, propose, proposalVault, refusal, RETRO, rewrite, SR_PM, TARGET, TARGET_TEXT, textAt,
} from './proposal-vault';

const AFTER = TARGET_TEXT.replace('never mock', 'never mock anything');
const MOVED_ON = TARGET_TEXT.replace('All projects.', 'All projects of ours.');
const BOTH = AFTER.replace('All projects.', 'All projects of ours.');
const CONTESTED = TARGET_TEXT.replace('Integration tests never mock.', 'Integration tests mock at night.');

function accept(vault: TemporaryVault, ref: string, over: Partial<AcceptRequest> = {}): OperationResult<AcceptItem> {
  return vault.run(acceptProposal({ ref, ...over }), ADA);
}

/** Everything that a refused operation must leave as it was. */
function contents(vault: TemporaryVault): Record<string, string | null> {
  return Object.fromEntries(vault.read((view) => view.paths('')).map((path) => [path, textAt(vault, path)]));
}

describe('proposal accept', () => {
  it('writes target, decision and move to the archive in one operation', () => {
    const vault = proposalVault();
    const item = propose(vault);
    const result = accept(vault, item.id, { reason: 'Agreed.' });
    expect(textAt(vault, TARGET)).toBe(AFTER);
    expect(textAt(vault, item.path)).toBeNull();
    expect(archived(vault, item)).toMatchObject({
      status: 'accepted', applied: null,
      decision: { by: 'ada', reason: 'Agreed.', appliedSha256: result.notes.find(({ path }) => path === TARGET)?.after, replacedSha256: null },
    });
    expect(result.item).toMatchObject({ id: item.id, path: `_archive/proposals/${item.path.slice('_inbox/'.length)}`, merged: false, edited: false, superseded: [] });
    expect(result.notes.map(({ path }) => path).sort()).toEqual([TARGET, item.path, result.item.path].sort());
    const [entry] = vault.read((view) => view.history({ op: 'proposal.accept' }));
    expect(entry).toMatchObject({ actor: 'ada', kind: 'human', reason: 'Agreed.' });
    expectIntact(vault);
  });

  it('creates the target of a create, and deletes that of a delete', () => {
    const vault = proposalVault();
    accept(vault, propose(vault, { target: 'patterns/Retry.md', content: '# Retry\r\n' }).id);
    expect(textAt(vault, 'patterns/Retry.md')).toBe('# Retry\r\n');
    const removal = propose(vault, { content: null });
    accept(vault, removal.id);
    expect(textAt(vault, TARGET)).toBeNull();
    expect(archived(vault, removal).decision.appliedSha256).toBeNull();
    expectIntact(vault);
  });

  it.each([['an id', (id: string) => id], ['a prefix of one', (id: string) => id.slice(0, 8)], ['another case', (id: string) => id.toLowerCase()], ['a link', (id: string) => `[[${id}]]`]])(
    'finds the proposal by %s', (_, reference) => {
      const vault = proposalVault();
      expect(accept(vault, reference(propose(vault).id)).item.status).toBe('accepted');
    });

  it('takes a deferred one, and leaves no trace of the deferral', () => {
    const vault = proposalVault();
    const item = propose(vault);
    vault.run(deferProposal({ ref: item.id, until: '2099-01-01' }), ADA);
    accept(vault, item.id);
    expect(archived(vault, item)).toMatchObject({ status: 'accepted', decision: { deferUntil: null } });
  });

  it('is success when the same person repeats it, and records nothing', () => {
    const vault = proposalVault();
    const item = propose(vault);
    accept(vault, item.id);
    expect(accept(vault, item.id)).toMatchObject({ op: null, item: { status: 'accepted' } });
    expect(() => vault.run(acceptProposal({ ref: item.id }), GRACE)).toThrow(refusal('E_GATE', /was accepted by ada/, /proposal revert/));
  });

  it('says in a dry run what it would do, and does nothing', () => {
    const vault = proposalVault();
    const item = propose(vault);
    const before = contents(vault);
    expect(vault.run(acceptProposal({ ref: item.id }), ADA, { dryRun: true }).notes).toHaveLength(3);
    expect(contents(vault)).toEqual(before);
  });

  it.each([['an agent', RETRO], ['an Sr PM', SR_PM]])('is refused to %s', (_, actor) => {
    const vault = proposalVault();
    const item = propose(vault);
    expect(() => vault.run(acceptProposal({ ref: item.id }), actor)).toThrow(refusal('E_POLICY', /may not decide a proposal; that is for human/));
    expect(textAt(vault, TARGET)).toBe(TARGET_TEXT);
  });
});

describe('accepting what a person edited', () => {
  it('applies the text that takes the place of After, and records it beside it', () => {
    const vault = proposalVault();
    const item = propose(vault);
    const edited = AFTER.replace('anything', 'anything, ever');
    expect(accept(vault, item.id, { after: edited }).item).toMatchObject({ edited: true, merged: false });
    expect(textAt(vault, TARGET)).toBe(edited);
    expect(archived(vault, item)).toMatchObject({ after: AFTER, applied: edited });
  });

  it('records no Applied where the edit changed nothing', () => {
    const vault = proposalVault();
    const item = propose(vault);
    accept(vault, item.id, { after: AFTER });
    expect(archived(vault, item).applied).toBeNull();
  });

  it.each([
    ['a text with a NUL character', 'a\0'],
    ['a text whose properties cannot be read', '---\nx: {\n---\n'],
  ])('refuses %s', (_, after) => {
    const vault = proposalVault();
    expect(() => accept(vault, propose(vault).id, { after })).toThrow(refusal('E_USAGE', /can't be a note/));
  });

  it('refuses a text for a removal', () => {
    const vault = proposalVault();
    expect(() => accept(vault, propose(vault, { content: null }).id, { after: 'x' })).toThrow(refusal('E_USAGE', /no text to edit/));
  });

  it('refuses a result that still holds the marks of a conflict', () => {
    const vault = proposalVault();
    const { id } = propose(vault);
    rewrite(vault, CONTESTED);
    const { editable, seen } = vault.read((view) => acceptPreview(view, id));
    expect(editable).toContain('<<<<<<< now\nIntegration tests mock at night.\n=======\nIntegration tests never mock anything.\n>>>>>>> proposed\n');
    expect(() => accept(vault, id, { result: editable ?? '', seen })).toThrow(refusal('E_USAGE', /marks of a conflict/));
  });

  it('lets a person settle a conflict by hand', () => {
    const vault = proposalVault();
    const item = propose(vault);
    rewrite(vault, CONTESTED);
    const { seen } = vault.read((view) => acceptPreview(view, item.id));
    const settled = TARGET_TEXT.replace('Integration tests never mock.', 'Integration tests never mock anything, not even at night.');
    accept(vault, item.id, { result: settled, seen });
    expect(textAt(vault, TARGET)).toBe(settled);
    expect(archived(vault, item)).toMatchObject({ status: 'accepted', applied: settled });
    expectIntact(vault);
  });
});

describe('accepting when the target moved on', () => {
  it('merges a change of other lines, and records what was applied and what it replaced', () => {
    const vault = proposalVault();
    const item = propose(vault);
    rewrite(vault, MOVED_ON);
    expect(accept(vault, item.id).item.merged).toBe(true);
    expect(textAt(vault, TARGET)).toBe(BOTH);
    const decided = archived(vault, item);
    expect(decided).toMatchObject({ before: TARGET_TEXT, after: AFTER, applied: BOTH });
    expect(decided.decision.replacedSha256).toBe(vault.read((view) => view.sha256(MOVED_ON)));
    expectIntact(vault);
  });

  it('takes the same change once', () => {
    const vault = proposalVault();
    const item = propose(vault);
    rewrite(vault, BOTH);
    const { warnings } = accept(vault, item.id);
    expect(textAt(vault, TARGET)).toBe(BOTH);
    expect(archived(vault, item).applied).toBe(BOTH);
    expect(warnings).toEqual([expect.stringMatching(/reads like that already/)]);
  });

  it('records the decision alone when the target says already what was proposed', () => {
    const vault = proposalVault();
    const item = propose(vault);
    rewrite(vault, AFTER);
    const { notes, warnings } = accept(vault, item.id);
    expect(notes.map(({ path }) => path)).not.toContain(TARGET);
    expect(warnings).toEqual([expect.stringMatching(/reads like that already/)]);
  });

  it.each<[string, string | null, { target?: string; content?: string | null }, RegExp]>([
    ['both changed the same lines', CONTESTED, {}, /both changed the same lines\. Nothing was changed/],
    ['the target was deleted', null, {}, /it was deleted\. Nothing was changed/],
    ['the target of a removal changed', MOVED_ON, { content: null }, /it changed since its removal was proposed/],
  ])('applies nothing when %s', (_, text, over, message) => {
    const vault = proposalVault();
    const item = propose(vault, over);
    rewrite(vault, text);
    const before = contents(vault);
    expect(() => accept(vault, item.id)).toThrow(refusal('E_CONFLICT', message, /proposal accept PROP-.* --edit/));
    expect(contents(vault)).toEqual(before);
    expectIntact(vault);
  });

  it('names the conflicting lines in the details', () => {
    const vault = proposalVault();
    const item = propose(vault);
    rewrite(vault, CONTESTED);
    expect(() => accept(vault, item.id)).toThrow(expect.objectContaining({
      details: expect.objectContaining({
        conflicts: [{
          line: 15,
          now: ['Integration tests mock at night.'],
          base: ['Integration tests never mock.'],
          proposed: ['Integration tests never mock anything.'],
        }],
      }) as object,
    }) as Error);
  });

  it('applies nothing when a note to be created is there meanwhile', () => {
    const vault = proposalVault();
    const item = propose(vault, { target: 'patterns/Retry.md', content: '# Retry\n' });
    rewrite(vault, '# Another\n', 'patterns/Retry.md');
    expect(() => accept(vault, item.id)).toThrow(refusal('E_CONFLICT', /it was created meanwhile/));
    expect(textAt(vault, 'patterns/Retry.md')).toBe('# Another\n');
  });

  it('does not let two clean changes meet in properties that cannot be read', () => {
    const vault = proposalVault();
    const item = propose(vault, { content: TARGET_TEXT.replace('type: convention\n', 'type: convention\ndomain: testing\n') });
    rewrite(vault, TARGET_TEXT.replace('created: 2026-01-02\n', 'created: 2026-01-02\ndomain: quality\n'));
    expect(() => accept(vault, item.id)).toThrow(refusal('E_CONFLICT', /merged properties could not be read/));
  });

  it('puts nothing on drift: the edit has to be settled first', () => {
    const vault = proposalVault();
    const item = propose(vault);
    vault.edit(TARGET, MOVED_ON);
    expect(() => accept(vault, item.id)).toThrow(refusal('E_INTEGRITY', /Testing pyramid/));
    expect(vault.bytes(TARGET).toString()).toBe(MOVED_ON);
  });

  it('does not decide a proposal that was edited outside', () => {
    const vault = proposalVault();
    const item = propose(vault);
    vault.edit(item.path, vault.bytes(item.path).toString().replace('never mock anything', 'mock everything'));
    expect(() => accept(vault, item.id)).toThrow(refusal('E_INTEGRITY', /PROP-|proposal/));
    expect(textAt(vault, TARGET)).toBe(TARGET_TEXT);
  });
});

describe('what was shown is what is decided', () => {
  it('refuses when target or proposal changed since it was seen', () => {
    const vault = proposalVault();
    const { id } = propose(vault);
    const { seen } = vault.read((view) => acceptPreview(view, id));
    rewrite(vault, MOVED_ON);
    expect(() => accept(vault, id, { seen })).toThrow(refusal('E_CONFLICT', /Testing pyramid\.md changed while .* was being decided/));
    const again = vault.read((view) => acceptPreview(view, id)).seen;
    expect(accept(vault, id, { seen: again }).item.merged).toBe(true);
  });
});

describe('a proposal that came in by a merge of vaults', () => {
  it.each([
    ['the stories folder', 'stories/PROJ-a3f8k.md', 'E_POLICY'],
    ['the settings', '.touchstone/config.yaml', 'E_POLICY'],
    ['the inbox', '_inbox/x.md', 'E_POLICY'],
    ['a dot-folder', '.obsidian/app.md', 'E_USAGE'],
    ['the outside of the vault', 'patterns/../../x.md', 'E_USAGE'],
  ])('is not applied to %s', (_, target, code) => {
    const vault = proposalVault();
    const item = propose(vault, { target: 'patterns/New.md', content: 'prefix: EVIL\n' });
    const forged = (textAt(vault, item.path) ?? '').replace('target_path: patterns/New.md', `target_path: ${target}`);
    vault.run(writing({ [item.path]: forged }), ADA);
    expect(() => accept(vault, item.id)).toThrow(refusal(code, /./));
  });
});

describe('other proposals for the same target', () => {
  it('are superseded when an accepted one makes them moot, in the same operation', () => {
    const vault = proposalVault();
    const small = propose(vault);
    const large = propose(vault, { content: BOTH });
    const other = propose(vault, { content: TARGET_TEXT.replace('[[Agent operating rules]]', '[[Agent operating rules|Rules]]') });
    const result = accept(vault, large.id);
    expect(result.item.superseded).toEqual([small.id]);
    expect(archived(vault, small)).toMatchObject({ status: 'superseded', decision: { supersededBy: large.id, by: 'ada' } });
    expect(textAt(vault, other.path)).not.toBeNull();
    expect(vault.read((view) => view.history({ op: 'proposal.accept' }))[0]?.notes).toHaveLength(5);
    expect(accept(vault, other.id).item.merged).toBe(true);
    expectIntact(vault);
  });

  it('are superseded by the removal of what they would change', () => {
    const vault = proposalVault();
    const change = propose(vault);
    const removal = propose(vault, { content: null });
    expect(accept(vault, removal.id).item.superseded).toEqual([change.id]);
    expectIntact(vault);
  });

  it('do not keep an acceptance from going when one of them was edited outside', () => {
    const vault = proposalVault();
    const small = propose(vault);
    const large = propose(vault, { content: BOTH });
    vault.edit(small.path, vault.bytes(small.path).toString().replace('## Impact\n', '## Impact\nMuch. '));
    const { item, warnings } = accept(vault, large.id);
    expect(item.superseded).toEqual([]);
    expect(warnings).toEqual([expect.stringMatching(new RegExp(`${small.id} is moot now, but was edited by hand`))]);
  });
});
