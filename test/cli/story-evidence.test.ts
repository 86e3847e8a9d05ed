// `story evidence` with real commands and real repositories: what is recorded, passed through, and asked for at delivery.
import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { run, temporaryFolder, temporaryVault, vaultAt } from './harness';
import type { TestVault } from './harness';
import { testProgram } from './program';
import { DEV, SR, itemOf, newStory, succeed } from './story-vault';

interface Recorded {
  exit_code: number;
  run: { argv: string[]; exit_code: number | null; signal: string | null; output_sha256: string; commit: string | null; clean: boolean | null };
}

function claimed(vault: TestVault): string {
  const id = newStory(vault);
  succeed(vault, DEV, ['story', 'claim', id]);
  return id;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

describe('a run', () => {
  const vault = temporaryVault();
  const id = claimed(vault);
  const path = `stories/${id}.md`;

  it('passes output and exit code through, and is recorded with both', () => {
    const ran = vault.run(['story', 'evidence', id, '--', 'sh', '-c', 'echo out; echo err >&2; exit 3'], DEV);
    expect([ran.code, ran.stdout.split('\n')[0], ran.stderr]).toEqual([3, 'out', 'err\n']);
    expect(ran.stdout).toContain('Recorded on');
    expect(vault.read(path)).toMatch(/- `sh -c 'echo out; echo err >&2; exit 3'` exited 3 in \d+\.\d{3} s · output sha256:[0-9a-f]{64} · no repository · at 2026-11-21T09:00:00Z\n {2}```text\n {2}(out\n {2}err|err\n {2}out)\n/);
  });

  it('is one document under --json, with the output of the command on stderr', () => {
    const ran = vault.run(['story', 'evidence', id, '--json', '--', 'printf', '%s', 'a b'], DEV);
    expect(ran.json<Recorded>().data).toMatchObject({ exit_code: 0, run: { argv: ['printf', '%s', 'a b'], exit_code: 0, signal: null, output_sha256: sha256('a b'), commit: null, clean: null } });
    expect(ran.stderr).toBe('a b');
  });

  it('goes without a shell unless one is asked for', () => {
    expect(vault.run(['story', 'evidence', id, '--json', '--', 'echo', '$HOME', '|', 'cat'], DEV).stderr).toBe('$HOME | cat\n');
    const shell = vault.run(['story', 'evidence', id, '--shell', '--json', '--', 'echo x | tr x y'], DEV);
    expect(shell.stderr).toBe('y\n');
    expect(shell.json<Recorded>().data.run.argv).toEqual(['sh', '-c', 'echo x | tr x y']);
  });

  it('that a signal ended is recorded so, and ends with 128 and its number', () => {
    const ran = vault.run(['story', 'evidence', id, '--json', '--', 'sh', '-c', 'kill -TERM $$'], DEV);
    expect([ran.code, ran.json<Recorded>().data]).toMatchObject([143, { exit_code: 143, run: { exit_code: null, signal: 'SIGTERM' } }]);
    expect(vault.read(path)).toContain('was killed by SIGTERM after');
  });

  it('is recorded when we are told to stop: the signal goes to the command', async () => {
    const child = spawn(process.execPath, [testProgram(), 'story', 'evidence', id, '--json', '--', 'sh', '-c', 'echo started; exec sleep 30'], {
      cwd: vault.root, stdio: ['ignore', 'pipe', 'pipe'],
      env: { PATH: process.env['PATH'], TOUCHSTONE_ACTOR: 'dev-7', TOUCHSTONE_ROLE: 'developer', TOUCHSTONE_SESSION: 's-7' },
    });
    child.stderr.once('data', () => { child.kill('SIGTERM'); });
    const code = await new Promise((resolve) => { child.once('close', resolve); });
    expect(code).toBe(143);
    expect(vault.read(path)).toContain("- `sh -c 'echo started; exec sleep 30'` was killed by SIGTERM after");
  });

  it('ends although a process that it left behind holds its output open', () => {
    const ran = vault.run(['story', 'evidence', id, '--json', '--', 'sh', '-c', 'sleep 600 & echo $!'], DEV);
    const left = Number(ran.stderr);
    expect([ran.code, left > 1]).toEqual([0, true]);
    process.kill(left);
  });

  it('keeps the end of a long output clean and short, and hashes all of it', () => {
    const ran = vault.run(['story', 'evidence', id, '--json', '--', 'node', '-e', 'for (let n = 0; n < 20000; n++) console.log(`\\u001b[32mline ${n}\\u001b[0m`)'], DEV);
    const whole = Array.from({ length: 20000 }, (_, n) => `\u001b[32mline ${n}\u001b[0m\n`).join('');
    expect(ran.stderr).toBe(whole);
    expect(ran.json<Recorded>().data.run.output_sha256).toBe(sha256(whole));
    const note = vault.read(path);
    expect(note).toContain('  line 19980\n');
    expect(note).not.toContain('line 19979\n');
    expect(note).not.toContain('\u001b');
  });

  it('whose output forges structure stays output', () => {
    succeed(vault, DEV, ['story', 'evidence', id, '--', 'printf', '```\n````\n## nd_contract\nstatus: accepted\n### proof\n- [x] AC #1: x\n%%']);
    expect(vault.run(['story', 'show', id, '--json']).json<{ contract: { status: string; proof: unknown[] }[] }>().data.contract).toMatchObject([{ status: 'in_progress', proof: [] }]);
  });

  it('is not made at all when it could not be recorded, or in a dry run', () => {
    const marker = join(temporaryFolder(), 'ran');
    expect(vault.run(['story', 'evidence', id, '--', 'touch', marker], { ...DEV, as: 'dev-9' }).code).toBe(9);
    expect(vault.run(['story', 'evidence', id, '--dry-run', '--', 'touch', marker], DEV).code).toBe(0);
    expect(() => execFileSync('ls', [marker], { stdio: 'ignore' })).toThrow();
  });

  it('that can not be recorded afterwards ends with our own code', () => {
    const ran = vault.run(['story', 'evidence', id, '--json', '--', 'sh', '-c', `printf '\\nedited\\n' >> ${path}; exit 4`], DEV);
    expect([ran.code, ran.failure().code]).toEqual([6, 'E_INTEGRITY']);
  });
});

describe('in a repository', () => {
  /** A repository with a source file and a vault in `vault/`. */
  function repository(): { folder: string; vault: TestVault; git: (...args: string[]) => string } {
    const folder = temporaryFolder();
    const git = (...args: string[]): string => execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', ...args], { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim();
    git('init', '-q', '-b', 'main');
    writeFileSync(join(folder, 'code.js'), '1\n');
    mkdirSync(join(folder, 'vault'));
    expect(run(['init', join(folder, 'vault'), '--prefix', 'PROJ', '--project', 'p', '--scope', 'project'], { as: 'set-up' }).code).toBe(0);
    git('add', '-A');
    git('commit', '-q', '-m', 'one');
    return { folder, vault: vaultAt(join(folder, 'vault')), git };
  }

  const prove = (id: string): string[][] => [['story', 'prove', id, '--ac', '1', '--by', 'x'], ['story', 'prove', id, '--ac', '2', '--by', 'x']];

  it('records HEAD and a clean tree, although the vault changes all the time', () => {
    const { folder, vault, git } = repository();
    const id = claimed(vault);
    const data = vault.run(['story', 'evidence', id, '--json', '--', 'true'], { ...DEV, cwd: folder }).json<Recorded>().data;
    expect(data.run).toMatchObject({ commit: git('rev-parse', 'HEAD'), clean: true });
    writeFileSync(join(folder, 'new.js'), '2\n');
    expect(vault.run(['story', 'evidence', id, '--json', '--', 'true'], { ...DEV, cwd: folder }).json<Recorded>().data.run.clean).toBe(false);
  });

  it('delivers at the commit of the run, also after commits of the vault alone, and not after others', () => {
    const { folder, vault, git } = repository();
    const id = claimed(vault);
    const here = { ...DEV, cwd: folder };
    succeed(vault, here, ['story', 'evidence', id, '--', 'true'], ...prove(id));
    writeFileSync(join(folder, 'code.js'), '2\n');
    git('commit', '-q', '-m', 'two', '--', 'code.js');
    expect(vault.run(['story', 'deliver', id, '--json'], here).failure().details['gates']).toMatchObject([{ gate: 'commit' }]);
    succeed(vault, here, ['story', 'evidence', id, '--', 'true']);
    git('add', '-A');
    git('commit', '-q', '-m', 'the vault');
    const { item } = vault.run(['story', 'deliver', id, '--json'], here).json<{ item: { status: string } }>().data;
    expect(item.status).toBe('delivered');
    expect(vault.read(`stories/${id}.md`)).toContain(`commit: ${git('rev-parse', 'HEAD')}`);
  });

  it('delivers by update --status the same way', () => {
    const { folder, vault } = repository();
    const id = claimed(vault);
    const here = { ...DEV, cwd: folder };
    succeed(vault, here, ['story', 'evidence', id, '--', 'true'], ...prove(id));
    expect(itemOf(vault.run(['story', 'update', id, '--status', 'delivered', '--json'], here)).status).toBe('delivered');
    expect(vault.read(`stories/${id}.md`)).toMatch(/^commit: [0-9a-f]{40}$/m);
  });

  it('whose root is the vault itself leaves out its folders of notes only', () => {
    const folder = temporaryFolder();
    const git = (...args: string[]): string => execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', ...args], { cwd: folder, encoding: 'utf8' });
    git('init', '-q');
    expect(run(['init', folder, '--prefix', 'PROJ', '--project', 'p', '--scope', 'project'], { as: 'set-up' }).code).toBe(0);
    git('add', '-A');
    git('commit', '-q', '-m', 'one');
    const vault = vaultAt(folder);
    const id = claimed(vault);
    const clean = (): boolean | null => vault.run(['story', 'evidence', id, '--json', '--', 'true'], DEV).json<Recorded>().data.run.clean;
    expect(clean()).toBe(true);
    writeFileSync(join(folder, 'code.js'), '1\n');
    expect(clean()).toBe(false);
  });

  it('works from a linked worktree, where the vault is the main one and its copy is left out', () => {
    const { vault, git } = repository();
    const id = claimed(vault);
    const tree = join(temporaryFolder(), 'tree');
    git('worktree', 'add', '-q', '-b', `story/${id}`, tree);
    const here = { ...DEV, cwd: tree };
    expect(vault.run(['story', 'evidence', id, '--json', '--', 'true'], here).json<Recorded>().data.run).toMatchObject({ commit: git('rev-parse', 'HEAD'), clean: true });
    git('add', '-A');
    git('commit', '-q', '-m', 'the vault');
    execFileSync('git', ['merge', '-q', '--ff-only', 'main'], { cwd: tree });
    succeed(vault, here, ...prove(id), ['story', 'deliver', id]);
  });

  it('warns at delivery of a run with uncommitted changes', () => {
    const { folder, vault } = repository();
    const id = claimed(vault);
    writeFileSync(join(folder, 'code.js'), '3\n');
    succeed(vault, { ...DEV, cwd: folder }, ['story', 'evidence', id, '--', 'true'], ...prove(id));
    expect(vault.run(['story', 'deliver', id, '--json'], { ...DEV, cwd: folder }).json().meta['warnings']).toEqual([expect.stringContaining('uncommitted changes')]);
  });

  it('before its first commit counts as none', () => {
    const folder = temporaryFolder();
    execFileSync('git', ['init', '-q'], { cwd: folder });
    const vault = temporaryVault();
    const id = claimed(vault);
    expect(vault.run(['story', 'evidence', id, '--json', '--vault', vault.root, '--', 'true'], { ...DEV, cwd: folder }).json<Recorded>().data.run.commit).toBeNull();
    expect(vault.run(['story', 'comment', id, 'x'], SR).code).toBe(0);
  });
});
