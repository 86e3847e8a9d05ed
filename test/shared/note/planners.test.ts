// The verbs over any note, on real vaults: what each writes, byte for byte, and what each refuses.
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ErrorCode } from '../../../shared/errors';
import { appendToNote, prependToNote } from '../../../shared/note/planners/add-text';
import { addToNoteProperty, removeFromNoteProperty, setNoteProperties, unsetNoteProperties } from '../../../shared/note/planners/change-properties';
import { createNote, type CreateRequest } from '../../../shared/note/planners/create-note';
import { deleteNote } from '../../../shared/note/planners/delete-note';
import { patchNote } from '../../../shared/note/planners/patch-note';
import { restoreNote } from '../../../shared/note/planners/restore-note';
import { writeNote } from '../../../shared/note/planners/write-note';
import type { Planner } from '../../../shared/vault/plan';
import { AGENT, PERSON, temporaryVault, type TemporaryVault } from '../vault/temporary-vault';

const RETRY = '---\ntype: pattern # kept\ntags: [a, b]\n---\n# Retry\nOnce.\n\n## Context\nThree times.\n\n## Content\nBack off.\n';
const RETRY_PATH = 'knowledge/patterns/Retry.md';

const vaultWithRetry = (): TemporaryVault => temporaryVault({ [RETRY_PATH]: RETRY, 'conventions/Testing.md': '# Testing\n' });
const text = (vault: TemporaryVault, path = RETRY_PATH): string => vault.bytes(path).toString('utf8');
const creating = (path: string, more: Partial<CreateRequest> = {}): Planner<unknown> => createNote({ path, assignments: [], ...more });
const refusal = (code: ErrorCode, details: Record<string, unknown> = {}): unknown => expect.objectContaining({ code, details: expect.objectContaining(details) });

/** The refusal, and that it changed no byte of the note and added nothing to the ledger. */
function refuses(vault: TemporaryVault, planner: Planner<unknown>, expected: unknown, actor = AGENT, path: string | null = RETRY_PATH): void {
  const before = path === null ? null : text(vault, path);
  const entries = vault.read((view) => view.history({})).length;
  expect(() => vault.run(planner, actor)).toThrowError(expected as Error);
  if (path !== null) expect(text(vault, path)).toBe(before);
  expect(vault.read((view) => view.history({})).length).toBe(entries);
}

