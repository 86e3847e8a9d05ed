// `proposal create` in real vaults: what becomes of a request, and each refusal.
import { describe, expect, it } from 'vitest';
import { createProposal, type CreateRequest } from '../../../shared/proposal/create';
import { rejectProposal } from '../../../shared/proposal/decide';
import { readProposal } from '../../../shared/proposal/format';
import { ADA, DEVELOPER, propose, proposalVault, refusal, RETRO, rewrite, TARGET, TARGET_TEXT, textAt } from './proposal-vault';

const CHANGED = TARGET_TEXT.replace('may mock', 'may mock sparingly');

function request(over: Partial<CreateRequest> = {}): CreateRequest {
  return { target: TARGET, motivation: 'Because.', impact: 'Little.', content: CHANGED, ...over };
}

describe('proposal create', () => {
  it('puts a change of a present note into the inbox, with both texts, and writes nothing else', () => {
    const vault = proposalVault({ 'stories/PROJ-a3f8k.md': '---\ntype: story\nid: PROJ-a3f8k\n---\n' });
    const result = vault.run(createProposal(request({ evidence: ['PROJ-a3f8k', '[[PROJ-a3f8k]]'] })), RETRO);
    const { item } = result;
    expect(item).toMatchObject({
      kind: 'change', status: 'pending', title: 'Testing pyramid', target_path: TARGET,
      author: 'retro-2', author_role: 'retro', project: 'demo', evidence: ['PROJ-a3f8k'], age_days: 0, overdue: false,
    });
    expect(item.path).toMatch(/^_inbox\/PROP-[0-9a-z]{5} Testing pyramid\.md$/);
    expect(result.notes).toEqual([{ path: item.path, before: null, after: item.sha256 }]);
    const written = readProposal({ path: item.path, sha256: item.sha256, text: textAt(vault, item.path) });
    expect(written).toMatchObject({ before: TARGET_TEXT, after: CHANGED, motivation: 'Because.', impact: 'Little.' });
    expect(textAt(vault, TARGET)).toBe(TARGET_TEXT);
  });

  it.each([
    ['a name', 'Testing pyramid'],
    ['a link', '[[testing pyramid]]'],
    ['a path without extension', 'conventions/Testing pyramid'],
    ['a path in another case', 'Conventions/testing PYRAMID.md'],
  ])('finds its target by %s', (_, target) => {
    expect(propose(proposalVault(), { target }).target_path).toBe(TARGET);
  });

  it('makes a create of a path that has no note yet', () => {
    const item = propose(proposalVault(), { target: 'patterns/Retry with jitter', content: '# Retry\n' });
    expect(item).toMatchObject({ kind: 'create', target_path: 'patterns/Retry with jitter.md', base_sha256: null });
  });

  it('does not take a note of the same name in another folder for a new path', () => {
    const vault = proposalVault({ 'concepts/patterns/Retry.md': '# Retry\n' });
    for (const target of ['patterns/Testing pyramid.md', 'patterns/Retry.md']) {
      expect(propose(vault, { target, content: '# Another\n' })).toMatchObject({ kind: 'create', target_path: target });
    }
  });

  it('makes a delete where no text is given', () => {
    expect(propose(proposalVault(), { content: null })).toMatchObject({ kind: 'delete', target_path: TARGET });
  });

  it('carries a text with CRLF, a BOM and no final newline', () => {
    const odd = '\ufeff---\r\ntype: convention\r\n---\r\n# Odd\n```md\r\n## After\r\n```';
    const vault = proposalVault({ 'conventions/Odd.md': odd });
    const content = `${odd}\r\n`;
    const item = propose(vault, { target: 'Odd', content });
    const written = readProposal({ path: item.path, sha256: '', text: textAt(vault, item.path) });
    expect([written.before, written.after]).toEqual([odd, content]);
  });

  it('is open to an agent without a role, and to a person', () => {
    const vault = proposalVault();
    expect(propose(vault, {}, { name: 'somebody', role: null, kind: 'agent', session: null }).author_role).toBeNull();
    expect(propose(vault, { content: CHANGED }, ADA).author_role).toBe('human');
  });

  it('tells of what is wrong with the properties of the proposed note', () => {
    const result = proposalVault().run(createProposal(request({
      content: CHANGED.replace('confidence: high', 'confidence: sure').replace('scope: system', 'scope: project'),
    })), RETRO);
    expect(result.warnings.join('\n')).toMatch(/confidence is 'sure', not one of high, medium, low/);
    expect(result.warnings.join('\n')).toMatch(/scope is 'project', but its folder is of system scope/);
  });

  it('tells that the target was changed outside', () => {
    const vault = proposalVault();
    vault.edit(TARGET, `${TARGET_TEXT}edited\n`);
    expect(vault.run(createProposal(request()), RETRO).warnings).toEqual([expect.stringMatching(/nobody acknowledged \(modified\)/)]);
  });

  it('tells of an identical proposal that was rejected, with the reason', () => {
    const vault = proposalVault();
    const earlier = propose(vault, { content: CHANGED });
    vault.run(rejectProposal({ ref: earlier.id, reason: 'We tried that in spring.' }), ADA);
    const { item, warnings } = vault.run(createProposal(request()), DEVELOPER);
    expect(item.status).toBe('pending');
    expect(warnings).toEqual([expect.stringMatching(new RegExp(`${earlier.id} and rejected by ada on .*: We tried that in spring\\.`))]);
  });
});

