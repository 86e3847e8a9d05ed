// What note verbs may not touch, whoever calls them and however the path is spelled.
import { describe, expect, it } from 'vitest';
import { appendToNote, prependToNote } from '../../../shared/note/planners/add-text';
import { addToNoteProperty, removeFromNoteProperty, setNoteProperties, unsetNoteProperties } from '../../../shared/note/planners/change-properties';
import { deleteNote } from '../../../shared/note/planners/delete-note';
import { patchNote } from '../../../shared/note/planners/patch-note';
import { writeNote } from '../../../shared/note/planners/write-note';
import type { Planner } from '../../../shared/vault/plan';
import { AGENT, PERSON, temporaryVault } from '../vault/temporary-vault';
import { creating, refusal, refuses, textOf } from './note-vault';

describe('what agents may not write with note verbs', () => {
  const notes = {
    'conventions/Testing.md': '# Testing\n',
    'Conventions.md': '# Not a folder\n',
    'stories/PROJ-aaaaa.md': '---\ntype: story\nstatus: open\n---\n',
    '_inbox/PROP-abcde Testing.md': '---\ntype: proposal\n---\n',
    '_archive/proposals/PROP-fghij Old.md': '---\ntype: proposal\n---\n',
  };
  const verbs: [string, (ref: string) => Planner<unknown>][] = [
    ['note write', (ref) => writeNote({ ref, text: 'x\n' })],
    ['note append', (ref) => appendToNote({ ref, text: 'x' })],
    ['note prepend', (ref) => prependToNote({ ref, text: 'x' })],
    ['note patch', (ref) => patchNote({ ref, part: { lines: '1' }, text: 'x' })],
    ['note prop set', (ref) => setNoteProperties({ ref, assignments: ['a=1'] })],
    ['note prop unset', (ref) => unsetNoteProperties({ ref, keys: ['type'] })],
    ['note prop add', (ref) => addToNoteProperty({ ref, key: 'tags', values: ['a'] })],
    ['note prop remove', (ref) => removeFromNoteProperty({ ref, key: 'tags', values: ['a'] })],
    ['note delete', (ref) => deleteNote({ ref })],
  ];
  const cases = Object.keys(notes).filter((path) => path !== 'Conventions.md').flatMap((path) => verbs.map(([verb, planner]): [string, string, Planner<unknown>] => [verb, path, planner(path)]));

  it('names the command to use instead, for every verb and every governed folder', () => {
    const vault = temporaryVault(notes);
    for (const [verb, path, planner] of cases) {
      refuses(vault, planner, refusal('E_POLICY', { path, verb }), AGENT, path);
      expect(() => vault.run(planner)).toThrowError(expect.objectContaining({ hint: expect.stringMatching(/touchstone|Archived/u) as unknown }) as Error);
    }
  });

  it('is open to a person where the table of classes says so', () => {
    const vault = temporaryVault(notes);
    vault.run(appendToNote({ ref: 'conventions/Testing', text: 'x' }), PERSON);
    expect(textOf(vault, 'conventions/Testing.md')).toBe('# Testing\n\nx\n');
    refuses(vault, appendToNote({ ref: '_inbox/PROP-abcde Testing', text: 'x' }), refusal('E_POLICY'), PERSON, '_inbox/PROP-abcde Testing.md');
  });

  it('holds for new notes too, however the folder is spelled', () => {
    const vault = temporaryVault(notes);
    for (const path of ['conventions/New', 'Conventions/New', 'CONVENTIONS/x/New', 'stories/PROJ-zzzzz', '_inbox/PROP-zzzzz new', '_archive/New']) {
      refuses(vault, creating(path), refusal('E_POLICY'), AGENT, null);
    }
    refuses(vault, creating('_inbox/idea', { assignments: ['type=proposal'] }), refusal('E_POLICY'), AGENT, null);
    refuses(vault, creating('knowledge/debug/x', { body: '---\nactionable: pending\n---\n' }), refusal('E_POLICY', { property: 'actionable' }), AGENT, null);
  });

  it('leaves templates free, also for the types that they are templates of', () => {
    const vault = temporaryVault();
    vault.run(creating('_templates/proposal', { assignments: ['type=proposal'] }));
    expect(textOf(vault, '_templates/proposal.md')).toBe('---\ntype: proposal\n---\n');
  });
});
