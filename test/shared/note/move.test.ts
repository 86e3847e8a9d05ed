// `note move` on real vaults: every form of reference is mended in the user's own spelling, and nothing else changes.
import { describe, expect, it } from 'vitest';
import { moveNote } from '../../../shared/note/planners/move-note';
import { AGENT, PERSON, temporaryVault, writing, type TemporaryVault } from '../vault/temporary-vault';
import { refusal, refuses } from './note-vault';

const move = (ref: string, to: string) => moveNote({ ref, to });

function text(vault: TemporaryVault, path: string): string {
  return vault.bytes(path).toString('utf8');
}

function after(notes: Record<string, string>, ref: string, to: string, path: string): string {
  const vault = temporaryVault(notes);
  vault.run(move(ref, to));
  return text(vault, path);
}

describe('a moved note', () => {
  it.each<[string, string, string]>([
    ['a name', '[[Old]]', '[[New name]]'],
    ['a name in other letter case', '[[old]]', '[[New name]]'],
    ['a heading', '[[Old#Part#Sub]]', '[[New name#Part#Sub]]'],
    ['a block', '[[Old#^abc]]', '[[New name#^abc]]'],
    ['what is shown', '[[Old|the Old]] and [[Old#Part|x]]', '[[New name|the Old]] and [[New name#Part|x]]'],
    ['an embed', '![[Old]] ![[Old#Part]]', '![[New name]] ![[New name#Part]]'],
    ['blanks within the brackets', '[[ Old | x ]]', '[[ New name | x ]]'],
    ['a bar that is escaped in a table', '| a | b |\n|---|---|\n| [[Old\\|x]] | y |', '| a | b |\n|---|---|\n| [[New name\\|x]] | y |'],
    ['an extension', '[[Old.md]]', '[[New name.md]]'],
    ['a path', '[[a/Old]]', '[[b/c/New name]]'],
    ['a path with an extension', '[[a/Old.md#Part]]', '[[b/c/New name.md#Part]]'],
    ['a path from the top', '[[/a/Old]]', '[[/b/c/New name]]'],
    ['a relative path', '[[./a/Old]]', '[[./b/c/New name]]'],
    ['the tier of this vault', '[[project:Old]]', '[[project:New name]]'],
    ['a Markdown link', '[x](Old.md) [y](a/Old.md#Part)', '[x](New%20name.md) [y](b/c/New%20name.md#Part)'],
    ['a Markdown link in angles, with a title', '[x](<a/Old.md#Part> "T")', '[x](<b/c/New name.md#Part> "T")'],
    ['a Markdown image', '![x](a/Old.md)', '![x](b/c/New%20name.md)'],
    ['a relative Markdown link', '[x](./a/Old.md)', '[x](./b/c/New%20name.md)'],
    ['a definition', '[x][l]\n\n[l]: a/Old.md "T"\n[m]: <a/Old.md>', '[x][l]\n\n[l]: b/c/New%20name.md "T"\n[m]: <b/c/New name.md>'],
    ['properties', '---\nsource: "[[Old]]"\nmore:\n  - "[[a/Old|x]]"\n  - \'[[Old#Part]]\'\nplain: [[Old]] # note\n---\n', '---\nsource: "[[New name]]"\nmore:\n  - "[[b/c/New name|x]]"\n  - \'[[New name#Part]]\'\nplain: [[New name]] # note\n---\n'],
    ['quotes, callouts and lists', '> [!note] [[Old]]\n> - [[Old]]', '> [!note] [[New name]]\n> - [[New name]]'],
    ['CRLF and a BOM', '\ufeffa\r\n[[Old]]\r\n', '\ufeffa\r\n[[New name]]\r\n'],
  ])('is followed by links with %s', (_, before, expected) => {
    expect(after({ 'a/Old.md': '# Part\n## Sub\nx ^abc\n', 'n.md': before }, 'Old', 'b/c/New name', 'n.md')).toBe(expected);
  });

  it.each<[string, string]>([
    ['code', '`[[Old]]`\n\n```\n[[Old]]\n```\n'],
    ['comments and math', '%% [[Old]] %% <!-- [[Old]] --> $[[Old]]$\n'],
    ['prose', 'Old, a/Old.md and \\[[Old]]\n'],
    ['addresses', '[x](https://example.org/Old.md) [y](obsidian://open?file=Old)\n'],
    ['links that lead nowhere', '[[Olde]] [[z/Old]] [x](z/Old.md)\n'],
  ])('leaves %s alone', (_, before) => {
    expect(after({ 'a/Old.md': 'x\n', 'n.md': before }, 'Old', 'New', 'n.md')).toBe(before);
  });

  it('keeps its own relative links, its name-only ones, and links to itself', () => {
    const own = '[x](./Beside.md) [y](../top.md#H) [[Beside]] [[./Beside]] [[#Here]] [[Old#Here]] ![](sub/i.png)\n# Here\n';
    const vault = temporaryVault({ 'a/Old.md': own, 'a/Beside.md': 'b\n', 'top.md': '# H\n' });
    vault.edit('a/sub/i.png', 'PNG');
    vault.run(move('a/Old', 'c/d/New'));
    expect(text(vault, 'c/d/New.md')).toBe('[x](../../a/Beside.md) [y](../../top.md#H) [[Beside]] [[../../a/Beside]] [[#Here]] [[New#Here]] ![](sub/i.png)\n# Here\n');
    expect(() => vault.bytes('a/Old.md')).toThrow();
  });

  it('leaves links that mean another note of the same name', () => {
    const notes = { 'a/X.md': 'a\n', 'b/X.md': 'b\n', 'n.md': '[[a/X]] [[b/X]]\n', 'b/n.md': '[[X]]\n' };
    const vault = temporaryVault(notes);
    vault.run(move('a/X.md', 'a/Y.md'));
    expect(text(vault, 'n.md')).toBe('[[a/Y]] [[b/X]]\n');
    expect(text(vault, 'b/n.md')).toBe('[[X]]\n');
  });

  it('makes a path of links whose name fits two notes from now on, and takes that back on the way back', () => {
    const notes = { 'aa/X.md': 'a\n', 'other.md': 'o\n', 'n.md': '[[x]] [[X|shown]] [[other]]\n' };
    const vault = temporaryVault(notes);
    vault.run(move('other', 'b/X'));
    expect(text(vault, 'n.md')).toBe('[[aa/X]] [[aa/X|shown]] [[b/X]]\n');
    vault.run(move('b/X', 'other.md'));
    expect(text(vault, 'n.md')).toBe(notes['n.md']);
  });

  it('does not take back what somebody wrote since', () => {
    const vault = temporaryVault({ 'a/X.md': 'a\n', 'n.md': '[[x]]\n' });
    vault.run(move('X', 'a/Y.md'));
    vault.edit('n.md', '[[Y]] more\n');
    vault.run(move('Y', 'a/X.md'));
    expect(text(vault, 'n.md')).toBe('[[X]] more\n');
  });

  it('can change the case of its name', () => {
    const vault = temporaryVault({ 'a/retry.md': 'r\n', 'n.md': '[[retry]] [[RETRY]] [[a/retry]]\n' });
    vault.run(move('retry', 'a/Retry'));
    expect(vault.read((view) => view.files(''))).toEqual(['a/Retry.md', 'n.md']);
    expect(text(vault, 'n.md')).toBe('[[Retry]] [[RETRY]] [[a/Retry]]\n');
  });

  it('is one operation, with the move and every mended note in it', () => {
    const vault = temporaryVault({ 'a/X.md': '[[n]]\n', 'n.md': '[[X]]\n', 'm.md': 'no link\n' });
    const { item, notes, op } = vault.run(move('X', 'b/'));
    expect(item).toMatchObject({ path: 'b/X.md', from: 'a/X.md', kind: 'note', moved: [{ from: 'a/X.md', to: 'b/X.md' }], mended: [] });
    expect(notes.map(({ path }) => path).sort()).toEqual(['a/X.md', 'b/X.md']);
    expect(vault.read((view) => view.history({ op: 'note.move' }))).toEqual([expect.objectContaining({ op_id: op?.id })]);
    const second = vault.run(move('X', 'b/Y'));
    expect(second.item.mended).toEqual([{ path: 'n.md', links: 1, hunks: [expect.objectContaining({ lines: ['-[[X]]', '+[[Y]]'] })] }]);
    expect(second.notes.map(({ path }) => path).sort()).toEqual(['b/X.md', 'b/Y.md', 'n.md']);
  });

  it('writes nothing in a dry run, and says what it would', () => {
    const vault = temporaryVault({ 'X.md': 'x\n', 'n.md': '[[X]]\n' });
    const { item, op } = vault.run(move('X', 'Y'), PERSON, { dryRun: true });
    expect(op?.dry_run).toBe(true);
    expect(item.mended).toHaveLength(1);
    expect(vault.read((view) => view.files(''))).toEqual(['X.md', 'n.md']);
    expect(text(vault, 'n.md')).toBe('[[X]]\n');
  });

  it('records nothing where it lies there already', () => {
    expect(temporaryVault({ 'a/X.md': 'x\n' }).run(move('X', 'a/'))).toMatchObject({ op: null, item: { path: 'a/X.md', moved: [] } });
  });

  it('says which links that led nowhere lead to it now', () => {
    const { warnings } = temporaryVault({ 'X.md': 'x\n', 'n.md': '\n[[Y]]\n' }).run(move('X', 'Y'));
    expect(warnings).toEqual([expect.stringContaining('n.md, line 2')]);
  });
});

