// What counts as a path inside the vault.
import { describe, expect, test } from 'vitest';
import { folderPath, isBelow, notePath, vaultPath } from '../../../shared/vault/paths';

describe('a path given by a user', () => {
  test.each([
    ['stories/PROJ-a3f8k.md', 'stories/PROJ-a3f8k.md'],
    ['a//b/./c.md', 'a/b/c.md'],
    ['a\\b.md', 'a/b.md'],
    ['cafe\u0301.md', 'caf\u00e9.md'],
    ['😀 "quoted" it\'s.md', '😀 "quoted" it\'s.md'],
    ['.touchstone/config.yaml', '.touchstone/config.yaml'],
  ])('%j is taken as %j', (input, path) => {
    expect(vaultPath(input)).toBe(path);
  });

  test.each([
    ['', 'empty'],
    ['..', 'leaves the vault'],
    ['a/../../b.md', 'leaves the vault'],
    ['/etc/passwd', 'absolute'],
    ['C:\\notes\\a.md', 'absolute'],
    ['\\\\server\\share', 'absolute'],
    ['.obsidian/app.json', 'dot-name'],
    ['.git/config', 'dot-name'],
    ['.touchstone/ledger/w.jsonl', 'dot-name'],
    ['a/.hidden.md', 'dot-name'],
    ['a\nb.md', 'control character'],
    ['a\0b.md', 'control character'],
    [`${'x'.repeat(1100)}.md`, 'longer'],
  ])('%j is refused', (input, found) => {
    expect(() => vaultPath(input)).toThrow(found);
  });

  test('a note has an ending, a folder may be the whole vault', () => {
    expect(notePath('a/b')).toBe('a/b.md');
    expect(notePath('a/b.MD')).toBe('a/b.MD');
    expect(folderPath('')).toBe('');
    expect(folderPath('a/b/')).toBe('a/b');
    expect(isBelow('a/b.md', 'a')).toBe(true);
    expect(isBelow('ab/c.md', 'a')).toBe(false);
  });
});
