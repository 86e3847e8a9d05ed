// Editing properties: what exactly the text is afterwards, how values are quoted, and what is refused.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readFrontmatter } from '../../../shared/note/frontmatter';
import type { PropertyValue } from '../../../shared/note/frontmatter';
import { addToList, removeFromList, setMoment, setProperties, setProperty, unsetProperty } from '../../../shared/note/properties';
import { TRICKY_TEXTS } from './arbitrary-properties';

function golden(name: string): string {
  return readFileSync(new URL(`../../golden/properties/${name}`, import.meta.url), 'utf8');
}

function read(note: string, key: string): PropertyValue | undefined {
  const reading = readFrontmatter(note);
  return reading.kind === 'properties' ? reading.properties[key] : undefined;
}

describe('many edits of a note that somebody wrote by hand', () => {
  const edits: readonly ((note: string) => string)[] = [
    (note) => setProperty(note, 'title', "It's done"),
    (note) => addToList(note, 'aliases', ['a, b', 'Login']),
    (note) => setProperties(note, { status: 'in_progress', priority: 0 }),
    (note) => addToList(removeFromList(note, 'labels', ['security']), 'labels', ['web']),
    (note) => setProperty(note, 'blocked_by', ['[[PROJ-b3c0p]]', '[[PROJ-ccccc]]']),
    (note) => setProperty(note, 'estimate', '00123'),
    (note) => setProperty(note, 'summary', 'Now\nliteral.'),
    (note) => setProperty(note, 'notes', 'short'),
    (note) => setProperty(note, 'custom', { reviewers: { web: 'ann', api: 'cleo', ops: 'dan' }, since: '2026-11-20' }),
    (note) => addToList(note, 'empty', ['[[X]]']),
    (note) => setProperties(note, { assignee: 'dev-7', claimed_at: '2026-11-21T09:00:00Z' }),
  ];

  test('change the lines of those properties, as in test/golden', () => {
    expect(edits.reduce((note, edit) => edit(note), golden('story.before.md'))).toBe(golden('story.after.md'));
  });

  test('change the same lines of a note with CRLF and a BOM', () => {
    const crlf = (note: string): string => `\ufeff${note.replaceAll('\n', '\r\n')}`;
    const edited = edits.reduce((note, edit) => edit(note), crlf(golden('story.before.md')));
    expect(edited).toBe(crlf(golden('story.after.md')));
  });
});

