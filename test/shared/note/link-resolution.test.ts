// What links lead to, case by case. The order was read back from the app itself (1.13): exact path, beside the source,
// shortest path; relative paths mean themselves. Aliases come last and are ours.
import { describe, expect, test } from 'vitest';
import { catalogueOf, isBroken, resolveLink } from '../../../shared/note/link-resolution';
import { anchorsOf } from '../../../shared/note/anchors';
import { linksOf } from '../../../shared/note/links';
import { scanNote } from '../../../shared/note/scan';

const TEXTS: Record<string, string> = {
  'Note.md': '# One\n## Two\n### Three\n# Two\n\nText ^block-1\n\n- item ^Item\n\n```\ncode ^no\n```\n\n![[x.png]]^after-embed\n\n^alone\n',
  'a/b/Other.md': '',
  'zzzz/Other.md': '',
  'zzzz/Sub/Deep.md': '',
  'Über uns.md': '# C++ & co: what?\n',
  'Dots v1.2.md': '',
  'pictures/One.png': '',
  'Board.canvas': '',
  'stories/PROJ-a3f8k.md': '',
};
const catalogue = catalogueOf(Object.entries(TEXTS).map(([path, text]) => ({
  path,
  aliases: path === 'stories/PROJ-a3f8k.md' ? ['Sign in', 'Note'] : [],
  anchors: path.endsWith('.md') ? anchorsOf(scanNote(text)) : null,
})));

function led(link: string, source = 'Source.md'): string {
  const [parsed] = linksOf(scanNote(link.startsWith('[') ? link : `[[${link}]]`));
  if (parsed === undefined) throw new Error(`${link} is no link`);
  const resolution = resolveLink(parsed, source, catalogue);
  const anchor = resolution.anchor === 'none' ? '' : ` ${resolution.anchor}`;
  return `${resolution.path ?? '-'} ${resolution.by ?? '-'}${anchor}${isBroken(resolution) ? ' broken' : ''}`;
}

describe('a link leads', () => {
  test.each<[string, string, string]>([
    ['to an exact path', 'a/b/Other', 'a/b/Other.md path'],
    ['to an exact path with extension', 'a/b/Other.md', 'a/b/Other.md path'],
    ['to an exact path in other letters', 'A/B/OTHER', 'a/b/Other.md path'],
    ['to a name at the root before an alias', 'note', 'Note.md path'],
    ['to a name anywhere', 'Deep', 'zzzz/Sub/Deep.md name'],
    ['to the end of a path', 'sub/Deep', 'zzzz/Sub/Deep.md name'],
    ['to the shortest path of several', 'Other', 'a/b/Other.md name'],
    ['to composed letters however they are typed', 'u\u0308ber uns', 'Über uns.md path'],
    ['to a name with dots', 'Dots v1.2', 'Dots v1.2.md path'],
    ['to an attachment by its name', 'One.png', 'pictures/One.png name'],
    ['to a canvas', 'Board.canvas', 'Board.canvas path'],
    ['to no attachment without its extension', 'One', '- - broken'],
    ['to an alias, last', 'sign in', 'stories/PROJ-a3f8k.md alias'],
    ['from the root with a slash', '/Note', 'Note.md path'],
    ['nowhere', 'Missing', '- - broken'],
    ['nowhere by a folder that does not fit', 'x/Deep', '- - broken'],
    ['nowhere by a part of a name', 'eep', '- - broken'],
    ['to the system vault, which is not judged', 'system:conventions/X', '- system'],
    ['to this vault by its prefix', 'project:Note', 'Note.md path'],
    ['nowhere by a URL in brackets', 'https://example.org', '- - broken'],
    ['by a decoded target', '[x](%C3%9Cber%20uns.md)', 'Über uns.md path'],
    ['by a Markdown name anywhere', '[x](Deep.md)', 'zzzz/Sub/Deep.md name'],
    ['nowhere by __proto__', '__proto__', '- - broken'],
  ])('%s', (_, link, expected) => expect(led(link)).toBe(expected));

  test('to the file beside the source before a shorter path, not to one in a folder above', () => {
    expect(led('Other', 'zzzz/Source.md')).toBe('zzzz/Other.md name');
    expect(led('Other', 'zzzz/Sub/Source.md')).toBe('a/b/Other.md name');
    expect(led('Sub/Deep', 'zzzz/Source.md')).toBe('zzzz/Sub/Deep.md name');
  });

  test('by a relative path to that file only', () => {
    expect(led('./Other', 'zzzz/Source.md')).toBe('zzzz/Other.md relative');
    expect(led('../Note', 'zzzz/Source.md')).toBe('Note.md relative');
    expect(led('./Deep', 'zzzz/Source.md')).toBe('- - broken');
    expect(led('../../../Note', 'zzzz/Source.md')).toBe('- - broken');
    expect(led('[x](../Other.md)', 'zzzz/Sub/Source.md')).toBe('zzzz/Other.md relative');
  });

  test('to one file and names the others', () => {
    expect(resolveLink({ target: 'Other', headings: [], block: null }, 'S.md', catalogue)).toEqual({ path: 'a/b/Other.md', by: 'name', also: ['zzzz/Other.md'], anchor: 'none' });
  });
});

describe('the part that a link names', () => {
  test.each<[string, string]>([
    ['Note#One', 'Note.md path found'],
    ['Note#one', 'Note.md path found'],
    ['Note#One#Two#Three', 'Note.md path found'],
    ['Note#One#Three', 'Note.md path found'],
    ['Note#Three#Two', 'Note.md path missing broken'],
    ['Note#Four', 'Note.md path missing broken'],
    ['Über uns#C++ & co what', 'Über uns.md path found'],
    ['Note#^block-1', 'Note.md path found'],
    ['Note#^BLOCK-1', 'Note.md path found'],
    ['Note#^item', 'Note.md path found'],
    ['Note#^after-embed', 'Note.md path found'],
    ['Note#^alone', 'Note.md path found'],
    ['Note#^no', 'Note.md path missing broken'],
    ['Missing#One', '- - unknown broken'],
    ['Board.canvas#x', 'Board.canvas path unknown'],
  ])('%s', (link, expected) => expect(led(link)).toBe(expected));

  test('may be one of the note itself', () => {
    expect([led('#One', 'Note.md'), led('#Nothing', 'Note.md')]).toEqual(['Note.md self found', 'Note.md self missing broken']);
  });
});
