// Generators for tests of properties: values, names, and blocks put together from pieces whose extent is known.
import fc from 'fast-check';
import type { Properties, PropertyValue } from '../../../shared/note/frontmatter';

/** Texts that some YAML reader takes for something else, and ordinary ones. */
export const TRICKY_TEXTS = [
  '', ' ', ' x', 'x ', '@bob', 'a: b', 'a:', ': a', '#x', 'a #b', 'a#b', '[[Link]]', '![[E]]', '[x]', '{x}', 'yes', 'Yes', 'no', 'on', 'OFF', 'y', 'n',
  'null', '~', 'Null', 'true', 'False', '00123', '12:30', '12:30:45', '1e3', '1E-3', '0x1f', '0o17', '0b11', '1_000', '.5', '5.', '-1', '+1', '.inf', '-.INF',
  '.nan', '-', '--', '---', '...', '- x', '-x', '? x', '?', '%x', '&a', '*a', '!t', '|', '>', '`x`', '"', "'", '"x"', "'x'", 'it\'s', 'say "hi"', '\\', 'a\\nb',
  '\n', 'a\nb', 'a\nb\n', 'a\n\nb', ' a\nb', 'a\n b', 'a\n---\nb', 'a \nb', '\ta', 'a\tb', '\r', 'a\r\nb', '\0', '\x07', '\x1b[31m', '\x7f', '\x85', '\u2028', '\ufeff',
  '😀', '👩‍💻 x', 'é', 'e\u0301', '\u00a0', '日本', '<<', '=', ',', 'a, b', 'a,b', 'a]b', 'a}b', 'http://x.y/z?a=b#c', 'x:y', '2026-11-21', '2026-11-21T09:00:00Z',
  '__proto__', 'constructor', '12345678901234567890', '0', '-0', '1.0', '# Heading', '%%', '$x$', 'key: |', 'a: &b', '- - x', '"a": b', '\ud7ff', '\uffff',
] as const;

export const text: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...TRICKY_TEXTS),
  fc.string({ maxLength: 12 }),
  fc.string({ unit: 'grapheme', maxLength: 8 }),
  fc.array(fc.constantFrom(...TRICKY_TEXTS, ' ', 'a', '\n'), { maxLength: 4 }).map((parts) => parts.join('')),
);

export const scalar: fc.Arbitrary<PropertyValue> = fc.oneof(
  { weight: 4, arbitrary: text },
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => (number === 0 ? 0 : number)),
  fc.boolean(),
  fc.constant(null),
);

/** Names that a property may have. */
export const name: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom('title', 'tags', 'a b', 'claim.lease', '__proto__', 'constructor', 'toString', '007', '1e3', 'null', 'yes', '@x', '#x', '[x]', 'a: b', 'é', '-', '?', '"', '---', '...'),
  fc.string({ minLength: 1, maxLength: 10 }).filter((key) => key.trim() === key),
);

export const value: fc.Arbitrary<PropertyValue> = fc.oneof(
  { weight: 4, arbitrary: scalar },
  { weight: 2, arbitrary: fc.array(scalar, { maxLength: 4 }) },
  nested(),
);

function nested(): fc.Arbitrary<PropertyValue> {
  return fc.letrec<{ value: PropertyValue; map: Properties }>((tie) => ({
    value: fc.oneof({ maxDepth: 3 }, scalar, fc.array(tie('value'), { maxLength: 3 }), tie('map')),
    map: mapOf(tie('value')),
  })).map;
}

function mapOf(values: fc.Arbitrary<PropertyValue>): fc.Arbitrary<Properties> {
  return fc.uniqueArray(fc.tuple(name, values), { maxLength: 3, selector: ([key]) => key }).map((pairs) => {
    const map = Object.create(null) as Properties;
    for (const [key, member] of pairs) map[key] = member;
    return map;
  });
}

export const properties: fc.Arbitrary<Properties> = mapOf(value);

/** One property as somebody may have written it: its lines, and what they mean. */
export interface Piece {
  key: string;
  lines: string[];
  value: PropertyValue;
}

type Written = [lines: string[], value: PropertyValue];

