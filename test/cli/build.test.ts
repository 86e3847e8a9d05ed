// What a build consists of: nothing of the tests in a release, no code that evaluates notes, nothing heavy on the way
// to a light answer.
import { spawnSync } from 'node:child_process';
import { accessSync, constants, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { NOW, run, temporaryFolder, temporaryVault } from './harness';
import { releaseProgram, testProgram } from './program';

function texts(program: string): Map<string, string> {
  const folder = dirname(program);
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.cjs'));
  return new Map(files.map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}

const PACKAGES = ['commander', 'diff', 'gray-matter', 'node-diff3', 'proper-lockfile', 'valibot', 'yaml'].map((name) => `lib/${name}.cjs`);

/** The chunk that holds re2js, which is loaded for `search --regex` only. */
const REGEXES = 'lib/shared.search.linear-regex.cjs';

function own(files: Map<string, string>): string {
  return [...files].filter(([name]) => !PACKAGES.includes(name)).map(([, text]) => text).join('\n');
}

describe('a released build', () => {
  it('has neither the clock nor the fault points of test builds', () => {
    for (const name of ['TOUCHSTONE_NOW', 'TOUCHSTONE_FAULT', 'SIGKILL']) {
      expect(own(texts(releaseProgram()))).not.toContain(name);
    }
    expect(own(texts(testProgram()))).toContain('TOUCHSTONE_NOW');
    expect(own(texts(testProgram()))).toContain('TOUCHSTONE_FAULT');
  });

  it('does not take its time from the environment', () => {
    const vault = temporaryVault();
    const timeOf = (program: string, path: string): string => (
      vault.run(['note', 'create', path, 'x', '--json'], { as: 'dev-7', program }).json<{ op: { at: string } }>().data.op.at
    );
    expect(timeOf(testProgram(), 'a')).toBe(NOW);
    expect(timeOf(releaseProgram(), 'b')).not.toBe(NOW);
  });

  it('has chunks of ASCII alone, for they are loaded as bytes', () => {
    const chunks = [...texts(releaseProgram()), ...texts(testProgram())].filter(([name]) => name.startsWith('lib/'));
    expect(chunks.length).toBeGreaterThan(20);
    expect(chunks.flatMap(([name, text]) => (/[^\0-\x7f]/.test(text) ? [name] : []))).toEqual([]);
  });

  it('can be executed as it is', () => {
    accessSync(releaseProgram(), constants.X_OK);
    expect(readFileSync(releaseProgram(), 'utf8').split('\n', 1)).toEqual(['#!/usr/bin/env node']);
    const { stdout } = spawnSync(releaseProgram(), ['--version'], { encoding: 'utf8' });
    expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it('runs from a link on the PATH, as npm installs it', () => {
    const bin = temporaryFolder();
    symlinkSync(releaseProgram(), join(bin, 'tst'));
    const { stdout, status } = spawnSync('tst', ['note', 'read', '--help'], { encoding: 'utf8', env: { PATH: `${bin}:${process.env['PATH'] ?? ''}` } });
    expect([status, stdout.split('\n', 1)[0]]).toEqual([0, 'Usage: touchstone note read <note> [options]']);
  });

  it('holds no code that could evaluate a note, and no old YAML library', () => {
    const grayMatter = texts(releaseProgram()).get('lib/gray-matter.cjs') ?? '';
    expect(grayMatter).not.toBe('');
    expect(grayMatter).not.toMatch(/\beval\b|\bFunction\(|js-yaml|\bBuffer\b|require\(/);
    const files = texts(releaseProgram());
    const regexes = files.get(REGEXES) ?? '';
    files.delete(REGEXES);
    expect(/\beval\(|new Function\(/.exec(own(files))).toBeNull();
    // re2js has a method called `eval`: its definition, and calls of it on an object of its own, evaluate no text.
    expect(regexes).not.toBe('');
    expect(/(?<![.\w])eval\((?![\w$, ]*\)\{)|\b(?:globalThis|global|window|self)\.eval\b|new Function\(/.exec(regexes)).toBeNull();
  });

  it('hooks nothing onto the process that waits for the lock', () => {
    const lockfile = texts(releaseProgram()).get('lib/proper-lockfile.cjs') ?? '';
    expect(lockfile).not.toMatch(/SIGINT|SIGTERM|gracefulify/);
  });

  it('sets no timer for the lock', () => {
    const vault = temporaryVault({ notes: { 'a.md': 'text\n' } });
    const watched = `
      globalThis.setTimeout = () => { throw new Error('a timer was set'); };
      process.argv.splice(1, 0, ${JSON.stringify(releaseProgram())});
      require(${JSON.stringify(releaseProgram())});`;
    const args = ['note', 'append', 'a.md', 'more', '--vault', vault.root, '--as', 'dev-7'];
    const { status, stderr } = spawnSync(process.execPath, ['-e', watched, '--', ...args], { encoding: 'utf8' });
    expect([status, stderr]).toEqual([0, '']);
  });

  it('has every third-party package in a chunk of its own', () => {
    const files = [...texts(releaseProgram()).keys()];
    expect(files).toEqual(expect.arrayContaining(PACKAGES));
  });
});

describe('what a call loads', () => {
  /** File names of the build that a call has read, and Node's own modules that it has loaded, when it ends. */
  function loaded(args: readonly string[], cwd?: string): string[] {
    const probe = `
      process.argv.splice(1, 0, ${JSON.stringify(releaseProgram())});
      const fs = require('fs');
      const { readFileSync } = fs;
      const files = new Set();
      fs.readFileSync = (path, options) => { files.add(String(path)); return readFileSync(path, options); };
      process.on('exit', () => fs.writeSync(2, JSON.stringify([...new Set([...Object.keys(require.cache), ...files]), ...process.moduleLoadList])));
      require(${JSON.stringify(releaseProgram())});`;
    const { stderr } = spawnSync(process.execPath, ['-e', probe, '--', ...args], { encoding: 'utf8', ...(cwd === undefined ? {} : { cwd }) });
    return (JSON.parse(stderr.slice(stderr.lastIndexOf('["'))) as string[]).map((name) => name.replace(`${dirname(releaseProgram())}/`, ''));
  }

  it('is one file for --version', () => {
    expect(loaded(['--version']).filter((name) => name.endsWith('.cjs'))).toEqual(['touchstone.cjs']);
  });

  it('is no third-party package but commander for help', () => {
    const files = loaded(['note', 'read', '--help']);
    expect(files.filter((name) => PACKAGES.includes(name))).toEqual(['lib/commander.cjs']);
    expect(files).not.toContain('lib/invocation.cjs');
  });

  it('is no third-party package, no network and no child process for a read', () => {
    const vault = temporaryVault({ notes: { 'a.md': '---\ntitle: plain\n---\ntext\n' } });
    for (const args of [['note', 'read', 'a.md', '--json'], ['note', 'list', '--json'], ['status', '--json']]) {
      const names = loaded(args, vault.root);
      expect(names.filter((name) => PACKAGES.includes(name))).toEqual([]);
      for (const heavy of ['NativeModule net', 'NativeModule child_process', 'NativeModule worker_threads', 'NativeModule tty']) expect(names).not.toContain(heavy);
    }
  });

  it('is the lock and nothing else of third parties for a write of plain properties', () => {
    const vault = temporaryVault({ notes: { 'a.md': '---\ntitle: plain\n---\ntext\n' } });
    expect(run(['note', 'append', 'a.md', 'more', '--vault', vault.root], { as: 'dev-7' }).code).toBe(0);
    process.env['TOUCHSTONE_ACTOR'] = 'dev-7';
    try {
      expect(loaded(['note', 'append', 'a.md', 'more'], vault.root).filter((name) => PACKAGES.includes(name))).toEqual(['lib/proper-lockfile.cjs']);
    } finally {
      delete process.env['TOUCHSTONE_ACTOR'];
    }
  });

  it('is enough where Node has no WebAssembly', () => {
    const vault = temporaryVault({ notes: { 'a.md': '---\ntitle: plain\n---\ntext\n' } });
    const env = { NODE_OPTIONS: '--jitless' };
    expect(vault.run(['note', 'append', 'a.md', 'more'], { as: 'dev-7', env }).code).toBe(0);
    expect(vault.run(['note', 'read', 'a.md', '--json'], { env }).stdout).toContain('"integrity":"ok"');
  });
});
