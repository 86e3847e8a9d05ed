// The verbs over any note on the built program: what each answers, in words and in JSON, and with which exit code.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { temporaryVault, type Outcome, type TestVault } from './harness';

const AGENT = { as: 'dev-7', role: 'developer' };
const RETRY = '---\ntype: pattern # kept\ntags: [a, b]\n---\n# Retry\nOnce.\n\n## Context\nThree times.\n\n## Content\nBack off.\n';
const RETRY_PATH = 'knowledge/patterns/Retry.md';
const NOTES = {
  [RETRY_PATH]: RETRY,
  'conventions/Testing.md': '---\naliases: [Test pyramid]\n---\n# Testing\n',
  'stories/PROJ-aaaaa.md': '---\ntype: story\nstatus: open\n---\n',
  '_inbox/PROP-abcde Testing.md': '---\ntype: proposal\n---\n',
  'a/X.md': 'a\n',
  'b/X.md': 'b\n',
};

interface Written { item: Record<string, unknown>; op: { seq: number | null; dry_run: boolean } | null; notes: { path: string; before: string | null; after: string | null }[] }
interface Read { path: string; sha256: string; text: string; properties: Record<string, unknown> | null; integrity: string | null }

const withRetry = (): TestVault => temporaryVault({ notes: NOTES });

describe('a note verb that writes', () => {
  test.each<[string, string[], string, string]>([
    ['note.append', ['append', 'Retry', 'More.'], 'Added to the end of knowledge/patterns/Retry.md\n', `${RETRY}\nMore.\n`],
    ['note.append', ['append', 'Retry', '- x', '--section', 'Context'], 'Added to the end of "Context" in knowledge/patterns/Retry.md\n', RETRY.replace('times.', 'times.\n\n- x')],
    ['note.prepend', ['prepend', 'Retry#Context', 'Note:'], 'Added to the beginning of "Context" in knowledge/patterns/Retry.md\n', RETRY.replace('Three', 'Note:\n\nThree')],
    ['note.write', ['write', 'Retry', '# New\n'], 'Wrote knowledge/patterns/Retry.md\n', '# New\n'],
    ['note.patch', ['patch', 'Retry', 'Five', '--find', 'Three'], 'Changed line 9 of knowledge/patterns/Retry.md\n', RETRY.replace('Three', 'Five')],
    ['note.patch', ['patch', 'Retry', '--lines', '8-10', '--delete'], 'Changed line 8 of knowledge/patterns/Retry.md\n', RETRY.replace('## Context\nThree times.\n\n', '')],
    ['note.patch', ['patch', 'Retry', 'New.', '--section', 'Context'], 'Changed "Context" of knowledge/patterns/Retry.md\n', RETRY.replace('Three times.', 'New.')],
    ['note.prop_set', ['prop', 'set', 'Retry', 'type=debug', 'size=3'], 'knowledge/patterns/Retry.md\n  type: debug\n  size: 3\n', RETRY.replace('pattern #', 'debug #').replace('b]\n', 'b]\nsize: 3\n')],
    ['note.prop_unset', ['prop', 'unset', 'Retry', 'tags'], 'knowledge/patterns/Retry.md\n  tags:\n', RETRY.replace('tags: [a, b]\n', '')],
    ['note.prop_add', ['prop', 'add', 'Retry', 'tags', 'c', 'a'], 'knowledge/patterns/Retry.md\n  tags: ["a","b","c"]\n', RETRY.replace('b]', 'b, c]')],
    ['note.prop_remove', ['prop', 'remove', 'Retry', 'tags', 'a'], 'knowledge/patterns/Retry.md\n  tags: ["b"]\n', RETRY.replace('[a, b]', '[b]')],
  ])('%s %j says what it did, and does it', (kind, args, stdout, text) => {
    const vault = withRetry();
    const preview = vault.run(['note', ...args, '--dry-run', '--json'], AGENT).json<Written>();
    expect(preview).toMatchObject({ kind, data: { op: { seq: null, dry_run: true }, notes: [{ path: RETRY_PATH }] } });
    expect(vault.read(RETRY_PATH)).toBe(RETRY);
    expect(vault.run(['note', ...args], AGENT)).toMatchObject({ code: 0, stdout, stderr: '' });
    expect(vault.read(RETRY_PATH)).toBe(text);
    expect(vault.run(['note', 'read', 'Retry', '--json']).json<Read>().data.sha256).toBe(preview.data.notes[0]?.after);
    const [entry] = vault.run(['note', 'history', 'Retry', '--json']).json<{ op: string; actor: string; role: string }[]>().data;
    expect(entry).toMatchObject({ op: kind, actor: 'dev-7', role: 'developer' });
  });

  test('takes its text from a file, from a pipe, or as it is told', () => {
    const vault = withRetry();
    vault.edit('../body.txt', 'From a file.');
    expect(vault.run(['note', 'append', 'Retry', '--body-file', '../body.txt'], AGENT).code).toBe(0);
    expect(vault.run(['note', 'append', 'Retry', '--body-file', '-'], { ...AGENT, input: 'From stdin.' }).code).toBe(0);
    expect(vault.run(['note', 'append', 'Retry'], { ...AGENT, input: 'From a pipe.' }).code).toBe(0);
    expect(vault.read(RETRY_PATH)).toBe(`${RETRY}\nFrom a file.\n\nFrom stdin.\n\nFrom a pipe.\n`);
    expect(vault.run(['note', 'append', 'Retry', '--json'], AGENT).failure()).toMatchObject({ code: 'E_USAGE' });
    expect(vault.run(['note', 'append', 'Retry', 'x', '--body-file', '-', '--json'], AGENT).failure()).toMatchObject({ code: 'E_USAGE' });
  });

  test('goes ahead when the note has the expected hash only', () => {
    const vault = withRetry();
    const { sha256 } = vault.run(['note', 'read', 'Retry', '--json']).json<Read>().data;
    expect(vault.run(['note', 'append', 'Retry', 'x', '--if-sha256', sha256], AGENT).code).toBe(0);
    const refused = vault.run(['note', 'append', 'Retry', 'x', '--if-sha256', sha256, '--json'], AGENT);
    expect(refused.code).toBe(5);
    expect(refused.failure()).toMatchObject({ code: 'E_CONFLICT', details: { path: RETRY_PATH, expected: sha256 } });
  });

  test('records nothing and says so when there is nothing to do', () => {
    const vault = withRetry();
    const outcome = vault.run(['note', 'prop', 'set', 'Retry', 'type=pattern', '--json'], AGENT);
    expect(outcome.json<Written>().data).toMatchObject({ op: null, notes: [] });
    expect(vault.run(['note', 'prop', 'set', 'Retry', 'type=pattern'], AGENT).stdout).toContain('Nothing to do');
  });

  test('needs an actor', () => {
    const refused = withRetry().run(['note', 'append', 'Retry', 'x', '--json']);
    expect([refused.code, refused.failure().code]).toEqual([2, 'E_USAGE']);
    expect(refused.failure().hint).toContain('--as');
  });
});

