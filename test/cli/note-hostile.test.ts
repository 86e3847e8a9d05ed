// Hostile notes, texts and names: each is read as what it is or refused with its code, nothing runs, nothing outside
// of the vault is touched, and other notes can still be worked on.
import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryVault } from './harness';

const AGENT = { as: 'dev-7', role: 'developer' };
const RETRY = '# Retry\n';

interface Written { item: { path: string } }

test.each<[string, number, string | Uint8Array]>([
  ['code in the properties', 0, '---js\n{ type: require("fs").writeFileSync("/tmp/touchstone-pwned", "x") }\n---\n# T\n'],
  ['a YAML bomb', 0, `---\na: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefghij'.split('').map((key, index) => `${key}: &${key} [${Array.from({ length: 9 }, () => `*${'abcdefghij'[index]}`).join(',')}]`).join('\n')}\n---\n`],
  ['keys of an object\'s own', 0, '---\n__proto__: {x: 1}\nconstructor: 2\ntoString: 3\n---\n'],
  ['NUL bytes', 0, 'a\u0000b\n'],
  ['bytes that are no text', 6, new Uint8Array([0x23, 0x20, 0xff, 0xfe, 0x0a])],
  ['control sequences', 0, '---\ntitle: "\\e[2J\\e]0;x\\a"\n---\n# \u001b[31mred\u001b[0m\n'],
  ['an open block of properties', 0, '---\na: 1\n'],
  ['a note of 5 MB', 0, `# T\n${'- [ ] task [[Link]] `code` %% x\n'.repeat(160_000)}`],
])('in a note (%s) is read, listed and counted without being run', (_, code, content) => {
  const vault = temporaryVault({ notes: { 'Good.md': '# Good\n' } });
  vault.edit('Hostile.md', content);
  expect(vault.run(['note', 'read', 'Hostile', '--json']).code).toBe(code);
  const list = vault.run(['note', 'list', '--json']).json<{ path: string }[]>();
  const named = [...list.data.map(({ path }) => path), ...(list.meta['unreadable'] as { path: string }[]).map(({ path }) => path)];
  expect(named.sort()).toEqual(['Good.md', 'Hostile.md']);
  expect(vault.run(['status', '--json']).code).toBe(0);
  expect(vault.run(['note', 'append', 'Good', 'x'], AGENT).code).toBe(0);
  expect(existsSync('/tmp/touchstone-pwned')).toBe(false);
  expect(readFileSync(join(vault.root, 'Hostile.md')).equals(Buffer.from(content))).toBe(true);
});

test.each<[string, string | Uint8Array]>([
  ['code in the properties', '---js\n{ x: 1 }\n---\n'],
  ['properties that are no mapping', '---\n- a\n---\n'],
  ['NUL bytes', 'a\u0000b'],
  ['bytes that are no text', new Uint8Array([0xff])],
])('as the text of a note (%s) is E_USAGE', (_, input) => {
  const vault = temporaryVault({ notes: { 'Retry.md': RETRY } });
  const refused = vault.run(['note', 'write', 'Retry', '--body-file', '-', '--json'], { ...AGENT, input });
  expect([refused.code, refused.failure().code]).toEqual([2, 'E_USAGE']);
  expect(vault.read('Retry.md')).toBe(RETRY);
});

test.each(['line\nbreak', 'quo"te', 'a:b', '../out', '/abs', '.hidden', 'x'.repeat(300), 'bell\u0007', 'a/../../b', 'a|b'])('as the name %j is E_USAGE', (name) => {
  const vault = temporaryVault();
  const refused = vault.run(['note', 'create', name, 'x', '--json'], AGENT);
  expect([refused.code, refused.failure().code]).toEqual([2, 'E_USAGE']);
  expect(vault.run(['note', 'list', '--json']).json().meta['total']).toBe(0);
});

test.each(['emoji 🎉', "it's quoted", 'n'.repeat(200), '$(touch pwned)', '-dash'])('as the name %j is taken as it is', (name) => {
  const vault = temporaryVault();
  const { path } = vault.run(['note', 'create', '--json', '--', name, 'x'], AGENT).json<Written>().data.item;
  expect(vault.run(['note', 'read', '--', path]).stdout).toBe('x\n');
});

test('links out of the vault are neither read nor written, folders are no notes', () => {
  const outside = temporaryVault({ notes: { 'Secret.md': 'secret\n' } });
  const vault = temporaryVault();
  symlinkSync(join(outside.root, 'Secret.md'), join(vault.root, 'Secret.md'));
  symlinkSync(outside.root, join(vault.root, 'link'));
  mkdirSync(join(vault.root, 'Folder.md'));
  for (const ref of ['Secret', 'Secret.md', 'link/Secret', 'link/New', 'Folder', 'Folder.md']) {
    const read = vault.run(['note', 'read', ref, '--json']);
    expect(read.code).not.toBe(0);
    expect(read.stdout).not.toContain('secret\n');
    expect(vault.run(['note', 'write', ref, 'x', '--json'], AGENT).code).not.toBe(0);
    expect(vault.run(['note', 'create', ref, 'x', '--json'], AGENT).code).not.toBe(0);
  }
  expect(outside.read('Secret.md')).toBe('secret\n');
  expect(existsSync(join(outside.root, 'New.md'))).toBe(false);
  const list = vault.run(['note', 'list', '--json']).json<unknown[]>();
  expect(list.data).toEqual([]);
});

test('control characters of a title never reach a terminal', () => {
  const vault = temporaryVault({ notes: { 'T.md': '---\ntitle: "\\e[2Jx"\n---\n\u001b[2J\u0007text\n' } });
  const { output } = vault.runAsHuman(['note', 'read', 'T']);
  expect(output).toContain('text');
  expect(output).not.toContain('\u001b[2J');
  expect(output).not.toContain('\u0007');
});