describe('setting one property', () => {
  test.each<[what: string, block: string, value: PropertyValue, after: string]>([
    ['a scalar by a scalar', 'k: a', 'b', 'k: b'],
    ['a number by a number', 'k: 1', 2, 'k: 2'],
    ['a number by its text', 'k: 1', '1', 'k: "1"'],
    ['a text by its number', 'k: "1"', 1, 'k: 1'],
    ['a value by nothing', 'k: a # c', null, 'k: # c'],
    ['nothing by a value', 'k:', 'a', 'k: a'],
    ['nothing by a value, before a comment', 'k: # c', true, 'k: true # c'],
    ['in double quotes by a text', 'k: "a"', 'b', 'k: "b"'],
    ['in single quotes by a text', "k: 'a'", "it's", "k: 'it''s'"],
    ['in single quotes by what only double quotes can hold', "k: 'a'", '\x1b[31m', 'k: "\\e[31m"'],
    ['a scalar by a list', 'k: a # c', ['x', 'z'], 'k: # c\n  - x\n  - z'],
    ['a scalar by a list that begins with it', "k: 'a' # c", ['a', 'b'], "k: # c\n  - 'a'\n  - b"],
    ['a list by a scalar', 'k: # c\n  - x # one\n  - y', 'a', 'k: a # c'],
    ['a list by no items', 'k:\n  - x\n  - y', [], 'k: []'],
    ['no items by a list', 'k: [] # c', ['x'], 'k: # c\n  - x'],
    ['a row by another row', 'k: [a, "b", c] # c', ['b', 'd'], 'k: ["b", d] # c'],
    ['a row of several lines by a longer one', 'k: [\n  a, # one\n  b # two\n]', ['a', 'b', 'c'], 'k: [\n  a, # one\n  b, c # two\n]'],
    ['items in another order', 'k:\n  - a # 1\n  - b # 2', ['b', 'a'], 'k:\n  - b # 2\n  - a'],
    ['a list that is not indented', 'k:\n- a', ['a', 'b'], 'k:\n- a\n- b'],
    ['a list of lists', 'k:\n  - [a]', [['a'], { b: ['c, d'] }], 'k:\n  - [a]\n  - {b: ["c, d"]}'],
    ['a map by a map that keeps a line', 'k:\n  a: 1 # one\n  # note\n  b: 2', { a: 1, c: [3] }, 'k:\n  a: 1 # one\n  # note\n  c:\n    - 3'],
    ['a map by an empty one', 'k:\n  a: 1', {}, 'k: {}'],
    ['a map in braces by a map', 'k: {a: 1} # c', { b: 2 }, 'k: # c\n  b: 2'],
    ['a literal text by a line', 'k: |  # c\n  a\n\n  b\n', 'x', 'k: x  # c\n'],
    ['a line by a text of lines', 'k: a # c', 'x\ny\n', 'k: | # c\n  x\n  y'],
    ['a folded text by another', 'k: >+\n  a\n\n', 'x\ny', 'k: |-\n  x\n  y'],
    ['a literal text and the blank lines that it keeps', 'k: |+\n  a\n', 'x', 'k: x'],
    ['a text over several lines', 'k: a\n  b # c', 'x', 'k: x # c'],
    ['an anchored value, whose anchor goes', 'k: &x a # c', 'b', 'k: b # c'],
    ['an alias', 'j: &x a\nk: *x', 'b', 'j: &x a\nk: b'],
    ['a tagged value, whose tag goes', 'k: !!str 5', 5, 'k: 5'],
    ['after an explicit key', '? k\n: a', 'b', '? k\n: b'],
  ])('%s', (_, block, value, after) => {
    expect(setProperty(`---\n${block}\nlast: 1\n---\nbody`, 'k', value)).toBe(`---\n${after}\nlast: 1\n---\nbody`);
  });

  test('that is new puts it last, before what follows the block', () => {
    expect(setProperty('---\na: 1\n\n# end\n---\n# T\n', 'k', ['x'])).toBe('---\na: 1\n\n# end\nk:\n  - x\n---\n# T\n');
    expect(setProperty('---\n  a: &x 1\n---\n', 'k', 'v')).toBe('---\n  a: &x 1\n  k: v\n---\n');
    expect(setProperty('---\n  a: 1\n  k: x\n---\n', 'k', ['v'])).toBe('---\n  a: 1\n  k:\n    - v\n---\n');
    expect(setProperty('---\n---\n', 'k', 'v')).toBe('---\nk: v\n---\n');
  });

  test.each([
    ['', '---\nk: v\n---\n'],
    ['text', '---\nk: v\n---\ntext'],
    ['\ufeff# T\r\n', '\ufeff---\r\nk: v\r\n---\r\n# T\r\n'],
    ['\n\n# T', '---\nk: v\n---\n\n\n# T'],
    ['----\n', '---\nk: v\n---\n----\n'],
  ])('of a note without a block makes one: %j', (note, after) => {
    expect(setProperty(note, 'k', 'v')).toBe(after);
    expect(unsetProperty(after, 'k')).toBe(note);
  });

  test('keeps names that are also members of every object', () => {
    for (const key of ['__proto__', 'constructor', 'hasOwnProperty']) {
      const note = setProperty('---\na: 1\n---\n', key, { [key]: 'x' });
      expect(note).toBe(`---\na: 1\n${key}:\n  ${key}: x\n---\n`);
      expect(unsetProperty(note, key)).toBe('---\na: 1\n---\n');
    }
  });

  test('in braces stays in braces, as JSON', () => {
    const note = '---\n{\n  "a": 1,\n  "b": [1, 2]\n}\n---\n';
    expect(setProperty(note, 'a', 'x')).toBe('---\n{\n  "a": "x",\n  "b": [1, 2]\n}\n---\n');
    expect(setProperty(note, 'c', ['y'])).toBe('---\n{\n  "a": 1,\n  "b": [1, 2],\n  "c": ["y"]\n}\n---\n');
    expect(unsetProperty(note, 'b')).toBe('---\n{\n  "a": 1\n}\n---\n');
    expect(unsetProperty(note, 'a')).toBe('---\n{\n  "b": [1, 2]\n}\n---\n');
    expect(setProperty('---\n{}\n---\n', 'a', 1)).toBe('---\n{"a": 1}\n---\n');
  });
});

