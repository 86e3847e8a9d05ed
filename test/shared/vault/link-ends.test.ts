// What is kept of where links lead says what a look at all files says, after whatever change.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { catalogueOf, resolveLink, type Resolution } from '../../../shared/note/link-resolution';
import { tallyOf } from '../../../shared/note/queries/graph/link-tally';
import { eachLink, vaultGraph } from '../../../shared/note/queries/graph/vault-graph';
import { openTemporary, temporaryVault, type TemporaryVault } from './temporary-vault';

const NOTES: Record<string, string> = {
  'a/Twin.md': '---\naliases: [Zwilling, Sign in]\nup: "[[Twin#B]]"\n---\n# A\ntext ^block\n[[#A]] [[#Z]] [[#^block]] [[Twin]] [[twin#A]]\n',
  'b/Twin.md': '# B\n[[./Twin]] [[../a/Twin]] [[Twin]] [m](../a/Twin.md#A) [[/a/Twin]] [[a/TWIN#Z]] [[../../out]]\n',
  'Alone.md': '[[zwilling]] [[sign in#A]] [[Twin.md]] [[Twin.md.md]] [[system:X#y]] [[project:Alone]] [[Nowhere]] [[Nowhere#x]] [[x.png]] [[x]]\n',
  'c/Alone too.md': '---\naliases: ["tab\\tand \\"quote\\""]\n---\n[[ALONE]] [[alone#^nope]] [[u\u0308ber]] [[tab\tand "quote"]]\n',
  'c/Über.md': '[[Über]] [[Alone too]]\n',
  ...Object.fromEntries(Array.from({ length: 40 }, (_, n) => [`many/n${n}.md`, `[[n${n + 1}]] [[Twin]] [[Alone]]\n`])),
};

const CHANGES: [string, (vault: TemporaryVault) => void][] = [
  ['nothing', () => undefined],
  ['a note says what it said, and more', (vault) => { vault.edit('Alone.md', `${NOTES['Alone.md'] ?? ''}[[n3]] [[Nowhere too]] [[Zwilling]]\n`); }],
  ['a note comes that links name', (vault) => { vault.edit('new/Nowhere.md', '# x\n'); }],
  ['a second note gets a name', (vault) => { vault.edit('new/Alone.md', '[[Alone]]\n'); }],
  ['an attachment comes', (vault) => { vault.edit('new/x.png', 'x'); }],
  ['a name is given in other letters', (vault) => { vault.edit('new/x', 'x'); vault.edit('X.md', 'x'); }],
  ['an alias changes', (vault) => { vault.edit('a/Twin.md', '---\naliases: [Other]\n---\n# A\n'); }],
  ['a heading goes', (vault) => { vault.edit('a/Twin.md', '---\naliases: [Zwilling]\n---\n'); }],
  ['a note goes', (vault) => { rmSync(join(vault.root, 'b/Twin.md')); }],
  ['a note stops to be text', (vault) => { vault.edit('many/n7.md', Buffer.from([0xff, 0xfe])); }],
  ['many notes change, so that the graph is kept anew', (vault) => { for (let n = 0; n < 40; n++) vault.edit(`many/n${n}.md`, `[[n${n + 2}]] [[./n${n}]]\n`); }],
];

interface Found {
  source: string;
  kept: Resolution;
  looked: Resolution;
}

/** Each link as it is answered, and as a look at all files has it. */
function links(vault: TemporaryVault): Found[] {
  return openTemporary(vault.root).read(function* (view) {
    const graph = yield* vaultGraph(view);
    const catalogue = catalogueOf(graph.resolver.files);
    const found: Found[] = [];
    eachLink(graph, (note, link, kept) => {
      found.push({ source: note.path, kept, looked: resolveLink(note.table.link(link), note.path, catalogue) });
    });
    return found;
  });
}

test('is what is found, after whatever change', () => {
  const vault = temporaryVault(NOTES);
  for (const [what, change] of CHANGES) {
    change(vault);
    // The first answer keeps it, the second is made from what was kept.
    for (const found of [links(vault), links(vault)]) {
      expect(found.length, what).toBeGreaterThan(80);
      expect(found.map(({ kept }) => kept), what).toEqual(found.map(({ looked }) => looked));
    }
  }
});

test('counts are those of the links one by one', () => {
  const vault = temporaryVault(NOTES);
  for (const [what, change] of CHANGES) {
    change(vault);
    const found = links(vault);
    const { tally, paths } = openTemporary(vault.root).read(function* (view) {
      const graph = yield* vaultGraph(view);
      return { tally: tallyOf(graph), paths: graph.notes.map(({ path }) => path) };
    });
    const of = (isOne: (path: string, link: Found) => boolean): boolean[] => paths.map((path) => found.some((link) => isOne(path, link)));
    const flags = (column: Uint8Array): boolean[] => paths.map((_, place) => column[place] === 1);
    expect(tally.links, what).toBe(found.length);
    expect(flags(tally.isLinked), what).toEqual(of((path, { source, looked }) => looked.path === path && source !== path));
    expect(flags(tally.isLinking), what).toEqual(of((path, { source, looked }) => source === path && looked.path !== null && looked.path !== path));
  }
});
