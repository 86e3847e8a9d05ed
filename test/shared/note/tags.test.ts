// Tags and tasks, case by case. Those with a source were read back from the app's own cache (1.13).
import { describe, expect, test } from 'vitest';
import { readFrontmatter } from '../../../shared/note/frontmatter';
import { scanNote } from '../../../shared/note/scan';
import { tagsOf } from '../../../shared/note/tags';
import { tasksOf } from '../../../shared/note/tasks';

function tags(text: string): string[] {
  const reading = readFrontmatter(text);
  return tagsOf(scanNote(text), reading.kind === 'properties' ? reading.properties : null).map(({ tag }) => tag);
}

describe('inline tags', () => {
  test.each<[string, string, string[]]>([
    ['at the start, after blanks and in lists', '#a b #c\n- #d\n> #e', ['a', 'c', 'd', 'e']],
    ['nested', '#inbox/to-read #a/b/c', ['inbox/to-read', 'a/b/c']],
    ['without a slash at the end', '#a/ #b//', ['a', 'b']],
    ['in any script, and emoji', '#日本語 #größe #✅done #🚀', ['日本語', 'größe', '✅done', '🚀']],
    ['with a character that is no digit', '#1984 #y1984 #1990s #2026/11 #3d', ['y1984', '1990s', '2026/11', '3d']],
    ['in headings and cells', '# Title #h\n\n| a |\n|---|\n|#c|\n', ['h', 'c']],
    ['in the text of links, not in their targets', '[x #in](a.md#no) [[n#no]] [[n|#no]]', ['in']],
    ['one after the other', '#tl#tm #tn/#to', ['tl', 'tm', 'tn', 'to']],
    ['in emphasis', 'x _#uc_ y *#b* **#c**', ['uc', 'b', 'c']],
    ['after tabs and no-break spaces', '\t#no-code\n\na\t#a\u00a0#b\u3000#c', ['a', 'b', 'c']],
    ['but not after punctuation or letters', '(#pa) "#pc" .#pd x—#pe a#b', []],
    ['but not in URLs', 'https://a.b/#c <https://a.b/#c> [x](https://a.b/ "#t") http://a.b/?q=#x', []],
    ['but not colours', 'color: #1e90ff; #FFF #fff000 #aabbccdd0 #00000080 #ffffff', ['aabbccdd0']],
    ['and short mixed words stay tags', '#e2e #2fa #abc #facade #add', ['e2e', '2fa', 'abc', 'facade', 'add']],
    ['but not escaped', '\\#a b\\#c', []],
    ['but not in inert text', '`#a` $x #b$ %%#c%% <!-- #d -->\n\n```\n#e\n```\n\n<div>\n#f\n</div>\n\n<a href="#g">x</a>', []],
    ['end at punctuation', '#a, #b. #c: #d) #e’s', ['a', 'b', 'c', 'd', 'e']],
  ])('%s', (_, text, expected) => expect(tags(text)).toEqual(expected));

  test('stand where they say', () => {
    const text = 'one\n  > two #three/four.\n';
    const [tag] = tagsOf(scanNote(text), null);
    expect(tag).toMatchObject({ tag: 'three/four', line: 1 });
    expect(text.slice(tag?.range?.start, tag?.range?.end)).toBe('#three/four');
  });
});

describe('the property tags', () => {
  test.each<[string, string[]]>([
    ['tags: [a, b/c]', ['a', 'b/c']],
    ['tags:\n  - a\n  - "#b"', ['a', 'b']],
    ['tags: a, b c', ['a', 'b', 'c']],
    ['tags: 2026', []],
    ['tags: [2026, y2026, "with blank", ""]', ['y2026']],
    ['tags:', []],
    ['tag: a', []],
    ['tags: {a: b}', []],
  ])('%j', (properties, expected) => expect(tags(`---\n${properties}\n---\n`)).toEqual(expected));
});

describe('tasks', () => {
  const tasks = (text: string): string[] => tasksOf(scanNote(text)).map(({ line, status, done, text: words }) => `${line}${done ? '*' : ''}[${status}]${words}`);

  test.each<[string, string, string[]]>([
    ['of any bullet', '- [ ] a\n* [ ] b\n+ [x] c\n1. [ ] d\n2) [X] e', ['0[ ]a', '1[ ]b', '2*[x]c', '3[ ]d', '4*[X]e']],
    ['with any mark', '- [-] a\n- [/] b\n- [>] c\n- [😀] d\n- [?] e', ['0*[-]a', '1*[/]b', '2*[>]c', '3*[😀]d', '4*[?]e']],
    ['in quotes, callouts and lists', '> - [ ] a\n> > 1. [x] b\n\n> [!todo] t\n> - [ ] c\n\n- d\n\t- [ ] e', ['0[ ]a', '1*[x]b', '4[ ]c', '7[ ]e']],
    ['without text', '- [ ]\n- [x] ', ['0[ ]', '1*[x]']],
    ['but no links, no text before the box, no box without a blank', '- [a](b)\n- [[a]]\n- a [ ] b\n- [ ]a\n- []\n- [ab] c\n[ ] d', []],
    ['but none in inert text', '```\n- [ ] a\n```\n\n%%\n- [ ] b\n%%\n\n    - [ ] c\n\n<div>\n- [ ] d\n</div>', []],
    ['with CRLF', '- [ ] a\r\n- [x] b\r\n', ['0[ ]a', '1*[x]b']],
  ])('%s', (_, text, expected) => expect(tasks(text)).toEqual(expected));
});
