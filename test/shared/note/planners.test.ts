// The verbs that edit a note, on real vaults: what each writes, byte for byte, and what each refuses.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { appendToNote, prependToNote } from '../../../shared/note/planners/add-text';
import { addToNoteProperty, removeFromNoteProperty, setNoteProperties, unsetNoteProperties } from '../../../shared/note/planners/change-properties';
import { patchNote } from '../../../shared/note/planners/patch-note';
import { writeNote } from '../../../shared/note/planners/write-note';
import type { Planner } from '../../../shared/vault/plan';
import { AGENT, temporaryVault } from '../vault/temporary-vault';
import { RETRY, RETRY_PATH, refusal, refuses, textOf, vaultWithRetry } from './note-vault';

describe('a verb that edits a note', () => {
  it.each<[string, Planner<unknown>, string]>([
    ['appends at the end', appendToNote({ ref: 'Retry', text: 'More.' }), `${RETRY}\nMore.\n`],
    ['appends to a section', appendToNote({ ref: 'Retry', text: 'Or five.', section: 'Context' }), RETRY.replace('Three times.', 'Three times.\n\nOr five.')],
    ['appends to the section that the reference names', appendToNote({ ref: '[[Retry#Context]]', text: 'Or five.' }), RETRY.replace('Three times.', 'Three times.\n\nOr five.')],
    ['appends headings that stay below the section', appendToNote({ ref: 'Retry', text: '### Sub\nx', section: 'Context' }), RETRY.replace('Three times.', 'Three times.\n\n### Sub\nx')],
    ['appends whole sections at the end', appendToNote({ ref: 'Retry', text: '## Related\n- x' }), `${RETRY}\n## Related\n- x\n`],
    ['prepends below the properties', prependToNote({ ref: 'Retry', text: 'First.' }), RETRY.replace('# Retry', 'First.\n\n# Retry')],
    ['prepends to a section', prependToNote({ ref: 'Retry', text: 'Note:', section: 'Context' }), RETRY.replace('Three', 'Note:\n\nThree')],
    ['replaces a section', patchNote({ ref: 'Retry', part: { section: 'Context' }, text: 'New.' }), RETRY.replace('Three times.', 'New.')],
    ['deletes a section', patchNote({ ref: 'Retry', part: { section: 'Context' }, text: null }), RETRY.replace('## Context\nThree times.\n\n', '')],
    ['replaces found text', patchNote({ ref: 'Retry', part: { find: 'Three' }, text: 'Five' }), RETRY.replace('Three', 'Five')],
    ['deletes found text', patchNote({ ref: 'Retry', part: { find: 'Three ' }, text: null }), RETRY.replace('Three ', '')],
    ['replaces lines', patchNote({ ref: 'Retry', part: { lines: '9' }, text: 'Five times.\nOr six.' }), RETRY.replace('Three times.', 'Five times.\nOr six.')],
    ['deletes lines', patchNote({ ref: 'Retry', part: { lines: '8-10' }, text: null }), RETRY.replace('## Context\nThree times.\n\n', '')],
    ['sets a property and leaves comments alone', setNoteProperties({ ref: 'Retry', assignments: ['type=debug', 'estimate=3'] }), RETRY.replace('pattern #', 'debug #').replace('[a, b]\n', '[a, b]\nestimate: 3\n')],
    ['keeps text that looks like something else as text', setNoteProperties({ ref: 'Retry', assignments: ['zip=00123', 'at=12:30'] }), RETRY.replace('[a, b]\n', '[a, b]\nzip: "00123"\nat: "12:30"\n')],
    ['unsets a property', unsetNoteProperties({ ref: 'Retry', keys: ['tags'] }), RETRY.replace('tags: [a, b]\n', '')],
    ['adds to a list what it does not hold', addToNoteProperty({ ref: 'Retry', key: 'tags', values: ['b', 'c'] }), RETRY.replace('[a, b]', '[a, b, c]')],
    ['removes from a list', removeFromNoteProperty({ ref: 'Retry', key: 'tags', values: ['a'] }), RETRY.replace('[a, b]', '[b]')],
    ['writes a whole note byte for byte', writeNote({ ref: 'Retry', text: '\ufeff# CRLF\r\nno end' }), '\ufeff# CRLF\r\nno end'],
  ])('%s', (_, planner, after) => {
    const vault = vaultWithRetry();
    const result = vault.run(planner);
    expect(textOf(vault)).toBe(after);
    expect(result.notes).toEqual([expect.objectContaining({ path: RETRY_PATH })]);
    expect(result.item).toEqual(expect.objectContaining({ path: RETRY_PATH }));
  });

  it.each<[string, Planner<unknown>]>([
    ['a property that has the value', setNoteProperties({ ref: 'Retry', assignments: ['type=pattern'] })],
    ['a property that is not there', unsetNoteProperties({ ref: 'Retry', keys: ['nothing'] })],
    ['an element that is in the list', addToNoteProperty({ ref: 'Retry', key: 'tags', values: ['a'] })],
    ['the text that the note has', writeNote({ ref: 'Retry', text: RETRY })],
    ['lines that read so already', patchNote({ ref: 'Retry', part: { lines: '9' }, text: 'Three times.' })],
  ])('records nothing for %s', (_, planner) => {
    const vault = vaultWithRetry();
    expect(vault.run(planner)).toMatchObject({ op: null, notes: [] });
  });

  it.each<[string, Planner<unknown>, Error]>([
    ['a note that is not there', appendToNote({ ref: 'Retri', text: 'x' }), refusal('E_NOT_FOUND', { near_misses: [RETRY_PATH] })],
    ['a section that is not there', appendToNote({ ref: 'Retry', text: 'x', section: 'Nothing' }), refusal('E_NOT_FOUND', { headings: ['# Retry', '## Context', '## Content'] })],
    ['no text', appendToNote({ ref: 'Retry', text: ' \n' }), refusal('E_USAGE')],
    ['a heading that would end the section', appendToNote({ ref: 'Retry', text: 'x\n\n## Forged', section: 'Context' }), refusal('E_USAGE', { line: 3 })],
    ['a setext heading that would end the section', patchNote({ ref: 'Retry', part: { section: 'Context' }, text: 'Forged\n---' }), refusal('E_USAGE', { line: 1 })],
    ['a fence left open', appendToNote({ ref: 'Retry', text: '```js\nx' }), refusal('E_USAGE', { line: 1 })],
    ['a comment left open', prependToNote({ ref: 'Retry', text: 'a %% b' }), refusal('E_USAGE', { line: 1 })],
    ['a fence opened by found text', patchNote({ ref: 'Retry', part: { find: 'Once.' }, text: '```' }), refusal('E_USAGE')],
    ['NUL characters in added text', appendToNote({ ref: 'Retry', text: 'a\u0000b' }), refusal('E_USAGE')],
    ['NUL characters in a whole text', writeNote({ ref: 'Retry', text: 'a\nb\u0000' }), refusal('E_USAGE', { line: 2 })],
    ['text found twice', patchNote({ ref: 'Retry', part: { find: 'e' }, text: 'x' }), refusal('E_AMBIGUOUS', { lines: expect.arrayContaining([5]) })],
    ['text found nowhere', patchNote({ ref: 'Retry', part: { find: 'four' }, text: 'x' }), refusal('E_NOT_FOUND', { find: 'four' })],
    ['lines beyond the end', patchNote({ ref: 'Retry', part: { lines: '90' }, text: 'x' }), refusal('E_USAGE', { lines: 12 })],
    ['properties that can not be read', writeNote({ ref: 'Retry', text: '---\na: [\n---\n' }), refusal('E_USAGE', { path: RETRY_PATH })],
    ['properties that would run as code', writeNote({ ref: 'Retry', text: '---js\n{ type: process.exit(1) }\n---\n' }), refusal('E_USAGE')],
    ['a proposal made by hand', setNoteProperties({ ref: 'Retry', assignments: ['type=proposal'] }), refusal('E_POLICY')],
    ['a decision on a learning', setNoteProperties({ ref: 'Retry', assignments: ['actionable=dismissed'] }), refusal('E_POLICY', { property: 'actionable', before: null, after: 'dismissed' })],
    ['a decision hidden in a whole text', writeNote({ ref: 'Retry', text: '---\nactionable: pending\n---\n' }), refusal('E_POLICY')],
  ])('refuses %s', (_, planner, expected) => {
    refuses(vaultWithRetry(), planner, expected);
  });

  it('refuses a name that fits several notes, and takes the path of one', () => {
    const vault = temporaryVault({ 'a/X.md': 'a\n', 'b/X.md': 'b\n' });
    refuses(vault, appendToNote({ ref: 'X', text: 'x' }), refusal('E_AMBIGUOUS', { candidates: ['a/X.md', 'b/X.md'] }), AGENT, 'a/X.md');
    vault.run(appendToNote({ ref: 'b/X', text: 'x' }));
    expect(textOf(vault, 'b/X.md')).toBe('b\n\nx\n');
  });

  it('refuses bytes that are not UTF-8, except for delete', () => {
    const vault = temporaryVault();
    vault.edit('bad.md', new Uint8Array([0x61, 0xff, 0x0a]));
    expect(() => vault.run(appendToNote({ ref: 'bad', text: 'x' }))).toThrowError(refusal('E_INTEGRITY', { path: 'bad.md' }));
    expect(vault.bytes('bad.md')).toEqual(Buffer.from([0x61, 0xff, 0x0a]));
  });

  it('may leave a note as unreadable as it was, and mend it as a whole', () => {
    const vault = temporaryVault({ 'broken.md': '---\na: [\n---\n# T\n' });
    vault.run(appendToNote({ ref: 'broken', text: 'x' }));
    refuses(vault, setNoteProperties({ ref: 'broken', assignments: ['a=1'] }), refusal('E_INTEGRITY', { path: 'broken.md' }), AGENT, 'broken.md');
    vault.run(writeNote({ ref: 'broken', text: '---\na: []\n---\n# T\n' }));
    vault.run(setNoteProperties({ ref: 'broken', assignments: ['a=1'] }));
    expect(textOf(vault, 'broken.md')).toBe('---\na: 1\n---\n# T\n');
  });
});

