// Whose a change is, and what an editor vouches for: the pure parts of a person's edits.
import { Text } from '@codemirror/state';
import { describe, expect, test } from 'vitest';
import { EditChain } from '../../plugin/edits/edit-chain';
import { changedMarks, TickedBoxes } from '../../plugin/edits/ticked-boxes';
import type { Change } from '../../plugin/edits/whose-change';
import { whoseChange } from '../../plugin/edits/whose-change';

const text = (content: string) => Text.of(content.split('\n'));

describe('a change is', () => {
  const NEVER = { input: -Infinity, properties: -Infinity, files: -Infinity };
  const change = (userEvent: string | null, more: Partial<Change> = {}) => whoseChange({
    isUserEvent: (name) => userEvent === name || userEvent?.startsWith(`${name}.`) === true,
    at: 10_000, touches: NEVER, isHandlingInput: false, isActive: true, ...more,
  });
  const touched = (ago: Partial<typeof NEVER>) => ({
    touches: { ...NEVER, ...Object.fromEntries(Object.entries(ago).map(([key, since]) => [key, 10_000 - since])) },
  });

  test.each<[string, string, string | null, Partial<Change>]>([
    ['person', 'typed right after a trusted event', 'input.type', touched({ input: 5 })],
    ['person', 'composed by the keyboard of a phone', 'input.type.compose', touched({ input: 600 })],
    ['program', 'called typing, long after the last trusted event', 'input.type', touched({ input: 1500 })],
    ['program', 'called typing, without any', 'input.type', {}],
    ['person', 'a command of the palette or a menu', null, { isHandlingInput: true }],
    ['program', 'made in the task of an event elsewhere, in an editor that is not active', null, { isHandlingInput: true, isActive: false }],
    ['person', 'made in the task of an event in this view', null, { isHandlingInput: true, isActive: false, ...touched({ input: 0 }) }],
    ['program', 'a script\'s shortly after typing', null, touched({ input: 300 })],
    ['person', 'of the properties, written a moment later', null, touched({ input: 300, properties: 300 })],
    ['person', 'the link to a pasted image', null, touched({ input: 3000, files: 3000 })],
    ['program', 'long after a pasted image', null, touched({ files: 6000 })],
    ['file', 'what the app took over from the file, whatever the person does', 'set', { isHandlingInput: true, ...touched({ input: 0 }) }],
  ])('%s: %s', (author, _what, userEvent, more) => {
    expect(change(userEvent, more)).toBe(author);
  });
});

describe('an editor', () => {
  test('vouches for every text on the way, from the one that it began with', () => {
    const chain = new EditChain('a.md', text('one'));
    expect(chain.isOpen).toBe(false);
    chain.byPerson(text('one t'));
    chain.byPerson(text('one two'));
    expect(chain.bases).toEqual([{ kind: 'text', text: 'one' }]);
    expect(['one t', 'one two', 'one', 'another'].map((state) => chain.leadsTo(state))).toEqual([true, true, false, false]);
  });

  test('vouches for nothing that a program changed, nor for what was typed onto it', () => {
    const chain = new EditChain('a.md', text('one'));
    chain.byPerson(text('one mine'));
    chain.byProgram(text('theirs one mine'));
    expect(chain.isOpen).toBe(false);
    chain.byPerson(text('theirs one mine!'));
    expect(chain.bases).toEqual([{ kind: 'text', text: 'theirs one mine' }]);
  });

  test('leaves to the core whether a merge holds nothing but the edits and the file', () => {
    const chain = new EditChain('a.md', text('one'));
    chain.byPerson(text('one mine'));
    chain.byFile(text('theirs one mine'), null);
    expect(chain.leadsTo('theirs one mine')).toBe(true);
    expect(chain.bases).toContainEqual({ kind: 'merged', before: 'one', mine: 'one mine', result: 'theirs one mine' });
    expect(chain.bases).not.toContainEqual({ kind: 'text', text: 'one' });
  });

  test('takes over from another editor of the note what that vouches for', () => {
    const [left, right] = [new EditChain('a.md', text('one')), new EditChain('a.md', text('one'))];
    left.byPerson(text('one left'));
    right.byFile(text('one left'), left);
    right.byPerson(text('one left right'));
    expect(right.bases).toEqual([{ kind: 'text', text: 'one' }, { kind: 'text', text: 'one left' }]);
  });

  test('goes on from what was recorded, and keeps a way back to an earlier baseline after a refusal', () => {
    const chain = new EditChain('a.md', text('one'));
    chain.byPerson(text('two'));
    chain.byPerson(text('three'));
    chain.settle('two', true);
    expect(chain.isOpen).toBe(true);
    expect(chain.bases).toEqual([{ kind: 'text', text: 'two' }]);
    chain.settle('three', false);
    expect(chain.isOpen).toBe(false);
    expect(chain.bases).toEqual([{ kind: 'text', text: 'two' }, { kind: 'text', text: 'three' }]);
  });
});

describe('a box ticked in the reading view', () => {
  test.each<[number | null, string, string]>([
    [0, '- [ ] a', '- [ ] a'],
    [1, 'x\n- [ ] a\n- [ ] b', 'x\n- [x] a\n- [ ] b'],
    [2, '> 1. [x] a\n  * [ ] b', '> 1. [ ] a\n  * [/] b'],
    [null, '- [ ] a', '- [x] b'],
    [null, '- [ ] a', '- [x] a\n'],
    [null, 'see [ ] a', 'see [x] a'],
  ])('%s marks differ', (marks, before, after) => {
    expect(changedMarks(before, after)).toBe(marks);
  });

  test('explains as many marks as were clicked', () => {
    const boxes = new TickedBoxes('a.md', '- [ ] a\n- [ ] b');
    expect(boxes.leadsTo('- [x] a\n- [x] b')).toBe(false);
    boxes.click('- [x] a\n- [ ] b');
    expect(boxes.leadsTo('- [x] a\n- [x] b')).toBe(true);
    boxes.settle('- [x] a\n- [x] b');
    expect(boxes.isOpen).toBe(false);
  });
});
