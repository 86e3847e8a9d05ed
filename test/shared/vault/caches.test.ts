// Derived state: deleting, damaging, truncating or copying it changes no answer.
import { cpSync, existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { DAMAGE } from './cache-damage';
import { asked, openTemporary, temporaryVault, writing, type TemporaryVault } from './temporary-vault';

const NOTES = Object.fromEntries(Array.from({ length: 400 }, (_, n) => [`f${n % 7}/note ${n}.md`, `---\nn: ${n}\n---\ntext ${n}\n`]));

/** A vault whose caches were written, with changes that came after. */
function usedVault(notes = NOTES): TemporaryVault {
  const temporary = temporaryVault(notes);
  temporary.read((view) => view.index(''));
  // Enough to be kept beside the index: once as too new to be trusted, then as settled.
  temporary.run(writing(Object.fromEntries(Object.keys(NOTES).slice(20, 40).map((path) => [path, `later than ${path}\n`]))));
  temporary.read((view) => view.index(''));
  temporary.read((view) => view.index(''));
  temporary.run(writing({ 'f0/note 0.md': 'changed\n', 'f1/note 1.md': null, 'added.md': 'new\n' }));
  temporary.edit('f2/note 2.md', 'drifted\n');
  return temporary;
}

function answers({ read }: Pick<TemporaryVault, 'read'>): unknown {
  return { index: asked(read((view) => view.index(''))), drift: read((view) => view.drift('changed')) };
}

describe.each(['baselines', 'index-notes', 'index-notes-later'])('the cache %s', (name) => {
  test.each(Object.entries(DAMAGE))('%s changes no answer', (_, damage) => {
    const temporary = usedVault();
    const before = answers(temporary);
    const file = join(temporary.root, '.touchstone/local/cache', name);
    expect(existsSync(file)).toBe(true);
    damage(file);
    expect(answers(openTemporary(temporary.root))).toEqual(before);
    // And once more, now that it was rebuilt.
    expect(answers(openTemporary(temporary.root))).toEqual(before);
  });

  test('of another vault changes no answer', () => {
    const temporary = usedVault();
    const other = usedVault({ ...NOTES, 'f3/note 3.md': 'something else\n', 'other.md': 'x\n' });
    answers(other);
    const before = answers(temporary);
    cpSync(join(other.root, '.touchstone/local/cache', name), join(temporary.root, '.touchstone/local/cache', name));
    expect(answers(openTemporary(temporary.root))).toEqual(before);
  });
});

test('without any local state but the ledger the vault answers the same', () => {
  const temporary = usedVault();
  const before = answers(temporary);
  rmSync(join(temporary.root, '.touchstone/local'), { recursive: true });
  const again = openTemporary(temporary.root);
  expect(answers(again)).toEqual(before);
  again.run(writing({ 'later.md': 'x\n' }));
  // Its own memory is gone, so it goes on as a new writer instead of guessing.
  expect(readdirSync(join(temporary.root, '.touchstone/ledger'))).toHaveLength(2);
});
