// One operation on a real folder: what it writes, what it refuses, what it keeps of others.
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { listConflicts } from '../../../shared/vault/conflicts';
import { runSync } from '../../../shared/vault/io';
import { parseLine, type LedgerLine } from '../../../shared/vault/ledger-line';
import { AGENT, openTemporary, PERSON, temporaryVault, writing } from './temporary-vault';

function ledgerLines(root: string): (LedgerLine | null)[] {
  const folder = join(root, '.touchstone/ledger');
  return readdirSync(folder).flatMap((name) => readFileSync(join(folder, name), 'utf8').trim().split('\n').map(parseLine));
}

describe('an operation', () => {
  test('writes several notes, and one ledger line that names them all', () => {
    const { run, bytes, root } = temporaryVault();
    const result = run(writing({ 'a.md': 'one\n', 'deep/er/b.md': 'two\n' }));
    expect(bytes('a.md').toString()).toBe('one\n');
    expect(bytes('deep/er/b.md').toString()).toBe('two\n');
    expect(result.notes.map(({ path, before }) => [path, before])).toEqual([['a.md', null], ['deep/er/b.md', null]]);
    expect(ledgerLines(root).at(-1)).toMatchObject({ op: 'note.write', seq: 2, notes: [{ path: 'a.md' }, { path: 'deep/er/b.md' }] });
    expect(readdirSync(join(root, '.touchstone/local/stage'))).toEqual([]);
  });

  test('keeps the mode of a note that it changes', () => {
    const { run, root } = temporaryVault({ 'a.md': 'one' });
    chmodSync(join(root, 'a.md'), 0o640);
    run(writing({ 'a.md': 'two' }));
    expect(statSync(join(root, 'a.md')).mode & 0o777).toBe(0o640);
  });

  test('renames and deletes in one step, and what it deletes can be had back', () => {
    const { run, read, root } = temporaryVault({ 'old.md': 'text' });
    const before = read((view) => view.baseline('old.md'));
    run(writing({ 'new.md': 'text', 'old.md': null }));
    expect(existsSync(join(root, 'old.md'))).toBe(false);
    expect(Buffer.from(read((view) => view.object('old.md', before ?? '')) ?? []).toString()).toBe('text');
  });

  test('moves a deleted note to the trash under a free name when it is asked to', () => {
    const { run, root } = temporaryVault({ 'f/a.md': 'one' });
    run(writing({ 'f/a.md': null }, { trash: true }));
    run(writing({ 'f/a.md': 'two' }));
    run(writing({ 'f/a.md': null }, { trash: true }));
    expect(readFileSync(join(root, '.trash/f/a.md'), 'utf8')).toBe('one');
    expect(readFileSync(join(root, '.trash/f/a 2.md'), 'utf8')).toBe('two');
  });

  test('does and records nothing in a dry run, but says what it would write', () => {
    const { run, root } = temporaryVault();
    const result = run(writing({ 'a.md': 'one' }), AGENT, { dryRun: true });
    expect(result.op).toMatchObject({ seq: null, dry_run: true });
    expect(result.notes[0]).toMatchObject({ path: 'a.md', before: null });
    expect(existsSync(join(root, 'a.md'))).toBe(false);
    expect(ledgerLines(root)).toHaveLength(1);
  });

  test('records nothing when nothing would change', () => {
    const { run, root } = temporaryVault({ 'a.md': 'one' });
    const before = ledgerLines(root);
    expect(run(writing({ 'a.md': 'one' })).op).toBeNull();
    expect(ledgerLines(root)).toEqual(before);
  });

  test('refuses when the note is not what the caller read', () => {
    const { run, bytes } = temporaryVault({ 'a.md': 'one' });
    expect(() => run(writing({ 'a.md': 'two' }), AGENT, { ifSha256: 'f'.repeat(64) })).toThrow(/not what --if-sha256 expects/u);
    expect(bytes('a.md').toString()).toBe('one');
  });

  test('releases the lock after a refusal', () => {
    const { run } = temporaryVault({ 'a.md': 'one' });
    expect(() => run(writing({ 'a.md': 'two' }), AGENT, { ifSha256: 'f'.repeat(64) })).toThrow();
    expect(run(writing({ 'a.md': 'two' })).op).not.toBeNull();
  });
});

