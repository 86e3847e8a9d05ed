// Finding, reading and listing notes of real vaults.
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ErrorCode } from '../../../shared/errors';
import { appendToNote } from '../../../shared/note/planners/add-text';
import { deleteNote } from '../../../shared/note/planners/delete-note';
import { findNote } from '../../../shared/note/queries/find-note';
import { listNotes, type ListRequest } from '../../../shared/note/queries/list-notes';
import { noteHistory } from '../../../shared/note/queries/note-history';
import { readNote, type ReadRequest } from '../../../shared/note/queries/read-note';
import { readNoteProperties } from '../../../shared/note/queries/read-properties';
import type { Io } from '../../../shared/vault/io';
import type { VaultView } from '../../../shared/vault/view';
import { PERSON, temporaryVault, type TemporaryVault } from '../vault/temporary-vault';

const refusal = (code: ErrorCode, details: Record<string, unknown> = {}): Error => expect.objectContaining({ code, details: expect.objectContaining(details) as unknown }) as Error;

const NOTES = {
  'conventions/Testing pyramid.md': '---\naliases: [Test pyramid, "What is X?"]\n---\n# Testing pyramid\n\n## Why\nFast.\n',
  'knowledge/patterns/Retry.md': '---\ntype: pattern\nstack: [typescript, go]\nestimate: 3\nsource: ["[[PROJ-a3f8k]]"]\n---\n# Retry\n',
  'knowledge/debug/Retry.md': '---\ntype: debug\nstack: go\n---\n# Retry\n',
  'archive/deep/er/Retry.md': '# Old\n',
  'Top.md': '# Top\n',
  'knowledge/Broken.md': '---\na: [\n---\n',
};

describe('a reference to a note', () => {
  const vault = (): TemporaryVault => temporaryVault(NOTES);
  const find = (ref: string, mode: 'read' | 'write' = 'read') => vault().read((view) => findNote(view, ref, mode));

  it.each([
    ['knowledge/patterns/Retry.md', 'knowledge/patterns/Retry.md', []],
    ['knowledge/patterns/Retry', 'knowledge/patterns/Retry.md', []],
    ['./knowledge/patterns/Retry', 'knowledge/patterns/Retry.md', []],
    ['project:knowledge/patterns/Retry', 'knowledge/patterns/Retry.md', []],
    ['KNOWLEDGE/patterns/retry', 'knowledge/patterns/Retry.md', []],
    ['[[Top]]', 'Top.md', []],
    ['[[Top|shown]]', 'Top.md', []],
    ['testing pyramid', 'conventions/Testing pyramid.md', []],
    ['Test pyramid', 'conventions/Testing pyramid.md', []],
    ['What is X?', 'conventions/Testing pyramid.md', []],
    ['Retry', 'knowledge/debug/Retry.md', ['knowledge/patterns/Retry.md', 'archive/deep/er/Retry.md']],
  ])('%s means %s, and could mean %j', (ref, path, also) => {
    expect(find(ref)).toEqual({ path, also });
  });

  it('carries its heading along', () => {
    expect(find('[[Testing pyramid#Why]]')).toEqual({ path: 'conventions/Testing pyramid.md', also: [], heading: 'Why' });
  });

  it.each<[string, 'read' | 'write', Error]>([
    ['Retry', 'write', refusal('E_AMBIGUOUS', { candidates: ['knowledge/debug/Retry.md', 'knowledge/patterns/Retry.md', 'archive/deep/er/Retry.md'] })],
    ['Topp', 'read', refusal('E_NOT_FOUND', { near_misses: ['Top.md'] })],
    ['Nothing like it', 'read', refusal('E_NOT_FOUND', { near_misses: [] })],
    ['system:Retry', 'read', refusal('E_NOT_FOUND', { setting: 'system_vault' })],
    ['../Top', 'read', refusal('E_USAGE')],
    ['/etc/passwd', 'read', refusal('E_NOT_FOUND')],
    ['.touchstone/config.yaml', 'read', refusal('E_USAGE')],
    ['', 'read', refusal('E_USAGE')],
    ['[[]]', 'read', refusal('E_USAGE')],
    ['a\nb', 'read', refusal('E_USAGE')],
  ])('%j is refused to %s', (ref, mode, expected) => {
    expect(() => find(ref, mode)).toThrowError(expected);
  });

  it('says so when the note was there before', () => {
    const vault = temporaryVault(NOTES);
    vault.run(deleteNote({ ref: 'Top' }));
    expect(() => vault.read((view) => findNote(view, 'Top', 'read'))).toThrowError(expect.objectContaining({ code: 'E_NOT_FOUND', hint: expect.stringContaining('note restore "Top.md"') as unknown }) as Error);
  });

  it('is not resolved to a note outside of the vault', () => {
    const outside = temporaryVault({ 'Secret.md': 'secret\n' });
    const inside = vault();
    symlinkSync(join(outside.root, 'Secret.md'), join(inside.root, 'Secret.md'));
    symlinkSync(outside.root, join(inside.root, 'link'));
    for (const ref of ['Secret', 'link/Secret', 'Secret.md']) {
      expect(() => inside.read(readNote({ ref }))).toThrowError();
    }
  });

  it('is looked for in the least costly way: a path lists nothing, a name reads nothing', () => {
    const asked: string[] = [];
    const watched = (read: (view: VaultView) => Io<unknown>) => vault().read((view) => read(new Proxy(view, {
      get: (target, key) => {
        if (key === 'paths' || key === 'index') asked.push(key);
        const value: unknown = Reflect.get(target, key);
        return typeof value === 'function' ? (value as () => unknown).bind(target) : value;
      },
    })));
    watched((view) => findNote(view, 'knowledge/patterns/Retry', 'write'));
    expect(asked).toEqual([]);
    watched((view) => findNote(view, 'testing pyramid', 'write'));
    expect(asked).toEqual(['paths']);
  });
});

