// Completion in real shells: the printed scripts are loaded there, and words are completed against a real vault.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { NOUNS } from '../../cli/registry';
import { run, temporaryFolder, temporaryVault, type TestVault } from './harness';
import { testProgram } from './program';

const PLANNER = { as: 'planner', role: 'sr-pm' };
const HARMLESS = 'Costs $(touch pwned) `touch pwned`';

let vault: TestVault;
let bin: string;
let id: string;

beforeAll(() => {
  bin = temporaryFolder();
  symlinkSync(testProgram(), join(bin, 'touchstone'));
  vault = temporaryVault({ settings: { 'workflow.custom_statuses': 'in-review' } });
  id = vault.run(['story', 'create', 'Log in with a key', '--quiet'], PLANNER).stdout.trim();
  vault.run(['story', 'create', HARMLESS], PLANNER);
  vault.run(['note', 'create', 'knowledge/patterns/Retry with care', 'Text.'], PLANNER);
});

/** The candidates for the last of the words. */
function complete(...words: string[]): string[] {
  const { code, stdout, stderr } = vault.run(['__complete', ...words]);
  expect([code, stderr]).toEqual([0, '']);
  return stdout.split('\n').filter((line) => line !== '').map((line) => line.split('\t')[0] ?? '');
}

/** Output of commands in a shell that finds the program in its PATH. */
function shell(command: readonly string[], options: { input?: string; cwd?: string } = {}): string {
  const [program = '', ...args] = command;
  const { stdout, error } = spawnSync(program, args, {
    cwd: options.cwd ?? vault.root, encoding: 'utf8', input: options.input ?? '',
    env: { PATH: `${bin}:${process.env['PATH'] ?? ''}`, HOME: bin, TERM: 'dumb', LANG: 'C.UTF-8' },
  });
  if (error !== undefined) throw error;
  return stdout;
}

describe('what is offered', () => {
  it('are nouns, verbs, options and choices from the tables', () => {
    expect(complete('')).toEqual(expect.arrayContaining([...Object.keys(NOUNS), 'status', 'help']));
    expect(complete('story', 'cl')).toEqual(['claim', 'close']);
    expect(complete('story', 'ac', '')).toEqual(['add', 'check', 'uncheck']);
    expect(complete('story', 'show', '--js')).toEqual(['--json']);
    expect(complete('story', 'list', '--kind', 'b')).toEqual(['bug']);
    expect(complete('story', 'list', '--status=in')).toEqual(['--status=in_progress', '--status=in-review']);
    expect(complete('story', 'list', '--status', '=', 'cl')).toEqual(['closed']);
    expect(complete('help', 'gat')).toEqual(['gates']);
    expect(complete('--role', 'sr')).toEqual(['sr-pm']);
    expect(complete('settings', 'get', 'claim.')).toEqual(['claim.lease', 'claim.limit']);
    expect(complete('schema', 'story.li')).toEqual(['story.list']);
    expect(complete('learning', 'add', '--domain', 'dev')).toEqual(['dev-tools', 'dev-tools-cli']);
  });

  it('are ids, and titles once something was typed', () => {
    expect(complete('story', 'show', '')).toContain(id);
    expect(complete('story', 'show', 'PROJ-')).toHaveLength(2);
    expect(complete('story', 'show', 'Log')).toEqual(['Log in with a key']);
    expect(complete('story', 'show', '"Log in')).toEqual(['Log in with a key']);
    expect(complete('story', 'update', 'x', '--parent', id.slice(0, -1))).toEqual([id]);
  });

  it('are paths of notes, folder by folder, and their names', () => {
    expect(complete('note', 'read', '')).toEqual(['knowledge/', 'stories/']);
    expect(complete('note', 'read', 'knowledge/patterns/')).toEqual(['knowledge/patterns/Retry with care.md']);
    expect(complete('note', 'read', 'Ret')).toEqual(['Retry with care']);
  });

  it('is nothing, with exit code 0 and a silent stderr, wherever something is wrong', () => {
    for (const words of [['nonsense', ''], ['story', 'nonsense', ''], ['--nonsense', ''], ['story', 'show', '--nonsense', 'x', '', ''], ['--vault', '/nowhere', 'story', 'show', '']]) {
      expect(complete(...words)).toEqual([]);
    }
    const outside = run(['__complete', 'story', 'show', ''], { cwd: temporaryFolder() });
    expect([outside.code, outside.stdout, outside.stderr]).toEqual([0, '', '']);
    const broken = temporaryVault();
    broken.edit('.touchstone/config.yaml', 'version: [\n');
    const unreadable = broken.run(['__complete', 'story', 'show', '']);
    expect([unreadable.code, unreadable.stdout, unreadable.stderr]).toEqual([0, '', '']);
  });
});

