// The status report of real vaults: what it counts, what it alarms about, and what it recommends.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { attention } from '../../../shared/health/attention';
import { statusReport, type StatusReport } from '../../../shared/health/status-report';
import { appendToNote } from '../../../shared/note/planners/add-text';
import type { Clock } from '../../../shared/vault/ports';
import { PERSON, temporaryVault, type TemporaryVault } from '../vault/temporary-vault';

const CLOCK: Clock = { now: () => '2026-11-21T09:00:00Z' };

const story = (id: string, lines: string): [string, string] => [`stories/${id}.md`, `---\ntype: story\nid: ${id}\ntitle: Story ${id}\n${lines}---\n`];
const proposal = (id: string, lines: string): [string, string] => [
  `_inbox/${id} Testing.md`,
  `---\ntype: proposal\nid: ${id}\nkind: create\ntarget_path: conventions/New.md\nauthor: retro-2\n${lines}---\n# Proposed note: New\n`,
];
const learning = (name: string, lines: string): [string, string] => [`knowledge/debug/${name}.md`, `---\ntype: debug\nscope: project\n${lines}---\n# ${name}\n`];

const NOTES = Object.fromEntries([
  story('PROJ-aaaaa', 'status: open\npriority: 3\ncreated_at: 2026-11-01T00:00:00Z\n'),
  story('PROJ-bbbbb', 'status: open\npriority: 0\n'),
  story('PROJ-ccccc', 'status: open\nblocked_by: ["[[PROJ-aaaaa]]"]\n'),
  story('PROJ-ddddd', 'status: delivered\nassignee: dev-1\nupdated_at: 2026-11-20T09:00:00Z\n'),
  story('PROJ-eeeee', 'status: delivered\nassignee: dev-2\nupdated_at: 2026-11-19T09:00:00Z\n'),
  story('PROJ-fffff', 'status: in_progress\nassignee: dev-1\nlease_until: 2026-11-21T08:00:00Z\n'),
  story('PROJ-ggggg', 'status: in_progress\nassignee: dev-2\nlease_until: 2026-11-21T10:00:00Z\n'),
  story('PROJ-hhhhh', 'status: blocked\nlabels: [escalated]\nrejections: 3\n'),
  story('PROJ-iiiii', 'kind: epic\nstatus: open\n'),
  story('PROJ-jjjjj', 'status: strange\n'),
  ['stories/README.md', '# Not a story\n'],
  proposal('PROP-aaaaa', 'status: pending\ncreated: 2026-10-01\n'),
  proposal('PROP-bbbbb', 'status: pending\ncreated: 2026-11-20\n'),
  proposal('PROP-ccccc', 'status: deferred\ncreated: 2026-11-01\ndefer_until: 2026-12-01\n'),
  proposal('PROP-ddddd', 'status: deferred\ncreated: 2026-11-01\ndefer_until: 2026-11-20\n'),
  proposal('PROP-eeeee', 'status: undecided\ncreated: 2026-11-01\n'),
  learning('Leak', 'created: 2026-11-02\nactionable: pending\n'),
  learning('Race', 'created: 2026-11-01\nactionable: pending\n'),
  learning('Done', 'created: 2026-11-01\nactionable: incorporated\n'),
  learning('Odd', 'created: 2026-11-01\nactionable: maybe\n'),
  ['knowledge/patterns/Scope.md', '---\ntype: pattern\nscope: system\n---\n'],
  ['conventions/Scope.md', '---\ntype: convention\nscope: project\n---\n'],
  ['conventions/Testing.md', '# Testing\n'],
  ['Top.md', '# Top\n'],
]);

const opened = (notes: Record<string, string> = NOTES): TemporaryVault => temporaryVault(notes, { clock: CLOCK });
const report = (vault: TemporaryVault): StatusReport => vault.read(statusReport);
const commands = (vault: TemporaryVault): string[] => report(vault).recommendations.map(({ command }) => command);

test('what wants a person is what the report says of it', () => {
  const vault = opened();
  vault.edit('conventions/Testing.md', '# Changed\n');
  vault.edit('Top.md', '# Nobody has to decide this\n');
  const { proposals, backlog, integrity } = report(vault);
  expect(integrity.alarming).toHaveLength(1);
  expect(vault.read(attention)).toEqual({
    proposals: proposals.pending.length, deliveries: backlog.delivered.length, drift: integrity.alarming.length,
  });
});