describe('folders and attachments', () => {
  it('move with all that is below, and links within stay as they are', () => {
    const vault = temporaryVault({ 'a/b/X.md': '[[Y]] [y](./sub/Y.md) [z](../../z.md)\n', 'a/b/sub/Y.md': '[[a/b/X]]\n', 'z.md': '[[a/b/X]] [[b/X]] [[Y]] ![[i.png]] ![](a/b/i.png)\n' });
    vault.edit('a/b/i.png', new Uint8Array([0xff, 0xd8, 0]));
    const { item } = vault.run(move('a/b/', 'c'));
    expect(item).toMatchObject({ kind: 'folder', path: 'c', from: 'a/b' });
    expect(text(vault, 'c/X.md')).toBe('[[Y]] [y](./sub/Y.md) [z](../z.md)\n');
    expect(text(vault, 'c/sub/Y.md')).toBe('[[c/X]]\n');
    expect(text(vault, 'z.md')).toBe('[[c/X]] [[c/X]] [[Y]] ![[i.png]] ![](c/i.png)\n');
    expect(vault.bytes('c/i.png')).toEqual(Buffer.from([0xff, 0xd8, 0]));
  });

  it('go into a folder that exists, by their name', () => {
    const vault = temporaryVault({ 'a/X.md': 'x\n', 'b/Z.md': 'z\n' });
    vault.run(move('a', 'b'));
    expect(vault.read((view) => view.files(''))).toEqual(['b/Z.md', 'b/a/X.md']);
  });

  it('an attachment is found by its name and keeps its extension', () => {
    const vault = temporaryVault({ 'n.md': '![[pic.png|100]] ![a](img/pic.png)\n' });
    vault.edit('img/pic.png', 'PNG');
    expect(vault.run(move('pic.png', 'img/photo')).item).toMatchObject({ kind: 'file', path: 'img/photo.png' });
    expect(text(vault, 'n.md')).toBe('![[photo.png|100]] ![a](img/photo.png)\n');
  });
});

