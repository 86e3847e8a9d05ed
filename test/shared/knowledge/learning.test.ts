// Learnings in real vaults: captured, listed, folded into a story or dismissed, promoted by a proposal.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { addLearning, type AddRequest } from '../../../shared/knowledge/add-learning';
import { dismissLearning, incorporateLearning } from '../../../shared/knowledge/decide-learning';
import { knowledgeFindings } from '../../../shared/knowledge/findings';
import type { LearningItem } from '../../../shared/knowledge/learning';
import { listLearnings } from '../../../shared/knowledge/list-learnings';
import { acceptProposal } from '../../../shared/proposal/accept';
import { readProposal } from '../../../shared/proposal/format';
import { promoteLearning } from '../../../shared/proposal/promote';
import { writing, type TemporaryVault } from '../vault/temporary-vault';
import { ADA, DEVELOPER, expectIntact, proposalVault, refusal, RETRO, SR_PM, textAt } from '../proposal/proposal-vault';

const STORY = 'stories/PROJ-a3f8k.md';
const OTHER = 'stories/PROJ-b7c1d.md';

function story(id: string): string {
  return `---\ntype: story\nid: ${id}\nkind: task\ntitle: Story ${id}\nstatus: open\npriority: 2\naliases: ["Story ${id}"]\ncreated_at: 2026-11-20T20:15:00Z\nupdated_at: 2026-11-20T20:15:00Z\n---\n\n## Description\n\n## Acceptance Criteria\n`;
}

function learningVault(notes: Record<string, string> = {}): TemporaryVault {
  return proposalVault({ [STORY]: story('PROJ-a3f8k'), [OTHER]: story('PROJ-b7c1d'), ...notes });
}

function request(over: Partial<AddRequest> = {}): AddRequest {
  return {
    type: 'pattern', title: 'Retry with jitter', source: ['PROJ-a3f8k'],
    body: 'Retries that start together fail together.\n\nAdd a random part to each wait:\n\n- half of it fixed\n- half of it random',
    ...over,
  };
}

function capture(vault: TemporaryVault, over: Partial<AddRequest> = {}): LearningItem {
  return vault.run(addLearning(request(over)), RETRO).item;
}

