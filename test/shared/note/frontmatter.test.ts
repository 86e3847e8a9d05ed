// Reading a note's properties: what counts as a block, what is refused with its line, and that nothing in it ever runs.
import fc from 'fast-check';
import matter from 'gray-matter';
import { describe, expect, test } from 'vitest';
import { readFrontmatter, serializeFrontmatter } from '../../../shared/note/frontmatter';
import type { Properties, PropertyValue } from '../../../shared/note/frontmatter';
import { sameValue } from '../../../shared/note/values';
import { text } from './arbitrary-properties';

function read(note: string): Properties {
  const reading = readFrontmatter(note);
  if (reading.kind !== 'properties') throw new Error(JSON.stringify(reading));
  return reading.properties;
}

describe('a note without properties', () => {
  test.each([
    [''], ['text'], ['# Title\n'], ['\ufeff# Title\n'], ['----\na: 1\n----\n'], [' ---\na: 1\n---\n'], ['\n---\na: 1\n---\n'], ['text\n---\na: 1\n---\n'],
    ['---\n\nA ruler, then text.\n'],
  ])('%j', (note) => {
    expect(readFrontmatter(note)).toEqual({ kind: 'none' });
  });
});

describe('a block', () => {
  test.each<[note: string, meaning: PropertyValue]>([
    ['---\n---\n', {}],
    ['---\n# nothing yet\n---\n', {}],
    ['---\n#\n---\n', {}],
    ['---\n\n\n---\nbody', {}],
    ['---\na: 1\n---', { a: 1 }],
    ['---\na: 1\n...\nb: 2\n', { a: 1 }],
    ['\ufeff---\na: 1\n---\n', { a: 1 }],
    ['---\r\na: x\r\nb: y\r\n---\r\nbody', { a: 'x', b: 'y' }],
    ['---\r\na: >\r\n  x\r\n  y\r\nb: "p\r\n  q"\r\n---\r\n', { a: 'x y\n', b: 'p q' }],
    ['---\r\na: &x last\r\n---\r\n', { a: 'last' }],
    ['---\ra: 1\rb: 2\r---\rbody', { a: 1, b: 2 }],
    ['---\na: x---\nb: |\n  ---\n  y\n---\nc: 3\n---\n', { a: 'x---', b: '---\ny\n' }],
    ['---\na: &x |+\n  y\n\n---\n', { a: 'y\n\n' }],
    ['---\na: {x: 1, "y": [2]}\n---\n', { a: { x: 1, y: [2] } }],
    ['---\n{"tags": "journal", "publish": false}\n---\n', { tags: 'journal', publish: false }],
    ['---\nbase: &b {x: 1}\ncopy: *b\n<<: *b\n---\n', { base: { x: 1 }, copy: { x: 1 }, '<<': { x: 1 } }],
    ['---\na: !!str 123\nb: !custom x\n---\n', { a: '123', b: 'x' }],
    ['---\n007: a\n1e3: b\nnull: &x c\n---\n', { '007': 'a', '1e3': 'b', null: 'c' }],
    ['---\na: &x 00123\nb: 12:30\nc: 2026-11-21\nd: yes\ne: 1_000\nf: 12345678901234567890\ng: -.inf\n---\n', {
      a: 123, b: '12:30', c: '2026-11-21', d: 'yes', e: '1_000', f: '12345678901234567890', g: '-.inf',
    }],
    ['---\ntext: >-\n  folded\n  text\n\n  end\n---\n', { text: 'folded text\nend' }],
  ])('%j', (note, meaning) => {
    expect(sameValue(read(note), meaning)).toBe(true);
  });

  test('that only the engine reads has the same prototype-free objects', () => {
    const properties = read('---\n__proto__: &x {polluted: true}\nconstructor: *x\nlist: [{__proto__: {polluted: true}}]\n---\n');
    expect(Object.keys(properties)).toEqual(['__proto__', 'constructor', 'list']);
    expect(Object.getPrototypeOf(properties)).toBeNull();
    expect(Object.getPrototypeOf(properties['constructor'])).toBeNull();
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});

describe('an unreadable block', () => {
  test.each<[note: string, problem: RegExp, line: number | null]>([
    ['---\na: 1\nb: 2\n', /never closed/, 1],
    ['---\n- a\n- b\n---\n', /found a list/, 2],
    ['---\njust text\n---\n', /found text/, 2],
    ['---\na: 1\na: 2\n---\n', /"a" is there twice/, 3],
    ['---\nm: &x\n  k: 1\n  k: 2\n---\n', /"k" is there twice/, 4],
    ['---\nok: 1\ntitle: a: b\n---\n', /nested mappings/i, 3],
    ['---\r\nok: 1\r\n\r\nbob: @bob\r\n---\r\n', /cannot start with reserved character @/, 4],
    ['\ufeff---\nok: 1\nq: "open\n---\n', /quote|end of/i, 3],
    ['---\na: [1, 2\n---\n', /flow|sequence|\]/i, 2],
    ['---\na: *nowhere\n---\n', /\*nowhere refers to no earlier value/, 2],
    ['---\na: &x [*x]\n---\n', /\*x refers to no earlier value/, 2],
    ['---\n? [a]\n: b\n---\n', /a property name must be text/, 2],
    ['---\n: b\n---\n', /a property has no name/, 2],
    ['---\n"": &x b\n---\n', /a property has no name/, 2],
    ['---\na: 1\n--- b\nc: 2\n---\n', /document/i, 3],
    ['---\na: &x \0\n---\n', /NUL/, 2],
    ['---\na:\tb\n\tc: d\n---\n', /tab/i, 3],
  ])('%j', (note, problem, line) => {
    const reading = readFrontmatter(note);
    expect(reading).toEqual({ kind: 'unreadable', problem: expect.stringMatching(problem) as string, line });
  });
});

describe('a hostile block', () => {
  test.each(['js', 'javascript', 'coffee', 'coffeescript', 'cson', 'json', 'toml', 'yaml', ' js', 'JS', 'js '])('that names the language %j is refused and nothing runs', (language) => {
    const code = '{ get a() { globalThis.touchstone_pwned = true; return 1; } }.a, (globalThis.touchstone_pwned = true)';
    for (const eol of ['\n', '\r\n']) {
      for (const bom of ['', '\ufeff']) {
        const reading = readFrontmatter(`${bom}---${language}${eol}${code}${eol}---${eol}`);
        expect(reading).toMatchObject({ kind: 'unreadable', line: 1 });
      }
    }
    expect(globalThis).not.toHaveProperty('touchstone_pwned');
  });

  test('leaves nothing in the cache of gray-matter', () => {
    const before = JSON.stringify(Object.keys((matter as unknown as { cache: object }).cache));
    readFrontmatter('---\na: &x 1\n---\n');
    readFrontmatter('---\na: [\n---\n');
    expect(JSON.stringify(Object.keys((matter as unknown as { cache: object }).cache))).toBe(before);
    expect(readFrontmatter('---\na: [\n---\n').kind).toBe('unreadable');
  });

  test.each<[what: string, note: string, problem: RegExp]>([
    ['aliases of aliases', bomb(9), /expands to more than/],
    ['quadratic aliases', `---\na: &a [${'x, '.repeat(2000)}]\n${Array.from({ length: 2000 }, (_, n) => `k${n}: *a\n`).join('')}---\n`, /expands to more than/],
    ['depth in brackets', `---\na: ${'['.repeat(30_000)}\n---\n`, /nested deeper than 64 levels/],
    ['depth in dashes', `---\na:\n  ${'- '.repeat(20_000)}x\n---\n`, /nested deeper than 64 levels/],
    ['closed depth', `---\na: ${'['.repeat(500)}${']'.repeat(500)}\n---\n`, /nested deeper than 64 levels/],
    ['five megabytes that are not plain', `---\na: "${'x'.repeat(5_000_000)}\n---\n`, /5000005 characters; more than 65536/],
    ['five megabytes of blank lines', `---\na: &x\n${'\n'.repeat(5_000_000)}\n---\n`, /more than 65536/],
    ['blanks without end', `---\na: &x\n${' \n'.repeat(20_000)}\n---\n`, /more than 1000 blanks in a row/],
    ['blanks of all kinds', `---\na: &x\n${'\u00a0\u2003\n\u3000'.repeat(1000)}\n---\n`, /more than 1000 blanks in a row/],
  ])('with %s is refused within its bounds', (_, note, problem) => {
    const reading = readFrontmatter(note);
    expect(reading).toMatchObject({ kind: 'unreadable', problem: expect.stringMatching(problem) as string });
  });

  test.each<[what: string, note: string]>([
    ['a text of five megabytes', `---\na: ${'x'.repeat(5_000_000)}\n---\n`],
    ['a literal of five megabytes', `---\na: |\n${'  x\n'.repeat(1_250_000)}---\n`],
    ['a body of five megabytes', `---\na: &x 1\n---\n${'---\n'.repeat(1_250_000)}`],
  ])('with %s is read', (_, note) => {
    expect(readFrontmatter(note).kind).toBe('properties');
  });

  test('of random bytes never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), fc.constantFrom('\n', '\r\n', ''), (content, eol) => {
        expect(['properties', 'unreadable', 'none']).toContain(readFrontmatter(`---\n${content}${eol}---\n`).kind);
      }),
      { numRuns: 2000 },
    );
  });
});