describe('appending any text', () => {
  const marks = fc.string({ unit: fc.constantFrom('a', ' ', '\n', '#', '-', '`', '%', '$', '>', '|', '[', ']', '<', '!', '*', '=', ':', '\u0000', 'é') });

  it('either puts all of it into the note and takes nothing away, or is refused and changes nothing', () => {
    const vault = vaultWithRetry();
    fc.assert(fc.property(marks, fc.constantFrom(undefined, 'Context', 'Content'), (given, section) => {
      const before = textOf(vault);
      try {
        vault.run(appendToNote({ ref: RETRY_PATH, text: given, ...(section !== undefined && { section }) }));
      } catch (error) {
        expect(error).toMatchObject({ code: 'E_USAGE' });
        expect(textOf(vault)).toBe(before);
        return;
      }
      const after = textOf(vault);
      expect(after).toContain(given.replace(/^(?:[ \t]*\n)+/u, '').replace(/(?:\n[ \t]*)+$/u, ''));
      expect(sharedStart(before, after) + sharedStart(reversed(before), reversed(after))).toBeGreaterThanOrEqual(before.length);
      vault.run(writeNote({ ref: RETRY_PATH, text: RETRY }));
    }), { numRuns: 60 });
  });
});

function sharedStart(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  return length;
}

function reversed(value: string): string {
  return value.split('').reverse().join('');
}
