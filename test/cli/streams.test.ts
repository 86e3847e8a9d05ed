// What stdout and stderr carry: nothing cut, nothing raw, one document, and the reason where a stream is broken.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { run, temporaryFolder, temporaryVault } from './harness';
import { testProgram } from './program';

/** Longer than a pipe holds (64 KB on Linux) many times over. */
const LONG = `${'0123456789abcdef'.repeat(64)}\n`.repeat(3000);

function shell(command: string, env: Record<string, string> = {}): { code: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync('/bin/sh', ['-c', command], {
    encoding: 'utf8', maxBuffer: 64 * 1024 * 1024, env: { PATH: process.env['PATH'] ?? '', ...env },
  });
  return { code: status, stdout, stderr };
}

describe('stdout', () => {
  it('is complete for a reader that is slow', async () => {
    const vault = temporaryVault({ notes: { 'long.md': LONG } });
    const child = spawn(process.execPath, [testProgram(), 'note', 'read', 'long.md'], { cwd: vault.root, env: {}, stdio: ['ignore', 'pipe', 'inherit'] });
    let read = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      read += text;
      child.stdout.pause();
      setTimeout(() => { child.stdout.resume(); }, 1);
    });
    const code = await new Promise((resolve) => { child.once('close', resolve); });
    expect(code).toBe(0);
    expect(read === LONG).toBe(true);
  });

  it('is complete when the pipe is non-blocking and full', () => {
    const vault = temporaryVault({ notes: { 'long.md': LONG } });
    // The first program makes the pipe they share non-blocking, as an event loop does, and leaves it so.
    const makeNonBlocking = 'const s = require("net").Socket({ fd: 1 }); s.unref()';
    const { stdout } = shell(`(node -e '${makeNonBlocking}'; '${process.execPath}' '${testProgram()}' note read long.md --vault '${vault.root}') | (sleep 0.3; cat)`);
    expect(stdout === LONG).toBe(true);
  });

  it('may be closed by its reader without a word', () => {
    const vault = temporaryVault({ notes: { 'long.md': LONG } });
    const { stdout, stderr, code } = shell(`'${process.execPath}' '${testProgram()}' note read long.md --vault '${vault.root}' | head -c 5`);
    expect([stdout, stderr, code]).toEqual(['01234', '', 0]);
  });

  it.runIf(existsSync('/dev/full'))('on a full disk leaves the reason on stderr and fails', () => {
    const vault = temporaryVault({ notes: { 'a.md': 'text' } });
    for (const json of ['', '--json']) {
      const { code, stderr } = shell(`'${process.execPath}' '${testProgram()}' note list ${json} --vault '${vault.root}' > /dev/full`);
      expect(code).toBe(1);
      expect(stderr).toContain('The disk is full (ENOSPC)');
    }
  });

  it('carries nothing but the answer; remarks go to stderr, and not when quiet', () => {
    const notes = Object.fromEntries(Array.from({ length: 3 }, (_, at) => [`n${at}.md`, 'text\n']));
    const vault = temporaryVault({ notes });
    const listed = vault.run(['note', 'list', '--limit', '2']);
    expect(listed.stdout).not.toContain('of 3 shown');
    expect(listed.stderr).toBe('2 of 3 shown; --offset 2 shows the next, --limit 0 shows all.\n');
    const quiet = vault.run(['note', 'list', '--limit', '2', '--quiet']);
    expect([quiet.stdout, quiet.stderr]).toEqual(['n0.md\nn1.md\n', '']);
  });
});