describe('in bash', () => {
  /** `COMPREPLY` for the words of a command line, the last one at the cursor. */
  function bash(...words: string[]): string[] {
    const list = words.map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(' ');
    const script = `source <(touchstone completion bash)\nCOMP_WORDS=(touchstone ${list})\nCOMP_CWORD=${words.length}\n_touchstone 2>/dev/null\nprintf '%s\\n' "\${COMPREPLY[@]}"\n`;
    return shell(['bash', '--norc', '-c', script]).trimEnd().split('\n');
  }

  it('completes a verb and an id', () => {
    expect(bash('story', 'rene')).toEqual(['renew']);
    expect(bash('story', 'show', id.slice(0, -1))).toEqual([id]);
  });

  it.each([['', ''], ['"', '"'], ['\'', '\'']])('quotes a title after %j, so that it is one word and never a command', (open, close) => {
    const [word = ''] = bash('story', 'show', `${open}Costs`);
    const folder = temporaryFolder();
    expect(shell(['bash', '--norc', '-c', `printf '%s' ${open}${word}${close}`], { cwd: folder })).toBe(HARMLESS);
    expect(existsSync(join(folder, 'pwned'))).toBe(false);
  });

  it('completes at the Tab key of an interactive shell', () => {
    const typed = 'source <(touchstone completion bash)\ntouchstone settings get claim.lea\t --quiet\nexit\n';
    expect(shell(['script', '-qec', 'bash --norc --noprofile -i', '/dev/null'], { input: typed })).toMatch(/^4h\r?$/m);
  });
});

describe.skipIf(spawnSync('zsh', ['--version']).error !== undefined)('in zsh', () => {
  it('takes the script, and completes a verb at the Tab key', () => {
    expect(shell(['zsh', '-f', '-c', 'autoload -Uz compinit; compinit -D -u; source <(touchstone completion zsh); print $_comps[touchstone] $_comps[tst]'])).toBe('_touchstone _touchstone\n');
    const typed = 'autoload -Uz compinit; compinit -D -u; source <(touchstone completion zsh)\ntouchstone settings get claim.lea\t--quiet\nexit\n';
    expect(shell(['script', '-qec', 'zsh -f -i', '/dev/null'], { input: typed })).toMatch(/^4h\r?$/m);
  });
});

describe.skipIf(spawnSync('fish', ['--version']).error !== undefined)('in fish', () => {
  it('offers what the tables and the vault have', () => {
    const ask = (line: string): string => shell(['fish', '--no-config', '-c', `touchstone completion fish | source; complete -C '${line}'`]);
    expect(ask('touchstone story rene')).toMatch(/^renew\t/);
    expect(ask(`touchstone story show ${id.slice(0, -1)}`)).toBe(`${id}\topen: Log in with a key\n`);
    mkdirSync(join(vault.root, 'zeta'), { recursive: true });
    expect(ask('touchstone init ze')).toContain('zeta/');
  });
});

it('an unknown shell is refused with those there are', () => {
  const refused = run(['completion', 'zhs', '--json']);
  expect([refused.code, refused.failure().hint]).toEqual([2, 'Did you mean "zsh"?']);
  expect(run(['completion', 'powershell', '--json']).failure().hint).toContain('bash, zsh, fish');
  expect(run(['completion', 'bash', '--json']).json<{ script: string }>().data.script).toBe(run(['completion', 'bash']).stdout);
});