describe('reading a note', () => {
  const read = (request: ReadRequest) => temporaryVault(NOTES).read(readNote(request));

  it('gives its text byte for byte, with hash, properties and standing', () => {
    expect(read({ ref: 'Top' })).toMatchObject({ path: 'Top.md', text: '# Top\n', integrity: 'ok', properties: {}, problem: null, section: null, lines: null, sha256: expect.stringMatching(/^[0-9a-f]{64}$/u) as unknown });
  });

  it.each<[ReadRequest, string]>([
    [{ ref: 'Testing pyramid', section: 'Why' }, 'Fast.'],
    [{ ref: 'Testing pyramid#Why' }, 'Fast.'],
    [{ ref: 'Testing pyramid', lines: '2-4' }, 'aliases: [Test pyramid, "What is X?"]\n---\n# Testing pyramid\n'],
  ])('%j gives %j', (request, text) => {
    expect(read(request).text).toBe(text);
  });

  it('says what is wrong with properties that can not be read, and gives the text all the same', () => {
    expect(read({ ref: 'Broken' })).toMatchObject({ properties: null, problem: expect.stringContaining('line') as unknown, text: NOTES['knowledge/Broken.md'] });
  });

  it.each<[ReadRequest, Error]>([
    [{ ref: 'Testing pyramid', section: 'Nothing' }, refusal('E_NOT_FOUND')],
    [{ ref: 'Testing pyramid', section: 'Why', lines: '1' }, refusal('E_USAGE')],
    [{ ref: 'Testing pyramid', lines: '9-8' }, refusal('E_USAGE')],
    [{ ref: 'Top', at: 'zz' }, refusal('E_USAGE')],
    [{ ref: 'Top', at: 'ffffffff' }, refusal('E_NOT_FOUND')],
  ])('%j is refused', (request, expected) => {
    expect(() => read(request)).toThrowError(expected);
  });

  it('gives earlier versions, also of a note that was deleted', () => {
    const vault = temporaryVault(NOTES);
    const { sha256 } = vault.read(readNote({ ref: 'Top' }));
    vault.run(appendToNote({ ref: 'Top', text: 'More.' }));
    expect(vault.read(readNote({ ref: 'Top', at: sha256.slice(0, 8) }))).toMatchObject({ text: '# Top\n', sha256, integrity: null });
    vault.run(deleteNote({ ref: 'Top' }));
    expect(vault.read(readNote({ ref: 'Top.md', at: sha256 })).text).toBe('# Top\n');
    expect(() => vault.read(readNote({ ref: 'Top' }))).toThrowError(refusal('E_NOT_FOUND'));
  });

  it('refuses bytes that are no text', () => {
    const vault = temporaryVault();
    vault.edit('bad.md', new Uint8Array([0xff]));
    expect(() => vault.read(readNote({ ref: 'bad' }))).toThrowError(refusal('E_INTEGRITY', { path: 'bad.md' }));
  });

  it('gives chosen properties, null for those that are not there', () => {
    const vault = temporaryVault(NOTES);
    expect({ ...vault.read(readNoteProperties('knowledge/patterns/Retry', ['estimate', 'nothing'])).properties }).toEqual({ estimate: 3, nothing: null });
    expect(() => vault.read(readNoteProperties('Broken', []))).toThrowError(refusal('E_INTEGRITY'));
  });
});

