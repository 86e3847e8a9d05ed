// The integrity verbs on the built program: what they answer, in words and in JSON, and with which exit code.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { temporaryVault } from './harness';

const AGENT = { as: 'dev-7', role: 'developer' };
const CONVENTION = '---\ntype: convention\n---\n# Testing\nText.\n';

interface Status {
  counts: Record<string, number>;
  drifted: { path: string; kind: string }[];
}

describe('integrity status', () => {
  test('of an untouched vault says that all is well', () => {
    const vault = temporaryVault({ notes: { 'a.md': 'a' } });
    const { code, stdout } = vault.run(['integrity', 'status']);
    expect([code, stdout]).toEqual([0, '2 ok\n']);
  });

  test('ends with 6 when a protected note drifted, and with 0 when only others did', () => {
    const vault = temporaryVault({ notes: { 'a.md': 'a', 'conventions/C.md': CONVENTION } });
    vault.edit('a.md', 'changed');
    expect(vault.run(['integrity', 'status']).code).toBe(0);
    vault.edit('conventions/C.md', 'changed');
    const { code, json } = vault.run(['integrity', 'status', '--json']);
    expect(code).toBe(6);
    expect(json<Status>().data).toMatchObject({
      counts: { ok: 1, modified: 2 },
      drifted: [{ path: 'a.md', kind: 'modified' }, { path: 'conventions/C.md', kind: 'modified' }],
    });
    expect(vault.run(['integrity', 'status']).stdout).toContain('modified   conventions/C.md  [protected]');
  });
});

describe('integrity diff', () => {
  test('shows what changed since the baseline, by signs', () => {
    const vault = temporaryVault({ notes: { 'a.md': 'one\ntwo\n' } });
    vault.edit('a.md', 'one\nTWO\n');
    expect(vault.run(['integrity', 'diff', 'a']).stdout).toBe('a.md (modified)\n@@ -1,2 +1,2 @@\n one\n-two\n+TWO\n');
  });

  test('shows what a deleted note said', () => {
    const vault = temporaryVault({ notes: { 'a.md': 'one\n' } });
    rmSync(join(vault.root, 'a.md'));
    expect(vault.run(['integrity', 'diff', 'a.md', '--json']).json<{ integrity: string; hunks: { lines: string[] }[] }>().data).toMatchObject({
      integrity: 'deleted', hunks: [{ lines: ['-one'] }],
    });
  });

  test('of an unknown note is E_NOT_FOUND', () => {
    expect(temporaryVault().run(['integrity', 'diff', 'nothing', '--json']).failure().code).toBe('E_NOT_FOUND');
  });
});

describe('integrity ack', () => {
  test('by an agent takes ordinary notes and refuses protected ones', () => {
    const vault = temporaryVault({ notes: { 'a.md': 'a', 'conventions/C.md': CONVENTION } });
    vault.edit('a.md', 'changed');
    vault.edit('conventions/C.md', 'changed');
    expect(vault.run(['integrity', 'ack', 'a.md'], AGENT).stdout).toBe('acknowledged  a.md (modified)\n');
    expect(vault.run(['integrity', 'ack', 'conventions/C.md', '--json'], AGENT).failure().code).toBe('E_POLICY');
  });

  test('by a person takes everything, on the record', () => {
    const vault = temporaryVault({ notes: { 'conventions/C.md': CONVENTION } });
    vault.edit('conventions/C.md', 'changed');
    expect(vault.runAsHuman(['integrity', 'ack', '--all', '--reason', 'by hand'])).toMatchObject({ code: 0 });
    expect(vault.run(['integrity', 'status']).code).toBe(0);
    const [entry] = vault.run(['integrity', 'log', '--op', 'integrity', '--json']).json<{ kind: string; op: string; reason: string }[]>().data;
    expect(entry).toMatchObject({ kind: 'human', op: 'integrity.ack', reason: 'by hand' });
  });

  test('takes either notes or --all', () => {
    const vault = temporaryVault();
    expect(vault.run(['integrity', 'ack'], AGENT).code).toBe(2);
    expect(vault.run(['integrity', 'ack', 'a.md', '--all'], AGENT).code).toBe(2);
  });

  test('records nothing in a dry run', () => {
    const vault = temporaryVault({ notes: { 'a.md': 'a' } });
    vault.edit('a.md', 'b');
    expect(vault.run(['integrity', 'ack', 'a.md', '--dry-run', '--json'], AGENT).json<{ op: { dry_run: boolean } }>().data.op.dry_run).toBe(true);
    expect(vault.run(['integrity', 'status', '--json']).json<Status>().data.counts['modified']).toBe(1);
  });
});

describe('integrity baseline', () => {
  test('is for a person once the vault is governed', () => {
    const vault = temporaryVault();
    vault.edit('new.md', 'x');
    expect(vault.run(['integrity', 'baseline', '--json'], AGENT).failure().code).toBe('E_POLICY');
    expect(vault.runAsHuman(['integrity', 'baseline']).code).toBe(0);
    expect(vault.run(['integrity', 'status', '--json']).json<Status>().data.counts).toMatchObject({ untracked: 0, ok: 2 });
  });
});

describe('integrity verify', () => {
  test('names the first broken link and ends with 6', () => {
    const vault = temporaryVault({ notes: { 'a.md': 'a' } });
    for (const text of ['b', 'c', 'd']) vault.run(['note', 'write', 'a.md', '--body-file', '-'], { ...AGENT, input: text });
    const writer = vault.run(['integrity', 'verify', '--json']).json<{ ledgers: { writer: string }[] }>().data.ledgers[0]?.writer ?? '';
    const ledger = `.touchstone/ledger/${writer}.jsonl`;
    vault.edit(ledger, vault.read(ledger).replace('"actor":"dev-7"', '"actor":"somebody"'));
    const { code, json } = vault.run(['integrity', 'verify', '--json']);
    expect(code).toBe(6);
    // Line 3 is the first of dev-7's; line 4 no longer follows from it.
    expect(json<{ broken: object[] }>().data.broken).toMatchObject([{ writer, line: 4 }]);
    expect(vault.run(['status']).code).toBe(6);
  });
});

describe('integrity log', () => {
  test('lists who did what, newest first, and filters', () => {
    const vault = temporaryVault({ notes: { 'a.md': 'a' } });
    vault.run(['note', 'append', 'a.md', 'x'], { ...AGENT, session: 's1' });
    vault.run(['note', 'append', 'a.md', 'y'], { as: 'dev-8' });
    const ops = (...options: string[]): string[] => vault.run(['integrity', 'log', '--json', ...options])
      .json<{ op: string; actor: string }[]>().data.map(({ op, actor }) => `${op} ${actor}`);
    expect(ops()).toEqual(['note.append dev-8', 'note.append dev-7', 'vault.init set-up', 'vault.init set-up']);
    expect(ops('--actor', 'dev-7')).toEqual(['note.append dev-7']);
    expect(ops('--op', 'vault', '--limit', '1')).toEqual(['vault.init set-up']);
    expect(ops('--since', '2027-01-01')).toEqual([]);
    expect(vault.run(['integrity', 'log', '--since', 'yesterday']).code).toBe(2);
  });
});
