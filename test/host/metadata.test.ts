// What the host's metadata cache reads from notes.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { parseMetadata } from './page/metadata/parse';
import { readPlainMapping } from './page/metadata/plain-mapping';

test('headings, links, embeds, tags, tasks and blocks are found with their places', () => {
  const note = [
    '---', 'status: todo', 'up: "[[Epic|the epic]]"', '---',
    '# One', 'See [[B#Part|that]], ![[pic.png]] and [C](Folder/My%20C.md). #work/now `[[not]]` #1', '',
    '```md', '[[nor this]] #nor', '```', '## Two ##', '- [ ] open [[D]]', '  - [x] done ^part', '- plain', '> quote [[E]]', '', '%% [[hidden]] %%',
  ].join('\n');
  const metadata = parseMetadata(note);
  expect(metadata.frontmatter).toEqual({ status: 'todo', up: '[[Epic|the epic]]' });
  expect(metadata.frontmatterLinks).toEqual([{ key: 'up', link: 'Epic', original: '[[Epic|the epic]]', displayText: 'the epic' }]);
  expect(metadata.headings?.map(({ heading, level, position }) => [heading, level, position.start.line])).toEqual([['One', 1, 4], ['Two', 2, 10]]);
  expect(metadata.links?.map(({ link, displayText }) => [link, displayText])).toEqual([['B#Part', 'that'], ['Folder/My C.md', 'C'], ['D', 'D'], ['E', 'E']]);
  expect(metadata.embeds?.map(({ link }) => link)).toEqual(['pic.png']);
  expect(metadata.tags?.map(({ tag }) => tag)).toEqual(['#work/now']);
  expect(metadata.listItems?.map(({ task, parent, id }) => [task, parent, id])).toEqual([[' ', -11, undefined], ['x', 11, 'part'], [undefined, -11, undefined]]);
  expect(Object.keys(metadata.blocks ?? {})).toEqual(['part']);
  expect(metadata.sections?.map(({ type }) => type)).toEqual(['yaml', 'heading', 'paragraph', 'code', 'heading', 'list', 'blockquote', 'comment']);
  for (const { original, position } of metadata.links ?? []) expect(note.slice(position.start.offset, position.end.offset)).toBe(original);
});

test('properties that can\'t be read are none', () => {
  expect(parseMetadata('---\na: [1\n---\ntext').frontmatter).toBeUndefined();
  expect(parseMetadata('---\na: 1\ntext').frontmatter).toBeUndefined();
});

const usual = fc.constantFrom('', 'todo', 'in progress', 'true', 'null', '12', '2026-11-21', '2026-11-21T09:00:00Z', '"[[A b]]"');
const odd = fc.constantFrom('No', '-1.5', '007', '1e3', '\'x\'', 'a: b', '# c', 'x # c', '[a]', '*x', '12:30', '~', 'ä', '"a\\n"', '- x', '|');
const value = fc.oneof({ weight: 5, arbitrary: usual }, { weight: 1, arbitrary: odd });
const key = fc.oneof({ weight: 5, arbitrary: fc.stringMatching(/^[a-z][a-z-]{0,6}$/) }, { weight: 1, arbitrary: fc.constantFrom('a', '__proto__', 'x y', 'D_1') });
const property = fc.oneof(
  fc.tuple(key, value).map(([name, text]) => [`${name}: ${text}`.trimEnd()]),
  fc.tuple(key, fc.constantFrom('- ', '  - '), fc.array(value, { maxLength: 3 })).map(([name, mark, items]) => [`${name}:`, ...items.map((item) => (mark + item).trimEnd())]),
  fc.constantFrom([''], ['a:'], ['text'], ['    - deep'], ['- x']),
);

test('plain properties are read as the YAML parser reads them', () => {
  let plain = 0;
  fc.assert(fc.property(fc.array(property, { maxLength: 3 }), (properties) => {
    const yaml = properties.flat().join('\n');
    const found = readPlainMapping(yaml);
    if (found === null) return;
    plain += 1;
    expect(found).toEqual(parse(yaml));
  }), { numRuns: 3_000 });
  expect(plain).toBeGreaterThan(300);
});