describe('bytes of somebody else', () => {
  test('that appear between commit and rename stay, and the governed text is kept as a conflict copy', () => {
    const { root } = temporaryVault({ 'a.md': 'one' });
    const racing = openTemporary(root, { checkpoint: (name) => { if (name === 'committed') writeFileSync(join(root, 'a.md'), 'theirs'); } });
    const result = racing.run(writing({ 'a.md': 'ours' }));
    expect(racing.bytes('a.md').toString()).toBe('theirs');
    const copies = runSync(listConflicts(racing.vault.ports));
    expect(copies).toMatchObject([{ id: result.conflicts[0], path: 'a.md', holds: 'governed' }]);
    expect(racing.read((view) => view.note('a.md'))?.integrity).toBe('modified');
  });

  test('that appear where a note is being created stay as well', () => {
    const { root } = temporaryVault();
    const racing = openTemporary(root, { checkpoint: (name) => { if (name === 'committed') writeFileSync(join(root, 'new.md'), 'theirs'); } });
    expect(racing.run(writing({ 'new.md': 'ours' })).conflicts).toHaveLength(1);
    expect(racing.bytes('new.md').toString()).toBe('theirs');
  });

  test('are never deleted in place of what the operation meant to delete', () => {
    const { root } = temporaryVault({ 'a.md': 'one' });
    const racing = openTemporary(root, { checkpoint: (name) => { if (name === 'committed') writeFileSync(join(root, 'a.md'), 'theirs'); } });
    racing.run(writing({ 'a.md': null }));
    expect(racing.bytes('a.md').toString()).toBe('theirs');
  });
});

describe('what is no ordinary note', () => {
  test('a link out of the vault is neither read nor written', () => {
    const { run, root, read } = temporaryVault();
    const outside = `${root}-outside.md`;
    writeFileSync(outside, 'secret');
    symlinkSync(outside, join(root, 'link.md'));
    try {
      expect(() => run(writing({ 'link.md': 'x' }))).toThrow(/leads out of the vault/u);
      expect(readFileSync(outside, 'utf8')).toBe('secret');
      expect(read((view) => view.index(''))).toMatchObject([{ path: 'link.md', properties: null }]);
    } finally {
      rmSync(outside);
    }
  });

  test('a linked folder out of the vault is not written through', () => {
    const { run, root } = temporaryVault();
    const outside = `${root}-outside`;
    mkdirSync(outside);
    symlinkSync(outside, join(root, 'sub'));
    try {
      expect(() => run(writing({ 'sub/a.md': 'x' }))).toThrow(/leads out of the vault/u);
      expect(readdirSync(outside)).toEqual([]);
    } finally {
      rmSync(outside, { recursive: true });
    }
  });

  test('a link inside the vault is written through, and stays a link', () => {
    const { run, root } = temporaryVault({ 'real.md': 'one' });
    symlinkSync('real.md', join(root, 'link.md'));
    run(writing({ 'link.md': 'two' }), PERSON);
    expect(readFileSync(join(root, 'real.md'), 'utf8')).toBe('two');
  });

  test('a folder with a note\'s name is refused', () => {
    const { run, root } = temporaryVault();
    mkdirSync(join(root, 'dir.md'));
    expect(() => run(writing({ 'dir.md': 'x' }))).toThrow(/is a folder/u);
  });

  test('a name in another Unicode form is the same note', () => {
    const { run, root, read } = temporaryVault();
    writeFileSync(join(root, 'cafe\u0301.md'), 'one');
    expect(read((view) => view.paths(''))).toEqual(['caf\u00e9.md']);
    run(writing({ 'caf\u00e9.md': 'two' }));
    expect(readdirSync(root).filter((name) => name.endsWith('.md'))).toHaveLength(1);
    expect(readFileSync(join(root, 'cafe\u0301.md'), 'utf8')).toBe('two');
  });
});
