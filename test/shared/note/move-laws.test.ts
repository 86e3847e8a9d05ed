// Laws of `note move`, on vaults of any shape and on one that other people wrote (`../shared/corpus`, or
// TOUCHSTONE_CORPUS; skipped where it is absent): there and back restores every byte, and a move changes what links are
// called, never what they lead to.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { resolveLink } from '../../../shared/note/link-resolution';
import { moveNote } from '../../../shared/note/planners/move-note';
import { vaultGraph } from '../../../shared/note/queries/graph/vault-graph';
import { temporaryVault, type TemporaryVault } from '../vault/temporary-vault';

const NAMES = ['One', 'Two', 'Três é', "d'Or, (x)", '50% & more'];
const FOLDERS = ['', 'a/', 'a/b/', 'Ç d/'];

const path = fc.record({ folder: fc.constantFrom(...FOLDERS), name: fc.constantFrom(...NAMES) })
  .map(({ folder, name }) => `${folder}${name}.md`);

/** One reference to a path, in one of the spellings that people use. */
const reference = fc.record({
  to: path,
  form: fc.constantFrom<(path: string) => string>(
    (to) => `[[${nameOf(to)}]]`,
    (to) => `[[${nameOf(to).toUpperCase()}|shown]]`,
    (to) => `![[${stem(to)}#Part]]`,
    (to) => `[[${to}#^b1]]`,
    (to) => `| t | u |\n|---|---|\n| [[${stem(to)}\\|x]] | y |\n`,
    (to) => `[x](${encodeURIComponent(to).replaceAll('%2F', '/').replace(/[()]/g, (mark) => (mark === '(' ? '%28' : '%29'))})`,
    (to) => `[x](<${to.replaceAll('%', '%25')}> "title")`,
    (to) => `[[./${stem(to)}]]`,
    (to) => `[[../${stem(to)}]]`,
    (to) => `\`[[${stem(to)}]]\` %% [[${stem(to)}]] %%`,
  ),
}).map(({ to, form }) => form(to));

const note = fc.record({
  source: fc.option(path, { nil: null }),
  lines: fc.array(reference, { maxLength: 5 }),
  eol: fc.constantFrom('\n', '\r\n'),
}).map(({ source, lines, eol }) => {
  const properties = source === null ? [] : ['---', `source: "[[${stem(source)}]]" # kept`, '---'];
  return [...properties, '# Part', 'x ^b1', '', ...lines, ''].join('\n').replaceAll('\n', eol);
});

const notes = fc.dictionary(path, note, { minKeys: 2, maxKeys: 6, noNullPrototype: true });

describe('moving a note', () => {
  it('and moving it back restores every byte, and links lead where they led in between', () => {
    fc.assert(fc.property(notes, fc.nat(), fc.constantFrom('New', 'a/New', 'x/y/New (1)', 'a/b/Two'), (texts, pick, to) => {
      const vault = temporaryVault(texts);
      const from = Object.keys(texts)[pick % Object.keys(texts).length] ?? '';
      const target = `${to}.md`;
      fc.pre(!Object.keys(texts).some((other) => other.toLowerCase() === target.toLowerCase()));
      expectRoundTrip(vault, from, target);
    }), { numRuns: 40 });
  });
});

const CORPUS = process.env['TOUCHSTONE_CORPUS'] ?? fileURLToPath(new URL('../../../../shared/corpus', import.meta.url));
const HELP = join(CORPUS, 'obsidian-help-en');

/** Each move looks at the whole vault, so a run of all tests takes every third note; TOUCHSTONE_LONG=1 takes all. */
const EVERY = process.env['TOUCHSTONE_LONG'] === '1' ? 1 : 3;

describe.skipIf(!existsSync(HELP))(`each note of ${HELP}${existsSync(HELP) ? '' : ' (not there, skipped)'}`, () => {
  it('can be renamed and back without a stray byte', () => {
    const paths = readdirSync(HELP, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.md')).sort();
    const vault = temporaryVault(Object.fromEntries(paths.map((file) => [file, readFileSync(join(HELP, file), 'utf8')])));
    expect(paths.length).toBeGreaterThan(100);
    const first = bytesOf(vault);
    let mended = 0;
    for (const [index, from] of paths.entries()) {
      if (index % EVERY !== 0) continue;
      const to = index % 2 === 0 ? `Renamed ${index}.md` : `Moved away/${index}/Renamed.md`;
      const there = vault.run(moveNote({ ref: from, to }));
      mended += there.item.mended.length;
      for (const { path: changed } of there.item.mended) expect(changed).toMatch(/\.md$/);
      vault.run(moveNote({ ref: to, to: from }));
      for (const { path: changed } of [...there.notes, { path: from }]) {
        const now = changed === to ? null : vault.bytes(changed).toString('utf8');
        expect(now).toBe(changed === to ? null : first.get(changed));
      }
    }
    expect(bytesOf(vault)).toEqual(first);
    expect(mended).toBeGreaterThan(500 / EVERY);
  }, 300_000);
});

function expectRoundTrip(vault: TemporaryVault, from: string, to: string): void {
  const texts = bytesOf(vault);
  const links = ends(vault, new Map());
  vault.run(moveNote({ ref: from, to }));
  const now = ends(vault, new Map([[to, from]]));
  for (const [source, before] of links) {
    // A link that led nowhere may name the new path; all others lead where they led.
    expect(now.get(source)?.map((end, index) => (before[index] === null ? null : end))).toEqual(before);
  }
  if ([...links].some(([source, before]) => before.some((end, index) => end === null && now.get(source)?.[index] !== null))) return;
  vault.run(moveNote({ ref: to, to: from }));
  expect(bytesOf(vault)).toEqual(texts);
}

/** What each link of each note leads to, with names as they were. */
function ends(vault: TemporaryVault, names: ReadonlyMap<string, string>): Map<string, (string | null)[]> {
  const { notes: graphed, resolver: { catalogue } } = vault.read(vaultGraph);
  const old = (found: string): string => names.get(found) ?? found;
  return new Map(graphed.map(({ path: source, links }) => [old(source), links.map((link) => {
    const { path: found } = resolveLink(link, source, catalogue);
    return found === null ? null : old(found);
  })]));
}

function bytesOf(vault: TemporaryVault): Map<string, string> {
  const files = vault.read((view) => view.files(''));
  return new Map(files.map((file) => [file, vault.bytes(file).toString('utf8')]));
}

function stem(of: string): string {
  return of.replace(/\.md$/, '');
}

function nameOf(of: string): string {
  return stem(of).slice(of.lastIndexOf('/') + 1);
}
