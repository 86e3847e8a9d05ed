// The plain scanner: what it reads, what it leaves to the engine, and that the two agree on everything it reads.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PropertyValue } from '../../../shared/note/frontmatter';
import { readPlainYaml, scanPlainYaml } from '../../../shared/note/plain-yaml';
import { sameValue } from '../../../shared/note/values';
import { readYamlMapping } from '../../../shared/note/yaml-engine';
import { noteText, writtenNote } from './arbitrary-properties';

const READ: readonly [text: string, meaning: PropertyValue][] = [
  ['', {}],
  ['# only a comment\n', {}],
  ['a: 1', { a: 1 }],
  ['a: -17\nb: +3\nc: 0x1F\nd: 0o17\ne: 00123\n', { a: -17, b: 3, c: 31, d: 15, e: 123 }],
  ['a: 1.5\nb: .5\nc: 5.\nd: 1e3\ne: -1.5E-2\n', { a: 1.5, b: 0.5, c: 5, d: 1000, e: -0.015 }],
  ['a: -0\nb: 12345678901234567890\nc: .inf\nd: .nan\ne: 1e999\n', { a: 0, b: '12345678901234567890', c: '.inf', d: '.nan', e: '1e999' }],
  ['a: true\nb: False\nc: TRUE\nd: tRue\n', { a: true, b: false, c: true, d: 'tRue' }],
  ['a:\nb: ~\nc: null\nd: Null\ne: nULL\n', { a: null, b: null, c: null, d: null, e: 'nULL' }],
  ['a: yes\nb: off\nc: 12:30\nd: 1_000\ne: 2026-11-21\nf: 2026-11-21T09:00:00Z\n', {
    a: 'yes', b: 'off', c: '12:30', d: '1_000', e: '2026-11-21', f: '2026-11-21T09:00:00Z',
  }],
  ['a:   x y  \nb: x # c\nc: x#c\nd: # c\n', { a: 'x y', b: 'x', c: 'x#c', d: null }],
  ['a: x:y\nb: http://h/p?q=1#f\nc: -x\n', { a: 'x:y', b: 'http://h/p?q=1#f', c: '-x' }],
  ['a: "x: y # z"\nb: \'it\'\'s\' # c\nc: "\\t\\"\\u00e9\\U0001F600\\x41\\/"\n', { a: 'x: y # z', b: "it's", c: '\t"é😀A/' }],
  ['"a b": 1\n\'c\': 2\nd e : 3\nf.g: 4\n1: 5\n', { 'a b': 1, c: 2, 'd e': 3, 'f.g': 4, '1': 5 }],
  ['a: []\nb: [ ]\nc: [x, "y, z", \'w\', 3, null]\nd: [x,]\ne: {}\n', { a: [], b: [], c: ['x', 'y, z', 'w', 3, null], d: ['x'], e: {} }],
  ['a:\n  - x\n  - "y" # c\n\n  # between\n  -\nb:\n- z\nc: 1\n', { a: ['x', 'y', null], b: ['z'], c: 1 }],
  ['a:\n  b: 1\n  c:\n    d: [x]\n    e:\n    - y\nf: 2\n', { a: { b: 1, c: { d: ['x'], e: ['y'] } }, f: 2 }],
  ['a: |\n  x\n\n    y\nb: |-\n  z\n\nc: |+ # keep\n  w\n\n', { a: 'x\n\n  y\n', b: 'z', c: 'w\n\n' }],
  ['  a: 1\n  b: 2\n', { a: 1, b: 2 }],
  ['a: 1\r\nb:\r\n  - x\r\nc: |\r\n  y\r\n', { a: 1, b: ['x'], c: 'y\n' }],
  ['a: x\u00a0\n\u00a0b: y\n', { a: 'x\u00a0', '\u00a0b': 'y' }],
];

/** Left to the engine, whether or not that can read it. */
const LEFT: readonly string[] = [
  '- a\n', 'just text\n', 'a\n', 'a: 1\na: 2\n', ': x\n', '"": x\n', 'a: b: c\n', 'a: b:\n', 'a: - b\n', 'a: @x\n', 'a: `x`\n', 'a: %x\n',
  'a: &x y\n', 'a: *x\n', 'a: !t y\n', 'a: >\n  x\n', 'a: |2\n  x\n', 'a: |\n', 'a: |\nb: 1\n', 'a: {b: c}\n', 'a: [[b]]\n', 'a: [{b: c}]\n', 'a: [b: c]\n',
  'a: [b\n', 'a: [b,\n  c]\n', 'a: [,]\n', 'a: [-]\n', 'a: [-, b]\n', 'a: [b:]\n', 'a: [b:, c]\n', 'a: [b #c]\n', 'a: [a,,b]\n', 'a: "x\n  y"\n', "a: 'x\n", 'a: "x" y\n', 'a: "x"#c\n', 'a: "\\q"\n', 'a: "\\ud800"\n', 'a: x\n  y\n',
  'a:\n  x\n', 'a:\n  - b: c\n', 'a:\n  - - b\n', 'a:\n  - b\n c: 1\n', 'a:\n  - b\n    c\n', 'a: 1\n b: 2\n', 'a:\tb\n', '\ta: b\n', 'a: b\tc\n', 'a: \x07\n',
  'a: b\rc: d\n', '? a\n: b\n', '--- a\n', 'a: 1\n---\nb: 2\n', '...\n', '%YAML 1.1\n', '{a: 1}\n', 'a: \u2028\n', '\ufeffa: 1\n', `${'k'.repeat(1100)}: 1\n`,
];