describe('a canvas', () => {
  const canvas = [
    '{', '\t"nodes":[',
    '\t\t{"id":"1","type":"file","file":"a\\/Old.md","subpath":"#H","x":0, "unknown": {"file": "a/Old.md"}},',
    '\t\t{"type":"text","text":"See [[Old]] \\u00e9 \\"q\\"\\n[x](a/Old.md)","id":"2"},',
    '\t\t{"id":"3","type":"group","label":"a/Old.md","background":"a/Old.md"},',
    '\t\t{"id":"4","type":"link","url":"a/Old.md"}', '\t],', '\t"edges":[], "nodesX": [{"type":"file","file":"a/Old.md"}]', '}',
  ].join('\n');

  it('is mended in its nodes, and no other byte of it changes', () => {
    const vault = temporaryVault({ 'a/Old.md': '# H\n' });
    vault.edit('c.canvas', canvas);
    vault.run(move('Old', 'b/New'));
    expect(text(vault, 'c.canvas')).toBe(canvas
      .replace('"a\\/Old.md"', '"b/New.md"')
      .replace('[[Old]]', '[[New]]')
      .replace('(a/Old.md)', '(b/New.md)')
      .replace('"background":"a/Old.md"', '"background":"b/New.md"'));
  });

  it('that is no JSON is left alone with a word', () => {
    const vault = temporaryVault({ 'a/Old.md': 'x\n' });
    vault.edit('c.canvas', '{"nodes": [');
    vault.edit('d.canvas', '');
    expect(vault.run(move('Old', 'New')).warnings).toEqual([expect.stringContaining('c.canvas')]);
    expect(text(vault, 'c.canvas')).toBe('{"nodes": [');
  });
});

