// Long text from files and pipes, and never from a terminal.
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { MAX_BODY_BYTES } from '../../cli/body';
import { temporaryFolder, temporaryVault } from './harness';
import { testProgram } from './program';

const DEV = { as: 'dev-7' };

describe('--body-file', () => {
  it('reads a file relative to the current folder, byte for byte', () => {
    const vault = temporaryVault({ notes: { 'a.md': 'old\n' } });
    const elsewhere = temporaryFolder();
    const text = '\ufeff# Title\r\n\r\nlast line without a break — 日本語';
    writeFileSync(join(elsewhere, 'text.md'), text);
    const written = vault.run(['note', 'write', 'a', '--body-file', 'text.md', '--vault', vault.root], { ...DEV, cwd: elsewhere });
    expect(written.code).toBe(0);
    expect(vault.read('a.md')).toBe(text);
  });

  it('reads stdin for -', () => {
    const vault = temporaryVault();
    expect(vault.run(['note', 'create', 'a', '--body-file', '-'], { ...DEV, input: 'from a pipe\n' }).code).toBe(0);
    expect(vault.read('a.md')).toBe('from a pipe\n');
  });

  it.each([
    ['a missing file', ['--body-file', 'no.md'], 3, 'E_NOT_FOUND'],
    ['a folder', ['--body-file', '.'], 2, 'E_USAGE'],
    ['invalid UTF-8', ['--body-file', 'latin1.md'], 2, 'E_USAGE'],
    ['a second text', ['text', '--body-file', 'latin1.md'], 2, 'E_USAGE'],
  ])('refuses %s', (_what, args, exitCode, code) => {
    const vault = temporaryVault();
    vault.edit('latin1.md', Uint8Array.of(0x63, 0x61, 0x66, 0xe9));
    const refused = vault.run(['note', 'create', 'a', ...args, '--json'], DEV);
    expect([refused.code, refused.failure().code]).toEqual([exitCode, code]);
  });

  it('refuses a text that is longer than any note', () => {
    const vault = temporaryVault();
    const refused = vault.run(['note', 'create', 'a', '--body-file', '-', '--json'], { ...DEV, input: Buffer.alloc(MAX_BODY_BYTES + 1, 'x') });
    expect(refused.failure()).toMatchObject({ code: 'E_USAGE', details: { max_bytes: MAX_BODY_BYTES } });
  });

  it('does not wait on a terminal', () => {
    const vault = temporaryVault();
    const seen = vault.runAsHuman(['note', 'create', 'a', '--body-file', '-']);
    expect(seen.code).toBe(2);
    expect(seen.output).toContain('reads stdin, which is a terminal here');
  });
});

describe('a verb that requires a text', () => {
  it('reads a pipe when no text was given', () => {
    const vault = temporaryVault({ notes: { 'a.md': 'one\n' } });
    expect(vault.run(['note', 'append', 'a'], { ...DEV, input: 'two\n' }).code).toBe(0);
    expect(vault.read('a.md')).toContain('two');
  });

  it('says how to give one when there is none: no pipe, an empty pipe, a terminal', () => {
    const vault = temporaryVault({ notes: { 'a.md': 'one\n' } });
    for (const options of [DEV, { ...DEV, input: '' }]) {
      const refused = vault.run(['note', 'append', 'a', '--json'], options);
      expect(refused.failure().code).toBe('E_USAGE');
      expect(refused.failure().hint).toContain('--body-file');
    }
    expect(vault.runAsHuman(['note', 'append', 'a']).code).toBe(2);
    expect(vault.read('a.md')).toBe('one\n');
  });
});

describe('a verb that may have a text', () => {
  it('leaves a pipe alone that it was not told to read', async () => {
    const vault = temporaryVault();
    const child = spawn(process.execPath, [testProgram(), 'note', 'create', 'a', 'given'], {
      cwd: vault.root, env: { PATH: process.env['PATH'], TOUCHSTONE_ACTOR: 'dev-7' }, stdio: ['pipe', 'ignore', 'inherit'],
    });
    // The pipe stays open: reading it would hang the command.
    const code = await new Promise((resolve) => { child.once('close', resolve); });
    child.stdin.destroy();
    expect(code).toBe(0);
    expect(vault.read('a.md')).toContain('given');
  });
});