describe('the plain scanner', () => {
  test.each(READ)('reads %j', (text, meaning) => {
    const properties = readPlainYaml(text);
    expect(properties).not.toBeNull();
    expect(sameValue(properties ?? {}, meaning)).toBe(true);
    expect(sameValue(readYamlMapping(text.replaceAll('\r\n', '\n')), meaning)).toBe(true);
  });

  test.each(LEFT.map((text) => [text]))('leaves %j to the engine', (text) => {
    expect(readPlainYaml(text)).toBeNull();
  });

  test('keeps names that are also members of every object', () => {
    const properties = readPlainYaml('__proto__: 1\nconstructor: 2\ntoString: 3\n');
    expect(Object.keys(properties ?? {})).toEqual(['__proto__', 'constructor', 'toString']);
    expect(Object.getPrototypeOf(properties)).toBeNull();
    expect(Object.prototype).not.toHaveProperty('1');
  });

  test('says where each property and each item stands', () => {
    const text = 'skipped\na: x # c\nb:\n  - p\n  # in\n  - q # c\n\nc: [r, s]\n';
    const from = 'skipped\n'.length;
    const mapping = scanPlainYaml(text, from, text.length);
    const slices = mapping?.entries.map((entry) => [
      entry.key, entry.shape, text.slice(entry.start, entry.end), text.slice(entry.inlineStart, entry.inlineEnd),
      entry.items.map((item) => text.slice(item.start, item.end)),
    ]);
    expect(slices).toEqual([
      ['a', 'scalar', 'a: x # c\n', 'x', []],
      ['b', 'block-list', 'b:\n  - p\n  # in\n  - q # c\n', '', ['  - p\n', '  - q # c\n']],
      ['c', 'inline-list', 'c: [r, s]\n', '[r, s]', ['r', 's']],
    ]);
  });

  test('reads a plain block of five megabytes', () => {
    const lines = Array.from({ length: 220_000 }, (_, index) => `key${index}: some value ${index}`);
    const properties = readPlainYaml(lines.join('\n'));
    expect(properties?.['key219999']).toBe('some value 219999');
  });
});

describe('the plain scanner and the engine', () => {
  const token = fc.constantFrom(
    'a', 'key', 'a: ', 'b: ', ': ', ':', '- ', '-', ' ', '  ', '\n', '\n', '\n  ', '\n- ', '\n  - ', '\r\n', '# c', ' # c', '#', '"', '"x"', "'", "'y'", '[', ']',
    '[a, b]', '{', '}', '{}', ',', ', ', '|', '|-', '|+', '>', '&x', '*x', '!t', '%', '@', '`', '?', '~', 'null', 'true', '1', '-1', '1.5', '1e3', '0x1F', '00123',
    '12:30', '2026-01-01', '12345678901234567890', '.inf', '-0', '...', '---', '\t', '\\', '\\n', 'é', '😀', '[[L]]', '"[[L]]"', '<<', 'x#y', 'x:y', '\u00a0',
  );
  const joined = (max: number): fc.Arbitrary<string> => fc.array(token, { maxLength: max }).map((tokens) => tokens.join(''));
  const inLine = (max: number): fc.Arbitrary<string> => joined(max).map((text) => text.replace(/[\r\n]/g, ''));
  const indent = fc.constantFrom('', '', '', '  ', '    ');
  const key = fc.oneof({ weight: 3, arbitrary: fc.constantFrom('a', 'b', 'c d', '"q"', "'s'", '007', 'x.y') }, inLine(2));
  const comment = fc.constantFrom('', '', ' # c');
  const line = fc.oneof(
    fc.tuple(indent, key, inLine(3), comment).map(([space, name, value, end]) => `${space}${name}: ${value}${end}`),
    fc.tuple(indent, key, fc.constantFrom('', '', ' # c', ' |', ' |-', ' |+')).map(([space, name, end]) => `${space}${name}:${end}`),
    fc.tuple(indent, inLine(2), comment).map(([space, value, end]) => `${space}- ${value}${end}`),
    fc.constantFrom('', '# c', '  # c', '   ', '    text', '  text', '  text: x'),
  );
  const lines = fc
    .tuple(fc.array(line, { maxLength: 7 }), fc.constantFrom('\n', '\n', '\r\n'), fc.constantFrom('', '\n', '\n\n'))
    .map(([list, eol, end]) => list.join(eol) + end);
  const block = writtenNote.map((note) => noteText(note).replace(/^\ufeff?---\r?\n/, '').split(/^---\r?\n/m)[0] ?? '');

  test('agree on everything that the scanner reads', () => {
    const met = { lists: 0, maps: 0, literals: 0, scalars: 0 };
    fc.assert(
      fc.property(fc.oneof({ weight: 1, arbitrary: joined(20) }, { weight: 4, arbitrary: lines }, { weight: 2, arbitrary: block }), (text) => {
        const plain = readPlainYaml(text);
        if (plain === null) return;
        const engine = readYamlMapping(text);
        expect({ text, plain, keys: Object.keys(plain) }).toEqual({ text, plain: engine, keys: Object.keys(engine) });
        for (const entry of scanPlainYaml(text, 0, text.length)?.entries ?? []) {
          if (entry.shape === 'block-list' || entry.shape === 'inline-list') met.lists++;
          else if (entry.shape === 'block-map') met.maps++;
          else if (entry.shape === 'block-text') met.literals++;
          else met.scalars++;
        }
      }),
      { numRuns: Number(process.env['RUNS'] ?? 12_000) },
    );
    // Otherwise the law would hold because the scanner reads nothing.
    for (const count of Object.values(met)) expect(count).toBeGreaterThan(50);
  });
});
