// Bytes that no governed operation wrote: how they are seen, refused, adopted and acknowledged.
import { renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { acknowledge, takeBaseline } from '../../../shared/integrity/record-drift';
import { CONFIG_PATH } from '../../../shared/vault/paths';
import { AGENT, openTemporary, PERSON, temporaryVault, writing } from './temporary-vault';

describe('drift', () => {
  test('is told apart by kind', () => {
    const { root, edit, read } = temporaryVault({ 'a.md': 'a', 'b.md': 'b', 'c.md': 'c', 'd.md': 'd' });
    edit('a.md', 'changed');
    rmSync(join(root, 'b.md'));
    renameSync(join(root, 'c.md'), join(root, 'moved.md'));
    edit('new.md', 'new');
    edit('broken.md', new Uint8Array([0xff, 0xfe, 0x00]));
    const report = read((view) => view.drift('all'));
    expect(report.drifted.map(({ path, kind, moved_to }) => [path, kind, moved_to])).toEqual([
      ['a.md', 'modified', undefined],
      ['b.md', 'deleted', undefined],
      ['broken.md', 'unreadable', undefined],
      ['c.md', 'moved', 'moved.md'],
      ['new.md', 'untracked', undefined],
    ]);
    // The settings file is governed as well, beside d.md.
    expect(report.ok).toBe(2);
  });

  test('of the same size within the same second is seen by the next query', () => {
    const { edit, read } = temporaryVault({ 'a.md': 'aaaa' });
    for (let round = 0; round < 50; round++) {
      const text = String(round).padStart(4, '0');
      edit('a.md', text);
      expect(read((view) => view.index(''))[0]?.integrity).toBe('modified');
      edit('a.md', 'aaaa');
      expect(read((view) => view.index(''))[0]?.integrity).toBe('ok');
    }
  });

  test('of an ordinary note is adopted on the record before the write', () => {
    const { edit, run, read } = temporaryVault({ 'a.md': 'one' });
    edit('a.md', 'theirs');
    const drifted = read((view) => view.note('a.md'))?.sha256 ?? '';
    run(writing({ 'a.md': 'ours' }));
    const history = read((view) => view.history({ path: 'a.md' }));
    expect(history.map(({ op, kind, actor }) => [op, kind, actor])).toEqual([
      ['note.write', 'agent', 'dev-7'],
      ['integrity.adopt', 'external', 'external'],
      ['vault.init', 'system', 'touchstone'],
    ]);
    expect(Buffer.from(read((view) => view.object('a.md', drifted)) ?? []).toString()).toBe('theirs');
  });

  test('of a protected note or a story refuses the whole operation', () => {
    const { edit, run, bytes, read } = temporaryVault({ 'conventions/C.md': 'c', 'a.md': 'a' });
    edit('conventions/C.md', 'theirs');
    edit('a.md', 'drifted too');
    expect(() => run(writing({ 'a.md': 'x', 'conventions/C.md': 'y' }), PERSON)).toThrow(/`conventions\/C.md` drifted/u);
    expect(bytes('a.md').toString()).toBe('drifted too');
    expect(read((view) => view.history({ path: 'a.md' }))).toHaveLength(1);
  });

  test('that can not be read is never adopted', () => {
    const { edit, run } = temporaryVault({ 'a.md': 'one' });
    edit('a.md', '---\na: [\n---\n');
    expect(() => run(writing({ 'a.md': 'two' }))).toThrow(/Unreadable drift is never adopted/u);
  });

  test('of the settings stops every other write', () => {
    const { edit, run, bytes } = temporaryVault({ 'a.md': 'one' });
    edit(CONFIG_PATH, `${bytes(CONFIG_PATH).toString()}gates.evidence: off\n`);
    expect(() => run(writing({ 'a.md': 'two' }))).toThrow(/the rules are in doubt/u);
    expect(run(acknowledge({ paths: [CONFIG_PATH] }), PERSON).op).not.toBeNull();
    expect(run(writing({ 'a.md': 'two' })).op).not.toBeNull();
  });
});

describe('acknowledging', () => {
  test('makes the present bytes the baseline, in a person\'s name', () => {
    const { edit, run, read } = temporaryVault({ 'conventions/C.md': 'c' });
    edit('conventions/C.md', 'mine');
    run(acknowledge({ paths: ['conventions/C.md'] }), PERSON, { reason: 'edited by hand' });
    expect(read((view) => view.drift('all')).drifted).toEqual([]);
    expect(read((view) => view.history({ limit: 1 }))[0]).toMatchObject({ op: 'integrity.ack', actor: 'ada', kind: 'human', reason: 'edited by hand' });
  });

  test('of protected notes is not for agents, of others it is', () => {
    const { edit, run } = temporaryVault({ 'conventions/C.md': 'c', 'a.md': 'a' });
    edit('conventions/C.md', 'x');
    edit('a.md', 'x');
    expect(() => run(acknowledge({ paths: ['conventions/C.md'] }))).toThrow(expect.objectContaining({ code: 'E_POLICY' }));
    expect(run(acknowledge({ paths: ['a.md'] })).item.recorded).toEqual([{ path: 'a.md', drift: 'modified' }]);
  });

  test('everything at once covers deletions and moves, and leaves the unreadable', () => {
    const { root, edit, run, read } = temporaryVault({ 'a.md': 'a', 'b.md': 'b' });
    rmSync(join(root, 'a.md'));
    renameSync(join(root, 'b.md'), join(root, 'c.md'));
    edit('bad.md', '---\n- a list\n---\n');
    run(acknowledge({ all: true }), PERSON);
    expect(read((view) => view.drift('all')).drifted).toMatchObject([{ path: 'bad.md', kind: 'unreadable' }]);
  });

  test('of a named note reads no other', async () => {
    const { root, edit, run } = temporaryVault({ 'a.md': 'a', 'b.md': 'b', 'knowledge/c.md': 'c' });
    // The index trusts a file from 20 ms after its last change on; it then knows all but what is edited now.
    await vi.waitUntil(() => Date.now() > statSync(join(root, 'knowledge/c.md')).ctimeMs + 40);
    openTemporary(root).read((view) => view.drift('changed'));
    edit('a.md', 'mine');
    const opened = openTemporary(root);
    const asked: string[] = [];
    const { notes } = opened.vault.ports;
    const readNote = notes.read.bind(notes);
    notes.read = (path) => {
      asked.push(path);
      return readNote(path);
    };
    expect(opened.run(acknowledge({ paths: ['a.md'] }), PERSON).item.recorded).toEqual([{ path: 'a.md', drift: 'modified' }]);
    expect(new Set(asked.filter((path) => path !== CONFIG_PATH))).toEqual(new Set(['a.md']));
    expect(() => run(acknowledge({ paths: ['b.md'] }), PERSON)).toThrow(/did not drift/u);
  });

  test('what did not drift is refused', () => {
    const { run } = temporaryVault({ 'a.md': 'a' });
    expect(() => run(acknowledge({ paths: ['a.md'] }), PERSON)).toThrow(/did not drift/u);
  });

  test('a second baseline is for a person', () => {
    const { edit, run, read } = temporaryVault();
    edit('bad.md', '---\n- a list\n---\n');
    expect(() => run(takeBaseline(), AGENT)).toThrow(expect.objectContaining({ code: 'E_POLICY' }));
    run(takeBaseline(), PERSON);
    expect(read((view) => view.baseline('bad.md'))).not.toBeNull();
  });
});
