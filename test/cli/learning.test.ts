// The learning verbs on the built program.
import { beforeAll, describe, expect, it } from 'vitest';
import type { LearningItem } from '../../shared/knowledge/learning';
import type { ProposalItem } from '../../shared/proposal/item';
import { temporaryVault, type CallOptions, type Outcome, type TestVault } from './harness';

const RETRO: CallOptions = { as: 'retro-2', role: 'retro' };
const SR_PM: CallOptions = { as: 'sr-pm-1', role: 'sr-pm' };
const PATH = 'knowledge/patterns/Retry with jitter.md';

interface Written<Item> { item: Item; op: { dry_run: boolean } | null; notes: { path: string }[] }

const STORY = [
  '---', 'type: story', 'id: PROJ-a3f8k', 'kind: task', 'title: Retry the upload', 'aliases:', '  - Retry the upload', 'status: open',
  'priority: 2', 'created_at: 2026-11-20T20:15:00Z', 'created_by: sr-pm-1', 'updated_at: 2026-11-20T20:15:00Z', '---', '',
  '## Description', '', '## Acceptance Criteria', '- [ ] AC #1: it retries', '',
].join('\n');

function learningVault(): { vault: TestVault; story: string } {
  return { vault: temporaryVault({ notes: { 'stories/PROJ-a3f8k.md': STORY } }), story: 'PROJ-a3f8k' };
}

function add(vault: TestVault, story: string, args: string[] = [], input = 'Retries collide.\n\nAdd a random part.\n'): Outcome {
  return vault.run(['learning', 'add', '--type', 'pattern', '--title', 'Retry with jitter', '--source', story, ...args, '--json'], { ...RETRO, input });
}

describe('learning add', () => {
  it('captures a note of project scope, from a pipe', () => {
    const { vault, story } = learningVault();
    const { data } = add(vault, story, ['--confidence', 'high', '--tag', 'net', '--stack', 'typescript', '--domain', 'uploads']).json<Written<LearningItem>>();
    expect(data.item).toMatchObject({ path: PATH, type: 'pattern', actionable: 'pending', confidence: 'high', source: [story], tags: ['net'], created: '2026-11-21' });
    expect(vault.read(PATH)).toContain('# Retry with jitter\nRetries collide.\n\n## Context\n');
    expect(vault.run(['integrity', 'verify']).code).toBe(0);
  });

  it('takes the text as an argument, and says what it captured', () => {
    const { vault, story } = learningVault();
    const { stdout } = vault.run(['learning', 'add', 'Add a random part.', '--type', 'pattern', '--title', 'Retry with jitter', '--source', story], RETRO);
    expect(stdout).toBe(`Captured ${PATH}, learned from ${story}\n`);
  });

  it('never replaces a note', () => {
    const { vault, story } = learningVault();
    add(vault, story);
    const before = vault.read(PATH);
    expect(add(vault, story).failure().code).toBe('E_USAGE');
    expect(vault.read(PATH)).toBe(before);
  });
});

describe('learning add is refused', () => {
  let vault: TestVault;
  beforeAll(() => { ({ vault } = learningVault()); });

  it.each<[string, string[], string, number, string, RegExp]>([
    ['without a type', ['--title', 'T', '--source', 'S'], 'x', 2, 'E_USAGE', /needs --type/],
    ['without a title', ['--type', 'debug', '--source', 'S'], 'x', 2, 'E_USAGE', /needs --title/],
    ['without a source', ['--type', 'debug', '--title', 'T'], 'x', 2, 'E_USAGE', /needs the story/],
    ['without a text', ['--type', 'debug', '--title', 'T', '--source', 'S'], '', 2, 'E_USAGE', /needs a text/],
    ['of an unknown type', ['--type', 'idea', '--title', 'T', '--source', 'S'], 'x', 2, 'E_USAGE', /no type 'idea'/],
    ['of an unknown confidence', ['--type', 'debug', '--title', 'T', '--source', 'S', '--confidence', 'sure'], 'x', 2, 'E_USAGE', /confidence/],
    ['from a source that is not there', ['--type', 'debug', '--title', 'T', '--source', 'PROJ-zzzzz'], 'x', 3, 'E_NOT_FOUND', /PROJ-zzzzz/],
    ['with a forged section', ['--type', 'debug', '--title', 'T', '--source', 'S'], '## Related\n', 2, 'E_USAGE', /level 2 heading/],
  ])('%s', (_, args, input, code, name, message) => {
    const refused = vault.run(['learning', 'add', ...args.map((word) => (word === 'S' ? 'PROJ-a3f8k' : word)), '--json'], { ...RETRO, input });
    expect(refused.code).toBe(code);
    expect(refused.failure()).toMatchObject({ code: name, message: expect.stringMatching(message) as string });
  });
});

