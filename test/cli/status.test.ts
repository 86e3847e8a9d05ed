// The vault's status report on the built program.
import { describe, expect, test } from 'vitest';
import { findVerb } from '../../cli/find-verb';
import { parseArguments } from '../../cli/parse';
import { NOW, run, temporaryFolder, temporaryVault } from './harness';

interface Report {
  notes: { total: number };
  integrity: { broken: boolean; alarming: { path: string | null }[] };
  recent: { op: string; actor: string }[];
  recommendations: { text: string; command: string }[];
}

const NOTES = {
  'conventions/Testing.md': '# Testing\n',
  'knowledge/debug/Leak.md': '---\ntype: debug\nscope: project\nactionable: pending\ncreated: 2026-11-01\n---\n',
  'stories/PROJ-aaaaa.md': '---\ntype: story\ntitle: First\nstatus: open\n---\n',
  'stories/PROJ-bbbbb.md': '---\ntype: story\ntitle: Second\nstatus: in_progress\nassignee: dev-7\nlease_until: 2026-11-20T00:00:00Z\n---\n',
};

describe('status', () => {
  test('of a sound vault ends with 0 and says what to do next', () => {
    const vault = temporaryVault({ notes: NOTES });
    const { code, stdout, stderr } = vault.run(['status']);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toBe([
      `test-project (PROJ, both) at ${NOW}`,
      '',
      'Notes',
      '  4 in all',
      '  by folder: conventions 1, knowledge/debug 1, stories 2',
      '  by type: debug 1, story 2, (none) 1',
      '',
      'Backlog',
      '  2 stories: open 1, in_progress 1',
      '  ready: 1: PROJ-aaaaa',
      '  stalled: 1: PROJ-bbbbb (dev-7)',
      '',
      'Waiting for a decision',
      '  pending learnings: 1: Leak',
      '',
      'Integrity',
      '  sound: 5 as recorded',
      '',
      'Links, tags and types',
      '  0 links, 0 broken; 2 orphans, 2 dead ends',
      '  no tags',
      '  2 knowledge notes checked: 4 errors, 9 warnings',
      '',
      'Last writes',
      `  ${NOW}  set-up  vault.init  5 notes`,
      '',
      'Next',
      '  1 claim has expired; whoever takes it over carries on.',
      '    touchstone story claim PROJ-bbbbb',
      '  1 learning is neither incorporated nor dismissed.',
      '    touchstone learning list --pending',
      '  4 findings of the linter are errors.',
      '    touchstone note lint --all',
      '  1 story is ready.',
      '    touchstone story claim --next',
      '',
    ].join('\n'));
  });

  test('has all of it as JSON, and the same bytes each time', () => {
    const vault = temporaryVault({ notes: NOTES });
    const first = vault.run(['status', '--json']);
    expect(first.json<Report>().data).toMatchObject({ notes: { total: 4 }, integrity: { broken: false, alarming: [] } });
    expect(vault.run(['status', '--json']).stdout).toBe(first.stdout);
    expect(vault.run(['vault-status', '--json']).stdout).toBe(first.stdout);
  });

  test('ends with 6 when a protected note drifted, and names it', () => {
    const vault = temporaryVault({ notes: NOTES });
    vault.edit('conventions/Testing.md', 'changed\n');
    const broken = vault.run(['status', '--json']);
    expect(broken.code).toBe(6);
    expect(broken.json<Report>().data).toMatchObject({
      integrity: { broken: true, alarming: [{ path: 'conventions/Testing.md' }] },
      recommendations: expect.arrayContaining([expect.objectContaining({ command: 'touchstone integrity diff conventions/Testing.md' })]) as unknown[],
    });
    expect(vault.run(['status', '--quiet'])).toMatchObject({ code: 6, stdout: 'conventions/Testing.md\n' });
    expect(vault.run(['status']).stdout).toContain('  broken: 4 as recorded, 1 modified\n');
  });

  test('ends with 0 when only ordinary notes drifted', () => {
    const vault = temporaryVault({ notes: NOTES });
    vault.edit('New.md', 'x\n');
    vault.edit('knowledge/debug/Leak.md', 'x\n');
    expect(vault.run(['status']).code).toBe(0);
  });

  test('shows the last governed writes with their actors', () => {
    const vault = temporaryVault({ notes: NOTES });
    vault.run(['note', 'create', 'log', 'x'], { as: 'dev-9', role: 'developer' });
    expect(vault.run(['status', '--json']).json<Report>().data.recent[0]).toMatchObject({ op: 'note.create', actor: 'dev-9' });
    expect(vault.run(['status']).stdout).toContain(`  ${NOW}  dev-9 (developer)  note.create  log.md\n`);
  });

  test('outside of a vault is E_NOT_FOUND', () => {
    const refused = run(['status', '--json'], { cwd: temporaryFolder() });
    expect([refused.code, refused.failure().code]).toEqual([3, 'E_NOT_FOUND']);
  });

  test('never prints control characters of a note on a terminal', () => {
    const vault = temporaryVault({ notes: { 'knowledge/debug/L.md': '---\ntype: debug\nactionable: pending\naliases: ["\\e[2Jx"]\n---\n' } });
    const { output } = vault.runAsHuman(['status']);
    expect(output).toContain('pending learnings');
    expect(output).not.toContain('\u001b[2J');
  });

  test('calls ready what story ready does, in the same order', () => {
    const vault = temporaryVault();
    const srPm = { as: 'sr', role: 'sr-pm' };
    const make = (title: string, ...options: string[]): string => vault.run(['story', 'create', title, ...options, '--quiet'], srPm).stdout.trim();
    const late = make('Late', '--priority', '3');
    const urgent = make('Urgent', '--priority', '0');
    make('Waiting', '--blocked-by', late);
    make('Epic', '--kind', 'epic');
    const { ready } = vault.run(['status', '--json']).json<{ backlog: { ready: string[] } }>().data.backlog;
    expect(ready).toEqual([urgent, late]);
    expect(vault.run(['story', 'ready', '--quiet']).stdout).toBe(`${ready.join('\n')}\n`);
    vault.run(['story', 'claim', urgent], { as: 'dev-7', role: 'developer' });
    expect(vault.run(['status', '--json'], { env: { TOUCHSTONE_NOW: '2026-11-22T09:00:00Z' } }).json<{ backlog: { stalled: { id: string }[] } }>().data.backlog.stalled).toMatchObject([{ id: urgent, assignee: 'dev-7' }]);
  });

  test('recommends only commands that there are', async () => {
    const story = (id: string, lines: string): string => `---\ntype: story\ntitle: ${id}\n${lines}---\n`;
    const vault = temporaryVault({
      notes: {
        ...NOTES,
        'stories/PROJ-ccccc.md': story('C', 'status: delivered\n'),
        'stories/PROJ-ddddd.md': story('D', 'status: blocked\nlabels: [escalated]\n'),
        ...Object.fromEntries(['e', 'f', 'g', 'h', 'i', 'j'].map((letter) => [`stories/PROJ-${letter.repeat(5)}.md`, story(letter, 'status: open\n')])),
        '_inbox/PROP-aaaaa New.md': '---\ntype: proposal\nid: PROP-aaaaa\nkind: create\ntarget_path: conventions/New.md\nstatus: pending\ncreated: 2026-01-01\nauthor: a\n---\n',
        '_inbox/PROP-bbbbb New.md': '---\ntype: proposal\n---\n',
        'knowledge/patterns/Scope.md': '---\nscope: system\n---\n',
        'conventions/Scope.md': '---\nscope: project\n---\n',
        'Broken note.md': '---\na: [\n---\n',
      },
    });
    const statuses = ['in_progress', 'closed', 'deferred', 'blocked', 'review', 'delivered'];
    ['e', 'f', 'g', 'h', 'i', 'j'].forEach((letter, index) => {
      vault.edit(`stories/PROJ-${letter.repeat(5)}.md`, story(letter, `status: ${statuses[index] ?? ''}\n`));
    });
    vault.edit('New.md', 'x\n');
    const { recommendations } = vault.run(['status', '--json']).json<Report>().data;
    expect(recommendations.length).toBeGreaterThanOrEqual(16);
    for (const { command } of recommendations) {
      const wish = await findVerb([...command.matchAll(/'([^']*)'|(\S+)/gu)].map(([, quoted, bare]) => quoted ?? bare ?? '').slice(1));
      if (wish.kind !== 'run') throw new Error(`${command} asks for ${wish.kind}`);
      expect(() => parseArguments(wish.verb, wish.tokens)).not.toThrow();
    }
  });
});
