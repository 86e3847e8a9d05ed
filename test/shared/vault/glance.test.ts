// A glance at a note gives the bytes that reading it gives, and hashing many gives the hashes of these, whatever lies there.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { nodePorts } from '../../../shared/node/open';

function answer(read: () => unknown): unknown {
  try {
    const bytes = read();
    return bytes instanceof Uint8Array ? Buffer.from(bytes).toString('latin1') : bytes;
  } catch (error) {
    return String(error);
  }
}

function hashOrNull(read: () => unknown): string | null {
  try {
    const bytes = read();
    return bytes instanceof Uint8Array ? createHash('sha256').update(bytes).digest('hex') : null;
  } catch {
    return null;
  }
}

test('at notes of all sizes, links, folders, pipes and nothing', () => {
  const root = mkdtempSync(join(tmpdir(), 'touchstone-glance-'));
  onTestFinished(() => { rmSync(root, { recursive: true, force: true }); });
  const sizes = [0, 1, 3000, 64 * 1024 - 1, 64 * 1024, 64 * 1024 + 1, 200_000];
  for (const size of sizes) writeFileSync(join(root, `${size}.md`), 'x\n'.repeat(size).slice(0, size));
  mkdirSync(join(root, 'folder.md'));
  writeFileSync(join(root, 'folder.md', 'Cafe\u0301.md'), 'decomposed');
  symlinkSync('3000.md', join(root, 'inside.md'));
  symlinkSync('/etc/hostname', join(root, 'outside.md'));
  symlinkSync('nowhere.md', join(root, 'broken.md'));
  execFileSync('mkfifo', [join(root, 'pipe.md')]);
  const { notes } = nodePorts(root);
  const paths = [...sizes.map((size) => `${size}.md`), 'folder.md/Caf\u00e9.md', 'inside.md', 'outside.md', 'broken.md', 'missing.md', 'folder.md', 'pipe.md'];
  for (const path of paths) expect(answer(() => notes.glance(path)), path).toEqual(answer(() => notes.read(path)));
  expect(answer(() => notes.glance('3000.md'))).toHaveLength(3000);
  const names = paths.filter((path) => !path.includes('/'));
  expect(notes.hashes('', names)).toEqual(names.map((name) => hashOrNull(() => notes.read(name))));
  expect(notes.hashes('folder.md', ['Caf\u00e9.md', 'missing.md'])).toEqual([hashOrNull(() => Buffer.from('decomposed')), null]);
  expect(answer(() => notes.glance('outside.md'))).toMatch(/leads out of the vault/u);
  expect(answer(() => notes.glance('pipe.md'))).toMatch(/no regular file/u);
});