describe('a verb that edits a note', () => {
  it.each<[string, Planner<unknown>, string]>([
    ['appends at the end', appendToNote({ ref: 'Retry', text: 'More.' }), `${RETRY}\nMore.\n`],
    ['appends to a section', appendToNote({ ref: 'Retry', text: 'Or five.', section: 'Context' }), RETRY.replace('Three times.', 'Three times.\n\nOr five.')],
    ['appends to the section that the reference names', appendToNote({ ref: '[[Retry#Context]]', text: 'Or five.' }), RETRY.replace('Three times.', 'Three times.\n\nOr five.')],
    ['appends headings that stay below the section', appendToNote({ ref: 'Retry', text: '### Sub\nx', section: 'Context' }), RETRY.replace('Three times.', 'Three times.\n\n### Sub\nx')],
    ['appends whole sections at the end', appendToNote({ ref: 'Retry', text: '## Related\n- x' }), `${RETRY}\n## Related\n- x\n`],
    ['prepends below the properties', prependToNote({ ref: 'Retry', text: 'First.' }), RETRY.replace('# Retry', 'First.\n\n# Retry')],
    ['prepends to a section', prependToNote({ ref: 'Retry', text: 'Note:', section: 'Context' }), RETRY.replace('Three', 'Note:\n\nThree')],
    ['replaces a section', patchNote({ ref: 'Retry', part: { section: 'Context' }, text: 'New.' }), RETRY.replace('Three times.', 'New.')],
    ['deletes a section', patchNote({ ref: 'Retry', part: { section: 'Context' }, text: null }), RETRY.replace('## Context\nThree times.\n\n', '')],
    ['replaces found text', patchNote({ ref: 'Retry', part: { find: 'Three' }, text: 'Five' }), RETRY.replace('Three', 'Five')],
    ['deletes found text', patchNote({ ref: 'Retry', part: { find: 'Three ' }, text: null }), RETRY.replace('Three ', '')],
    ['replaces lines', patchNote({ ref: 'Retry', part: { lines: '9' }, text: 'Five times.\nOr six.' }), RETRY.replace('Three times.', 'Five times.\nOr six.')],
    ['deletes lines', patchNote({ ref: 'Retry', part: { lines: '8-10' }, text: null }), RETRY.replace('## Context\nThree times.\n\n', '')],
    ['sets a property and leaves comments alone', setNoteProperties({ ref: 'Retry', assignments: ['type=debug', 'estimate=3'] }), RETRY.replace('pattern #', 'debug #').replace('[a, b]\n', '[a, b]\nestimate: 3\n')],
    ['keeps text that looks like something else as text', setNoteProperties({ ref: 'Retry', assignments: ['zip=00123', 'at=12:30'] }), RETRY.replace('[a, b]\n', '[a, b]\nzip: "00123"\nat: "12:30"\n')],
    ['unsets a property', unsetNoteProperties({ ref: 'Retry', keys: ['tags'] }), RETRY.replace('tags: [a, b]\n', '')],
    ['adds to a list what it does not hold', addToNoteProperty({ ref: 'Retry', key: 'tags', values: ['b', 'c'] }), RETRY.replace('[a, b]', '[a, b, c]')],
    ['removes from a list', removeFromNoteProperty({ ref: 'Retry', key: 'tags', values: ['a'] }), RETRY.replace('[a, b]', '[b]')],
    ['writes a whole note byte for byte', writeNote({ ref: 'Retry', text: '\ufeff# CRLF\r\nno end' }), '\ufeff# CRLF\r\nno end'],
  ])('%s', (_, planner, after) => {
    const vault = vaultWithRetry();
    const result = vault.run(planner);
    expect(text(vault)).toBe(after);
    expect(result.notes).toEqual([expect.objectContaining({ path: RETRY_PATH })]);
    expect(result.item).toEqual(expect.objectContaining({ path: RETRY_PATH }));
  });

  it.each<[string, Planner<unknown>]>([
    ['a property that has the value', setNoteProperties({ ref: 'Retry', assignments: ['type=pattern'] })],
    ['a property that is not there', unsetNoteProperties({ ref: 'Retry', keys: ['nothing'] })],
    ['an element that is in the list', addToNoteProperty({ ref: 'Retry', key: 'tags', values: ['a'] })],
    ['the text that the note has', writeNote({ ref: 'Retry', text: RETRY })],
    ['lines that read so already', patchNote({ ref: 'Retry', part: { lines: '9' }, text: 'Three times.' })],
  ])('records nothing for %s', (_, planner) => {
    const vault = vaultWithRetry();
    expect(vault.run(planner)).toMatchObject({ op: null, notes: [] });
  });

  it.each<[string, Planner<unknown>, unknown]>([
    ['a note that is not there', appendToNote({ ref: 'Retri', text: 'x' }), refusal('E_NOT_FOUND', { near_misses: [RETRY_PATH] })],
    ['a section that is not there', appendToNote({ ref: 'Retry', text: 'x', section: 'Nothing' }), refusal('E_NOT_FOUND', { headings: ['# Retry', '## Context', '## Content'] })],
    ['no text', appendToNote({ ref: 'Retry', text: ' \n' }), refusal('E_USAGE')],
    ['a heading that would end the section', appendToNote({ ref: 'Retry', text: 'x\n\n## Forged', section: 'Context' }), refusal('E_USAGE', { line: 3 })],
    ['a setext heading that would end the section', patchNote({ ref: 'Retry', part: { section: 'Context' }, text: 'Forged\n---' }), refusal('E_USAGE', { line: 1 })],
    ['a fence left open', appendToNote({ ref: 'Retry', text: '```js\nx' }), refusal('E_USAGE', { line: 1 })],
    ['a comment left open', prependToNote({ ref: 'Retry', text: 'a %% b' }), refusal('E_USAGE', { line: 1 })],
    ['a fence opened by found text', patchNote({ ref: 'Retry', part: { find: 'Once.' }, text: '```' }), refusal('E_USAGE')],
    ['NUL characters in added text', appendToNote({ ref: 'Retry', text: 'a\u0000b' }), refusal('E_USAGE')],
    ['NUL characters in a whole text', writeNote({ ref: 'Retry', text: 'a\nb\u0000' }), refusal('E_USAGE', { line: 2 })],
    ['text found twice', patchNote({ ref: 'Retry', part: { find: 'e' }, text: 'x' }), refusal('E_AMBIGUOUS', { lines: expect.arrayContaining([5]) })],
    ['text found nowhere', patchNote({ ref: 'Retry', part: { find: 'four' }, text: 'x' }), refusal('E_NOT_FOUND', { find: 'four' })],
    ['lines beyond the end', patchNote({ ref: 'Retry', part: { lines: '90' }, text: 'x' }), refusal('E_USAGE', { lines: 12 })],
    ['properties that can not be read', writeNote({ ref: 'Retry', text: '---\na: [\n---\n' }), refusal('E_USAGE', { path: RETRY_PATH })],
    ['properties that would run as code', writeNote({ ref: 'Retry', text: '---js\n{ type: process.exit(1) }\n---\n' }), refusal('E_USAGE')],
    ['a proposal made by hand', setNoteProperties({ ref: 'Retry', assignments: ['type=proposal'] }), refusal('E_POLICY')],
    ['a decision on a learning', setNoteProperties({ ref: 'Retry', assignments: ['actionable=dismissed'] }), refusal('E_POLICY', { property: 'actionable', before: null, after: 'dismissed' })],
    ['a decision hidden in a whole text', writeNote({ ref: 'Retry', text: '---\nactionable: pending\n---\n' }), refusal('E_POLICY')],
  ])('refuses %s', (_, planner, expected) => {
    refuses(vaultWithRetry(), planner, expected);
  });

  it('refuses a name that fits several notes, and takes the path of one', () => {
    const vault = temporaryVault({ 'a/X.md': 'a\n', 'b/X.md': 'b\n' });
    refuses(vault, appendToNote({ ref: 'X', text: 'x' }), refusal('E_AMBIGUOUS', { candidates: ['a/X.md', 'b/X.md'] }), AGENT, 'a/X.md');
    vault.run(appendToNote({ ref: 'b/X', text: 'x' }));
    expect(text(vault, 'b/X.md')).toBe('b\n\nx\n');
  });

  it('refuses bytes that are not UTF-8, except for delete', () => {
    const vault = temporaryVault();
    vault.edit('bad.md', new Uint8Array([0x61, 0xff, 0x0a]));
    expect(() => vault.run(appendToNote({ ref: 'bad', text: 'x' }))).toThrowError(refusal('E_INTEGRITY', { path: 'bad.md' }) as Error);
    expect(vault.bytes('bad.md')).toEqual(Buffer.from([0x61, 0xff, 0x0a]));
  });

  it('may leave a note as unreadable as it was, and mend it as a whole', () => {
    const vault = temporaryVault({ 'broken.md': '---\na: [\n---\n# T\n' });
    vault.run(appendToNote({ ref: 'broken', text: 'x' }));
    refuses(vault, setNoteProperties({ ref: 'broken', assignments: ['a=1'] }), refusal('E_INTEGRITY', { path: 'broken.md' }), AGENT, 'broken.md');
    vault.run(writeNote({ ref: 'broken', text: '---\na: []\n---\n# T\n' }));
    vault.run(setNoteProperties({ ref: 'broken', assignments: ['a=1'] }));
    expect(text(vault, 'broken.md')).toBe('---\na: 1\n---\n# T\n');
  });
});

