// `note delete` and `note restore` on real vaults: nothing is lost on the way, drift included.
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { appendToNote } from '../../../shared/note/planners/add-text';
import { deleteNote } from '../../../shared/note/planners/delete-note';
import { restoreNote } from '../../../shared/note/planners/restore-note';
import { AGENT, PERSON, temporaryVault, writing } from '../vault/temporary-vault';
import { RETRY, RETRY_PATH, refusal, refuses, textOf, vaultWithRetry } from './note-vault';

describe('deleting and restoring', () => {
  it('moves the note to .trash and brings it back byte for byte', () => {
    const vault = vaultWithRetry();
    vault.run(deleteNote({ ref: 'Retry' }));
    expect(existsSync(join(vault.root, RETRY_PATH))).toBe(false);
    expect(readFileSync(join(vault.root, '.trash', RETRY_PATH), 'utf8')).toBe(RETRY);
    const { item } = vault.run(restoreNote({ ref: 'Retry' }));
    expect(item).toMatchObject({ path: RETRY_PATH, written_by: 'touchstone' });
    expect(textOf(vault)).toBe(RETRY);
  });

  it('finds a deleted note by its path although another has its name', () => {
    const vault = temporaryVault({ 'a/X.md': 'a\n', 'b/X.md': 'b\n' });
    vault.run(deleteNote({ ref: 'a/X' }));
    vault.run(restoreNote({ ref: 'a/X' }));
    expect(textOf(vault, 'a/X.md')).toBe('a\n');
  });

  it('restores the baseline over drift, and what drifted can be restored too', () => {
    const vault = vaultWithRetry();
    vault.run(appendToNote({ ref: 'Retry', text: 'Governed.' }));
    vault.edit(RETRY_PATH, 'edited\n');
    vault.run(restoreNote({ ref: 'Retry' }));
    expect(textOf(vault)).toBe(`${RETRY}\nGoverned.\n`);
    expect(vault.read((view) => view.drift('all')).drifted).toEqual([]);
    const drifted = vault.read((view) => view.history({ path: RETRY_PATH })).find(({ kind }) => kind === 'external');
    vault.run(restoreNote({ ref: 'Retry', at: drifted?.notes[0]?.after?.slice(0, 10) ?? '' }));
    expect(textOf(vault)).toBe('edited\n');
  });

  it('restores a note that disappeared', () => {
    const vault = vaultWithRetry();
    vault.run(appendToNote({ ref: 'Retry', text: 'Governed.' }));
    vault.run(deleteNote({ ref: 'Testing' }), PERSON);
    rmSync(join(vault.root, RETRY_PATH));
    vault.run(restoreNote({ ref: 'Retry' }));
    expect(textOf(vault)).toBe(`${RETRY}\nGoverned.\n`);
  });

  it('has nothing to do for a note that is as its last governed write left it', () => {
    expect(vaultWithRetry().run(restoreNote({ ref: 'Retry' }))).toMatchObject({ op: null });
  });

  it('records an earlier version that an edit put back', () => {
    const vault = vaultWithRetry();
    const first = vault.read((view) => view.note(RETRY_PATH))?.sha256 ?? '';
    vault.run(appendToNote({ ref: 'Retry', text: 'Governed.' }));
    vault.edit(RETRY_PATH, RETRY);
    vault.run(restoreNote({ ref: 'Retry', at: first }));
    expect(textOf(vault)).toBe(RETRY);
    expect(vault.read((view) => view.drift('all')).drifted).toEqual([]);
  });

  it('tells what versions there are when asked for one that is not', () => {
    const vault = vaultWithRetry();
    const sha256 = vault.read((view) => view.note(RETRY_PATH))?.sha256;
    refuses(vault, restoreNote({ ref: 'Retry', at: 'ffff' }), refusal('E_NOT_FOUND', { latest: [sha256] }));
    refuses(vault, restoreNote({ ref: 'Retry', at: 'xyz' }), refusal('E_USAGE', { at: 'xyz' }));
    refuses(vault, restoreNote({ ref: 'Nothing' }), refusal('E_NOT_FOUND'));
  });

  it('is a person\'s on protected notes, stories and proposals', () => {
    const paths = ['conventions/Testing.md', 'stories/PROJ-aaaaa.md', '_inbox/PROP-abcde x.md'];
    const vault = temporaryVault(Object.fromEntries(paths.map((path) => [path, '# Kept\n'])));
    for (const path of paths) {
      vault.edit(path, 'drift\n');
      refuses(vault, restoreNote({ ref: path }), refusal('E_POLICY'), AGENT, path);
      vault.run(restoreNote({ ref: path }), PERSON);
      expect(textOf(vault, path)).toBe('# Kept\n');
    }
  });

  it('brings back the settings for a person, and for nobody else', () => {
    const vault = temporaryVault();
    const config = textOf(vault, '.touchstone/config.yaml');
    vault.edit('.touchstone/config.yaml', `${config}claim.limit: 99\n`);
    refuses(vault, restoreNote({ ref: '.touchstone/config.yaml' }), refusal('E_POLICY'), AGENT, '.touchstone/config.yaml');
    vault.run(restoreNote({ ref: '.touchstone/config.yaml' }), PERSON);
    expect(textOf(vault, '.touchstone/config.yaml')).toBe(config);
    expect(vault.read((view) => view.drift('all')).drifted).toEqual([]);
  });

  it('of a story brings its governed state back with the text', () => {
    const path = 'stories/PROJ-aaaaa.md';
    const vault = temporaryVault({ [path]: '---\ntype: story\nstatus: open\n---\n' });
    const first = vault.read((view) => view.note(path));
    vault.run(writing({ [path]: '---\ntype: story\nstatus: closed\n---\n' }, { state: { status: 'closed', digest: 'f'.repeat(64) } }), PERSON);
    vault.edit(path, 'drift\n');
    vault.run(restoreNote({ ref: path }), PERSON);
    expect(vault.read((view) => view.note(path))?.state?.status).toBe('closed');
    vault.run(restoreNote({ ref: path, at: first?.sha256 ?? '' }), PERSON);
    expect(vault.read((view) => view.note(path))).toMatchObject({ text: first?.text, state: first?.state, integrity: 'ok' });
  });

  it('keeps a learning that nobody has decided', () => {
    const vault = temporaryVault({ 'knowledge/debug/L.md': '---\ntype: debug\nactionable: pending\n---\n', 'knowledge/debug/D.md': '---\ntype: debug\nactionable: dismissed\n---\n' });
    refuses(vault, deleteNote({ ref: 'L' }), refusal('E_POLICY', { actionable: 'pending' }), AGENT, 'knowledge/debug/L.md');
    vault.run(deleteNote({ ref: 'D' }));
    expect(existsSync(join(vault.root, 'knowledge/debug/D.md'))).toBe(false);
  });
});
