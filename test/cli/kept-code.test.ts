// What a verb loads, kept between calls with V8's code: it makes no difference but time, whatever happened to it, and nobody else's is run.
import { chmodSync, chownSync, cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { GLOBAL_OPTIONS } from '../../cli/global-options';
import { run, temporaryFolder, temporaryVault, type Outcome } from './harness';

const ROOT_ONLY = process.getuid?.() === 0;
const NOBODY = 65534;
/** Of a file: its mark, and the digits of the length of the source (`kept-code.ts`). */
const [MARK_LENGTH, HEAD] = [18, 26];

interface Kept {
  /** Of the cache. */
  base: string;
  read: (env?: Record<string, string>) => Outcome;
  /** As many calls as it takes until everything is kept: one finds out what is loaded, one compiles it as a whole. */
  warmUp: () => Outcome;
  /** Path of the file of a verb; fails when there is not exactly one. */
  file: (verb?: string) => string;
}

function kept(): Kept {
  const base = temporaryFolder();
  const vault = temporaryVault({ notes: { 'a.md': '---\ntitle: plain\n---\ntext\n' } });
  const read: Kept['read'] = (env = {}) => vault.run(['note', 'read', 'a.md', '--json'], { env: { TOUCHSTONE_CODE_CACHE: base, ...env } });
  return { base, read, warmUp: () => [read(), read()][0] as Outcome, file: (verb = 'note.read') => onlyFile(base, verb) };
}

function onlyFile(base: string, verb: string): string {
  const found = readdirSync(base).map((build) => join(base, build, verb)).filter((path) => statSync(path, { throwIfNoEntry: false }) !== undefined);
  expect(found).toHaveLength(1);
  return found[0] ?? '';
}

/** Stays while what the file holds is used; a call that can't use it writes another. */
function inode(path: string): number {
  return statSync(path).ino;
}

describe('the code of a verb', () => {
  it('is kept by its first call, compiled by the second, used by the next, and for this user alone', () => {
    const { read, file } = kept();
    const first = read();
    const loaded = statSync(file());
    expect(read().stdout).toBe(first.stdout);
    const compiled = statSync(file());
    expect(compiled.ino).not.toBe(loaded.ino);
    expect(compiled.size).toBeGreaterThan(loaded.size);
    expect([loaded.mode & 0o777, compiled.mode & 0o777]).toEqual([0o600, 0o600]);
    expect(read().stdout).toBe(first.stdout);
    expect(inode(file())).toBe(compiled.ino);
  });

  it('grows when a call needs more of the program', () => {
    const { warmUp, file, base } = kept();
    warmUp();
    const made = inode(file());
    run(['note', 'read', 'nowhere', '--json'], { env: { TOUCHSTONE_CODE_CACHE: base } });
    expect(inode(file())).toBe(made);
    const size = statSync(file()).size;
    const vault = temporaryVault({ notes: { 'b.md': '# One\ntext\n# Two\n' } });
    for (let call = 0; call < 2; call++) vault.run(['note', 'read', 'b.md', '--section', 'One'], { env: { TOUCHSTONE_CODE_CACHE: base } });
    expect(statSync(file()).size).toBeGreaterThan(size);
  });

  it('is the same whichever global options stand before the verb', () => {
    const { warmUp, file, base } = kept();
    warmUp();
    const vault = temporaryVault({ notes: { 'a.md': 'text\n' } });
    const leading = GLOBAL_OPTIONS.filter(({ name }) => name !== 'help').flatMap(({ name, value, short }) => {
      if (value === undefined) return [[`--${name}`], ...(short === undefined ? [] : [[`-${short}`]])];
      const given = name === 'vault' ? vault.root : name === 'role' ? 'developer' : 'x';
      return [[`--${name}`, given], [`--${name}=${given}`]];
    });
    expect(leading).toHaveLength(11);
    for (const options of [...leading, ['-q', '--as=x', '--vault', vault.root, '--role', 'developer']]) {
      // A call that looks for this file finds that it can't be used, and writes another.
      truncateSync(file(), HEAD);
      const { code } = vault.run([...options, 'note', 'read', 'a.md', '--json'], { env: { TOUCHSTONE_CODE_CACHE: base } });
      expect([options, code, statSync(file()).size > HEAD]).toEqual([options, 0, true]);
    }
    expect(readdirSync(base).flatMap((build) => readdirSync(join(base, build)))).toEqual(['note.read']);
  });

  it('has a file for help, for completions, for a verb and for its alias, and none for what is no verb', () => {
    const { base } = kept();
    const env = { TOUCHSTONE_CODE_CACHE: base };
    const vault = temporaryVault();
    for (const args of [['--help'], ['note', 'read', '-h'], ['__complete', 'note', ''], ['vault-status'], ['search', 'word'], ['nonsense'], ['story', 'nonsense']]) vault.run(args, { env });
    expect(readdirSync(base).flatMap((build) => readdirSync(join(base, build))).sort()).toEqual(['__complete', 'help', 'search', 'vault-status']);
  });

  it.each([
    ['cut', (path: string) => { truncateSync(path, Math.floor(statSync(path).size / 3)); }],
    ['cut to an even half', (path: string) => { truncateSync(path, Math.floor(statSync(path).size / 4) * 2); }],
    ['emptied', (path: string) => { truncateSync(path, 0); }],
    ['of other bytes', (path: string) => { writeFileSync(path, 'x'.repeat(5000)); }],
    ['no program, in both copies', (path: string) => {
      const bytes = readFileSync(path);
      // Without the code of V8, which would be run whatever its source says.
      const half = bytes.subarray(0, HEAD + Number(bytes.toString('latin1', MARK_LENGTH, HEAD)));
      half.write(')', half.indexOf('('));
      writeFileSync(path, Buffer.concat([half, half]));
    }],
    ['with a changed byte', (path: string) => {
      const bytes = readFileSync(path);
      const at = Math.floor(bytes.length / 4);
      bytes[at] = (bytes[at] ?? 0) ^ 1;
      writeFileSync(path, bytes);
    }],
  ])('is written anew when its file is %s', (_, damage) => {
    const { read, warmUp, file } = kept();
    const answer = warmUp().stdout;
    const damaged = inode(file());
    damage(file());
    expect(read()).toMatchObject({ code: 0, stdout: answer, stderr: '' });
    expect(inode(file())).not.toBe(damaged);
    expect(read().stdout).toBe(answer);
    const mended = inode(file());
    expect(read().stdout).toBe(answer);
    expect(inode(file())).toBe(mended);
  });

  it('is not used when others may write it', () => {
    const { read, warmUp, file } = kept();
    const answer = warmUp().stdout;
    const made = inode(file());
    chmodSync(file(), 0o622);
    expect(read().stdout).toBe(answer);
    expect(inode(file())).not.toBe(made);
  });

  it.runIf(ROOT_ONLY)('is not used when it is another user\'s, and nothing is put into another user\'s folder', () => {
    const { base, read, warmUp, file } = kept();
    const answer = warmUp().stdout;
    const made = inode(file());
    chownSync(file(), NOBODY, NOBODY);
    expect(read().stdout).toBe(answer);
    expect(inode(file())).not.toBe(made);
    rmSync(join(file(), '..'), { recursive: true });
    chownSync(base, NOBODY, NOBODY);
    expect(read().stdout).toBe(answer);
    expect(readdirSync(base)).toEqual([]);
  });

  it('is not there when it is turned off, and a folder that can\'t be made is no trouble', () => {
    const { base, read } = kept();
    expect(read({ TOUCHSTONE_CODE_CACHE: 'off', HOME: base }).code).toBe(0);
    expect(readdirSync(base)).toEqual([]);
    expect(read({ TOUCHSTONE_CODE_CACHE: '/dev/null/nothing' })).toMatchObject({ code: 0, stderr: '' });
  });

  it('lies among the caches of the user unless a folder is named', () => {
    const { base, read } = kept();
    read({ TOUCHSTONE_CODE_CACHE: '', HOME: base });
    read({ TOUCHSTONE_CODE_CACHE: '', HOME: base, XDG_CACHE_HOME: join(base, 'xdg') });
    onlyFile(join(base, '.cache/touchstone/code'), 'note.read');
    onlyFile(join(base, 'xdg/touchstone/code'), 'note.read');
  });

  it('is not kept under other flags of Node, which would replace it at every turn', () => {
    const { read, warmUp, file } = kept();
    warmUp();
    const made = inode(file());
    expect(read({ NODE_OPTIONS: '--max-old-space-size=512' }).code).toBe(0);
    expect(inode(file())).toBe(made);
  });

  it('is kept by one of many, and a file that a killed process left half written is in nobody\'s way', () => {
    const { read, file } = kept();
    read();
    const half = `${file()}.new`;
    truncateSync(file(), 0);
    writeFileSync(half, 'half');
    expect(read().code).toBe(0);
    expect(statSync(file()).size).toBe(0);
    utimesSync(half, new Date(0), new Date(0));
    read();
    read();
    expect(statSync(file()).size).toBeGreaterThan(0);
    expect(statSync(half, { throwIfNoEntry: false })).toBeUndefined();
  });

  it('of builds that were not used for a month goes when another build comes, and nothing else does', () => {
    const { base, read, file } = kept();
    read();
    const build = join(file(), '..');
    const old = join(base, '0123456789abcdef-v18.0.0-x64');
    const foreign = join(base, 'something of the user');
    cpSync(build, old, { recursive: true });
    mkdirSync(foreign);
    rmSync(build, { recursive: true });
    for (const folder of [old, foreign]) utimesSync(folder, new Date(0), new Date(0));
    read();
    expect(readdirSync(base).sort()).toEqual([build.slice(base.length + 1), 'something of the user'].sort());
  });

  it('of a batch of nearly everything, which is longer than a million characters, is used', () => {
    const { base } = kept();
    const vault = temporaryVault({ notes: { 'a.md': '# A\n\n- [ ] x\n' } });
    const lines = [
      'note append a.md hi', 'note lint --all', 'note patch a.md --find hi --replace ho', 'note history a.md', 'note diff a.md', 'note toggle a.md 3',
      'note tasks', 'note daily', 'note move a.md b.md', 'story list', 'story stats', 'story create S --ac w', 'story show S', 'story deliver S',
      'search hi', 'search --regex h.', 'status', 'integrity verify', 'integrity log', 'proposal list', 'proposal accept PROP-1',
      'proposal create --target b.md --delete --motivation m --impact i', 'learning add x', 'learning list', 'settings list', 'seed',
      'note template list', 'note delete b.md', 'note restore b.md', 'story claim --next', 'story update S --title q', 'story evidence S -- true',
    ].map((line) => `${JSON.stringify(line.split(' '))}\n`);
    const answers = (): string[] => {
      const { stdout, stderr } = vault.run(['batch'], { input: lines.join(''), as: 'dev-7', role: 'sr-pm', env: { TOUCHSTONE_CODE_CACHE: base } });
      expect(stderr).not.toContain('SyntaxError');
      return stdout.trim().split('\n');
    };
    for (let call = 0; call < 3; call++) expect(answers()).toHaveLength(lines.length);
    expect(Number(readFileSync(onlyFile(base, 'batch')).toString('latin1', MARK_LENGTH, HEAD))).toBeGreaterThan(1_000_000);
  });
});