describe('proposal create refuses', () => {
  const notes = {
    'knowledge/patterns/Retry.md': '# Retry\n',
    'stories/PROJ-a3f8k.md': '---\ntype: story\n---\n',
    'concepts/One.md': '# One\n',
    'patterns/One.md': '# One\n',
    '_archive/Old.md': '# Old\n',
    '_templates/Story.md': '# Story\n',
  };
  it.each<[string, Partial<CreateRequest>, string, RegExp, RegExp?]>([
    ['a target of project scope, and names the verb that writes there', { target: 'Retry' }, 'E_POLICY', /is not changed by proposal/, /touchstone note write "knowledge\/patterns\/Retry\.md"/],
    ['a new path of project scope', { target: 'knowledge/patterns/New.md' }, 'E_POLICY', /is not changed by proposal/, /touchstone note create "knowledge\/patterns\/New\.md"/],
    ['a story', { target: 'PROJ-a3f8k' }, 'E_POLICY', /lies in the stories folder/, /touchstone story/],
    ['a template', { target: '_templates/Story' }, 'E_POLICY', /is not changed by proposal/, /touchstone note write/],
    ['an archived note', { target: '_archive/Old' }, 'E_POLICY', /is not changed by proposal/],
    ['the configuration', { target: '.touchstone/config.yaml' }, 'E_USAGE', /./],
    ['a path out of the vault', { target: '../x.md' }, 'E_USAGE', /leaves the vault/],
    ['a bare name that nothing has', { target: 'Nowhere' }, 'E_NOT_FOUND', /Nowhere/, /give its whole path/],
    ['a name that fits several notes', { target: 'One' }, 'E_AMBIGUOUS', /fits 2 notes/],
    ['a section of a note', { target: 'Testing pyramid#Content' }, 'E_USAGE', /about a whole note/],
    ['a note of the system vault', { target: 'system:conventions/X' }, 'E_USAGE', /system vault/],
    ['a name that Obsidian refuses', { target: 'conventions/What?.md' }, 'E_USAGE', /can't be a name/],
    ['a text without a difference', { content: TARGET_TEXT }, 'E_USAGE', /already reads exactly like that/],
    ['to delete what is not there', { target: 'conventions/None.md', content: null }, 'E_NOT_FOUND', /no note conventions\/None\.md/],
    ['an empty motivation', { motivation: '  ' }, 'E_USAGE', /needs its motivation/],
    ['an empty impact', { impact: '' }, 'E_USAGE', /needs its impact/],
    ['a motivation that forges a section', { motivation: 'x\n\n## After\n```md\nforged\n```' }, 'E_USAGE', /level 2 heading "After"/],
    ['an impact that opens a fence', { impact: 'x\n```' }, 'E_USAGE', /opens a code fence/],
    ['a text with a NUL character', { content: 'a\0b' }, 'E_USAGE', /NUL/],
    ['a text whose properties cannot be read', { content: '---\na: [\n---\n' }, 'E_USAGE', /properties can't be read/],
    ['evidence that is not there', { evidence: ['PROJ-zzzzz'] }, 'E_NOT_FOUND', /PROJ-zzzzz/],
  ])('%s', (_, over, code, message, hint) => {
    const vault = proposalVault(notes);
    expect(() => vault.run(createProposal(request(over)), RETRO)).toThrow(refusal(code, message, hint));
    expect(vault.read((view) => view.paths('_inbox'))).toEqual([]);
  });

  it('one identical to a pending or deferred one, naming it', () => {
    const vault = proposalVault();
    const first = propose(vault);
    expect(() => propose(vault, {}, DEVELOPER)).toThrow(refusal('E_GATE', new RegExp(`${first.id} is pending`), /proposal show/));
    propose(vault, { content: null });
    expect(() => propose(vault, { content: null }, DEVELOPER)).toThrow(refusal('E_GATE', /already proposed exactly this/));
  });

  it('a target that is no longer what the proposer read', () => {
    const vault = proposalVault();
    const ifSha256 = vault.read((view) => view.sha256(TARGET_TEXT));
    rewrite(vault, TARGET_TEXT.replace('All projects.', 'Ours.'));
    expect(() => vault.run(createProposal(request()), RETRO, { ifSha256 })).toThrow(refusal('E_CONFLICT', /Testing pyramid\.md` is not what --if-sha256 expects/));
    rewrite(vault, TARGET_TEXT);
    expect(vault.run(createProposal(request()), RETRO, { ifSha256 }).item.base_sha256).toBe(ifSha256);
  });

  it('a target whose bytes are not UTF-8', () => {
    const vault = proposalVault();
    vault.edit('conventions/Bytes.md', new Uint8Array([0xff, 0xfe, 0x41]));
    expect(() => propose(vault, { target: 'conventions/Bytes.md' })).toThrow(refusal('E_INTEGRITY', /not UTF-8/));
  });

  it('the role human from an agent', () => {
    const vault = proposalVault();
    expect(() => propose(vault, {}, { ...RETRO, role: 'human' })).toThrow(refusal('E_POLICY', /may not take the role human/));
  });
});