describe('a note verb refuses', () => {
  let vault: TestVault;
  beforeAll(() => { vault = withRetry(); });

  test.each<[number, string, string[]]>([
    [3, 'E_NOT_FOUND', ['append', 'Retri', 'x']],
    [3, 'E_NOT_FOUND', ['append', 'Retry', 'x', '--section', 'Nothing']],
    [3, 'E_NOT_FOUND', ['patch', 'Retry', 'x', '--find', 'nowhere']],
    [3, 'E_NOT_FOUND', ['read', 'Nothing']],
    [3, 'E_NOT_FOUND', ['read', 'system:Testing']],
    [3, 'E_NOT_FOUND', ['history', 'Nothing']],
    [3, 'E_NOT_FOUND', ['restore', 'Nothing']],
    [3, 'E_NOT_FOUND', ['restore', 'Retry', '--at', 'ffffff']],
    [3, 'E_NOT_FOUND', ['delete', 'Nothing']],
    [4, 'E_AMBIGUOUS', ['append', 'X', 'x']],
    [4, 'E_AMBIGUOUS', ['patch', 'Retry', 'x', '--find', 'e']],
    [2, 'E_USAGE', ['append', 'Retry', '## Forged', '--section', 'Context']],
    [2, 'E_USAGE', ['append', 'Retry', '```\nopen']],
    [2, 'E_USAGE', ['patch', 'Retry', 'x']],
    [2, 'E_USAGE', ['patch', 'Retry', '--find', 'Three']],
    [2, 'E_USAGE', ['patch', 'Retry', 'x', '--find', 'Three', '--delete']],
    [2, 'E_USAGE', ['patch', 'Retry', 'x', '--find', 'Three', '--lines', '1']],
    [2, 'E_USAGE', ['patch', 'Retry', 'x', '--lines', '3']],
    [2, 'E_USAGE', ['read', 'Retry', '--lines', '99']],
    [2, 'E_USAGE', ['read', 'Retry', '--at', 'no hash']],
    [2, 'E_USAGE', ['create', 'knowledge/patterns/Retry']],
    [2, 'E_USAGE', ['create', 'knowledge/patterns/RETRY']],
    [2, 'E_USAGE', ['create', '../out']],
    [2, 'E_USAGE', ['create', 'x', '--type', 'nope']],
    [2, 'E_USAGE', ['create', 'x', '--prop', 'nothing']],
    [2, 'E_USAGE', ['prop', 'set', 'Retry', 'type']],
    [2, 'E_USAGE', ['prop', 'add', 'Retry', 'tags']],
    [2, 'E_USAGE', ['prop', 'change', 'Retry']],
    [2, 'E_USAGE', ['list', '--where', 'type']],
    [2, 'E_USAGE', ['list', '--fields', 'nothing']],
    [2, 'E_USAGE', ['list', '--folder', '/etc']],
    [7, 'E_POLICY', ['write', 'conventions/Testing', 'x']],
    [7, 'E_POLICY', ['append', 'Test pyramid', 'x']],
    [7, 'E_POLICY', ['create', 'conventions/New']],
    [7, 'E_POLICY', ['prop', 'set', 'PROJ-aaaaa', 'status=closed']],
    [7, 'E_POLICY', ['delete', 'PROJ-aaaaa']],
    [7, 'E_POLICY', ['patch', '_inbox/PROP-abcde Testing', 'x', '--lines', '1']],
    [7, 'E_POLICY', ['prop', 'set', 'Retry', 'actionable=dismissed']],
    [7, 'E_POLICY', ['prop', 'set', 'Retry', 'type=proposal']],
  ])('with %d %s: note %j', (exit, code, args) => {
    const before = vault.read(RETRY_PATH);
    const refused = vault.run(['note', ...args, '--json'], AGENT);
    expect([refused.code, refused.failure().code]).toEqual([exit, code]);
    expect(refused.stderr).toBe('');
    expect(vault.read(RETRY_PATH)).toBe(before);
    expect(vault.run(['integrity', 'status'])).toMatchObject({ code: 0 });
  });

  test('in words that name what would be allowed', () => {
    expect(vault.run(['note', 'write', 'conventions/Testing', 'x'], AGENT).stderr).toMatch(/E_POLICY: .*\nhint: Propose the change: touchstone proposal create --target "conventions\/Testing\.md"/u);
    expect(vault.run(['note', 'append', 'X', 'x'], AGENT).stderr).toMatch(/E_AMBIGUOUS: .*a\/X\.md, b\/X\.md/u);
    expect(vault.run(['note', 'append', 'Retri', 'x'], AGENT).stderr).toContain('Did you mean `knowledge/patterns/Retry.md`?');
    expect(vault.run(['note', 'prop', 'st', 'Retry', 'a=1'], AGENT).stderr).toContain('note prop set');
  });
});