describe('learning list', () => {
  it('shows what was learned and what became of it', () => {
    const { vault, story } = learningVault();
    expect(vault.run(['learning', 'list']).stdout).toBe('No learnings.\n');
    add(vault, story);
    expect(vault.run(['learning', 'list', '--pending']).stdout).toBe(
      `created     type     state    title              source      became\n2026-11-21  pattern  pending  Retry with jitter  ${story}\n`,
    );
    expect(vault.run(['learning', 'list', '--quiet']).stdout).toBe(`${PATH}\n`);
    expect(vault.run(['learning', 'list', '--state', 'dismissed']).stdout).toBe('No learnings are dismissed.\n');
    expect(vault.run(['learning', 'list', '--pending', '--state', 'dismissed', '--json']).failure().code).toBe('E_USAGE');
  });

  it('names notes that can not be read', () => {
    const { vault } = learningVault();
    vault.edit('knowledge/debug/Broken.md', '---\na: [\n---\n');
    expect(vault.run(['learning', 'list', '--json']).json().meta).toMatchObject({ total: 0, unreadable: [{ path: 'knowledge/debug/Broken.md' }] });
  });
});

describe('learning incorporate and dismiss', () => {
  it('record what became of it', () => {
    const { vault, story } = learningVault();
    add(vault, story);
    const answer = vault.run(['learning', 'incorporate', 'Retry with jitter', '--in', story, '--json'], SR_PM);
    expect(answer.json<Written<LearningItem>>().data.item).toMatchObject({ actionable: 'incorporated', incorporated_in: [story] });
    expect(vault.run(['learning', 'incorporate', 'Retry with jitter', '--in', story], SR_PM).stdout).toContain('Nothing to do');
    const refused = vault.run(['learning', 'dismiss', PATH, '--reason', 'No.', '--json'], SR_PM);
    expect([refused.code, refused.failure().code]).toEqual([9, 'E_GATE']);
  });

  it('dismiss needs a reason, and keeps it', () => {
    const { vault, story } = learningVault();
    add(vault, story);
    expect(vault.run(['learning', 'dismiss', PATH, '--json'], SR_PM).failure().code).toBe('E_USAGE');
    expect(vault.run(['learning', 'dismiss', PATH, '--reason', 'Known already.'], SR_PM).stdout).toBe(`Dismissed ${PATH}: Known already.\n`);
    expect(vault.read(PATH)).toMatch(/^actionable: dismissed$/m);
    expect(vault.run(['learning', 'list', '--json']).json<LearningItem[]>().data).toMatchObject([{ dismiss_reason: 'Known already.' }]);
  });
});

describe('what leaves a learning pending', () => {
  let vault: TestVault;
  beforeAll(() => {
    const made = learningVault();
    vault = made.vault;
    add(vault, made.story);
  });

  it.each<[string, string[], CallOptions, number, string]>([
    ['incorporate by a developer', ['incorporate', PATH, '--in', 'STORY'], { as: 'dev-7', role: 'developer' }, 7, 'E_POLICY'],
    ['dismiss by a developer', ['dismiss', PATH, '--reason', 'x'], { as: 'dev-7', role: 'developer' }, 7, 'E_POLICY'],
    ['incorporate without a story', ['incorporate', PATH], SR_PM, 2, 'E_USAGE'],
    ['incorporate in no story', ['incorporate', PATH, '--in', 'PROJ-zzzzz'], SR_PM, 3, 'E_NOT_FOUND'],
    ['dismiss what is no learning', ['dismiss', 'STORY', '--reason', 'x'], SR_PM, 2, 'E_USAGE'],
    ['dismiss what is not there', ['dismiss', 'Nothing', '--reason', 'x'], SR_PM, 3, 'E_NOT_FOUND'],
  ])('%s', (_, args, options, code, name) => {
    const refused = vault.run(['learning', ...args.map((word) => (word === 'STORY' ? 'PROJ-a3f8k' : word)), '--json'], options);
    expect([refused.code, refused.failure().code]).toEqual([code, name]);
    expect(vault.read(PATH)).toMatch(/^actionable: pending$/m);
  });

  it('note verbs, which do not change actionable', () => {
    const refused = vault.run(['note', 'prop', 'set', PATH, 'actionable=dismissed', '--json'], SR_PM);
    expect(refused.failure()).toMatchObject({ code: 'E_POLICY', hint: expect.stringMatching(/touchstone learning/) as string });
  });
});

describe('learning promote', () => {
  it('makes a proposal that names the learning', () => {
    const { vault, story } = learningVault();
    add(vault, story);
    const before = vault.read(PATH);
    const { item } = vault.run(['learning', 'promote', 'Retry with jitter', '--motivation', 'Seen twice.', '--json'], RETRO).json<Written<ProposalItem>>().data;
    expect(item).toMatchObject({ kind: 'promotion', target_path: 'patterns/Retry with jitter.md', source: 'knowledge/patterns/Retry with jitter', evidence: [story] });
    expect(vault.read(PATH)).toBe(before);
    const accepted = vault.runAsHuman(['proposal', 'accept', item.id], { input: `${item.id}\n` });
    expect(accepted.code).toBe(0);
    expect(vault.read('patterns/Retry with jitter.md')).toMatch(/^scope: system$/m);
    const again = vault.run(['learning', 'promote', PATH, '--json'], RETRO);
    expect([again.code, again.failure().code]).toEqual([2, 'E_USAGE']);
  });

  it('is refused where the target is of project scope', () => {
    const { vault, story } = learningVault();
    add(vault, story);
    const refused = vault.run(['learning', 'promote', PATH, '--target', 'knowledge/patterns/Other', '--json'], RETRO);
    expect([refused.code, refused.failure().code]).toEqual([7, 'E_POLICY']);
  });
});
