// `note create` on real vaults: what a new note holds, and which names and places are refused.
import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { appendToNote } from '../../../shared/note/planners/add-text';
import { createNote, type CreateRequest } from '../../../shared/note/planners/create-note';
import { writeNote } from '../../../shared/note/planners/write-note';
import { AGENT, temporaryVault } from '../vault/temporary-vault';
import { RETRY_PATH, creating, refusal, refuses, textOf, vaultWithRetry } from './note-vault';

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
    expect(textOf(vault, 'log/New.md')).toBe(content);
    expect(result.item).toEqual({ path: 'log/New.md', type: null });
    expect(result.notes).toEqual([expect.objectContaining({ before: null })]);
  });

  it('of a type gives it the properties and sections of that type', () => {
    const vault = temporaryVault();
    vault.run(creating('knowledge/patterns/Retry', { type: 'pattern', assignments: ['confidence=low', 'stack=go'] }));
    const content = textOf(vault);
    expect(content).toMatch(/^---\ntype: pattern\nscope: project\nproject: demo\nstatus: active\nconfidence: low\n/u);
    expect(content).toContain('stack: go\n');
    expect(content).toContain('\n# Retry\n\n## Context\n\n## Content\n\n## When to use\n\n## Implementation\n\n## Related\n');
  });

  it('of a type with a text has that text in place of empty sections', () => {
    const vault = temporaryVault();
    vault.run(creating('knowledge/debug/Leak', { type: 'debug', title: 'A leak', body: 'It leaked.' }));
    expect(textOf(vault, 'knowledge/debug/Leak.md')).toMatch(/aliases:\n {2}- A leak\n---\n# A leak\n\nIt leaked\.\n$/u);
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
    expect(textOf(vault, `log/${name}.md`)).toBe('x\n\ny\n');
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