describe('setting a moment', () => {
  const was = '2026-11-21T10:00:00Z';
  const outcome = (set: typeof setMoment, note: string): string => {
    try {
      return set(note, 'updated_at', '2026-11-28T09:30:00Z');
    } catch (error) {
      return String(error);
    }
  };
  test.each([
    ['on a line of its own', `---\ntitle: x\nupdated_at: ${was}\ntags:\n  - a\n---\nupdated_at: ${was}\n`],
    ['first, with CRLF and a BOM', `\ufeff---\r\nupdated_at: ${was}\r\ntitle: x\r\n---\r\nText\r\n`],
    ['in quotes', `---\nupdated_at: "${was}"\n---\n`],
    ['before a comment', `---\nupdated_at: ${was} # by hand\n---\n`],
    ['with fractions of a second', '---\nupdated_at: 2026-11-21T10:00:00.5Z\n---\n'],
    ['only in a longer text', `---\nnote: |\n  text\n  updated_at: ${was}\n---\n`],
    ['in a longer text and below it', `---\nnote: |\n  x\n\n  updated_at: ${was}\nupdated_at: ${was}\n---\n`],
    ['in a quoted text that goes on at the start of a line', `---\nnote: "x\nupdated_at: ${was}\n y"\n---\n`],
    ['twice', `---\nupdated_at: ${was}\nupdated_at: ${was}\n---\n`],
    ['only as a part of a name', `---\nlast updated_at: ${was}\n---\n`],
    ['below another key only', `---\na:\n  updated_at: ${was}\n---\n`],
    ['in properties that are never closed', `---\nupdated_at: ${was}\n`],
    ['nowhere, without properties', 'Text\n'],
    ['already', '---\nupdated_at: 2026-11-28T09:30:00Z\n---\n'],
  ])('that stands %s does what setting the property does', (_where, note) => {
    expect(outcome(setMoment, note)).toBe(outcome(setProperty, note));
  });
});

