// `touchstone init`: in empty folders, in folders full of notes, and where it refuses.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { run, runAsHuman, temporaryFolder, temporaryVault, vaultAt, type Outcome } from './harness';

interface InitData {
  item: { path: string; prefix: string; project: string; scope: string; baselined: number };
  op: { seq: number | null; at: string; dry_run: boolean };
  notes: { path: string; before: string | null; after: string | null }[];
}

interface Drift {
  counts: Record<string, number>;
}

const ME = { as: 'set-up' };

function refused(outcome: Outcome): string {
  return outcome.failure().code;
}

describe('init in an empty folder', () => {
  it('writes configuration, git-ignore and ledger, and proposes prefix and project from the name', () => {
    const root = join(temporaryFolder(), 'web-shop');
    const { data } = run(['init', root, '--json'], ME).json<InitData>();
    expect(data.item).toEqual({ path: '.touchstone/config.yaml', prefix: 'WS', project: 'web-shop', scope: 'both', baselined: 0 });
    expect(data.notes.map((note) => [note.path, note.before])).toEqual([['.touchstone/config.yaml', null]]);
    expect(readFileSync(join(root, '.touchstone/config.yaml'), 'utf8')).toContain('prefix: WS\nproject: web-shop\n');
    expect(readFileSync(join(root, '.touchstone/.gitignore'), 'utf8')).toBe('local/\n');
    expect(readdirSync(root)).toEqual(['.touchstone']);
    expect(run(['integrity', 'verify'], { cwd: root }).code).toBe(0);
  });

  it('takes the current folder when none is named, and a folder called vault by its parent', () => {
    const project = join(temporaryFolder(), 'BookKeeping');
    mkdirSync(join(project, 'vault'), { recursive: true });
    const { data } = run(['init', '--json'], { ...ME, cwd: join(project, 'vault') }).json<InitData>();
    expect([data.item.project, data.item.prefix]).toEqual(['BookKeeping', 'BK']);
  });

  it('takes prefix, project, scope and settings as they are given', () => {
    const root = temporaryFolder();
    const args = ['--prefix', 'ABC', '--project', 'x y', '--scope', 'project', '--set', 'claim.lease=2h', '--set', 'policy.actors=dev-*=developer'];
    expect(run(['init', root, ...args], ME).code).toBe(0);
    const text = readFileSync(join(root, '.touchstone/config.yaml'), 'utf8');
    expect(text).toContain('prefix: ABC\n');
    expect(text).toContain('scope: project\n');
    expect(text).toContain('claim.lease: 2h\n');
    expect(text).toContain('dev-*');
  });

  it('is for a person at a terminal too', () => {
    const root = temporaryFolder();
    const seen = runAsHuman(['init', root]);
    expect(seen.code).toBe(0);
    expect(seen.output).toContain(`${root} is a governed vault: project ${basename(root)}`);
  });

  it('in a dry run writes nothing at all', () => {
    const root = temporaryFolder();
    const { data } = run(['init', root, '--dry-run', '--json'], ME).json<InitData>();
    expect([data.op.dry_run, data.op.seq]).toEqual([true, null]);
    expect(existsSync(join(root, '.touchstone/config.yaml'))).toBe(false);
    expect(run(['init', root], ME).code).toBe(0);
  });
});

describe('init in a folder full of notes', () => {
  const NOTES = {
    'a.md': 'no newline at the end',
    'sub/b.md': '\ufeff---\r\ntitle: x\r\n---\r\nCRLF\r\n',
    'sub/deep/c ü.md': '---\nbroken: [\n---\n',
    '.obsidian/app.json': '{}',
    'sub/picture.png': '\u0089PNG',
  };

  it('baselines the notes and changes no byte', () => {
    const vault = temporaryVault({ notes: NOTES });
    for (const [path, content] of Object.entries(NOTES)) expect(vault.read(path)).toBe(content);
    const { counts } = vault.run(['integrity', 'status', '--json']).json<Drift>().data;
    expect(counts).toMatchObject({ modified: 0, deleted: 0, untracked: 0 });
    expect(counts['unreadable']).toBe(1);
    expect(counts['ok']).toBe(3);
  });

  it('so that later changes show', () => {
    const vault = temporaryVault({ notes: NOTES });
    vault.edit('a.md', 'changed by an editor');
    vault.edit('new.md', 'added by an editor');
    expect(vault.run(['integrity', 'status', '--json']).json<Drift>().data.counts).toMatchObject({ modified: 1, untracked: 1 });
  });

  it('counts them', () => {
    const root = temporaryFolder();
    for (let at = 0; at < 1005; at += 1) writeFileSync(join(root, `n${at}.md`), `note ${at}\n`);
    const { data } = run(['init', root, '--json'], ME).json<InitData>();
    expect(data.item.baselined).toBe(1005);
    expect(vaultAt(root).run(['integrity', 'verify']).code).toBe(0);
  });
});

describe('init is refused', () => {
  it('in a governed vault, and changes nothing', () => {
    const vault = temporaryVault();
    const before = vault.read('.touchstone/config.yaml');
    const again = vault.run(['init', '--prefix', 'OTHER', '--json'], ME);
    expect([again.code, refused(again)]).toEqual([2, 'E_USAGE']);
    expect(vault.read('.touchstone/config.yaml')).toBe(before);
  });

  it('inside a vault and around one, whose notes would be governed twice', () => {
    const vault = temporaryVault();
    expect(refused(vault.run(['init', 'sub', '--json'], ME))).toBe('E_USAGE');
    expect(existsSync(join(vault.root, 'sub'))).toBe(false);
    const around = temporaryFolder();
    expect(run(['init', join(around, 'vault')], ME).code).toBe(0);
    expect(refused(run(['init', around, '--json'], ME))).toBe('E_USAGE');
  });

  it('in a linked git worktree, and names the place in the main one', () => {
    const base = temporaryFolder();
    const main = join(base, 'main');
    mkdirSync(main);
    const git = (...args: string[]): void => {
      execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', ...args], { cwd: main, stdio: 'pipe' });
    };
    git('init');
    git('commit', '--allow-empty', '-m', 'first');
    git('worktree', 'add', '-b', 'side', join(base, 'linked'));
    const error = run(['init', join(base, 'linked', 'vault'), '--json'], ME).failure();
    expect(error.hint).toContain(join(main, 'vault'));
  });

  it.each([
    [['--prefix', 'lower case'], 'E_USAGE'],
    [['--scope', 'galaxy'], 'E_USAGE'],
    [['--set', 'claim.leese=2h'], 'E_USAGE'],
    [['--set', 'claim.lease=soon'], 'E_USAGE'],
    [['--set', 'nonsense'], 'E_USAGE'],
    [['--as', 'a\u0007b'], 'E_USAGE'],
    [['--role', 'human'], 'E_POLICY'],
  ])('with %j, and leaves no folder behind', (args, code) => {
    const root = join(temporaryFolder(), 'fresh');
    expect(refused(run(['init', root, ...args, '--json'], ME))).toBe(code);
    expect(existsSync(root)).toBe(false);
  });

  it('when nobody answers for it', () => {
    const root = join(temporaryFolder(), 'fresh');
    expect(refused(run(['init', root, '--json']))).toBe('E_USAGE');
    expect(existsSync(root)).toBe(false);
  });

  it('where a file stands', () => {
    const file = join(temporaryFolder(), 'file');
    writeFileSync(file, 'text');
    expect(refused(run(['init', file, '--json'], ME))).toBe('E_USAGE');
    expect(readFileSync(file, 'utf8')).toBe('text');
  });
});
