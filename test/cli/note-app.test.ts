// Moves, daily notes, templates, bookmarks and the list of vaults on the built program, with the app's own files on disk.
import { mkdirSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { run, temporaryFolder, temporaryVault, type TestVault } from './harness';

const AGENT = { as: 'dev-7', role: 'developer' };

function withApp(files: Record<string, unknown>, notes: Record<string, string> = {}): TestVault {
  const vault = temporaryVault({ notes });
  for (const [file, content] of Object.entries(files)) vault.edit(`.obsidian/${file}`, typeof content === 'string' ? content : JSON.stringify(content));
  return vault;
}

interface Filled { item: { path: string; created: boolean; template: string | null } }

describe('note move', () => {
  test('says what it moved and mended, and shows each change in a dry run', () => {
    const vault = temporaryVault({ notes: { 'a/X.md': 'x\n', 'n.md': 'see [[X]]\n' } });
    const preview = vault.run(['note', 'move', 'X', 'b/Y', '--dry-run'], AGENT);
    expect(preview.stdout).toContain('Would move a/X.md to b/Y.md; would mend 1 link in 1 file\nn.md\n@@ -1,1 +1,1 @@\n-see [[X]]\n+see [[Y]]\n');
    expect(vault.read('n.md')).toBe('see [[X]]\n');
    expect(vault.run(['note', 'move', 'X', 'b/Y'], AGENT).stdout).toBe('Moved a/X.md to b/Y.md; mended 1 link in 1 file\n');
    expect(vault.read('n.md')).toBe('see [[Y]]\n');
    expect(vault.run(['note', 'move', 'b', 'c', '--json'], AGENT).json<{ item: unknown }>().data.item).toMatchObject({ kind: 'folder', moved: [{ from: 'b/Y.md', to: 'c/Y.md' }] });
    expect(vault.run(['note', 'move', 'Y', 'n', '--json'], AGENT).failure()).toMatchObject({ code: 'E_USAGE', details: { existing: 'n.md' } });
  });

  test('mends the text of a story, which stays claimable, and never moves one', () => {
    const vault = temporaryVault({ notes: { 'knowledge/patterns/Retry.md': 'r\n' } });
    const pm = { as: 'lead', role: 'sr-pm' };
    const id = vault.run(['story', 'create', 'Back off', '--ac', 'As in [[Retry]]', '--json'], pm).json<{ item: { id: string } }>().data.item.id;
    expect(vault.run(['note', 'move', 'Retry', 'knowledge/patterns/Backoff'], AGENT).code).toBe(0);
    expect(vault.read(`stories/${id}.md`)).toContain('As in [[Backoff]]');
    expect(vault.run(['story', 'claim', id], AGENT).code).toBe(0);
    expect(vault.run(['status'], AGENT).code).toBe(0);
    expect(vault.run(['note', 'move', id, 'log/x', '--json'], AGENT).failure().code).toBe('E_POLICY');
  });
});

describe('note daily', () => {
  test("makes the day's note by the vault's settings, then adds to it", () => {
    const vault = withApp({ 'daily-notes.json': { folder: 'log', format: 'YYYY/MM-DD dddd', template: '_templates/Day' } }, { '_templates/Day.md': '---\nday: "{{date}}"\n---\n# {{title}}, {{date:D MMMM}}\n' });
    const first = vault.run(['note', 'daily', '--json'], AGENT).json<Filled>();
    expect(first.data.item).toEqual({ path: 'log/2026/11-21 Saturday.md', created: true, template: '_templates/Day.md' });
    const filled = '---\nday: "2026-11-21"\n---\n# 11-21 Saturday, 21 November\n';
    expect(vault.read('log/2026/11-21 Saturday.md')).toBe(filled);
    expect(vault.run(['note', 'daily', 'More.'], AGENT).stdout).toBe('Added to log/2026/11-21 Saturday.md\n');
    expect(vault.read('log/2026/11-21 Saturday.md')).toBe(`${filled}\nMore.\n`);
    expect(vault.run(['note', 'daily', '--json'], AGENT).json<{ op: unknown }>().data.op).toBeNull();
  });

  test('has the defaults of the app, takes another day, and refuses none', () => {
    const vault = temporaryVault();
    expect(vault.run(['note', 'daily', 'x', '--date', '2024-02-29'], AGENT).stdout).toBe('Created 2024-02-29.md\n');
    expect(vault.read('2024-02-29.md')).toBe('x\n');
    expect(vault.run(['note', 'daily', '--date', '2026-02-29', '--json'], AGENT).failure().code).toBe('E_USAGE');
    expect(vault.run(['note', 'daily', '--config-folder', '../x', '--json'], AGENT).failure().code).toBe('E_USAGE');
  });

  test('does not follow settings out of the vault, nor make notes there', () => {
    const outside = temporaryFolder();
    writeFileSync(join(outside, 'daily-notes.json'), '{"folder": "stolen"}');
    const vault = temporaryVault();
    symlinkSync(outside, join(vault.root, '.obsidian'));
    expect(vault.run(['note', 'daily', '--json'], AGENT).failure().code).toBe('E_POLICY');
    const other = withApp({ 'daily-notes.json': { folder: '../out' } });
    expect(other.run(['note', 'daily', '--json'], AGENT).failure().code).toBe('E_USAGE');
  });
});

describe('note template', () => {
  const templates = { 'templates.json': { folder: 'tpl', dateFormat: 'DD.MM.YY' } };

  test('lists the templates of the folder that the vault chose, and fills one into a new note', () => {
    const vault = withApp(templates, { 'tpl/Meet.md': '# {{title}} on {{date}}\n', 'tpl/sub/Other.md': 'o\n' });
    expect(vault.run(['note', 'template', 'list', '--json'], AGENT).json<unknown>().data).toEqual([{ path: 'tpl/Meet.md', name: 'Meet' }, { path: 'tpl/sub/Other.md', name: 'Other' }]);
    vault.run(['note', 'template', 'apply', 'meet', 'log/Monday'], AGENT);
    expect(vault.read('log/Monday.md')).toBe('# Monday on 21.11.26\n');
    expect(vault.run(['note', 'template', 'apply', 'Nothing', 'log/x', '--json'], AGENT).failure()).toMatchObject({ code: 'E_NOT_FOUND', details: { folder: 'tpl' } });
  });

  test('adds to a note what it lacks and keeps what it has', () => {
    const vault = withApp(templates, { 'tpl/T.md': '---\nstatus: new\nowner: "{{title}}"\n---\n## Steps\n- x\n', 'nn.md': '---\nstatus: old # kept\n---\n# N\n' });
    vault.run(['note', 'template', 'apply', 'T', 'nn'], AGENT);
    expect(vault.read('nn.md')).toBe('---\nstatus: old # kept\nowner: nn\n---\n# N\n\n## Steps\n- x\n');
  });
});

describe('note bookmark', () => {
  const kept = '{\n  "items": [\n    {\n      "type": "group",\n      "title": "G",\n      "extra": {"a": [1]},\n      "items": [\n        {\n          "type": "file",\n          "path": "a.md",\n          "unknown": true\n        }\n      ]\n    },\n    {\n      "type": "search",\n      "query": "x"\n    }\n  ],\n  "version": 7\n}';

  test('lists, adds and removes, and keeps what it does not know', () => {
    const vault = withApp({ 'bookmarks.json': kept }, { 'a.md': 'a\n', 'b.md': '# H\n' });
    expect(vault.run(['note', 'bookmark', 'list', '--json'], AGENT).json<unknown>().data).toEqual([
      { type: 'file', path: 'a.md', title: null, subpath: null, group: ['G'] },
      { type: 'search', path: null, title: null, subpath: null, group: [] },
    ]);
    expect(vault.run(['note', 'bookmark', 'add', 'b#H', '--title', 'B', '--json'], AGENT).json<unknown>().data).toEqual({ path: 'b.md', subpath: '#H', changed: true });
    expect(vault.run(['note', 'bookmark', 'add', 'b#H'], AGENT).stdout).toContain('Nothing to do');
    const expected = JSON.parse(kept) as { items: unknown[] };
    expected.items.push({ type: 'file', ctime: Date.parse('2026-11-21T09:00:00Z'), path: 'b.md', subpath: '#H', title: 'B' });
    expect(vault.read('.obsidian/bookmarks.json')).toBe(JSON.stringify(expected, null, 2));
    vault.run(['note', 'bookmark', 'remove', 'b'], AGENT);
    expect(vault.read('.obsidian/bookmarks.json')).toBe(JSON.stringify(JSON.parse(kept), null, 2));
    expect(readdirSync(join(vault.root, '.obsidian'))).toEqual(['bookmarks.json']);
  });

  test('makes the file where there is none, and refuses one that it can not read', () => {
    const vault = temporaryVault({ notes: { 'a.md': 'a\n' } });
    expect(vault.run(['note', 'bookmark', 'list'], AGENT).stdout).toBe('No bookmarks.\n');
    vault.run(['note', 'bookmark', 'add', 'a'], AGENT);
    expect(JSON.parse(vault.read('.obsidian/bookmarks.json'))).toMatchObject({ items: [{ type: 'file', path: 'a.md' }] });
    vault.edit('.obsidian/bookmarks.json', '{"items": 3}');
    expect(vault.run(['note', 'bookmark', 'add', 'a', '--json'], AGENT).failure().code).toBe('E_INTEGRITY');
    expect(readFileSync(join(vault.root, '.obsidian/bookmarks.json'), 'utf8')).toBe('{"items": 3}');
  });
});

test('vaults lists what Obsidian knows, and which of it is governed', () => {
  const home = temporaryFolder();
  const vault = temporaryVault();
  const folder = process.platform === 'darwin' ? join(home, 'Library/Application Support/obsidian') : join(home, 'obsidian');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'obsidian.json'), JSON.stringify({ vaults: { aa: { path: vault.root, ts: 1795251600000, open: true }, bb: { path: '/nowhere/gone', ts: 'x' }, cc: {} } }));
  const env = { HOME: home, XDG_CONFIG_HOME: home, APPDATA: home };
  const rows = run(['vaults', '--json'], { env }).json<Record<string, unknown>[]>().data;
  expect(rows).toEqual(expect.arrayContaining([
    expect.objectContaining({ id: 'aa', path: vault.root, last_opened: '2026-11-21T09:00:00Z', open: true, exists: true, governed: true }),
    expect.objectContaining({ id: 'bb', name: 'gone', last_opened: null, open: false, exists: false, governed: false }),
  ]));
  expect(rows).toHaveLength(2);
  expect(run(['vaults'], { env: { HOME: '/nowhere', XDG_CONFIG_HOME: '/nowhere' } }).stdout).toBe('Obsidian knows no vaults here.\n');
});