describe('a move is refused', () => {
  it.each<[string, Record<string, string>, string, string, Error]>([
    ['onto a note', { 'X.md': 'x\n', 'Y.md': 'y\n' }, 'X', 'Y', refusal('E_USAGE', { existing: 'Y.md' })],
    ['onto a twin in other letter case', { 'X.md': 'x\n', 'Y.md': 'y\n' }, 'X', 'y', refusal('E_USAGE', { existing: 'Y.md' })],
    ['into a folder spelled otherwise', { 'X.md': 'x\n', 'Sub/Y.md': 'y\n' }, 'X', 'sub/X', refusal('E_USAGE', { folder: 'Sub' })],
    ['to a name that links can not have', { 'X.md': 'x\n' }, 'X', 'a#b', refusal('E_USAGE')],
    ['out of the vault', { 'X.md': 'x\n' }, 'X', '../X', refusal('E_USAGE')],
    ['into a hidden folder', { 'X.md': 'x\n' }, 'X', '.trash/X', refusal('E_USAGE')],
    ['of a folder into itself', { 'X.md': 'x\n', 'a/Y.md': 'y\n' }, 'a', 'a/b', refusal('E_USAGE')],
    ['of a part of a note', { 'X.md': '# H\n' }, 'X#H', 'Y', refusal('E_USAGE')],
    ['of what is not there', { 'X.md': 'x\n' }, 'Z', 'Y', refusal('E_NOT_FOUND')],
    ['of a name that fits several', { 'X.md': 'x\n', 'a/Z.md': 'z\n', 'b/Z.md': 'z\n' }, 'Z', 'Y', refusal('E_AMBIGUOUS')],
    ['out of a protected folder', { 'X.md': 'x\n', 'conventions/C.md': 'c\n' }, 'C', 'C', refusal('E_POLICY', { path: 'conventions/C.md' })],
    ['into a protected folder', { 'X.md': 'x\n', 'conventions/C.md': 'c\n' }, 'X', 'conventions/', refusal('E_POLICY', { path: 'conventions/X.md' })],
    ['of an agent, when a protected note links to it', { 'X.md': 'x\n', 'conventions/C.md': '[[X]]\n' }, 'X', 'Y', refusal('E_POLICY', { notes: ['conventions/C.md'] })],
    ['of a folder that settings name', { 'X.md': 'x\n', 'knowledge/p/K.md': 'k\n' }, 'knowledge', 'know', refusal('E_USAGE', { folder: 'knowledge' })],
    ['of a pending learning out of its folder', { 'X.md': 'x\n', 'knowledge/p/K.md': '---\nactionable: pending\n---\n' }, 'K', 'K', refusal('E_POLICY', { actionable: 'pending' })],
    ['of a forged learning into it', { 'X.md': '---\nactionable: dismissed\n---\n' }, 'X', 'knowledge/p/X', refusal('E_POLICY', { property: 'actionable' })],
  ])('%s', (_, notes, ref, to, expected) => {
    refuses(temporaryVault(notes), move(ref, to), expected, undefined, 'X.md');
  });

  it('where the vault lies in a folder whose name no link can have, and nothing is half mended', () => {
    const vault = temporaryVault({ 'X.md': 'x\n', 'n.md': '[[X]] [x](X.md)\n', 'm.md': '[[X]]\n' });
    vault.edit('a#b/Y.md', 'y\n');
    vault.edit('X/X.md', 'twin\n');
    refuses(vault, move('X.md', 'a#b/'), refusal('E_USAGE', { lines: [1] }), undefined, 'X.md');
  });

  it('but a person may mend links in protected notes', () => {
    const vault = temporaryVault({ 'X.md': 'x\n', 'conventions/C.md': '[[X]]\n' });
    vault.run(move('X', 'Y'), PERSON);
    expect(text(vault, 'conventions/C.md')).toBe('[[Y]]\n');
  });
});

