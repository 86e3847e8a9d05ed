// The reader of simple properties reads what the plain reader reads, or nothing.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { valuesOf } from '../../../shared/note/entries';
import { scanPlainYaml } from '../../../shared/note/plain-yaml';
import { propertiesOf } from '../../../shared/note/property-list';
import { readSimpleYaml } from '../../../shared/note/simple-yaml';

const KEYS = ['type', 'blocked_by', 'a-b', '__proto__', 'constructor', 'x', '_y', 'null', 'true', 'a b', '1a', '"q"', '-', 'é'];
const VALUES = [
  '', 'story', '4', '-4', '0x1f', '1e3', '010', 'true', 'False', '~', 'null', '.5', '2025-01-11T02:46:00Z', '12:30', 'a: b', 'a:b', 'a:', 'a #b', 'a#b', '# c', 'x ',
  ' x', '"[[LAMP-1]]"', '"a"b"', '"a\\nb"', '"', '""', '"a" # c', "'a'", '[]', '[a, b]', '{}', '- a', '-', '--- x', '...', '|', '>', '&a', '*a', '!t', '%', '@', '`', 'é 😀',
  'word, word] }', '"a: b"', '9007199254740993',
];
const line = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(fc.constantFrom(...KEYS), fc.constantFrom(': ', ': ', ':', ' : ', ':  '), fc.constantFrom(...VALUES)).map((parts) => parts.join('')) },
  { weight: 4, arbitrary: fc.tuple(fc.constantFrom('  - ', '  - ', '  -', '- ', '   - ', '    - '), fc.constantFrom(...VALUES)).map((parts) => parts.join('')) },
  { weight: 1, arbitrary: fc.constantFrom('', '# comment', '  more', '  key: below', '---') },
);
const usual = fc.oneof(
  fc.nat(30).map((n) => `key_${n}:`),
  fc.tuple(fc.nat(30), fc.constantFrom('story', '"[[LAMP-1]]"', '4', '[]', 'a b')).map(([n, value]) => `key_${n}: ${value}`),
  fc.constantFrom('  - api', '  - "[[LAMP-2]]"', '  - 7'),
);

test.each([['odd', line, 200], ['usual', usual, 400]])('for %s lines', (_of, lines, least) => {
  let read = 0;
  fc.assert(fc.property(fc.array(lines, { maxLength: 6 }), fc.constantFrom('\n', '\n', '\n', '\r\n'), (all, eol) => {
    const text = all.map((of) => of + eol).join('');
    const list = readSimpleYaml(text);
    if (list === null) return;
    read += 1;
    const simple = propertiesOf(list);
    expect(list.values).toHaveLength(list.names.all.length);
    expect(list.names.all.map((name) => list.names.place(name))).toEqual([...list.names.all.keys()]);
    const plain = scanPlainYaml(text, 0, text.length);
    expect(plain).not.toBeNull();
    expect(Object.entries(simple)).toEqual(Object.entries(valuesOf(plain?.entries ?? [])));
    expect(Object.getPrototypeOf(simple)).toBeNull();
  }), { numRuns: 5000 });
  expect(read).toBeGreaterThan(least);
});