function bomb(levels: number): string {
  const lines = ['l0: &l0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]'];
  for (let level = 1; level <= levels; level++) {
    lines.push(`l${level}: &l${level} [${Array.from({ length: 9 }, () => `*l${level - 1}`).join(', ')}]`);
  }
  return `---\n${lines.join('\n')}\n---\n`;
}

describe('a new block', () => {
  test('is written as Obsidian would', () => {
    const properties: Properties = {
      type: 'story', title: 'Login: the "first" step', aliases: ['Login: the "first" step'], status: 'in_progress', priority: 1, done: false,
      claimed_at: '2026-11-21T09:00:00Z', parent: '[[PROJ-e01zq]]', blocked_by: ['[[PROJ-b3c0p]]'], related: [], nothing: null, empty: '',
      text: 'two\nlines\n', nested: { rules: { blocked: ['open'], 'dev-*': 'developer' } },
    };
    expect(serializeFrontmatter(properties)).toBe(
      [
        '---', 'type: story', 'title: \'Login: the "first" step\'', 'aliases:', '  - \'Login: the "first" step\'', 'status: in_progress', 'priority: 1', 'done: false',
        'claimed_at: 2026-11-21T09:00:00Z', 'parent: "[[PROJ-e01zq]]"', 'blocked_by:', '  - "[[PROJ-b3c0p]]"', 'related: []', 'nothing:', 'empty: ""',
        'text: |', '  two', '  lines', 'nested:', '  rules:', '    blocked:', '      - open', '    dev-*: developer', '---', '',
      ].join('\n'),
    );
  });

  test('gives its texts back to a reader of YAML 1.1 as well', () => {
    fc.assert(
      // Obsidian writes dates bare, and so do we; YAML 1.1 has a type for them.
      fc.property(text.filter((wanted) => !/^\d{4}-\d\d?-\d\d?/.test(wanted)), (wanted) => {
        const { data } = matter(serializeFrontmatter({ text: wanted, list: [wanted], row: [[wanted]] }), { language: 'yaml' });
        expect(data).toEqual({ text: wanted, list: [wanted], row: [[wanted]] });
      }),
      { numRuns: 3000 },
    );
  });

  test.each<[Properties, RegExp]>([
    [{ '': 1 }, /can't be the name/],
    [{ 'a\nb': 1 }, /can't be the name/],
    [{ ' a': 1 }, /can't be the name/],
    [{ a: Number.NaN }, /NaN/],
    [{ a: [Number.POSITIVE_INFINITY] }, /Infinity/],
    [{ a: 'half \ud83d' }, /lone surrogate/],
    [{ a: { ['x'.repeat(300)]: 1 } }, /can't be the name/],
  ])('%j is refused', (properties, message) => {
    expect(() => serializeFrontmatter(properties)).toThrowError(expect.objectContaining({ code: 'E_USAGE', message: expect.stringMatching(message) as string }));
  });
});
