// What a scan says of single constructs: examples of CommonMark 0.31 by their number, and what the app adds.
import { describe, expect, test } from 'vitest';
import { frontmatterBlock, isInert, lineOf, scanNote } from '../../../shared/note/scan';

const headingsOf = (text: string): string[] => scanNote(text).headings.map(({ level, text: heading }) => `${level} ${heading}`);
const inertOf = (text: string): string[] => {
  const scan = scanNote(text);
  return scan.inert.map(({ start, end, kind }) => `${kind} ${text.slice(start, end)}`);
};

describe('headings are as in CommonMark', () => {
  test.each<[example: number | string, text: string, headings: string[]]>([
    [1, '\tfoo\tbaz\t\tbim\n', []],
    [8, '    foo\n\tbar\n# x\n', ['1 x']],
    [10, '#\tFoo\n', ['1 Foo']],
    [43, '***\n---\n___\n# x', ['1 x']],
    [47, ' ***\n  ***\n   ***\n', []],
    [59, 'Foo\n***\nbar\n---\n', ['2 bar']],
    [60, '* Foo\n* * *\n* Bar\n', []],
    [62, '# foo\n## foo\n### foo\n#### foo\n##### foo\n###### foo\n', ['1 foo', '2 foo', '3 foo', '4 foo', '5 foo', '6 foo']],
    [63, '####### foo\n', []],
    [64, '#5 bolt\n\n#hashtag\n', []],
    [65, '\\## foo\n', []],
    [66, '# foo *bar* \\*baz\\*\n', ['1 foo *bar* \\*baz\\*']],
    [67, '#                  foo                     \n', ['1 foo']],
    [68, ' ### foo\n  ## foo\n   # foo\n', ['3 foo', '2 foo', '1 foo']],
    [69, '    # foo\n', []],
    [70, 'foo\n    # bar\n', []],
    [71, '## foo ##\n  ###   bar    ###\n', ['2 foo', '3 bar']],
    [72, '# foo ##################################\n##### foo ##\n', ['1 foo', '5 foo']],
    [73, '### foo ###     \n', ['3 foo']],
    [74, '### foo ### b\n', ['3 foo ### b']],
    [75, '# foo#\n', ['1 foo#']],
    [77, '****\n## foo\n****\n', ['2 foo']],
    [78, 'Foo bar\n# baz\nBar foo\n', ['1 baz']],
    [79, '## \n#\n### ###\n', ['2 ', '1 ', '3 ']],
    [80, 'Foo *bar*\n=========\n\nFoo *bar*\n---------\n', ['1 Foo *bar*', '2 Foo *bar*']],
    [81, 'Foo *bar\nbaz*\n====\n', ['1 Foo *bar baz*']],
    [83, 'Foo\n-------------------------\n\nFoo\n=\n', ['2 Foo', '1 Foo']],
    [84, '   Foo\n---\n\n  Foo\n-----\n\n  Foo\n  ===\n', ['2 Foo', '2 Foo', '1 Foo']],
    [85, '    Foo\n    ---\n\n    Foo\n---\n', []],
    [86, 'Foo\n   ----      \n', ['2 Foo']],
    [87, 'Foo\n    ---\n', []],
    [88, 'Foo\n= =\n\nFoo\n--- -\n', []],
    [90, 'Foo\\\n----\n', ['2 Foo\\']],
    [91, '`Foo\n----\n`\n\n<a title="a lot\n---\nof dashes"/>\n', ['2 `Foo', '2 <a title="a lot']],
    [92, '> Foo\n---\n', []],
    [93, '> foo\nbar\n===\n', []],
    [94, '- Foo\n---\n', []],
    [95, 'Foo\nBar\n---\n', ['2 Foo Bar']],
    [96, '---\nFoo\n---\nBar\n---\nBaz\n', ['2 Bar']],
    [97, '\n====\n', []],
    [98, '\n---\n---\n', []],
    [99, '- foo\n-----\n', []],
    [100, '    foo\n---\n', []],
    [101, '> foo\n-----\n', []],
    [102, '\\> foo\n------\n', ['2 \\> foo']],
    [103, 'Foo\n\nbar\n---\nbaz\n', ['2 bar']],
    [106, 'Foo\nbar\n\\---\nbaz\n', []],
    [115, '# Heading\n    foo\nHeading\n------\n    foo\n----\n', ['1 Heading', '2 Heading']],
    [140, 'foo\n```\nbar\n```\nbaz\n', []],
    [141, 'foo\n---\n~~~\nbar\n~~~\n# baz\n', ['2 foo', '1 baz']],
    ['definitions (216)', '[foo]: /url\n===\n[foo]\n', []],
    ['definitions, then text (215)', '[foo]: /url\nbar\n===\n[foo]\n', ['1 bar']],
    [228, '> # Foo\n> bar\n> baz\n', []],
    [234, '> foo\n---\n', []],
    [254, '- one\n\n two\n# x', ['1 x']],
    ['an item ends', '- foo\n# bar\n', ['1 bar']],
    ['a lazy line', '> foo\nbar\n# baz\n', ['1 baz']],
    ['an underline below a lazy line', '- foo\nbar\n---\n', []],
    ['a break by \\r', 'a\r# b\rc\r=\r', ['1 b', '1 c']],
    ['a form feed is no blank', '#\fa', []],
    ['a no-break space is no blank', '#\u00a0a', []],
  ])('example %s', (_, text, headings) => {
    expect(headingsOf(text)).toEqual(headings);
  });
});