describe('a text as a value', () => {
  test.each<[text: string, written: string]>([
    ['plain words', 'plain words'], ['é 日本 😀', 'é 日本 😀'], ['x:y', 'x:y'], ['http://a/b#c', 'http://a/b#c'], ['a#b', 'a#b'], ["it's", "it's"], ['a, b', 'a, b'],
    ['2026-11-21', '2026-11-21'], ['2026-11-21T09:00:00Z', '2026-11-21T09:00:00Z'], ['1.2.3', '1.2.3'], ['v1', 'v1'], ['PROJ-a3f8k', 'PROJ-a3f8k'],
    ['@bob', '"@bob"'], ['a: b', '"a: b"'], ['a:', '"a:"'], ['#x', '"#x"'], ['a #b', '"a #b"'], ['[[Link]]', '"[[Link]]"'], ['![[Embed]]', '"![[Embed]]"'],
    ['yes', '"yes"'], ['No', '"No"'], ['on', '"on"'], ['OFF', '"OFF"'], ['y', '"y"'], ['true', '"true"'], ['null', '"null"'], ['~', '"~"'], ['<<', '"<<"'], ['=', '"="'],
    ['00123', '"00123"'], ['12:30', '"12:30"'], ['1e3', '"1e3"'], ['0x1f', '"0x1f"'], ['0o17', '"0o17"'], ['0b1', '"0b1"'], ['1_000', '"1_000"'], ['.5', '".5"'],
    ['5', '"5"'], ['-1', '"-1"'], ['.nan', '".nan"'], ['.inf', '".inf"'], ['12345678901234567890', '"12345678901234567890"'],
    [' x', '" x"'], ['x ', '"x "'], ['', '""'], [' ', '" "'], ['- x', '"- x"'], ['-', '"-"'], ['---', '"---"'], ['...', '"..."'], ['? x', '"? x"'], ['%x', '"%x"'],
    ['&a', '"&a"'], ['*a', '"*a"'], ['!t', '"!t"'], ['|', '"|"'], ['>', '">"'], ['`x`', '"`x`"'], ['{x}', '"{x}"'], [',', '","'],
    ['"x"', '\'"x"\''], ['say "hi"', 'say "hi"'], ['say: "hi"', '\'say: "hi"\''], ["'x'", '"\'x\'"'], ['\'"', '"\'\\""'], ['\\', '\\'], ['a: \\n', '"a: \\\\n"'],
    ['\n', '"\\n"'], ['a \nb', '"a \\nb"'], ['a\tb', '"a\\tb"'], ['a\r\nb', '"a\\r\\nb"'], ['\0', '"\\0"'], ['\x1b[0m', '"\\e[0m"'], ['\x85', '"\\u0085"'], ['\u2028', '"\\u2028"'], ['\ufeff', '"\\ufeff"'],
  ])('%j is written %s', (text, written) => {
    const note = setProperty('---\na: 1\n---\n', 'k', text);
    expect(note).toBe(`---\na: 1\nk: ${written}\n---\n`);
    expect(read(note, 'k')).toBe(text);
  });

  test.each(TRICKY_TEXTS.map((text) => [text]))('%j comes back from every place it can stand in', (text) => {
    const places: readonly ((note: string) => PropertyValue | undefined)[] = [
      (note) => read(setProperty(note, 'new', text), 'new'),
      (note) => read(setProperty(note, 'double', text), 'double'),
      (note) => read(setProperty(note, 'single', text), 'single'),
      (note) => (read(addToList(note, 'row', [text]), 'row') as PropertyValue[]).at(-1),
      (note) => (read(addToList(note, 'list', [text]), 'list') as PropertyValue[]).at(-1),
      (note) => (read(setProperty(note, 'new', { text }), 'new') as Record<string, PropertyValue>)['text'],
      (note) => (read(setProperty(note, 'new', [[text]]), 'new') as PropertyValue[][])[0]?.[0],
    ];
    const note = '---\ndouble: "x"\nsingle: \'x\'\nrow: [one]\nlist:\n  - one\n---\n';
    for (const place of places) expect(place(note)).toBe(text);
  });

  test.each<[value: PropertyValue, written: string]>([
    [5, '5'], [-0, '0'], [1.5, '1.5'], [1e21, '1e+21'], [2 ** 53, '9.007199254740992e+15'], [1e-7, '1e-7'], [true, 'true'], [false, 'false'], [['', null, 'x, y'], ''],
  ])('and other values keep their type: %j', (value, written) => {
    const note = setProperty('---\na: 1\n---\n', 'k', value);
    if (written !== '') expect(note).toBe(`---\na: 1\nk: ${written}\n---\n`);
    expect(read(note, 'k')).toEqual(Object.is(value, -0) ? 0 : value);
  });
});

describe('lists', () => {
  test.each<[block: string, values: PropertyValue[], after: string]>([
    ['', ['x'], 'k:\n  - x'],
    ['k:', ['x'], 'k:\n  - x'],
    ['k: []', ['x', 'x'], 'k:\n  - x'],
    ['k: a', ['a'], 'k: a'],
    ['k: a', ['b'], 'k:\n  - a\n  - b'],
    ['k: [a]', ['[[b]]'], 'k: [a, "[[b]]"]'],
    ['k: [a, b,]', ['c'], 'k: [a, b, c,]'],
    ['k:\n  - a\n\n  # c', ['b'], 'k:\n  - a\n  - b\n\n  # c'],
    ['k:\n  - a: 1\n    b: 2', ['c'], 'k:\n  - a: 1\n    b: 2\n  - c'],
    ['k: [1]', ['1'], 'k: [1, "1"]'],
    ['k: &x [a] # c', ['b'], 'k: &x [a, b] # c'],
    ['k: &x # c\n  - &y a\n  - !!str 5', ['b'], 'k: &x # c\n  - &y a\n  - !!str 5\n  - b'],
    ['k:\n  - >\n    folded\n\n  - b', ['c'], 'k:\n  - >\n    folded\n\n  - b\n  - c'],
    ['k: &x a # c', ['b'], 'k: # c\n  - &x a\n  - b'],
  ])('%j and %j', (block, values, after) => {
    expect(addToList(`---\nj: 1\n${block}\n---\n`.replace('\n\n---', '\n---'), 'k', values)).toBe(`---\nj: 1\n${after}\n---\n`);
  });

  test.each<[block: string, values: PropertyValue[], after: string]>([
    ['k: [a, b, c]', ['b'], 'k: [a, c]'],
    ['k: [a, b, c]', ['a', 'c'], 'k: [b]'],
    ['k: [a, b]', ['a', 'b'], 'k: []'],
    ['k:\n  - a # 1\n  # two\n  - b # 2\n  - a', ['a'], 'k:\n  # two\n  - b # 2'],
    ['k:\n  - a', ['a'], 'k: []'],
    ['k: a', ['a'], 'k: []'],
    ['k: a', ['b'], 'k: a'],
    ['k: [1, "1"]', [1], 'k: ["1"]'],
    ['k:\n  - &x a # 1\n  - b: c\n    d: e\n  - f', ['a', { b: 'c', d: 'e' }], 'k:\n  - f'],
    ['k:\n  - >\n    folded\n\n  # two\n  - b', ['folded\n'], 'k:\n\n  # two\n  - b'],
  ])('%j without %j', (block, values, after) => {
    expect(removeFromList(`---\nj: 1\n${block}\n---\n`, 'k', values)).toBe(`---\nj: 1\n${after}\n---\n`);
  });

  test('of named values are no lists', () => {
    expect(() => addToList('---\nk: {a: 1}\n---\n', 'k', ['x'])).toThrowError(expect.objectContaining({ code: 'E_USAGE' }));
  });
});