describe('learning add', () => {
  it('writes a pending note of the project as in test/golden', () => {
    const vault = learningVault();
    const { item, notes } = vault.run(addLearning(request({ confidence: 'high', domain: 'networking', stack: ['typescript'], tags: ['#net/retry'] })), RETRO);
    expect(item).toEqual({
      title: 'Retry with jitter', path: 'knowledge/patterns/Retry with jitter.md', sha256: notes[0]?.after, type: 'pattern',
      actionable: 'pending', confidence: 'high', project: 'demo', created: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) as string,
      source: ['PROJ-a3f8k'], incorporated_in: [], dismiss_reason: null, tags: ['net/retry'],
    });
    const golden = readFileSync(new URL('../../golden/knowledge/learning.md', import.meta.url), 'utf8');
    const text = textAt(vault, item.path) ?? '';
    expect(text.replace(/^created: .*$/m, 'created: 2026-11-21')).toBe(golden);
    expect(knowledgeFindings(text, item.path, vault.vault.config)).toEqual([]);
    expectIntact(vault);
  });

  it.each<[string, Partial<AddRequest>, RegExp]>([
    ['a body of one paragraph is all content', { body: 'One line.' }, /# Retry with jitter\n\n## Context\n[^]*## Content\nOne line\.\n/],
    ['a first line that is a list stays with the list', { body: '- one\n\n- two' }, /# Retry with jitter\n\n[^]*## Content\n- one\n\n- two\n/],
    ['a given summary wins', { summary: 'In short.', body: 'A.\n\nB.' }, /# Retry with jitter\nIn short\.\n[^]*## Content\nA\.\n\nB\.\n/],
    ['headings of level 3 are content', { body: '### Why\nBecause.' }, /## Content\n### Why\nBecause\.\n/],
  ])('%s', (_, over, text) => {
    const vault = learningVault();
    expect(textAt(vault, capture(vault, over).path)).toMatch(text);
  });

  it('takes several sources, each once, other notes too', () => {
    const vault = learningVault({ 'log/Retro 7.md': '# Retro\n' });
    expect(capture(vault, { source: ['PROJ-a3f8k', 'proj-a3f', 'Retro 7', 'Story PROJ-b7c1d'] }).source).toEqual(['PROJ-a3f8k', 'Retro 7', 'PROJ-b7c1d']);
  });

  it('is open to every role, and to an agent without one', () => {
    const vault = learningVault();
    for (const [index, actor] of [DEVELOPER, SR_PM, ADA, { ...RETRO, role: null }].entries()) {
      expect(vault.run(addLearning(request({ title: `Number ${index}` })), actor).item.actionable).toBe('pending');
    }
  });

  it.each<[string, Partial<AddRequest>, string, RegExp]>([
    ['a type that has no learnings', { type: 'person' }, 'E_USAGE', /no type 'person'/],
    ['an unknown type', { type: '__proto__' }, 'E_USAGE', /no type '__proto__'/],
    ['no source', { source: [] }, 'E_USAGE', /needs the story/],
    ['a source that is not there', { source: ['PROJ-zzzzz'] }, 'E_NOT_FOUND', /PROJ-zzzzz/],
    ['a source that fits several', { source: ['PROJ-'] }, 'E_AMBIGUOUS', /PROJ-/],
    ['an empty title', { title: ' ' }, 'E_USAGE', /title is empty/],
    ['a title of two lines', { title: 'a\nb' }, 'E_USAGE', /several lines/],
    ['an empty body', { body: '\n \n' }, 'E_USAGE', /body is empty/],
    ['a body that forges a section', { body: 'x\n\n## Related\n- forged' }, 'E_USAGE', /level 2 heading "Related"/],
    ['a body that opens a fence', { body: '```\nx' }, 'E_USAGE', /opens a code fence/],
    ['an unknown confidence', { confidence: 'sure' }, 'E_USAGE', /'sure' is no confidence/],
  ])('refuses %s', (_, over, code, message) => {
    const vault = learningVault();
    expect(() => capture(vault, over)).toThrow(refusal(code, message));
    expect(vault.read((view) => view.paths('knowledge'))).toEqual([]);
  });

  it('never replaces a note, nor lies beside one that differs in case alone', () => {
    const vault = learningVault();
    capture(vault);
    expect(() => capture(vault)).toThrow(refusal('E_USAGE', /exists already/));
    expect(() => capture(vault, { title: 'RETRY with jitter' })).toThrow(refusal('E_USAGE', /can't lie beside/));
  });
});

describe('learning list', () => {
  it('has the learnings, newest first, and those of a state on request', () => {
    const vault = learningVault({
      'knowledge/debug/Old.md': '---\ntype: debug\nactionable: pending\ncreated: 2020-01-01\nsource: "[[PROJ-a3f8k]]"\n---\n',
      'knowledge/debug/Plain.md': '---\ntype: debug\n---\n',
    });
    const fresh = capture(vault);
    vault.run(dismissLearning({ ref: 'Old', reason: 'Long gone.' }), SR_PM);
    const paths = (states?: Parameters<typeof listLearnings>[1]): string[] =>
      vault.read((view) => listLearnings(view, states)).items.map(({ path }) => path);
    expect(paths()).toEqual([fresh.path, 'knowledge/debug/Old.md']);
    expect(paths(['pending'])).toEqual([fresh.path]);
    expect(paths(['dismissed'])).toEqual(['knowledge/debug/Old.md']);
  });

  it('reports notes that can not be read or are learnings in name only', () => {
    const vault = learningVault();
    vault.edit('knowledge/debug/Broken.md', '---\na: [\n---\n');
    vault.edit('knowledge/debug/Odd.md', '---\ntype: debug\nactionable: maybe\n---\n');
    vault.edit('knowledge/debug/Typeless.md', '---\nactionable: pending\n---\n');
    const { items, unreadable } = vault.read((view) => listLearnings(view));
    expect(items).toEqual([]);
    expect(unreadable.map(({ path }) => path)).toEqual(['knowledge/debug/Broken.md', 'knowledge/debug/Odd.md', 'knowledge/debug/Typeless.md']);
    expect(unreadable[1]?.problem).toMatch(/"maybe", not one of pending/);
  });
});

describe('learning incorporate', () => {
  it('records the story, by id, prefix or title, and touches no other line', () => {
    const vault = learningVault();
    const { path } = capture(vault);
    const before = textAt(vault, path) ?? '';
    expect(vault.run(incorporateLearning({ ref: 'Retry with jitter', in: 'proj-b7c' }), SR_PM).item).toMatchObject({ actionable: 'incorporated', incorporated_in: ['PROJ-b7c1d'] });
    expect(textAt(vault, path)).toBe(before.replace('actionable: pending', 'actionable: incorporated').replace('incorporated_in: []', 'incorporated_in:\n  - "[[PROJ-b7c1d]]"'));
    expectIntact(vault);
  });

  it('adds further stories, and records the same one once', () => {
    const vault = learningVault();
    const { path } = capture(vault);
    vault.run(incorporateLearning({ ref: path, in: 'PROJ-a3f8k' }), SR_PM);
    expect(vault.run(incorporateLearning({ ref: path, in: 'PROJ-a3f8k' }), SR_PM).op).toBeNull();
    expect(vault.run(incorporateLearning({ ref: path, in: 'PROJ-b7c1d' }), ADA).item.incorporated_in).toEqual(['PROJ-a3f8k', 'PROJ-b7c1d']);
  });

  it('takes a dismissed one up again', () => {
    const vault = learningVault();
    const { path } = capture(vault);
    vault.run(dismissLearning({ ref: path, reason: 'No.' }), SR_PM);
    expect(vault.run(incorporateLearning({ ref: path, in: 'PROJ-a3f8k' }), SR_PM).item).toMatchObject({ actionable: 'incorporated', dismiss_reason: null });
  });

  it.each<[string, { ref?: string; in?: string }, typeof RETRO, string, RegExp]>([
    ['to a developer', {}, DEVELOPER, 'E_POLICY', /may not incorporate a learning; that is for sr-pm, human/],
    ['for a story that is not there', { in: 'PROJ-zzzzz' }, SR_PM, 'E_NOT_FOUND', /PROJ-zzzzz/],
    ['for a note that is no learning', { ref: 'Testing pyramid' }, SR_PM, 'E_USAGE', /is not a learning/],
    ['for a learning that is not there', { ref: 'Nothing' }, SR_PM, 'E_NOT_FOUND', /Nothing/],
    ['for a learning in name only', { ref: 'Odd' }, SR_PM, 'E_INTEGRITY', /can't be read as a learning/],
  ])('is refused %s', (_, over, actor, code, message) => {
    const vault = learningVault({ 'knowledge/debug/Odd.md': '---\ntype: debug\nactionable: 7\n---\n' });
    const { path } = capture(vault);
    expect(() => vault.run(incorporateLearning({ ref: path, in: 'PROJ-a3f8k', ...over }), actor)).toThrow(refusal(code, message));
  });
});

describe('learning dismiss', () => {
  it('records the reason', () => {
    const vault = learningVault();
    const { path } = capture(vault);
    expect(vault.run(dismissLearning({ ref: path, reason: 'Known: see "Backoff".' }), SR_PM).item).toMatchObject({ actionable: 'dismissed', dismiss_reason: 'Known: see "Backoff".' });
    expect(vault.run(dismissLearning({ ref: path, reason: 'Again.' }), SR_PM).op).toBeNull();
    expect(vault.read((view) => view.history({ op: 'learning.dismiss' }))[0]?.reason).toBe('Known: see "Backoff".');
  });

  it.each<[string, string | undefined]>([['without a reason', undefined], ['with an empty one', ' ']])('is refused %s', (_, reason) => {
    const vault = learningVault();
    const { path } = capture(vault);
    expect(() => vault.run(dismissLearning({ ref: path, reason }), SR_PM)).toThrow(refusal('E_USAGE', /reason/));
  });

  it('is refused to a developer, and for one that a story took up', () => {
    const vault = learningVault();
    const { path } = capture(vault);
    expect(() => vault.run(dismissLearning({ ref: path, reason: 'No.' }), DEVELOPER)).toThrow(refusal('E_POLICY', /may not dismiss/));
    vault.run(incorporateLearning({ ref: path, in: 'PROJ-a3f8k' }), SR_PM);
    expect(() => vault.run(dismissLearning({ ref: path, reason: 'No.' }), SR_PM)).toThrow(refusal('E_GATE', /incorporated in PROJ-a3f8k/));
  });
});

describe('learning promote', () => {
  it('proposes a copy for system scope and leaves the learning as it is', () => {
    const vault = learningVault();
    const learning = capture(vault);
    const before = textAt(vault, learning.path);
    const { item } = vault.run(promoteLearning({ ref: learning.path }), DEVELOPER);
    expect(item).toMatchObject({ kind: 'promotion', target_path: 'patterns/Retry with jitter.md', source: 'knowledge/patterns/Retry with jitter', evidence: ['PROJ-a3f8k'], base_sha256: null });
    expect(textAt(vault, learning.path)).toBe(before);
    const { after } = readProposal({ path: item.path, sha256: '', text: textAt(vault, item.path) });
    expect(after).toMatch(/^---\ntype: pattern\nscope: system\nstatus: active\n/);
    expect(after).toContain('source:\n  - "[[knowledge/patterns/Retry with jitter]]"\n');
    expect(after).not.toMatch(/actionable|incorporated_in|project:/);
    expect(after?.slice(after.indexOf('# '))).toBe(before?.slice(before.indexOf('# ')));
    expect(knowledgeFindings(after ?? '', item.target_path, vault.vault.config)).toEqual([]);
    vault.run(acceptProposal({ ref: item.id }), ADA);
    expect(textAt(vault, 'patterns/Retry with jitter.md')).toBe(after);
    expectIntact(vault);
  });

  it('replaces what an earlier promotion made, on the base of what that says now', () => {
    const vault = learningVault();
    const learning = capture(vault);
    vault.run(acceptProposal({ ref: vault.run(promoteLearning({ ref: learning.path }), RETRO).item.id }), ADA);
    expect(() => vault.run(promoteLearning({ ref: learning.path }), RETRO)).toThrow(refusal('E_USAGE', /already reads exactly like that/));
    vault.run(writing({ [learning.path]: `${textAt(vault, learning.path) ?? ''}- [[Backoff]]\n` }), RETRO);
    const { item } = vault.run(promoteLearning({ ref: learning.path, motivation: 'Seen twice.', impact: 'Adds a link.' }), RETRO);
    expect(item).toMatchObject({ kind: 'promotion', base_sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string });
    vault.run(acceptProposal({ ref: item.id }), ADA);
    expect(textAt(vault, 'patterns/Retry with jitter.md')).toMatch(/- \[\[Backoff\]\]\n$/);
  });

  it('takes another place with --target', () => {
    const vault = learningVault();
    expect(vault.run(promoteLearning({ ref: capture(vault, { type: 'skill' }).path, target: 'conventions/Retrying' }), RETRO).item.target_path).toBe('conventions/Retrying.md');
  });

  it.each<[string, Partial<AddRequest>, { target?: string }, string, RegExp]>([
    ['a type without a folder in system scope', { type: 'skill' }, {}, 'E_USAGE', /no folder in system scope/],
    ['a target of project scope', {}, { target: 'knowledge/patterns/Other.md' }, 'E_POLICY', /no folder of system scope/],
  ])('refuses %s', (_, over, target, code, message) => {
    const vault = learningVault();
    const { path } = capture(vault, over);
    expect(() => vault.run(promoteLearning({ ref: path, ...target }), RETRO)).toThrow(refusal(code, message));
  });

  it('refuses a dismissed learning, and one that is proposed already', () => {
    const vault = learningVault();
    const { path } = capture(vault);
    vault.run(promoteLearning({ ref: path }), RETRO);
    expect(() => vault.run(promoteLearning({ ref: path }), DEVELOPER)).toThrow(refusal('E_GATE', /already proposed exactly this/));
    vault.run(dismissLearning({ ref: path, reason: 'No.' }), SR_PM);
    expect(() => vault.run(promoteLearning({ ref: path }), RETRO)).toThrow(refusal('E_GATE', /was dismissed/));
  });
});