describe('inert text is as in CommonMark', () => {
  test.each<[example: number | string, text: string, inert: string[]]>([
    [107, '    a simple\n      indented code block\n', ['indented_code     a simple\n      indented code block']],
    [111, '    chunk1\n\n    chunk2\n  \n \n \n    chunk3\n', ['indented_code     chunk1\n\n    chunk2\n  \n \n \n    chunk3']],
    [113, 'Foo\n    bar\n', []],
    [117, '\n    \n    foo\n    \n', ['indented_code     foo']],
    [121, '``\nfoo\n``\n', ['code ``\nfoo\n``']],
    [122, '```\naaa\n~~~\n```\n', ['fence ```\naaa\n~~~\n```']],
    [124, '````\naaa\n```\n``````\n', ['fence ````\naaa\n```\n``````']],
    [126, '```\n', ['fence ```\n']],
    [128, '> ```\n> aaa\n\nbbb\n', ['fence ```\n> aaa\n']],
    [134, '    ```\n    aaa\n    ```\n', ['indented_code     ```\n    aaa\n    ```']],
    [136, '   ```\naaa\n  ```\n', ['fence ```\naaa\n  ```']],
    [137, '```\naaa\n    ```\n', ['fence ```\naaa\n    ```\n']],
    [138, '``` ```\naaa\n', ['code ``` ```']],
    [139, '~~~~~~\naaa\n~~~ ~~\n', ['fence ~~~~~~\naaa\n~~~ ~~\n']],
    [145, '``` aa ```\naaa\n', ['code ``` aa ```']],
    [146, '~~~ aa ``` ~~~\naaa\n~~~\n', ['fence ~~~ aa ``` ~~~\naaa\n~~~']],
    [147, '```\n``` aaa\n```\n', ['fence ```\n``` aaa\n```']],
    [148, '<table><tr><td>\n<pre>\n**Hello**,\n\n_world_.\n</pre>\n</td></tr></table>\n',
      ['html <table><tr><td>\n<pre>\n**Hello**,', 'html </pre>', 'html </td></tr></table>']],
    [328, '`foo`\n', ['code `foo`']],
    [329, '`` foo ` bar ``\n', ['code `` foo ` bar ``']],
    [335, '``\nfoo\nbar  \nbaz\n``\n', ['code ``\nfoo\nbar  \nbaz\n``']],
    [338, '`foo\\`bar`\n', ['code `foo\\`']],
    [341, '*foo`*`\n', ['code `*`']],
    [343, '`<a href="`">`\n', ['code `<a href="`']],
    [344, '<a href="`">`\n', ['html <a href="`">']],
    [345, '`<https://foo.bar.`baz>`\n', ['code `<https://foo.bar.`']],
    [346, '<https://foo.bar.`baz>`\n', []],
    [347, '```foo``\n', []],
    [348, '`foo\n', []],
    [349, '`foo``bar``\n', ['code ``bar``']],
    ['tags (613)', '<a><bab><c2c>\n', ['html <a>', 'html <bab>', 'html <c2c>']],
    ['tags over lines (615)', 'x <a  /><b2\ndata="foo" >\n', ['html <a  />', 'html <b2\ndata="foo" >']],
    ['attributes (616)', 'x <a foo="bar" bam = \'baz <em>"</em>\'\n_boolean zoop:33=zoop:33 />\n',
      ['html <a foo="bar" bam = \'baz <em>"</em>\'\n_boolean zoop:33=zoop:33 />']],
    ['no tags (618)', '<33> <__>\n', []],
    ['no attributes (619)', '<a h*#ref="hi">\n', []],
    ['no values (620)', '<a href="hi\'> <a href=hi\'>\n', []],
    ['closing tags (623)', 'x </a></foo >\n', ['html </a>', 'html </foo >']],
    ['no closing tag (624)', '</a href="foo">\n', []],
    ['an empty comment', 'a %%%% b %%%c%%\n', ['comment %%%%', 'comment %%%c%%']],
    ['no math behind a blank', '$ a$ and $b $\n', []],
    ['a hashtag begins text', '#a `b`\n', ['code `b`']],
    ['an item below a lazy line may have any number', '> a\n2. ```\n   # x\n', ['fence ```\n   # x\n']],
    ['an item in a paragraph begins with 1', 'a\n2. `b\n1. c`\n', []],
    ['comments (626)', 'foo <!--> foo -->\n\nfoo <!---> foo -->\n', ['html_comment <!-->', 'html_comment <!--->']],
  ])('example %s', (_, text, inert) => {
    expect(inertOf(text)).toEqual(inert);
  });
});