describe('an edit is refused', () => {
  test.each([
    ['---\na: 1\nb: @bob\n---\n', 3],
    ['---\na: 1\na: 2\n---\n', 3],
    ['---\n- a\n---\n', 2],
    ['---\na: 1\nno end\n', 1],
    ['---js\nmodule.exports = {}\n---\n', 1],
  ])('where the block is unreadable, with its line: %j', (note, line) => {
    for (const edit of [() => setProperty(note, 'k', 1), () => unsetProperty(note, 'a'), () => addToList(note, 'k', ['x']), () => removeFromList(note, 'a', [1])]) {
      expect(edit).toThrowError(expect.objectContaining({ code: 'E_INTEGRITY', details: expect.objectContaining({ line }) as object }));
      expect(edit).toThrowError(`line ${line}`);
    }
  });

  test('where it would take the anchor of another value away', () => {
    const note = '---\na: &x 1\nb: *x\n---\n';
    expect(() => setProperty(note, 'a', 2)).toThrowError(expect.objectContaining({ code: 'E_INTEGRITY' }));
    expect(() => unsetProperty(note, 'a')).toThrowError(/\*x refers to no earlier value/);
    expect(setProperty(note, 'b', 2)).toBe('---\na: &x 1\nb: 2\n---\n');
  });

  test('where lines end with a lone carriage return', () => {
    expect(() => setProperty('---\ra: 1\rb: 2\r---\r', 'a', 2)).toThrowError(expect.objectContaining({ code: 'E_INTEGRITY' }));
  });

  test.each<[key: string, value: PropertyValue]>([
    ['', 1], ['a\nb', 1], [' a', 1], ['a\u0000', 1], ['x'.repeat(241), 1], ['k', Number.NaN], ['k', 'half \udc00'], ['k', nest(20)],
  ])('for a name or value that YAML can\'t hold: %j', (key, value) => {
    for (const note of ['', '---\nk: 1\n---\n', '---\n{}\n---\n']) {
      expect(() => setProperty(note, key, value)).toThrowError(expect.objectContaining({ code: 'E_USAGE' }));
    }
  });
});

function nest(levels: number): PropertyValue {
  return levels === 0 ? 'x' : [nest(levels - 1)];
}

describe('unsetting', () => {
  test('takes the block away with its last property, but no comment, and no ruler that would open a new block', () => {
    expect(unsetProperty('---\na: 1\n---\nbody', 'a')).toBe('body');
    expect(unsetProperty('---\n# c\na: 1\n---\nbody', 'a')).toBe('---\n# c\n---\nbody');
    expect(unsetProperty('---\na: 1\n---\n---\nb: 2\n---\n', 'a')).toBe('---\n---\n---\nb: 2\n---\n');
    expect(unsetProperty('---\n---\nbody', 'a')).toBe('---\n---\nbody');
  });

  test('what is not there changes nothing', () => {
    for (const note of ['', 'text', '---\nb: 1\n---\n']) expect(unsetProperty(note, 'a')).toBe(note);
  });
});
