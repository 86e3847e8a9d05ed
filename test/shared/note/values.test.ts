// Values as people write them: lists that are not lists, links with and without brackets.
import { describe, expect, test } from 'vitest';
import { readFrontmatter } from '../../../shared/note/frontmatter';
import { linkTarget, listOf, sameValue } from '../../../shared/note/values';

describe('a property as a list', () => {
  test.each([
    ['a:', []],
    ['a: ""', []],
    ['b: 1', []],
    ['a: one', ['one']],
    ['a: 5', ['5']],
    ['a: true', ['true']],
    ['a: [x, 2, null]', ['x', '2']],
    ['a:\n  - x\n  - y', ['x', 'y']],
    ['a: "[[Note]]"', ['[[Note]]']],
    ['a: [[Note]]', ['Note']],
    ['a:\n  - [[Note]]\n  - x', ['Note', 'x']],
    ['a: {b: c}', []],
  ])('reads %j', (yaml, list) => {
    const reading = readFrontmatter(`---\n${yaml}\n---\n`);
    expect(listOf(reading.kind === 'properties' ? reading.properties['a'] : 'unreadable')).toEqual(list);
  });
});

describe('the target of a link', () => {
  test.each([
    ['[[Note]]', 'Note'],
    ['  [[ Note ]] ', 'Note'],
    ['"[[Note]]"', 'Note'],
    ["'[[Note|shown]]'", 'Note'],
    ['[[folder/Note#Part|shown]]', 'folder/Note#Part'],
    ['[[Note\\|shown]]', 'Note'],
    ['![[Note]]', 'Note'],
    ['Note', 'Note'],
    ['"Note"', 'Note'],
    ['PROJ-a3f8k', 'PROJ-a3f8k'],
    ['[[Note', '[[Note'],
    ['', ''],
    ['"', '"'],
  ])('of %j is %j', (value, target) => {
    expect(linkTarget(value)).toBe(target);
  });
});

describe('equality of values', () => {
  test.each([
    [1, 1, true],
    [1, '1', false],
    [null, '', false],
    [null, [], false],
    [['a'], ['a'], true],
    [['a'], ['a', 'b'], false],
    [['a'], { 0: 'a' }, false],
    [{ a: 1, b: [2] }, { b: [2], a: 1 }, true],
    [{ a: 1 }, { b: 1 }, false],
    [{ a: null }, {}, false],
  ])('%j and %j: %j', (one, other, same) => {
    expect(sameValue(one, other)).toBe(same);
    expect(sameValue(other, one)).toBe(same);
  });
});
