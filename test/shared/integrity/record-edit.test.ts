// A person's edits on the record: which are taken, which stay drift, and that they move no gate.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { EditBase } from '../../../shared/integrity/record-edit';
import { recordEdit } from '../../../shared/integrity/record-edit';
import { claimStory } from '../../../shared/story/planners/claim';
import { createStory } from '../../../shared/story/planners/create';
import { deliverStory } from '../../../shared/story/planners/deliver';
import { acknowledge } from '../../../shared/integrity/record-drift';
import type { Actor } from '../../../shared/policy/actor';
import { CONFIG_PATH } from '../../../shared/vault/paths';
import type { TemporaryVault } from '../vault/temporary-vault';
import { AGENT, PERSON, temporaryVault, writing } from '../vault/temporary-vault';

const from = (text: string): EditBase[] => [{ kind: 'text', text }];

function record(vault: TemporaryVault, path: string, text: string, bases: EditBase[], actor: Actor = PERSON) {
  return vault.run(recordEdit({ path, text, bases }), actor);
}

/** Saves what the person typed and records it. */
function type(vault: TemporaryVault, path: string, before: string, after: string) {
  vault.edit(path, after);
  return record(vault, path, after, from(before));
}

const integrity = (vault: TemporaryVault, path: string) => vault.read((view) => view.note(path))?.integrity;

describe('a person\'s edit', () => {
  test('of a note that was its baseline is recorded in their name, and no byte is written', () => {
    const vault = temporaryVault({ 'a.md': 'one\n' });
    type(vault, 'a.md', 'one\n', 'two\n');
    expect(vault.bytes('a.md').toString()).toBe('two\n');
    expect(integrity(vault, 'a.md')).toBe('ok');
    expect(vault.read((view) => view.history({ path: 'a.md' }))[0]).toMatchObject({ op: 'note.edit', actor: 'ada', role: 'human', kind: 'human' });
  });

  test('can be had back as any other version', () => {
    const vault = temporaryVault({ 'a.md': 'one\n' });
    type(vault, 'a.md', 'one\n', 'two\n');
    const sha256 = vault.read((view) => view.note('a.md'))?.sha256 ?? '';
    vault.run(writing({ 'a.md': 'three\n' }));
    expect(Buffer.from(vault.read((view) => view.object('a.md', sha256)) ?? []).toString()).toBe('two\n');
  });

  test.each([
    ['lines that end with CRLF', 'one\r\ntwo\r\n'],
    ['a byte order mark', '\uFEFFone\ntwo\n'],
    ['both', '\uFEFFone\r\ntwo\r\n'],
  ])('begins at a baseline with %s, which the editor does not show', (_what, text) => {
    const vault = temporaryVault({ 'a.md': text });
    type(vault, 'a.md', 'one\ntwo\n', 'one\ntwo\nthree\n');
    expect(integrity(vault, 'a.md')).toBe('ok');
  });

  test('may have gone on from any text that the editor showed since', () => {
    const vault = temporaryVault({ 'a.md': 'one\n' });
    vault.run(writing({ 'a.md': 'two\n' }));
    vault.edit('a.md', 'three\n');
    record(vault, 'a.md', 'three\n', [...from('one\n'), ...from('two\n'), ...from('two and a half\n')]);
    expect(integrity(vault, 'a.md')).toBe('ok');
  });

  test('of a protected note is recorded: a person may write it', () => {
    const vault = temporaryVault({ 'conventions/C.md': 'one\n' });
    type(vault, 'conventions/C.md', 'one\n', 'two\n');
    expect(integrity(vault, 'conventions/C.md')).toBe('ok');
  });

  test('that came back to the baseline is nothing to record', () => {
    const vault = temporaryVault({ 'a.md': 'one\n' });
    expect(record(vault, 'a.md', 'one\n', from('one\n')).op).toBeNull();
  });

  test('that wrote a new note from its first character is recorded', () => {
    const vault = temporaryVault();
    type(vault, 'new.md', '', 'mine\n');
    expect(integrity(vault, 'new.md')).toBe('ok');
  });

  test('is told from others by how bytes would stand to the record of a path', () => {
    const vault = temporaryVault({ 'a.md': 'one\n' });
    const sha256 = vault.read((view) => view.note('a.md'))?.sha256 ?? '';
    expect(vault.read((view) => view.integrityOf('a.md', sha256))).toBe('ok');
    expect(vault.read((view) => view.integrityOf('a.md', 'f'.repeat(64)))).toBe('modified');
    expect(vault.read((view) => view.integrityOf('b.md', sha256))).toBe('untracked');
  });
});