describe('note read', () => {
  const read = (args: string[], notes: Record<string, string> = NOTES): Outcome => temporaryVault({ notes }).run(['note', 'read', ...args]);

  test('prints the note byte for byte, without a final line break too', () => {
    expect(read(['X'], { 'X.md': '\ufeff---\r\na: 1\r\n---\r\nno end' }).stdout).toBe('\ufeff---\r\na: 1\r\n---\r\nno end');
  });

  test('can be fed back to note write', () => {
    const vault = temporaryVault({ notes: { 'X.md': '# X\r\n\r\nüñ🎉' } });
    const { stdout } = vault.run(['note', 'read', 'X']);
    expect(vault.run(['note', 'write', 'X', '--json'], { ...AGENT, input: stdout }).json<Written>().data.op).toBeNull();
  });

  test('prints a part of it', () => {
    expect(read(['Retry', '--section', 'Context']).stdout).toBe('Three times.');
    expect(read(['[[Retry#Content]]']).stdout).toBe('Back off.');
    expect(read(['Retry', '--lines', '5-6']).stdout).toBe('# Retry\nOnce.\n');
  });

  test('names other notes that the name fits', () => {
    const vault = withRetry();
    const { meta, data } = vault.run(['note', 'read', 'X', '--json']).json<Read>();
    expect([data.path, meta['also']]).toEqual(['a/X.md', ['b/X.md']]);
    expect(vault.run(['note', 'read', 'X']).stderr).toContain('the name also fits b/X.md');
  });

  test('answers with path, hash, properties and standing', () => {
    const vault = withRetry();
    expect(vault.run(['note', 'read', 'Retry', '--json']).json<Read>().data).toMatchObject({ path: RETRY_PATH, text: RETRY, integrity: 'ok', properties: { type: 'pattern', tags: ['a', 'b'] } });
    vault.edit(RETRY_PATH, 'changed');
    expect(vault.run(['note', 'read', 'Retry', '--json']).json<Read>().data.integrity).toBe('modified');
  });

  test('prints an earlier version', () => {
    const vault = withRetry();
    const { sha256 } = vault.run(['note', 'read', 'Retry', '--json']).json<Read>().data;
    vault.run(['note', 'write', 'Retry', 'new'], AGENT);
    expect(vault.run(['note', 'read', 'Retry', '--at', sha256.slice(0, 12)]).stdout).toBe(RETRY);
  });
});