describe('control characters in a note', () => {
  const HOSTILE = '\u001b[2J\u001b]0;owned\u0007 title \u202ereversed';

  it('reach neither a terminal nor a table in a pipe', () => {
    const vault = temporaryVault({ notes: { 'a.md': `# x\n${HOSTILE}\n` } });
    const onTerminal = vault.runAsHuman(['note', 'read', 'a.md']);
    expect(onTerminal.output).toContain('␛[2J␛]0;owned␇ title <U+202E>reversed');
    expect(onTerminal.output).not.toMatch(/[\u001b\u0007\u202e]/);
  });

  it('reach a pipe in the text of a note, so that it can be written back', () => {
    const text = `# x\r\n${HOSTILE}`;
    const vault = temporaryVault({ notes: { 'a.md': text } });
    const read = vault.run(['note', 'read', 'a.md']);
    expect(read.stdout).toBe(text);
  });

  it('are escaped in JSON and mean the same there', () => {
    const text = '\u009b31m \u202e \u2028 \u007f \u001b';
    const vault = temporaryVault({ notes: { 'a.md': text } });
    const read = vault.run(['note', 'read', 'a.md', '--json']);
    expect(read.stdout).not.toMatch(/[\u001b\u007f-\u009f\u202e\u2028]/);
    expect(read.json<{ text: string }>().data.text).toBe(text);
  });

  it('do not reach a terminal from an argument that is refused', () => {
    const refused = run([`st\u001b[31mory`]);
    expect(refused.stderr).toContain('There is no command "st␛[31mory".');
  });
});

describe('colours', () => {
  const ESCAPE = '\u001b[';

  it.each([
    ['plain in a pipe', {}, false],
    ['FORCE_COLOR in a pipe', { FORCE_COLOR: '1' }, true],
    ['FORCE_COLOR=0', { FORCE_COLOR: '0' }, false],
    ['NO_COLOR before FORCE_COLOR', { NO_COLOR: '1', FORCE_COLOR: '1' }, false],
  ])('%s', (_what, env, coloured) => {
    expect(run(['nonsense'], { env: env }).stderr.includes(ESCAPE)).toBe(coloured);
  });

  it.each([
    ['on a terminal', {}, true], ['not on a dumb one', { TERM: 'dumb' }, false], ['not with NO_COLOR', { NO_COLOR: '1' }, false],
    ['with an empty NO_COLOR, which counts as unset', { NO_COLOR: '' }, true],
  ])('%s', (_what, env, coloured) => {
    const vault = temporaryVault();
    expect(vault.runAsHuman(['nonsense'], { env: env }).output.includes(ESCAPE)).toBe(coloured);
  });
});

describe('failures', () => {
  it('are one document on stdout with --json, and words on stderr without', () => {
    const json = run(['stroy', '--json']);
    expect([json.code, json.stderr]).toEqual([2, '']);
    expect(json.failure()).toMatchObject({ code: 'E_USAGE', message: 'There is no command "stroy".' });
    const words = run(['note', 'raed', 'x']);
    expect([words.code, words.stdout]).toEqual([2, '']);
    expect(words.stderr).toBe('E_USAGE: touchstone note has no verb "raed".\nhint: Did you mean "touchstone note read"?\n');
  });

  it('name a verb that stands under a noun', () => {
    expect(run(['append', 'x', '--json']).failure().hint).toBe('Did you mean "touchstone note append"?');
  });

  it.each([
    [['--vualt', '/v', 'note', 'list'], 'touchstone has no option --vualt.', 'Did you mean "--vault"?'],
    [['note', '-x'], 'touchstone has no option -x.', 'See "touchstone --help". Options of a verb stand after it.'],
    [['--vault'], '--vault needs a value <path>.', null],
    [['init', 'a', '--vault', 'b'], 'The folder was given twice: "a" and --vault "b".', 'Give one of the two.'],
    [['settings', 'nonsense'], 'touchstone settings has no verb "nonsense".', 'Verbs: list, get, set, unset.'],
    [['note', 'prop', 'sett'], 'touchstone note has no verb "prop sett".', 'Did you mean "touchstone note prop set"?'],
    [['constructor'], 'There is no command "constructor".', expect.stringContaining('Commands: story, note')],
  ])('of %j are E_USAGE', (args, message, hint) => {
    const failed = run(['--json', ...args]);
    expect([failed.code, failed.failure().message, failed.failure().hint]).toEqual([2, message, hint]);
  });

  it('say that the current folder is gone', () => {
    const folder = temporaryFolder();
    const { code, stderr } = shell(`cd '${folder}' && rmdir '${folder}' && '${process.execPath}' '${testProgram()}' note list`);
    expect(code).toBe(3);
    expect(stderr).toContain('The current folder does not exist any more.');
  });
});
