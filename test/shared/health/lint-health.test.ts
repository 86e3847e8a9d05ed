// The report's counts of findings are those of the linter, whatever changed since they were remembered.
import { rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { graphHealth } from '../../../shared/health/graph-health';
import { lintHealth } from '../../../shared/health/lint-health';
import { lintNotes } from '../../../shared/knowledge/lint';
import type { LiveView } from '../../../shared/vault/live-view';
import type { Io } from '../../../shared/vault/io';
import type { VaultView } from '../../../shared/vault/view';
import { temporaryVault, type TemporaryVault } from '../vault/temporary-vault';

const pattern = (n: number, extra = ''): string =>
  `---\ntype: pattern\nscope: project\nproject: test\nstatus: active\ncreated: 2026-11-01\n${extra}---\n# Pattern ${n}\n[[Pattern ${n + 1}]] [[Nowhere ${n % 3}]]\n## Problem\nx\n`;
const NOTES = Object.fromEntries([
  ...Array.from({ length: 60 }, (_, n): [string, string] => [`knowledge/patterns/Pattern ${n}.md`, pattern(n, n % 5 === 0 ? 'domain: unheard-of\n' : '')]),
  ['conventions/Rule.md', '---\ntype: convention\nscope: project\n---\n'],
  ['elsewhere/Free.md', 'no knowledge\n'],
]);

/** Paths whose bytes are read while the counts are made. */
function countedBy(vault: TemporaryVault): { counts: unknown; read: string[] } {
  const read: string[] = [];
  const counts = vault.read(function* (view: VaultView): Io<unknown> {
    const { notes } = (view as LiveView).ports;
    const before = notes.read.bind(notes);
    notes.read = (path) => { read.push(path); return before(path); };
    try {
      return yield* lintHealth(view);
    } finally {
      notes.read = before;
    }
  });
  return { counts, read };
}

function linted(vault: TemporaryVault): unknown {
  const { notes, errors, warnings } = vault.read(lintNotes(undefined));
  return { notes, errors, warnings };
}

test('after a change only the note that changed is judged anew', () => {
  const vault = temporaryVault(NOTES);
  expect(countedBy(vault)).toMatchObject({ counts: linted(vault) });
  vault.edit('knowledge/patterns/Pattern 7.md', '---\ntype: nonsense\n---\n');
  const after = countedBy(vault);
  expect(after.counts).toEqual(linted(vault));
  expect(new Set(after.read)).toEqual(new Set(['knowledge/patterns/Pattern 7.md']));
});

const CHANGES: Record<string, (vault: TemporaryVault) => void> = {
  'a note that others link to goes': (vault) => { rmSync(join(vault.root, 'knowledge/patterns/Pattern 9.md')); },
  'a note that broken links name comes': (vault) => { vault.edit('elsewhere/Nowhere 1.md', 'x\n'); },
  'a note moves to a folder of another scope': (vault) => {
    rmSync(join(vault.root, 'knowledge/patterns/Pattern 9.md'));
    vault.edit('conventions/Pattern 9.md', pattern(9));
  },
  'a note gets the text of another': (vault) => { vault.edit('knowledge/patterns/Pattern 10.md', pattern(11)); },
  'a note stops to be text': (vault) => { vault.edit('knowledge/patterns/Pattern 10.md', Buffer.from([0xff, 0xfe])); },
  'the vocabulary changes': (vault) => {
    const config = vault.bytes('.touchstone/config.yaml').toString('utf8');
    vault.edit('.touchstone/config.yaml', `${config}\nknowledge.domains: [unheard-of]\n`);
  },
  'a link that leads out of the vault lies among them': (vault) => { symlinkSync('/etc/hostname', join(vault.root, 'knowledge/patterns/Out.md')); },
};

test.each(Object.entries(CHANGES))('when %s', (_, change) => {
  const vault = temporaryVault(NOTES);
  countedBy(vault);
  change(vault);
  expect(countedBy(vault).counts).toEqual(linted(vault));
});

test('a link that leads out of the vault is a finding of its own', () => {
  const vault = temporaryVault(NOTES);
  symlinkSync('/etc/hostname', join(vault.root, 'knowledge/patterns/Out.md'));
  expect(vault.read(lintNotes(undefined)).findings).toContainEqual(expect.objectContaining({ path: 'knowledge/patterns/Out.md', rule: 'unreadable' }));
});

const KEPT: [string, (view: VaultView) => Io<unknown>][] = [['lint', lintHealth], ['graph', graphHealth]];

test.each(KEPT)('what a note says that changes while it is judged is not remembered under what it said before (%s)', (_of, health) => {
  const vault = temporaryVault(NOTES);
  const path = 'knowledge/patterns/Pattern 3.md';
  vault.read(function* (view: VaultView): Io<unknown> {
    yield* view.index('');
    writeFileSync(join(vault.root, path), '---\ntype: nonsense\n---\n');
    return yield* health(view);
  });
  vault.edit(path, NOTES[path] ?? '');
  const after = vault.read(health);
  rmSync(join(vault.root, '.touchstone/local/cache'), { recursive: true });
  expect(after).toEqual(vault.read(health));
});