describe('note create', () => {
  test('makes a plain note, and one of a type', () => {
    const vault = temporaryVault();
    expect(vault.run(['note', 'create', 'log/New', 'Hello'], AGENT)).toMatchObject({ code: 0, stdout: 'Created log/New.md\n' });
    expect(vault.read('log/New.md')).toBe('Hello\n');
    expect(vault.run(['note', 'create', RETRY_PATH, '--type', 'pattern', '--title', 'Retry', '--prop', 'stack=go', '--prop', 'stack=c', '--json'], AGENT).json<Written>().data.item).toEqual({ path: RETRY_PATH, type: 'pattern' });
    expect(vault.run(['note', 'prop', 'get', 'Retry', 'stack']).stdout).toBe('go\nc\n');
    expect(vault.run(['note', 'prop', 'get', 'Retry', 'nothing'])).toMatchObject({ code: 0, stdout: '' });
  });
});

describe('note list', () => {
  test('filters, counts, pages, and names what it can not judge', () => {
    const vault = temporaryVault({ notes: { ...NOTES, 'c/Broken.md': '---\na: [\n---\n' } });
    const all = vault.run(['note', 'list', '--json']).json<{ path: string }[]>();
    expect(all.meta).toMatchObject({ total: 6, unreadable: [{ path: 'c/Broken.md' }] });
    expect(all.data.map(({ path }) => path)).toEqual(Object.keys(NOTES).sort());
    expect(vault.run(['note', 'list', '--type', 'pattern', '--where', 'tags=b', '--quiet']).stdout).toBe(`${RETRY_PATH}\n`);
    expect(vault.run(['note', 'list', '--limit', '1', '--offset', '1', '--sort', '-path', '--fields', 'path', '--json']).json().data).toEqual([{ path: RETRY_PATH }]);
    expect(vault.run(['note', 'list', '--type', 'nothing', '--json']).json()).toMatchObject({ data: [], meta: { total: 0 } });
    expect(vault.run(['note', 'list', '--folder', 'c']).stdout).toContain('unreadable  c/Broken.md');
  });
});

describe('note delete and note restore', () => {
  test('move a note to .trash and bring it back', () => {
    const vault = withRetry();
    expect(vault.run(['note', 'delete', 'Retry', '--reason', 'merged'], AGENT)).toMatchObject({ code: 0, stdout: expect.stringContaining('.trash/') as string });
    expect(existsSync(join(vault.root, RETRY_PATH))).toBe(false);
    expect(readFileSync(join(vault.root, '.trash', RETRY_PATH), 'utf8')).toBe(RETRY);
    expect(vault.run(['note', 'history', 'Retry', '--json']).json().data).toMatchObject([{ op: 'note.delete', after: null, reason: 'merged' }, { kind: 'system' }]);
    expect(vault.run(['note', 'restore', 'Retry'], AGENT)).toMatchObject({ code: 0, stdout: `Restored ${RETRY_PATH} as set-up left it at 2026-11-21T09:00:00Z\n` });
    expect(vault.read(RETRY_PATH)).toBe(RETRY);
    expect(vault.run(['integrity', 'verify'])).toMatchObject({ code: 0 });
  });

  test('restores protected notes for a person at a terminal, and for nobody else', () => {
    const vault = withRetry();
    vault.edit('conventions/Testing.md', 'drift\n');
    const refused = vault.run(['note', 'restore', 'conventions/Testing', '--json'], AGENT);
    expect([refused.code, refused.failure().code]).toEqual([7, 'E_POLICY']);
    expect(vault.runAsHuman(['note', 'restore', 'conventions/Testing'])).toMatchObject({ code: 0 });
    expect(vault.read('conventions/Testing.md')).toBe(NOTES['conventions/Testing.md']);
    expect(vault.run(['integrity', 'verify'])).toMatchObject({ code: 0 });
  });
});

describe('drift', () => {
  test('is adopted on the record by a write to an ordinary note, and refused on a protected one', () => {
    const vault = withRetry();
    vault.edit(RETRY_PATH, '# Edited\n');
    vault.edit('conventions/Testing.md', '# Edited\n');
    expect(vault.run(['note', 'append', 'Retry', 'x'], AGENT).code).toBe(0);
    expect(vault.read(RETRY_PATH)).toBe('# Edited\n\nx\n');
    expect(vault.run(['note', 'history', 'Retry', '--json']).json().data).toMatchObject([{ op: 'note.append' }, { kind: 'external' }, { kind: 'system' }]);
    expect(vault.runAsHuman(['note', 'append', 'conventions/Testing', 'x'])).toMatchObject({ code: 6, output: expect.stringContaining('E_INTEGRITY') as string });
  });
});