describe('listing notes', () => {
  const list = (request: Partial<ListRequest>) => temporaryVault(NOTES).read(listNotes({ where: [], ...request }));
  const paths = (request: Partial<ListRequest>) => list(request).notes.map(({ path }) => path);

  it.each<[Partial<ListRequest>, string[]]>([
    [{ type: 'pattern' }, ['knowledge/patterns/Retry.md']],
    [{ folder: 'knowledge' }, ['knowledge/debug/Retry.md', 'knowledge/patterns/Retry.md']],
    [{ folder: 'knowledge/debug/' }, ['knowledge/debug/Retry.md']],
    [{ folder: 'nowhere' }, []],
    [{ where: [{ key: 'stack', value: 'go' }] }, ['knowledge/debug/Retry.md', 'knowledge/patterns/Retry.md']],
    [{ where: [{ key: 'stack', value: 'go' }, { key: 'type', value: 'debug' }] }, ['knowledge/debug/Retry.md']],
    [{ where: [{ key: 'estimate', value: '3' }] }, ['knowledge/patterns/Retry.md']],
    [{ where: [{ key: 'source', value: 'PROJ-a3f8k' }] }, ['knowledge/patterns/Retry.md']],
    [{ where: [{ key: 'source', value: '[[PROJ-a3f8k]]' }] }, ['knowledge/patterns/Retry.md']],
    [{ folder: 'knowledge', where: [{ key: 'estimate', value: '' }] }, ['knowledge/debug/Retry.md']],
    [{ where: [{ key: 'constructor', value: 'x' }] }, []],
    [{ where: [{ key: '__proto__', value: '' }], type: 'debug' }, ['knowledge/debug/Retry.md']],
  ])('%j finds %j', (request, found) => {
    expect(paths(request)).toEqual(found);
  });

  it('names what it could not judge', () => {
    expect(list({ type: 'pattern' }).unreadable).toEqual([{ path: 'knowledge/Broken.md', problem: expect.stringMatching(/line \d/u) as unknown }]);
    expect(list({ folder: 'conventions' }).unreadable).toEqual([]);
  });

  it('refuses a folder outside of the vault', () => {
    expect(() => list({ folder: '../x' })).toThrowError(refusal('E_USAGE'));
  });
});

describe('the history of a note', () => {
  it('lists who wrote it, newest first, and finds it after its deletion', () => {
    const vault = temporaryVault(NOTES);
    vault.run(appendToNote({ ref: 'Top', text: 'x' }), PERSON, { reason: 'because' });
    vault.run(deleteNote({ ref: 'Top' }));
    const { path, rows } = vault.read(noteHistory('Top'));
    expect(path).toBe('Top.md');
    expect(rows.map(({ op, actor, kind, reason }) => [op, actor, kind, reason])).toEqual([
      ['note.delete', 'dev-7', 'agent', null],
      ['note.append', 'ada', 'human', 'because'],
      [expect.stringMatching(/init|baseline/u), 'touchstone', 'system', null],
    ]);
    expect(rows[0]?.after).toBeNull();
    expect(rows[0]?.before).toBe(rows[1]?.after);
  });

  it('of a note that never was is not found', () => {
    expect(() => temporaryVault().read(noteHistory('Nothing'))).toThrowError(refusal('E_NOT_FOUND'));
  });
});
