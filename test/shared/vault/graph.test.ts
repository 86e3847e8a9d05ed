// What is kept of the graph between commands: it follows every change, and deleting, damaging or copying it changes no answer.
import { cpSync, existsSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { graphHealth } from '../../../shared/health/graph-health';
import { brokenLinks } from '../../../shared/note/queries/graph/links';
import { graphOf, type NoteGraph } from '../../../shared/note/note-graph';
import type { Io } from '../../../shared/vault/io';
import type { VaultView } from '../../../shared/vault/view';
import { DAMAGE } from './cache-damage';
import { openTemporary, temporaryVault, writing, type TemporaryVault } from './temporary-vault';

const TEXT = '---\ntags: [t, u]\naliases: [Other name]\nup: "[[note 2|x]]"\n---\n# A\n## B ^b\n![[note 3#A#B]] [m](note%204.md) [[#^b]] #inline\n\n- [ ] x\n- [x] y\n\n[d]: note.md\n';
const NOTES = Object.fromEntries(Array.from({ length: 40 }, (_, n) => [`f${n % 7}/note ${n}.md`, n === 0 ? TEXT : `# A\n[[note ${n + 1}]] #tag${n % 3}\n`]));

function usedVault(): TemporaryVault {
  const temporary = temporaryVault(NOTES);
  answers(temporary);
  temporary.run(writing({ 'f1/note 1.md': null, 'added.md': '[[note 5]] [[nowhere]]\n' }));
  temporary.edit('f2/note 2.md', '[[note 1]] #drifted\n');
  return temporary;
}

function answers({ read }: Pick<TemporaryVault, 'read'>): unknown {
  return { graphs: read(graphs), broken: read(brokenLinks('')), health: read(graphHealth) };
}

/** By path. */
function* graphs(view: VaultView): Io<Record<string, NoteGraph>> {
  const { notes } = yield* view.graphs();
  return Object.fromEntries(notes.map(({ path, problem, aliases, links, anchors, tags, tasks }) => [path, { problem, aliases, links, anchors, tags, tasks }]));
}

describe.each(['graph', 'link-ends', 'graph-health-1'])('the cache %s', (name) => {
  test.each([Object.keys(DAMAGE).join(', ')])('%s changes no answer', () => {
    const temporary = usedVault();
    const before = answers(temporary);
    const file = join(temporary.root, '.touchstone/local/cache', name);
    for (const [what, damage] of Object.entries(DAMAGE)) {
      expect(existsSync(file), what).toBe(true);
      damage(file);
      expect(answers(openTemporary(temporary.root)), what).toEqual(before);
    }
    expect(answers(openTemporary(temporary.root))).toEqual(before);
  });

  test('of another vault changes no answer', () => {
    const temporary = usedVault();
    const other = temporaryVault({ ...NOTES, 'f0/note 0.md': 'something else\n', 'other.md': '[[note 0]]\n' });
    answers(other);
    const before = answers(temporary);
    cpSync(join(other.root, '.touchstone/local/cache', name), join(temporary.root, '.touchstone/local/cache', name));
    expect(answers(openTemporary(temporary.root))).toEqual(before);
  });
});

test('what is kept of a note is what its text says', () => {
  const temporary = usedVault();
  for (const [path, graph] of Object.entries(openTemporary(temporary.root).read(graphs))) {
    expect(graph, path).toEqual(graphOf(temporary.bytes(path).toString('utf8')));
  }
});

test('a verb that does not ask for the graph does not write its cache', () => {
  const temporary = temporaryVault(NOTES);
  temporary.read((view) => view.index(''));
  expect(existsSync(join(temporary.root, '.touchstone/local/cache/graph'))).toBe(false);
});

test('unchanged notes are not read again', () => {
  const temporary = temporaryVault(NOTES);
  answers(temporary);
  const file = join(temporary.root, '.touchstone/local/cache/graph');
  const written = statSync(file, { bigint: true }).mtimeNs;
  answers(openTemporary(temporary.root));
  expect(statSync(file, { bigint: true }).mtimeNs).toBe(written);
});

describe('the counts of the graph follow', () => {
  const health = ({ root }: TemporaryVault): Record<string, unknown> => ({ ...openTemporary(root).read(graphHealth) });

  test.each<[string, (vault: TemporaryVault) => void, Record<string, number>]>([
    ['nothing', () => undefined, { links: 2, broken_links: 1, notes_with_broken_links: 1, orphans: 1, dead_ends: 1, tags: 1 }],
    ['a new note', (vault) => vault.edit('c.md', '#new'), { links: 2, broken_links: 0, orphans: 1, dead_ends: 2, tags: 2 }],
    ['a changed note', (vault) => vault.edit('b.md', '[[a]]'), { links: 3, broken_links: 1, orphans: 0, dead_ends: 0 }],
    ['a deleted note', (vault) => rmSync(join(vault.root, 'b.md')), { links: 2, broken_links: 2, orphans: 1, dead_ends: 1 }],
    ['a new attachment', (vault) => vault.edit('x/c', 'x'), { links: 2, broken_links: 0 }],
  ])('%s', (_, change, expected) => {
    const vault = temporaryVault({ 'a.md': '[[b]] [[c]] #t', 'b.md': '' });
    health(vault);
    change(vault);
    expect(health(vault)).toMatchObject(expected);
  });

  test('which notes stand for themselves', () => {
    const vault = temporaryVault({ 'a.md': '', 'stories/PROJ-aaaaa.md': '---\ntype: story\n---\n', '_templates/t.md': '', '_archive/b.md': '' });
    expect(health(vault)).toMatchObject({ orphans: 1, dead_ends: 1 });
  });
});