/** Ways to write a value of the property `k`; `*` stands for the name, so that anchors differ. */
const WRITTEN: readonly Written[] = [
  [['*: 1'], 1],
  [['*: word'], 'word'],
  [['*: "quoted" # comment'], 'quoted'],
  [["*: 'it''s'"], "it's"],
  [['*:   spaced   '], 'spaced'],
  [['*:'], null],
  [['*: # nothing yet'], null],
  [['*: ~'], null],
  [['* : odd colon'], 'odd colon'],
  [['*: 2026-11-21T09:00:00Z'], '2026-11-21T09:00:00Z'],
  [['*: [a, "b", 3] # row'], ['a', 'b', 3]],
  [['*: []'], []],
  [['*: {}'], {}],
  [['*: [', '  a, # first', '  b,', ']'], ['a', 'b']],
  [['*:', '  - a # first', '  # between', '  - "[[b]]"'], ['a', '[[b]]']],
  [['*:', '- a', '- b'], ['a', 'b']],
  [['*: # list', '', '    -   a', '    -   2'], ['a', 2]],
  [['*:', '  -', '  - a'], [null, 'a']],
  [['*:', '  - k: v', '    l: w', '  - - a'], [{ k: 'v', l: 'w' }, ['a']]],
  [['*:', '  k: v # inner', '  # between', '  l:', '    - a'], { k: 'v', l: ['a'] }],
  [['*: {k: v, l: [a]}'], { k: 'v', l: ['a'] }],
  [['*: |', '  one', '', '  two'], 'one\n\ntwo\n'],
  [['*: |- # text', '    one', '      two'], 'one\n  two'],
  [['*: |2-', '    one'], '  one'],
  [['*: >', '  one', '  two'], 'one two\n'],
  [['*: >- # folded', '  one', '', '  two'], 'one\ntwo'],
  [['*: plain', '  over', '  lines # end'], 'plain over lines'],
  [['*: "quoted', '  over lines"'], 'quoted over lines'],
  [['*:', '  below # it'], 'below'],
  [['*: &anchor_* word # anchored'], 'word'],
  [['*: !!str 5'], '5'],
  [['*: &row_* [a, b] # row'], ['a', 'b']],
  [['*:', '  - &item_* a', '  - !!str 5'], ['a', '5']],
  [['*: &map_*', '  k: v # inner'], { k: 'v' }],
  [['*: &list_*', '  - a', '  - b'], ['a', 'b']],
  [['"*": quoted name'], 'quoted name'],
  [["'*': [x]"], ['x']],
  [['? *', ': explicit'], 'explicit'],
  [['*: 0x1F'], 31],
  [['*: 00123'], 123],
  [['*: [[Link]]'], [['Link']]],
];

const piece = (key: string): fc.Arbitrary<Piece> =>
  fc.constantFrom(...WRITTEN).map(([lines, meaning]) => ({
    key, lines: lines.map((line) => line.replaceAll('*', key)), value: meaning,
  }));

/** Lines between properties, which belong to none. */
const between: fc.Arbitrary<string[]> = fc.constantFrom([], [], [], ['# a comment'], [''], ['', '# more', '  # indented']);

export interface WrittenNote {
  before: string;
  pieces: (Piece & { text: string; after: string })[];
  after: string;
}

/** A note whose block is written in all sorts of ways; `before + text + after of each + after` is the whole. */
export const writtenNote: fc.Arbitrary<WrittenNote> = fc
  .tuple(
    fc.tuple(...['alpha', 'beta', 'gamma', 'delta'].map((key) => fc.tuple(piece(key), between))),
    fc.integer({ min: 1, max: 4 }),
    between,
    fc.constantFrom('\n', '\n', '\r\n'),
    fc.constantFrom('', '\ufeff'),
    fc.constantFrom('', 'body', '\n# Title\n\ntext\n', '---\nalpha: not a property\n---\n'),
  )
  .map(([pieces, count, head, eol, bom, body]) => {
    const lines = (list: readonly string[]): string => list.map((line) => line + eol).join('');
    return {
      before: `${bom}---${eol}${lines(head)}`,
      pieces: pieces.slice(0, count).map(([one, gap]) => ({ ...one, text: lines(one.lines), after: lines(gap) })),
      after: `---${eol}${body.replaceAll('\n', eol)}`,
    };
  });

export function noteText(note: WrittenNote): string {
  return note.before + note.pieces.map((one) => one.text + one.after).join('') + note.after;
}