describe('stories and proposals', () => {
  const story = (criterion: string): string => `---\ntype: story\nid: PROJ-aaaaa\nstatus: delivered\n---\nSee [[X]].\n\n## Acceptance Criteria\n- [ ] AC #1: ${criterion}\n`;
  const STORY = 'stories/PROJ-aaaaa.md';
  const state = { status: 'delivered', digest: '0'.repeat(64) };

  function delivered(criterion: string): TemporaryVault {
    const vault = temporaryVault({ 'X.md': 'x\n' });
    vault.run(writing({ [STORY]: story(criterion) }, { state }));
    return vault;
  }

  it('have their links mended for an agent too, and keep what the ledger knows of them', () => {
    const vault = delivered('plain');
    vault.run(move('X', 'Y'), AGENT);
    expect(text(vault, STORY)).toBe(story('plain').replace('[[X]]', '[[Y]]'));
    expect(vault.read((view) => view.note(STORY))).toMatchObject({ integrity: 'ok', state });
  });

  it('keep the criteria that a story was delivered with', () => {
    refuses(delivered('as in [[X]]'), move('X', 'Y'), refusal('E_POLICY', { path: STORY, status: 'delivered' }), PERSON, STORY);
  });

  it('are not moved, not even by a person', () => {
    refuses(delivered('plain'), move(STORY, 'log/x'), refusal('E_POLICY', { path: STORY }), PERSON, STORY);
    refuses(delivered('plain'), move('stories/', 'log/x'), refusal('E_USAGE', { folder: 'stories' }), PERSON, STORY);
  });

  it('keep the target of a proposal where it is while the proposal waits', () => {
    const proposal = '---\ntype: proposal\nid: PROP-abcde\nstatus: pending\ntarget: "[[conventions/C]]"\ntarget_path: conventions/C.md\n---\n';
    const vault = temporaryVault({ 'conventions/C.md': 'c\n', '_inbox/PROP-abcde C.md': proposal });
    refuses(vault, move('C', 'conventions/D'), refusal('E_POLICY', { proposal: 'PROP-abcde' }), PERSON, 'conventions/C.md');
    vault.run(writing({ '_inbox/PROP-abcde C.md': proposal.replace('pending', 'rejected') }));
    vault.run(move('C', 'conventions/D'), PERSON);
    expect(text(vault, '_inbox/PROP-abcde C.md')).toContain('target: "[[conventions/D]]"');
  });
});