describe('the status report', () => {
  it('counts notes by folder and by type', () => {
    const { notes } = report(opened());
    expect(notes.total).toBe(Object.keys(NOTES).length);
    expect(notes.unreadable).toBe(0);
    expect(notes.by_folder).toEqual([
      { folder: '', count: 1 }, { folder: '_inbox', count: 5 }, { folder: 'conventions', count: 2 },
      { folder: 'knowledge/debug', count: 4 }, { folder: 'knowledge/patterns', count: 1 }, { folder: 'stories', count: 11 },
    ]);
    expect(notes.by_type).toEqual([
      { type: 'convention', count: 1 }, { type: 'debug', count: 4 }, { type: 'pattern', count: 1 },
      { type: 'proposal', count: 5 }, { type: 'story', count: 10 }, { type: null, count: 3 },
    ]);
  });

  it('tells how the backlog stands', () => {
    const { backlog } = report(opened());
    expect(backlog.total).toBe(10);
    expect(backlog.by_status).toEqual([
      { status: 'open', count: 4 }, { status: 'in_progress', count: 2 }, { status: 'delivered', count: 2 }, { status: 'closed', count: 0 },
      { status: 'blocked', count: 1 }, { status: 'deferred', count: 0 }, { status: 'strange', count: 1 },
    ]);
    expect(backlog.ready).toEqual(['PROJ-bbbbb', 'PROJ-aaaaa']);
    expect(backlog.delivered.map(({ id }) => id)).toEqual(['PROJ-eeeee', 'PROJ-ddddd']);
    expect(backlog.stalled).toEqual([{ id: 'PROJ-fffff', title: 'Story PROJ-fffff', assignee: 'dev-1', lease_until: '2026-11-21T08:00:00Z' }]);
    expect(backlog.escalated).toEqual([{ id: 'PROJ-hhhhh', title: 'Story PROJ-hhhhh', rejections: 3 }]);
    expect(backlog.hand_changed).toEqual([]);
  });

  it('tells what waits for a decision', () => {
    const { proposals, learnings } = report(opened());
    expect(proposals.pending.map(({ id, age_days }) => [id, age_days])).toEqual([['PROP-aaaaa', 51], ['PROP-bbbbb', 1]]);
    expect(proposals.overdue).toEqual(['PROP-aaaaa']);
    expect(proposals.deferred.map(({ id, due }) => [id, due])).toEqual([['PROP-ddddd', true], ['PROP-ccccc', false]]);
    expect(proposals.damaged).toEqual([{ path: '_inbox/PROP-eeeee Testing.md', problem: expect.stringContaining('undecided') as unknown }]);
    expect(learnings.pending.map(({ path }) => path)).toEqual(['knowledge/debug/Race.md', 'knowledge/debug/Leak.md']);
    expect(learnings.damaged.map(({ path }) => path)).toEqual(['knowledge/debug/Odd.md']);
  });

  it('finds notes whose scope is not that of their folder', () => {
    expect(report(opened()).scope_contradictions).toEqual([
      { path: 'conventions/Scope.md', scope: 'project', folder_scope: 'system' },
      { path: 'knowledge/patterns/Scope.md', scope: 'system', folder_scope: 'project' },
    ]);
  });

  it('lists the last ten governed writes, and not the drift that they adopted', () => {
    const vault = opened();
    for (let n = 0; n < 12; n++) {
      vault.edit('Top.md', `# Top ${n}\n`);
      vault.run(appendToNote({ ref: 'Top.md', text: `x${n}` }), PERSON, { reason: `r${n}` });
    }
    const { recent } = report(vault);
    expect(recent).toHaveLength(10);
    expect(recent[0]).toMatchObject({ actor: 'ada', kind: 'human', op: 'note.append', reason: 'r11', note_count: 1, paths: ['Top.md'] });
    expect(recent.map(({ kind }) => kind)).not.toContain('external');
  });

  it('is the same for the same vault and clock', () => {
    const vault = opened();
    expect(JSON.stringify(report(vault))).toBe(JSON.stringify(report(vault)));
  });

  it('of an empty vault has nothing to recommend', () => {
    const { notes, backlog, integrity, recommendations } = report(opened({}));
    expect({ total: notes.total, stories: backlog.total, broken: integrity.broken, recommendations }).toEqual({ total: 0, stories: 0, broken: false, recommendations: [] });
  });

  it('recommends the most urgent first, each with a command that decides nothing by itself', () => {
    expect(commands(opened())).toEqual([
      "touchstone note read '_inbox/PROP-eeeee Testing.md'",
      'touchstone story show PROJ-hhhhh',
      'touchstone story show PROJ-eeeee',
      'touchstone story claim PROJ-fffff',
      'touchstone proposal show PROP-aaaaa',
      'touchstone proposal show PROP-ddddd',
      'touchstone proposal list',
      'touchstone note prop get knowledge/debug/Odd.md',
      'touchstone learning list --pending',
      'touchstone note prop set knowledge/patterns/Scope.md scope=project',
      'touchstone note prop get conventions/Scope.md scope',
      'touchstone note lint --all',
      'touchstone story claim --next',
    ]);
  });

  it('quotes names in commands, so that a name is never run', () => {
    const vault = opened({ 'knowledge/x$(id)\'s.md': '---\nscope: system\n---\n' });
    expect(commands(vault)[0]).toBe(`touchstone note prop set 'knowledge/x$(id)'\\''s.md' scope=project`);
  });
});