describe('what agents may not write with note verbs', () => {
  const notes = {
    'conventions/Testing.md': '# Testing\n',
    'Conventions.md': '# Not a folder\n',
    'stories/PROJ-aaaaa.md': '---\ntype: story\nstatus: open\n---\n',
    '_inbox/PROP-abcde Testing.md': '---\ntype: proposal\n---\n',
    '_archive/proposals/PROP-fghij Old.md': '---\ntype: proposal\n---\n',
  };
  const verbs: [string, (ref: string) => Planner<unknown>][] = [
    ['note write', (ref) => writeNote({ ref, text: 'x\n' })],
    ['note append', (ref) => appendToNote({ ref, text: 'x' })],
    ['note prepend', (ref) => prependToNote({ ref, text: 'x' })],
    ['note patch', (ref) => patchNote({ ref, part: { lines: '1' }, text: 'x' })],
    ['note prop set', (ref) => setNoteProperties({ ref, assignments: ['a=1'] })],
    ['note prop unset', (ref) => unsetNoteProperties({ ref, keys: ['type'] })],
    ['note prop add', (ref) => addToNoteProperty({ ref, key: 'tags', values: ['a'] })],
    ['note prop remove', (ref) => removeFromNoteProperty({ ref, key: 'tags', values: ['a'] })],
    ['note delete', (ref) => deleteNote({ ref })],
  ];
  const cases = Object.keys(notes).filter((path) => path !== 'Conventions.md').flatMap((path) => verbs.map(([verb, planner]): [string, string, Planner<unknown>] => [verb, path, planner(path)]));

  it('names the command to use instead, for every verb and every governed folder', () => {
    const vault = temporaryVault(notes);
    for (const [verb, path, planner] of cases) {
      refuses(vault, planner, refusal('E_POLICY', { path, verb }), AGENT, path);
      expect(() => vault.run(planner)).toThrowError(expect.objectContaining({ hint: expect.stringMatching(/touchstone|Archived/u) }) as Error);
    }
  });

  it('is open to a person where the table of classes says so', () => {
    const vault = temporaryVault(notes);
    vault.run(appendToNote({ ref: 'conventions/Testing', text: 'x' }), PERSON);
    expect(text(vault, 'conventions/Testing.md')).toBe('# Testing\n\nx\n');
    refuses(vault, appendToNote({ ref: '_inbox/PROP-abcde Testing', text: 'x' }), refusal('E_POLICY'), PERSON, '_inbox/PROP-abcde Testing.md');
  });

  it('holds for new notes too, however the folder is spelled', () => {
    const vault = temporaryVault(notes);
    for (const path of ['conventions/New', 'Conventions/New', 'CONVENTIONS/x/New', 'stories/PROJ-zzzzz', '_inbox/PROP-zzzzz new', '_archive/New']) {
      refuses(vault, creating(path), refusal('E_POLICY'), AGENT, null);
    }
    refuses(vault, creating('_inbox/idea', { assignments: ['type=proposal'] }), refusal('E_POLICY'), AGENT, null);
    refuses(vault, creating('knowledge/debug/x', { body: '---\nactionable: pending\n---\n' }), refusal('E_POLICY', { property: 'actionable' }), AGENT, null);
  });

  it('leaves templates free, also for the types that they are templates of', () => {
    const vault = temporaryVault();
    vault.run(creating('_templates/proposal', { assignments: ['type=proposal'] }));
    expect(text(vault, '_templates/proposal.md')).toBe('---\ntype: proposal\n---\n');
  });
});

