// A file that is YAML throughout: read and edited with its comments, its line ends, and with or without a last one.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lineOfKey, readYamlFile } from '../../../shared/note/yaml-file';
import { editYamlFile } from '../../../shared/note/yaml-file-edit';
import { sameValue } from '../../../shared/note/values';
import { name, noteText, value, writtenNote } from './arbitrary-properties';

/** A block of a note without its fences. */
const yamlFile = writtenNote.map((note) => {
  const [yaml] = noteText({ ...note, after: '' }).replace(/^\ufeff?---\r?\n/, '').split('\0');
  return yaml ?? '';
});

describe('a file of YAML', () => {
  test('reads as a block does', () => {
    expect(readYamlFile('\ufeff# c\na: 1\nb: {c: d}\n')).toEqual({ kind: 'properties', properties: { a: 1, b: { c: 'd' } } });
    expect(readYamlFile('')).toEqual({ kind: 'properties', properties: {} });
    expect(readYamlFile('a: 1\nb: @c\n')).toMatchObject({ kind: 'unreadable', line: 2 });
    expect(readYamlFile('- a\n')).toMatchObject({ kind: 'unreadable', line: 1 });
  });

  test.each<[before: string, after: string]>([
    ['', 'k: v\n'],
    ['# c', '# c\nk: v'],
    ['a: 1', 'a: 1\nk: v'],
    ['a: 1\r\n', 'a: 1\r\nk: v\r\n'],
    ['\ufeffa: 1\n', '\ufeffa: 1\nk: v\n'],
    ['\ufeff  a: &x 1\n', '\ufeff  a: &x 1\n  k: v\n'],
    ['k: x # c', 'k: v # c'],
    ['k:\n  - x', 'k: v'],
  ])('%j becomes %j', (before, after) => {
    expect(editYamlFile(before, { k: 'v' })).toBe(after);
  });

  test('gives its bytes back when what was set is unset', () => {
    fc.assert(
      fc.property(yamlFile, fc.constantFrom('', '\ufeff'), fc.boolean(), name, value, (yaml, bom, cut, key, wanted) => {
        const text = bom + (cut ? yaml.replace(/\r?\n$/, '') : yaml);
        const before = readYamlFile(text);
        fc.pre(before.kind === 'properties' && !Object.hasOwn(before.properties, key) && text !== bom && !text.endsWith('\n\n'));
        const edited = editYamlFile(text, { [key]: wanted });
        const after = readYamlFile(edited);
        expect(after.kind === 'properties' && sameValue(after.properties[key] ?? null, wanted)).toBe(true);
        expect(editYamlFile(edited, { [key]: undefined })).toBe(text);
      }),
      { numRuns: 1000 },
    );
  });

  test('knows the line of a key', () => {
    expect(lineOfKey('# c\na: 1\nb:\n  - x\nc: 2\n', 'c')).toBe(5);
    expect(lineOfKey('a: 1\n', 'b')).toBeNull();
  });

  test('is refused what would take an anchor away from another value', () => {
    const text = 'a: &x 1\nb: *x\n';
    expect(() => editYamlFile(text, { a: 2 })).toThrowError(expect.objectContaining({ code: 'E_INTEGRITY' }));
    expect(editYamlFile(text, { b: 2 })).toBe('a: &x 1\nb: 2\n');
  });

  test('is refused as a whole when it can\'t be read', () => {
    expect(() => editYamlFile('a: 1\nb: @c\n', { a: 2 })).toThrowError(expect.objectContaining({ code: 'E_INTEGRITY' }));
  });
});