describe('what stands in containers', () => {
  test.each<[name: string, text: string, headings: string[], inert: string[]]>([
    ['a fence ends with its quote', '> ```\n> # a\n# b', ['1 b'], ['fence ```\n> # a\n']],
    ['a fence ends with its item', '- ```\n  # a\n# b', ['1 b'], ['fence ```\n  # a\n']],
    ['a fence goes on over a blank line of its item', '- ```\n\n  # a\n\n  ```\n# b', ['1 b'], ['fence ```\n\n  # a\n\n  ```']],
    ['a fence ends with its callout', '> [!note]- Title\n> ~~~\n> a\n\n# b', ['1 b'], ['fence ~~~\n> a\n']],
    ['code is indented from the item', '1. a\n\n       b\n', [], ['indented_code     b']],
    ['tabs reach to columns', '-\ta\n\n\tb\n', [], []],
    ['a tab more is code', '-\ta\n\n\t\tb\n', [], ['indented_code \tb']],
    ['a tab is read in parts (6)', '>\t\tfoo\n', [], ['indented_code \t\tfoo']],
    ['a comment ends with its item', '- %%\n  a\n\nb `c`', [], ['comment %%\n  a\n\n', 'code `c`']],
  ])('%s', (_, text, headings, inert) => {
    expect([headingsOf(text), inertOf(text)]).toEqual([headings, inert]);
  });

  test('what is nested deeper than a hundred levels is text', () => {
    expect(inertOf(`${'> '.repeat(99)}\`\`\`\n`)).toHaveLength(1);
    expect(inertOf(`${'> '.repeat(150)}\`\`\`\n`)).toEqual([]);
  });
});