describe('creating a note', () => {
  it.each<[string, Partial<CreateRequest>, string]>([
    ['empty', {}, ''],
    ['with a text that gets a final newline', { body: 'Hello' }, 'Hello\n'],
    ['with properties', { assignments: ['a=1', 'tags=x', 'tags=z'] }, '---\na: 1\ntags:\n  - x\n  - z\n---\n'],
    ['with a title', { title: 'Hello', body: 'World\n' }, '# Hello\n\nWorld\n'],
    ['with a body that has its own title', { title: 'Hello', body: '# Other\n' }, '# Other\n'],
    ['with a body that has its own properties', { body: '---\nb: 2\n---\nx\n', assignments: ['a=1'] }, '---\nb: 2\na: 1\n---\nx\n'],
  ])('%s', (_, more, content) => {
    const vault = temporaryVault();
    const result = vault.run(createNote({ path: 'log/New', assignments: [], ...more }));
    expect(text(vault, 'log/New.md')).toBe(content);
    expect(result.item).toEqual({ path: 'log/New.md', type: null });
    expect(result.notes).toEqual([expect.objectContaining({ before: null })]);
  });

  it('of a type gives it the properties and sections of that type', () => {
    const vault = temporaryVault();
    vault.run(creating('knowledge/patterns/Retry', { type: 'pattern', assignments: ['confidence=low', 'stack=go'] }));
    const content = text(vault);
    expect(content).toMatch(/^---\ntype: pattern\nscope: project\nproject: demo\nstatus: active\nconfidence: low\n/u);
    expect(content).toContain('stack: go\n');
    expect(content).toContain('\n# Retry\n\n## Context\n\n## Content\n\n## When to use\n\n## Implementation\n\n## Related\n');
  });

  it('of a type with a text has that text in place of empty sections', () => {
    const vault = temporaryVault();
    vault.run(creating('knowledge/debug/Leak', { type: 'debug', title: 'A leak', body: 'It leaked.' }));
    expect(text(vault, 'knowledge/debug/Leak.md')).toMatch(/aliases:\n {2}- A leak\n---\n# A leak\n\nIt leaked\.\n$/u);
  });

  it('refuses types that there are not, and those that have no place there', () => {
    const vault = temporaryVault();
    refuses(vault, creating('x', { type: 'nope' }), refusal('E_USAGE'), AGENT, null);
    refuses(vault, creating('knowledge/x', { type: 'person' }), refusal('E_USAGE'), AGENT, null);
    refuses(vault, creating('x', { type: 'pattern', assignments: ['type=debug'] }), refusal('E_USAGE'), AGENT, null);
    refuses(vault, creating('x', { type: 'pattern', body: '---\na: 1\n---\n' }), refusal('E_USAGE'), AGENT, null);
  });

  it('never replaces a note', () => {
    const vault = vaultWithRetry();
    refuses(vault, creating('knowledge/patterns/Retry', { body: 'x' }), refusal('E_USAGE', { existing: RETRY_PATH }));
    refuses(vault, creating('./knowledge//patterns/Retry.md', { body: 'x' }), refusal('E_USAGE', { existing: RETRY_PATH }));
  });

  it.each(['knowledge/patterns/retry', 'knowledge/patterns/RETRY.MD', 'Knowledge/patterns/Retry'])('refuses %s beside the same name in other letter case', (path) => {
    refuses(vaultWithRetry(), creating(path), refusal('E_USAGE', { existing: RETRY_PATH }));
  });

  it('refuses a folder that exists in another spelling', () => {
    refuses(vaultWithRetry(), creating('knowledge/Patterns/New'), refusal('E_USAGE', { folder: 'knowledge/patterns' }));
  });

  it('takes the two Unicode forms of a name for one', () => {
    const vault = temporaryVault();
    vault.run(creating('caf\u00e9'));
    refuses(vault, creating('cafe\u0301'), refusal('E_USAGE', { existing: 'caf\u00e9.md' }), AGENT, null);
  });

  it.each([
    'a\nb', 'a"b', "a:b", 'a|b', 'a#b', 'a^b', 'a[b', 'a?b', 'a*b', 'a<b', '../out', 'a/../../out', '/etc/passwd', '.hidden', 'a/.hidden/b', '.touchstone/config',
    '.obsidian/x', '.git/x', '', ' ', `${'n'.repeat(241)}`, 'ü'.repeat(121), 'a\u0000b', 'C:\\x', 'x\ud800',
  ])('refuses the name %j', (path) => {
    const vault = temporaryVault();
    refuses(vault, creating(path), refusal('E_USAGE'), AGENT, null);
    expect(existsSync(join(vault.root, '..', 'out.md'))).toBe(false);
  });

  it.each(['emoji 🎉 note', "it's", 'n'.repeat(200), '日本語', 'a.b.c', '$(id)', '`x`', 'x; y', '--x'])('takes the name %j, and gives it back', (name) => {
    const vault = temporaryVault();
    const { item } = vault.run(createNote({ path: `log/${name}`, assignments: [], body: 'x' }));
    vault.run(appendToNote({ ref: item.path, text: 'y' }));
    expect(text(vault, `log/${name}.md`)).toBe('x\n\ny\n');
  });

  it('refuses a place outside of the vault behind a symlink, and a folder that is called like a note', () => {
    const vault = temporaryVault();
    const outside = temporaryVault({ 'Secret.md': 'secret\n' });
    symlinkSync(outside.root, join(vault.root, 'link'));
    symlinkSync(join(outside.root, 'Secret.md'), join(vault.root, 'Secret.md'));
    mkdirSync(join(vault.root, 'folder.md'));
    for (const path of ['link/New', 'Secret', 'folder']) {
      expect(() => vault.run(creating(path, { body: 'x' }))).toThrowError();
      expect(() => vault.run(writeNote({ ref: path, text: 'x' }))).toThrowError();
    }
    expect(existsSync(join(outside.root, 'New.md'))).toBe(false);
    expect(readFileSync(join(outside.root, 'Secret.md'), 'utf8')).toBe('secret\n');
  });
});

describe('deleting and restoring', () => {
  it('moves the note to .trash and brings it back byte for byte', () => {
    const vault = vaultWithRetry();
    vault.run(deleteNote({ ref: 'Retry' }));
    expect(existsSync(join(vault.root, RETRY_PATH))).toBe(false);
    expect(readFileSync(join(vault.root, '.trash', RETRY_PATH), 'utf8')).toBe(RETRY);
    const { item } = vault.run(restoreNote({ ref: 'Retry' }));
    expect(item).toMatchObject({ path: RETRY_PATH, written_by: 'touchstone' });
    expect(text(vault)).toBe(RETRY);
  });

  it('finds a deleted note by its path although another has its name', () => {
    const vault = temporaryVault({ 'a/X.md': 'a\n', 'b/X.md': 'b\n' });
    vault.run(deleteNote({ ref: 'a/X' }));
    vault.run(restoreNote({ ref: 'a/X' }));
    expect(text(vault, 'a/X.md')).toBe('a\n');
  });

  it('restores the baseline over drift, and what drifted can be restored too', () => {
    const vault = vaultWithRetry();
    vault.run(appendToNote({ ref: 'Retry', text: 'Governed.' }));
    vault.edit(RETRY_PATH, 'edited\n');
    vault.run(restoreNote({ ref: 'Retry' }));
    expect(text(vault)).toBe(`${RETRY}\nGoverned.\n`);
    expect(vault.read((view) => view.drift('all')).drifted).toEqual([]);
    const drifted = vault.read((view) => view.history({ path: RETRY_PATH })).find(({ kind }) => kind === 'external');
    vault.run(restoreNote({ ref: 'Retry', at: drifted?.notes[0]?.after?.slice(0, 10) ?? '' }));
    expect(text(vault)).toBe('edited\n');
  });

  it('restores a note that disappeared', () => {
    const vault = vaultWithRetry();
    vault.run(appendToNote({ ref: 'Retry', text: 'Governed.' }));
    vault.run(deleteNote({ ref: 'Testing' }), PERSON);
    rmSync(join(vault.root, RETRY_PATH));
    vault.run(restoreNote({ ref: 'Retry' }));
    expect(text(vault)).toBe(`${RETRY}\nGoverned.\n`);
  });

  it('has nothing to do for a note that is as its last governed write left it', () => {
    expect(vaultWithRetry().run(restoreNote({ ref: 'Retry' }))).toMatchObject({ op: null });
  });

  it('records an earlier version that an edit put back', () => {
    const vault = vaultWithRetry();
    const first = vault.read((view) => view.note(RETRY_PATH))?.sha256 ?? '';
    vault.run(appendToNote({ ref: 'Retry', text: 'Governed.' }));
    vault.edit(RETRY_PATH, RETRY);
    vault.run(restoreNote({ ref: 'Retry', at: first }));
    expect(text(vault)).toBe(RETRY);
    expect(vault.read((view) => view.drift('all')).drifted).toEqual([]);
  });

  it('tells what versions there are when asked for one that is not', () => {
    const vault = vaultWithRetry();
    const sha256 = vault.read((view) => view.note(RETRY_PATH))?.sha256;
    refuses(vault, restoreNote({ ref: 'Retry', at: 'ffff' }), refusal('E_NOT_FOUND', { latest: [sha256] }));
    refuses(vault, restoreNote({ ref: 'Retry', at: 'xyz' }), refusal('E_USAGE', { at: 'xyz' }));
    refuses(vault, restoreNote({ ref: 'Nothing' }), refusal('E_NOT_FOUND'));
  });

  it('is a person\'s on protected notes, stories and proposals', () => {
    const paths = ['conventions/Testing.md', 'stories/PROJ-aaaaa.md', '_inbox/PROP-abcde x.md'];
    const vault = temporaryVault(Object.fromEntries(paths.map((path) => [path, '# Kept\n'])));
    for (const path of paths) {
      vault.edit(path, 'drift\n');
      refuses(vault, restoreNote({ ref: path }), refusal('E_POLICY'), AGENT, path);
      vault.run(restoreNote({ ref: path }), PERSON);
      expect(text(vault, path)).toBe('# Kept\n');
    }
  });

  it('keeps a learning that nobody has decided', () => {
    const vault = temporaryVault({ 'knowledge/debug/L.md': '---\ntype: debug\nactionable: pending\n---\n', 'knowledge/debug/D.md': '---\ntype: debug\nactionable: dismissed\n---\n' });
    refuses(vault, deleteNote({ ref: 'L' }), refusal('E_POLICY', { actionable: 'pending' }), AGENT, 'knowledge/debug/L.md');
    vault.run(deleteNote({ ref: 'D' }));
    expect(existsSync(join(vault.root, 'knowledge/debug/D.md'))).toBe(false);
  });
});

describe('appending any text', () => {
  const marks = fc.string({ unit: fc.constantFrom('a', ' ', '\n', '#', '-', '`', '%', '$', '>', '|', '[', ']', '<', '!', '*', '=', ':', '\u0000', 'é') });

  it('either puts all of it into the note and takes nothing away, or is refused and changes nothing', () => {
    const vault = vaultWithRetry();
    fc.assert(fc.property(marks, fc.constantFrom(undefined, 'Context', 'Content'), (given, section) => {
      const before = text(vault);
      try {
        vault.run(appendToNote({ ref: RETRY_PATH, text: given, ...(section !== undefined && { section }) }));
      } catch (error) {
        expect(error).toMatchObject({ code: 'E_USAGE' });
        expect(text(vault)).toBe(before);
        return;
      }
      const after = text(vault);
      expect(after).toContain(given.replace(/^(?:[ \t]*\n)+/u, '').replace(/(?:\n[ \t]*)+$/u, ''));
      expect(sharedStart(before, after) + sharedStart(reversed(before), reversed(after))).toBeGreaterThanOrEqual(before.length);
      vault.run(writeNote({ ref: RETRY_PATH, text: RETRY }));
    }), { numRuns: 60 });
  });
});

function sharedStart(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  return length;
}

function reversed(value: string): string {
  return value.split('').reverse().join('');
}