describe('no edit is recorded', () => {
  test('that began on drift: typing onto it does not launder it', () => {
    const vault = temporaryVault({ 'a.md': 'one\n' });
    vault.edit('a.md', 'theirs\n');
    vault.edit('a.md', 'theirs and mine\n');
    expect(() => record(vault, 'a.md', 'theirs and mine\n', from('theirs\n'))).toThrow(/was not its baseline when the edit began/u);
    expect(integrity(vault, 'a.md')).toBe('modified');
  });

  test('on an untracked note that somebody else began', () => {
    const vault = temporaryVault();
    vault.edit('new.md', 'theirs and mine\n');
    expect(() => record(vault, 'new.md', 'theirs and mine\n', from('theirs\n'))).toThrow(/not its baseline/u);
  });

  test('in a note that was governed, from an empty text on', () => {
    const vault = temporaryVault({ 'a.md': 'one\n' });
    vault.edit('a.md', 'mine\n');
    expect(() => record(vault, 'a.md', 'mine\n', from(''))).toThrow(/not its baseline/u);
  });

  test('while the file holds something else than the editor shows', () => {
    const vault = temporaryVault({ 'a.md': 'one\n' });
    vault.edit('a.md', 'theirs\n');
    expect(() => record(vault, 'a.md', 'mine\n', from('one\n'))).toThrow(/does not hold what the editor shows/u);
    rmSync(join(vault.root, 'a.md'));
    expect(() => record(vault, 'a.md', 'mine\n', from('one\n'))).toThrow(/does not hold what the editor shows/u);
  });

  test('of anybody but a person', () => {
    const vault = temporaryVault({ 'a.md': 'one\n' });
    vault.edit('a.md', 'two\n');
    expect(() => record(vault, 'a.md', 'two\n', from('one\n'), AGENT)).toThrow(/is no person/u);
  });

  test('of a proposal or the settings, which change by verbs only', () => {
    const vault = temporaryVault({ '_inbox/PROP-7k2m9 x.md': '---\ntype: proposal\n---\n' });
    const config = vault.bytes(CONFIG_PATH).toString();
    vault.edit('_inbox/PROP-7k2m9 x.md', '---\ntype: proposal\nstatus: accepted\n---\n');
    expect(() => record(vault, '_inbox/PROP-7k2m9 x.md', '---\ntype: proposal\nstatus: accepted\n---\n', from('---\ntype: proposal\n---\n'))).toThrow(/may not change/u);
    vault.edit(CONFIG_PATH, `${config}# more\n`);
    expect(() => record(vault, CONFIG_PATH, `${config}# more\n`, from(config))).toThrow(/may not change/u);
  });

  test.each([
    ['decides a learning', '---\ntype: pattern\nactionable: pending\n---\n', '---\ntype: pattern\nactionable: dismissed\n---\n', /learning verbs only/u],
    ['makes a proposal of a note', 'text\n', '---\ntype: proposal\n---\n', /proposal verbs only/u],
    ['leaves the properties unreadable', 'text\n', '---\na: [\n---\n', /can't be read/u],
  ])('that %s', (_what, before, after, message) => {
    const vault = temporaryVault({ 'knowledge/K.md': before });
    vault.edit('knowledge/K.md', after);
    expect(() => record(vault, 'knowledge/K.md', after, from(before))).toThrow(message);
    expect(integrity(vault, 'knowledge/K.md')).toBe('modified');
  });

  test('that makes a story by hand: acknowledging it is what gives it a state', () => {
    const vault = temporaryVault();
    const text = '---\ntype: story\nid: PROJ-zzzzz\nstatus: closed\n---\n';
    vault.edit('stories/PROJ-zzzzz.md', text);
    expect(() => record(vault, 'stories/PROJ-zzzzz.md', text, from(''))).toThrow(/no story command ever wrote/u);
    vault.run(acknowledge({ paths: ['stories/PROJ-zzzzz.md'] }), PERSON);
    expect(vault.read((view) => view.note('stories/PROJ-zzzzz.md'))?.state?.status).toBe('closed');
  });
});

describe('edits that the app put on top of what somebody else wrote', () => {
  const BEFORE = 'a\nb\nc\nd\ne\n';
  const GOVERNED = 'a\nB by an agent\nc\nd\ne\n';
  const MINE = 'a\nb\nc\nd\nE by me\n';
  const BOTH = 'a\nB by an agent\nc\nd\nE by me\n';
  const merged: EditBase[] = [{ kind: 'merged', before: BEFORE, mine: MINE, result: BOTH }];

  test('are recorded when that was a governed write, and nothing else is in what came out', () => {
    const vault = temporaryVault({ 'a.md': BEFORE });
    vault.run(writing({ 'a.md': GOVERNED }));
    vault.edit('a.md', BOTH);
    record(vault, 'a.md', BOTH, merged);
    expect(integrity(vault, 'a.md')).toBe('ok');
  });

  test('are not when it was drift', () => {
    const vault = temporaryVault({ 'a.md': BEFORE });
    vault.edit('a.md', GOVERNED);
    vault.edit('a.md', BOTH);
    expect(() => record(vault, 'a.md', BOTH, merged)).toThrow(/not its baseline/u);
  });

  test('are not when more came out than the two', () => {
    const vault = temporaryVault({ 'a.md': BEFORE });
    vault.run(writing({ 'a.md': GOVERNED }));
    const result = `${BOTH}and a stranger's\n`;
    vault.edit('a.md', result);
    expect(() => record(vault, 'a.md', result, [{ kind: 'merged', before: BEFORE, mine: MINE, result }])).toThrow(/not its baseline/u);
  });

  test('are not when the two conflict', () => {
    const vault = temporaryVault({ 'a.md': BEFORE });
    vault.run(writing({ 'a.md': GOVERNED }));
    const mine = 'a\nB by me\nc\nd\ne\n';
    vault.edit('a.md', mine);
    expect(() => record(vault, 'a.md', mine, [{ kind: 'merged', before: BEFORE, mine, result: mine }])).toThrow(/not its baseline/u);
  });
});

describe('a story that a person edited', () => {
  function delivered() {
    const vault = temporaryVault();
    const { item } = vault.run(createStory({ title: 'Switch it on', criteria: ['works'] }), { ...PERSON });
    vault.run(claimStory({ story: item.id }), AGENT);
    const path = `stories/${item.id}.md`;
    return { vault, id: item.id, path, text: vault.bytes(path).toString() };
  }
  const deliver = (vault: TemporaryVault, id: string) => vault.run(deliverStory({ story: id, head: { commit: null, same: [] } }), AGENT);

  test('keeps its governed status when the edit changed the one in its text', () => {
    const { vault, path, text } = delivered();
    type(vault, path, text, text.replace('status: in_progress\n', 'status: closed\n'));
    const note = vault.read((view) => view.note(path));
    expect(note).toMatchObject({ integrity: 'ok', state: { status: 'in_progress' } });
  });

  test.each<[string, (text: string) => string]>([
    ['a claim', (text) => text.replace('assignee: dev-7', 'assignee: dev-8')],
    ['a contract block', (text) => text.replace('## History', '## nd_contract\nstatus: delivered\nby: dev-7 (developer)\n\n## History')],
  ])('is not moved by %s that came in by the edit, though it is no drift', (_what, change) => {
    const { vault, id, path, text } = delivered();
    expect(change(text)).not.toBe(text);
    type(vault, path, text, change(text));
    expect(integrity(vault, path)).toBe('ok');
    expect(() => deliver(vault, id)).toThrow(/came in by an edit/u);
  });

  test('is not moved by ticked boxes, and goes on as before', () => {
    const { vault, id, path, text } = delivered();
    type(vault, path, text, text.replace('- [ ] AC', '- [x] AC'));
    expect(integrity(vault, path)).toBe('ok');
    expect(() => deliver(vault, id)).toThrow(/without proof: AC #1/u);
  });
});
