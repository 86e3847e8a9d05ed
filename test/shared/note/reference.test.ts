// References as people write them, and which note they mean.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { matchReference, parseReference, type Candidate, type Reference } from '../../../shared/note/reference';
import { refusal } from '../../refusal';

describe('a reference', () => {
  test.each<[string, Reference]>([
    ['X', { target: 'X' }],
    ['  X  ', { target: 'X' }],
    ['X.md', { target: 'X' }],
    ['folder/X.MD', { target: 'folder/X' }],
    ['/folder/X', { target: 'folder/X' }],
    ['./X.md', { target: 'X' }],
    ['[[X]]', { target: 'X' }],
    ['![[X]]', { target: 'X' }],
    ['[[folder/X.md]]', { target: 'folder/X' }],
    ['[[X|shown]]', { target: 'X' }],
    ['[[X\\|shown]]', { target: 'X' }],
    ['[[X#H|shown]]', { target: 'X', heading: 'H' }],
    ['[[X.md#H]]', { target: 'X', heading: 'H' }],
    ['[[X # H]]', { target: 'X', heading: 'H' }],
    ['[[X#A#B]]', { target: 'X', heading: 'A#B' }],
    ['X#Heading with words', { target: 'X', heading: 'Heading with words' }],
    ['X#^block', { target: 'X', heading: '^block' }],
    ['[[X#]]', { target: 'X' }],
    ['C# tips', { target: 'C# tips' }],
    ['Fix #12', { target: 'Fix #12' }],
    ['About C#', { target: 'About C#' }],
    ['About C#.md', { target: 'About C#' }],
    ['old/a#b.md', { target: 'old/a#b' }],
    ['system:X', { target: 'X', tier: 'system' }],
    ['project: folder/X.md', { target: 'folder/X', tier: 'project' }],
    ['[[system:X#H|s]]', { target: 'X', heading: 'H', tier: 'system' }],
    ['other:X', { target: 'other:X' }],
    ['X.canvas', { target: 'X.canvas' }],
    ['X.md.md', { target: 'X.md' }],
    ['__proto__', { target: '__proto__' }],
    ['[not a link]', { target: '[not a link]' }],
  ])('%j is read', (ref, expected) => {
    expect(parseReference(ref)).toEqual(expected);
  });

  test.each(['', '  ', '[[]]', '[[|x]]', '#Heading', '[[#Heading]]', 'system:', '.md', '/', './'])('%j names no note', (ref) => {
    expect(refusal(() => parseReference(ref))).toMatchObject({ code: 'E_USAGE', details: { reference: ref } });
  });

  test('of a path that a command printed is that path', () => {
    const name = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }).filter((text) => !/[/\r\n]|^[.\s]|\s$|^!?\[\[|^(?:system|project):/.test(text));
    fc.assert(fc.property(fc.array(name, { minLength: 1, maxLength: 3 }), (parts) => {
      const path = `${parts.join('/')}.md`;
      expect(matchReference(parseReference(path), [{ path }])).toEqual({ path, also: [], by: 'path' });
    }));
  });
});

describe('a reference means', () => {
  const vault: Candidate[] = [
    { path: 'z/deep/er/Note.md', aliases: ['Other name'] },
    { path: 'b/Note.md', aliases: ['Shared', 'C# tips'] },
    { path: 'a/note.md', aliases: ['shared', ' Padded '] },
    { path: 'longer/Note.md' },
    { path: 'a/Topic.md' },
    { path: 'x/a/Topic.md' },
    { path: 'Topic list.md', aliases: ['Topic'] },
    { path: 'Board.canvas' },
    { path: 'é.md' },
    { path: 'constructor.md' },
  ];

  test.each<[ref: string, path: string | null, by: string, also: string[]]>([
    ['b/Note', 'b/Note.md', 'path', []],
    ['b/Note.md', 'b/Note.md', 'path', []],
    ['B/NOTE', 'b/Note.md', 'path', []],
    ['Note', 'a/note.md', 'name', ['b/Note.md', 'longer/Note.md', 'z/deep/er/Note.md']],
    ['NOTE.md', 'a/note.md', 'name', ['b/Note.md', 'longer/Note.md', 'z/deep/er/Note.md']],
    ['er/note', 'z/deep/er/Note.md', 'name', []],
    ['a/Topic', 'a/Topic.md', 'path', []],
    ['A/topic', 'a/Topic.md', 'path', []],
    ['Topic', 'a/Topic.md', 'name', ['x/a/Topic.md']],
    ['Topic list', 'Topic list.md', 'path', []],
    ['other NAME', 'z/deep/er/Note.md', 'alias', []],
    ['Shared', 'a/note.md', 'alias', ['b/Note.md']],
    ['padded', 'a/note.md', 'alias', []],
    ['C# tips', 'b/Note.md', 'alias', []],
    ['Board.canvas', 'Board.canvas', 'path', []],
    ['board.CANVAS', 'Board.canvas', 'path', []],
    ['e\u0301', 'é.md', 'path', []],
    ['constructor', 'constructor.md', 'path', []],
    ['ote', null, '', []],
    ['b', null, '', []],
    ['__proto__', null, '', []],
  ])('%j: %s', (ref, path, by, also) => {
    const match = matchReference(parseReference(ref), vault);
    expect(match).toEqual(path === null ? null : { path, also, by });
    expect(matchReference(parseReference(ref), [...vault].reverse())).toEqual(match);
  });

  test('takes a target as it stands', () => {
    expect(matchReference('C# tips', vault)?.path).toBe('b/Note.md');
    expect(matchReference('', vault)).toBeNull();
  });

  test('an exact path before one that differs in letter case', () => {
    const twins = [{ path: 'note.md' }, { path: 'Note.md' }];
    expect(matchReference('Note', twins)).toEqual({ path: 'Note.md', also: [], by: 'path' });
    expect(matchReference('NOTE', twins)).toEqual({ path: 'Note.md', also: ['note.md'], by: 'path' });
  });
});