describe('frontmatter', () => {
  test.each<[name: string, text: string, content: string | null, body: string]>([
    ['between two lines of dashes', '---\na: 1\n---\nbody', 'a: 1\n', 'body'],
    ['that is empty', '---\n---\nbody', '', 'body'],
    ['that ends the note', '---\na: 1\n---', 'a: 1\n', ''],
    ['after a BOM', '\ufeff---\na: 1\n---\nbody', 'a: 1\n', 'body'],
    ['with CRLF', '---\r\na: 1\r\n---\r\nbody', 'a: 1\r\n', 'body'],
    ['that ends with dots', '---\na: 1\n...\nbody', 'a: 1\n', 'body'],
    ['with blanks after the delimiters', '--- \na: 1\n---\t \nbody', 'a: 1\n', 'body'],
    ['with dashes in values', '---\na: --- b\nc: "\n  ---\n  "\n--- d\n---e\n----\n---\nbody', 'a: --- b\nc: "\n  ---\n  "\n--- d\n---e\n----\n', 'body'],
    ['is not below a line', '\n---\na: 1\n---\n', null, '\n---\na: 1\n---\n'],
    ['is not indented', ' ---\na: 1\n---\n', null, ' ---\na: 1\n---\n'],
    ['has three dashes', '----\na: 1\n----\n', null, '----\na: 1\n----\n'],
    ['has no language', '---js\na: 1\n---\n', null, '---js\na: 1\n---\n'],
    ['is no lone ruler', '---\n', null, '---\n'],
    ['is no ruler at the end', '---', null, '---'],
    ['is no ruler above prose', '---\nSome text\nmore', null, '---\nSome text\nmore'],
    ['is no ruler above prose with a colon', '---\n\nNote: this is prose', null, '---\n\nNote: this is prose'],
    ['is no ruler above a heading', '---\n# a: b\n', null, '---\n# a: b\n'],
    ['is no ruler above a list', '---\n- a: b\n', null, '---\n- a: b\n'],
    ['is no ruler above a link', '---\nhttps://example.org\n', null, '---\nhttps://example.org\n'],
  ])('%s', (_, text, content, body) => {
    const scan = scanNote(text);
    const { frontmatter } = scan;
    expect(frontmatter === null ? null : text.slice(frontmatter.contentStart, frontmatter.contentEnd)).toBe(content);
    expect(text.slice(scan.bodyStart)).toBe(body);
    expect(frontmatter?.closed ?? true).toBe(true);
    expect(frontmatter?.start ?? null).toBe(frontmatter === null ? null : scan.bom ? 1 : 0);
    expect(frontmatterBlock(text)).toEqual(frontmatter);
  });

  test.each(['---\na: 1\n', '---\n"a b": 1\n# Title\n', '---\ntags:\n  - a\n- b\n# c\n ---\n', '---\na: 1\n\nBody text'])('never closed in %j is told, and its text is the body', (text) => {
    const scan = scanNote(text);
    expect(scan.frontmatter).toMatchObject({ start: 0, contentStart: 4, contentEnd: text.length, end: text.length, closed: false });
    expect(scan.bodyStart).toBe(0);
  });

  test('holds no heading and no inert text', () => {
    const scan = scanNote('---\na: |\n  # b\n  `c`\n---\n# d `e`\n');
    expect(scan.headings).toMatchObject([{ text: 'd `e`', line: 5 }]);
    expect(scan.inert).toHaveLength(1);
  });
});

describe('offsets', () => {
  test('a heading spans its lines, underline and break included', () => {
    expect(scanNote('\ufeff# a\r\n\r\n b\r\nc\r\n=\r\nd').headings).toEqual([
      { level: 1, text: 'a', line: 0, start: 1, end: 6 },
      { level: 1, text: 'b c', line: 2, start: 8, end: 18 },
    ]);
  });

  test('lines are found by any offset in them', () => {
    const scan = scanNote('a\r\nb\n\nc');
    expect([0, 1, 2, 3, 4, 5, 6, 7].map((offset) => lineOf(scan, offset))).toEqual([0, 0, 0, 1, 1, 2, 3, 3]);
    expect(lineOf(scanNote(''), 0)).toBe(0);
  });

  test('most lines decide the break', () => {
    expect(['a', 'a\n', 'a\r\nb\r\nc\n', 'a\r\nb\n', 'a\rb\r'].map((text) => scanNote(text).eol)).toEqual(['\n', '\n', '\r\n', '\n', '\n']);
  });

  test('inert zones hold their marks and nothing more', () => {
    const scan = scanNote('a `b` c');
    expect([1, 2, 4, 5].map((offset) => isInert(scan, offset))).toEqual([false, true, true, false]);
  });
});

describe('a text is scanned once while it is asked for again', () => {
  test('a story keeps its scan while a given text is looked at below four others', () => {
    const story = scanNote('# Story\n');
    for (const above of ['\n', '\nx\n', '\n- x\n\n', '\n1. x\n\n']) scanNote(`${above}given`);
    expect(scanNote('# Story\n')).toBe(story);
  });

  test('a huge text is forgotten at once', () => {
    const huge = 'x'.repeat(256 * 1024 + 1);
    expect(scanNote(huge)).not.toBe(scanNote(huge));
    expect(scanNote(huge)).toEqual(scanNote(huge));
  });
});
