// The verbs over the graph of notes on the built program: what each answers, in words and in JSON, and with which exit code.
import { describe, expect, test } from 'vitest';
import { temporaryVault, type TestVault } from './harness';

const AGENT = { as: 'dev-7', role: 'developer' };
const RETRY = 'knowledge/patterns/Retry.md';
const NOTES = {
  [RETRY]: '---\ntype: pattern\ntags: [net/http, Retry]\naliases: [Try again]\nsource: "[[PROJ-aaaaa]]"\n---\n# Retry\n\n## When\nSee [[Backoff#Limits|limits]], [[Nowhere]] and ![[One.png]]. #retry\n\n- [ ] measure\n- [x] read\n\n> [!todo]\n> 1. [/] half\n',
  'knowledge/patterns/Backoff.md': '# Backoff\n\n## Steps\n\n[back](Retry.md) [[Try again]] [[knowledge/patterns/Retry#When]] [[Retry#Never]] [[#Steps]]\n',
  'knowledge/Index.md': '| a |\n|---|\n| [[Retry\\|shown]] |\n',
  'conventions/Protected.md': '- [ ] box\n',
  'stories/PROJ-aaaaa.md': '---\ntype: story\nid: PROJ-aaaaa\ntitle: One\nstatus: open\n---\n## Acceptance Criteria\n- [ ] AC #1: it works\n',
  '_templates/Pattern.md': '[[Filled in later]]\n',
  'files/One.png': 'png',
  'Lone.md': 'Nothing.\n',
};

const vault = (): TestVault => temporaryVault({ notes: NOTES });

describe('note links and backlinks', () => {
  test('say of each link where it stands and what it leads to', () => {
    const { data, meta } = vault().run(['note', 'links', 'retry', '--json']).json<unknown[]>();
    const fact = (line: number, link: string, path: string | null, state: string, more: object = {}): object => ({ line, link, form: 'wikilink', embed: false, property: null, state, path, also: [], ...more });
    expect(data).toEqual([
      fact(5, 'PROJ-aaaaa', 'stories/PROJ-aaaaa.md', 'resolved', { property: 'source' }),
      fact(10, 'Backoff#Limits', 'knowledge/patterns/Backoff.md', 'missing_heading'),
      fact(10, 'Nowhere', null, 'missing'),
      fact(10, 'One.png', 'files/One.png', 'resolved', { embed: true }),
    ]);
    expect(meta).toMatchObject({ path: RETRY, total: 4 });
  });

  test('are a table for people', () => {
    const own = vault();
    expect(own.run(['note', 'links', 'Retry']).stdout).toBe([
      'line  link                      leads to                       problem',
      '   5  [[PROJ-aaaaa]] in source  stories/PROJ-aaaaa.md',
      '  10  [[Backoff#Limits]]        knowledge/patterns/Backoff.md  no such heading',
      '  10  [[Nowhere]]                                              no such file',
      '  10  ![[One.png]]              files/One.png',
      '',
    ].join('\n'));
    expect(own.run(['note', 'links', 'Lone']).stdout).toBe('Lone.md has no links.\n');
    expect(own.run(['note', 'backlinks', 'Lone']).stdout).toBe('No other note links to Lone.md.\n');
  });

  test('find a note by its name, path and alias alike, and not from itself', () => {
    const { data } = vault().run(['note', 'backlinks', 'Retry', '--fields', 'path,line,link,form,state', '--json']).json<object[]>();
    const at = (path: string, line: number, link: string, form = 'wikilink', state = 'resolved'): object => ({ path, line, link, form, state });
    expect(data).toEqual([
      at('knowledge/Index.md', 3, 'Retry'),
      at('knowledge/patterns/Backoff.md', 5, 'Retry.md', 'markdown'),
      at('knowledge/patterns/Backoff.md', 5, 'Try again'),
      at('knowledge/patterns/Backoff.md', 5, 'knowledge/patterns/Retry#When'),
      at('knowledge/patterns/Backoff.md', 5, 'Retry#Never', 'wikilink', 'missing_heading'),
    ]);
  });

  test('refuse a note that is not there', () => {
    for (const verb of ['links', 'backlinks', 'outline', 'uri', 'tasks']) {
      const refused = vault().run(['note', verb, 'Rety', '--json']);
      expect([refused.code, refused.failure().code]).toEqual([3, 'E_NOT_FOUND']);
    }
  });
});

describe('note broken, orphans and deadends', () => {
  test('list every broken link with its source and line', () => {
    const own = vault();
    const { data } = own.run(['note', 'broken', '--json']).json<{ path: string; line: number; link: string }[]>();
    expect(data.map(({ path, line, link }) => `${path}:${line} ${link}`)).toEqual([
      '_templates/Pattern.md:1 Filled in later',
      'knowledge/patterns/Backoff.md:5 Retry#Never',
      `${RETRY}:10 Backoff#Limits`,
      `${RETRY}:10 Nowhere`,
    ]);
    expect(own.run(['note', 'broken', '--folder', 'knowledge', '--json']).json<unknown[]>().data).toHaveLength(3);
    expect(own.run(['note', 'broken', '--folder', 'conventions']).stdout).toBe('Every link leads somewhere.\n');
  });

  test('leave out what stands for itself, unless it is asked for', () => {
    const own = vault();
    const paths = (...args: string[]): string[] => own.run(['note', ...args, '--json']).json<{ path: string }[]>().data.map(({ path }) => path);
    expect(paths('orphans')).toEqual(['Lone.md', 'conventions/Protected.md', 'knowledge/Index.md']);
    expect(paths('orphans', '--all')).toEqual(['Lone.md', '_templates/Pattern.md', 'conventions/Protected.md', 'knowledge/Index.md']);
    expect(paths('deadends')).toEqual(['Lone.md', 'conventions/Protected.md']);
    expect(paths('deadends', '--folder', 'stories')).toEqual(['stories/PROJ-aaaaa.md']);
  });

  test('name notes that nobody can judge', () => {
    const own = vault();
    own.edit('bad.md', '---\na: [\n---\n[[Lone]]\n');
    own.edit('worse.md', new Uint8Array([0xff, 0xfe, 0x00]));
    const { meta } = own.run(['note', 'orphans', '--json']).json<unknown[]>();
    expect(meta).toMatchObject({ unreadable: [{ path: 'bad.md' }, { path: 'worse.md' }] });
    expect(own.run(['note', 'backlinks', 'Lone', '--json']).json<{ path: string }[]>().data.map(({ path }) => path)).toEqual(['bad.md']);
  });
});