describe('integrity in the status report', () => {
  it.each<[string, (vault: TemporaryVault) => void, Partial<StatusReport['integrity']>]>([
    ['a modified story', (vault) => { vault.edit('stories/PROJ-aaaaa.md', '---\ntype: story\n---\n'); }, { broken: true, modified: ['stories/PROJ-aaaaa.md'] }],
    ['a modified protected note', (vault) => { vault.edit('conventions/Testing.md', 'x\n'); }, { broken: true, modified: ['conventions/Testing.md'] }],
    ['a deleted protected note', (vault) => { rmSync(join(vault.root, 'conventions/Testing.md')); }, { broken: true, deleted: ['conventions/Testing.md'] }],
    ['a moved protected note', (vault) => { rmSync(join(vault.root, 'conventions/Testing.md')); vault.edit('Elsewhere.md', '# Testing\n'); }, { broken: true, moved: [{ path: 'conventions/Testing.md', moved_to: 'Elsewhere.md' }] }],
    ['a governed note that can not be read', (vault) => { vault.edit('Top.md', '---\na: [\n---\n'); }, { broken: true }],
    ['changed settings', (vault) => { vault.edit('.touchstone/config.yaml', `${vault.bytes('.touchstone/config.yaml').toString('utf8')}# x\n`); }, { broken: true, modified: ['.touchstone/config.yaml'] }],
    ['a modified note of no class', (vault) => { vault.edit('Top.md', 'x\n'); }, { broken: false, modified: ['Top.md'] }],
    ['a deleted note of no class', (vault) => { rmSync(join(vault.root, 'Top.md')); }, { broken: false, deleted: ['Top.md'] }],
    ['a new note', (vault) => { vault.edit('New.md', 'x\n'); }, { broken: false, untracked: ['New.md'] }],
    ['a new note that can not be read', (vault) => { vault.edit('New.md', '---\na: [\n---\n'); }, { broken: false, unreadable: [{ path: 'New.md', problem: expect.any(String) as string, governed: false }] }],
  ])('%s', (_, change, expected) => {
    const vault = opened();
    change(vault);
    const { integrity } = report(vault);
    expect(integrity).toMatchObject(expected);
    expect(integrity.alarming.length > 0).toBe(integrity.broken);
  });

  it('names the line in which a ledger is broken', () => {
    const vault = opened();
    vault.run(appendToNote({ ref: 'Top.md', text: 'x' }));
    const [writer] = vault.read((view) => view.history({ limit: 1 }));
    const ledger = `.touchstone/ledger/${writer?.writer ?? ''}.jsonl`;
    vault.edit(ledger, vault.bytes(ledger).toString('utf8').replace('"actor":"touchstone"', '"actor":"somebody"'));
    const found = report(vault);
    expect(found.integrity).toMatchObject({ broken: true, broken_chains: [{ writer: writer?.writer, line: expect.any(Number) as unknown }] });
    expect(found.recommendations[0]?.command).toBe('touchstone integrity verify');
  });

  it('counts a status that was changed by hand as its last transition left it', () => {
    const vault = opened();
    vault.edit('stories/PROJ-bbbbb.md', withStatus('PROJ-bbbbb', 'closed'));
    const { backlog } = report(vault);
    expect(backlog.hand_changed).toEqual([{ id: 'PROJ-bbbbb', path: 'stories/PROJ-bbbbb.md', status: 'open', edited_status: 'closed', drifted: true }]);
    expect(backlog.by_status.find(({ status }) => status === 'closed')?.count).toBe(0);
    expect(backlog.ready).toEqual(['PROJ-aaaaa']);
  });

  it.each([
    ['PROJ-bbbbb', 'in_progress', 'claim PROJ-bbbbb'],
    ['PROJ-bbbbb', 'closed', 'close PROJ-bbbbb --reason <text>'],
    ['PROJ-bbbbb', 'deferred', 'defer PROJ-bbbbb --until <date>'],
    ['PROJ-bbbbb', 'blocked', 'update PROJ-bbbbb --status blocked --reason <text>'],
    ['PROJ-bbbbb', 'delivered', 'show PROJ-bbbbb'],
    ['PROJ-bbbbb', 'review', 'update PROJ-bbbbb --status review'],
    ['PROJ-bbbbb', '$(id)', 'show PROJ-bbbbb'],
    ['PROJ-ddddd', 'closed', 'accept PROJ-ddddd'],
    ['PROJ-ddddd', 'open', 'reopen PROJ-ddddd'],
    ['PROJ-ggggg', 'delivered', 'deliver PROJ-ggggg'],
    ['PROJ-ggggg', 'open', 'release PROJ-ggggg'],
  ])('offers for %s, set to %s by hand, the verb that makes that change, and how to see it', (id, status, command) => {
    const vault = opened();
    vault.edit(`stories/${id}.md`, withStatus(id, status));
    expect(report(vault).recommendations.at(-1)).toEqual({
      text: expect.stringContaining(`touchstone integrity diff stories/${id}.md`) as string,
      command: `touchstone story ${command}`,
    });
  });
});

function withStatus(id: string, status: string): string {
  return (NOTES[`stories/${id}.md`] ?? '').replace(/^status: .*$/mu, `status: ${status}`);
}
