// `touchstone init` in empty folders and in folders full of notes, and where it refuses.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { run, runAsHuman, temporaryFolder, temporaryVault } from './harness';

interface InitData {
  item: { path: string; prefix: string; project: string; scope: string; baselined: number };
  op: { seq: number | null; dry_run: boolean };
  notes: { path: string }[];
}

describe('init', () => {
  it('makes an empty folder a vault and proposes prefix and project from its name', () => {
    const root = join(temporaryFolder(), 'web-shop');
    const made = run(['init', root, '--json'], { as: 'dev-1' }).json<InitData>();
    expect(made.data.item).toEqual({ path: '.touchstone/config.yaml', prefix: 'WS', project: 'web-shop', scope: 'both', baselined: 0 });
    expect(readFileSync(join(root, '.touchstone/config.yaml'), 'utf8')).toContain('prefix: WS');
    expect(readFileSync(join(root, '.touchstone/.gitignore'), 'utf8')).toBe('local/\n');
  });

  it('baselines the notes of a full folder and leaves their bytes alone', () => {
    const notes = { 'a.md': 'no newline at the end', 'sub/b.md': '---\r\ntitle: x\r\n---\r\nCRLF\r\n', 'sub/c.txt': 'no note' };
    const vault = temporaryVault({ notes });
    for (const [path, content] of Object.entries(notes)) expect(vault.read(path)).toBe(content);
    const status = vault.run(['integrity', 'status', '--json']).json<{ untracked: unknown[] }>();
    expect(status.meta['warnings']).toEqual([]);
    vault.edit('a.md', 'changed behind its back');
    expect(vault.run(['status']).stdout).toContain('a.md');
  });
});