describe('note tags', () => {
  test('list each tag once, whatever its letter case', () => {
    const own = vault();
    expect(own.run(['note', 'tags']).stdout).toBe('tag\n#net/http\n#Retry\n');
    expect(own.run(['note', 'tags', '--counts']).stdout).toBe('tag        count  notes\n#Retry         2      1\n#net/http      1      1\n');
    expect(own.run(['note', 'tags', '--folder', 'conventions']).stdout).toBe('No note has a tag.\n');
  });
});

describe('note tasks and toggle', () => {
  test('list tasks with lines that toggle takes', () => {
    const own = vault();
    const lines = (...args: string[]): string[] => own.run(['note', 'tasks', ...args, '--json']).json<{ path: string; line: number; status: string }[]>().data.map(({ path, line, status }) => `${path}:${line}[${status}]`);
    expect(lines('Retry')).toEqual([`${RETRY}:12[ ]`, `${RETRY}:13[x]`, `${RETRY}:16[/]`]);
    expect(lines('--pending')).toEqual(['conventions/Protected.md:1[ ]', `${RETRY}:12[ ]`, 'stories/PROJ-aaaaa.md:8[ ]']);
    expect(lines('--done', '--folder', 'knowledge')).toEqual([`${RETRY}:13[x]`, `${RETRY}:16[/]`]);
    expect(own.run(['note', 'tasks', '--done', '--pending', '--json']).failure().code).toBe('E_USAGE');
  });

  test('ticks a task and takes the tick off, and changes one character', () => {
    const own = vault();
    const before = own.read(RETRY);
    const preview = own.run(['note', 'toggle', 'Retry', '12', '--dry-run', '--json'], AGENT).json<{ item: object; op: object }>();
    expect(preview).toMatchObject({ kind: 'note.toggle', data: { item: { path: RETRY, line: 12, status: 'x', done: true, text: 'measure' }, op: { dry_run: true } } });
    expect(own.read(RETRY)).toBe(before);
    expect(own.run(['note', 'toggle', 'Retry', '12'], AGENT)).toMatchObject({ code: 0, stdout: `[x] measure (${RETRY}, line 12)\n` });
    expect(own.read(RETRY)).toBe(before.replace('- [ ] measure', '- [x] measure'));
    own.run(['note', 'toggle', 'Retry', '12'], AGENT);
    expect(own.read(RETRY)).toBe(before);
    own.run(['note', 'toggle', 'Retry', '16'], AGENT);
    expect(own.read(RETRY)).toBe(before.replace('[/]', '[ ]'));
    expect(own.run(['note', 'history', 'Retry', '--json']).json<{ op: string }[]>().data[0]).toMatchObject({ op: 'note.toggle' });
  });

  test('refuse lines without a task, protected notes and criteria of stories', () => {
    const own = vault();
    const refused = (args: string[], actor = AGENT): unknown[] => {
      const outcome = own.run(['note', 'toggle', ...args, '--json'], actor);
      const { code, hint, details } = outcome.failure();
      return [outcome.code, code, hint, details];
    };
    expect(refused(['Retry', '7'])).toMatchObject([2, 'E_USAGE', expect.stringContaining('12, 13, 16'), { lines: [12, 13, 16] }]);
    expect(refused(['Retry', 'twelve'])).toMatchObject([2, 'E_USAGE', expect.any(String), { line: 'twelve' }]);
    expect(refused(['Protected', '1'])).toMatchObject([7, 'E_POLICY', expect.stringContaining('proposal create'), expect.any(Object)]);
    expect(refused(['PROJ-aaaaa', '8'])).toMatchObject([7, 'E_POLICY', expect.stringContaining('story'), expect.any(Object)]);
    expect(own.read('stories/PROJ-aaaaa.md')).toBe(NOTES['stories/PROJ-aaaaa.md']);
  });

  test('leave criteria of stories to story verbs for people too', () => {
    const own = vault();
    const { code, output } = own.runAsHuman(['note', 'toggle', 'PROJ-aaaaa', '8']);
    expect([code, output]).toEqual([7, expect.stringContaining('story ac check')]);
    expect(own.read('stories/PROJ-aaaaa.md')).toBe(NOTES['stories/PROJ-aaaaa.md']);
  });
});

describe('note outline and uri', () => {
  test('list the headings, indented by their level', () => {
    expect(vault().run(['note', 'outline', 'Retry']).stdout).toBe('line  heading\n   7  Retry\n   9    When\n');
  });

  test('give the address that opens the note in the app', () => {
    const own = vault();
    const name = own.root.slice(own.root.lastIndexOf('/') + 1);
    expect(own.run(['note', 'uri', 'Retry']).stdout).toBe(`obsidian://open?vault=${name}&file=knowledge%2Fpatterns%2FRetry\n`);
    expect(own.run(['note', 'uri', 'Retry#When', '--json']).json<{ uri: string }>().data.uri).toMatch(/Retry%23When$/);
  });
});
