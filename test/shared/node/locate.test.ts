// What a path means while others change the folders on the way to it.
import { mkdirSync, mkdtempSync, realpathSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { TouchstoneError } from '../../../shared/errors';
import { Locator } from '../../../shared/node/locate';

test('a folder that becomes a link out of the vault is not followed by a process that knew it as a folder', () => {
  const base = realpathSync(mkdtempSync(join(tmpdir(), 'touchstone-locate-')));
  onTestFinished(() => { rmSync(base, { recursive: true, force: true }); });
  const root = join(base, 'vault');
  mkdirSync(join(root, 'notes/deep'), { recursive: true });
  writeFileSync(join(root, 'notes/deep/a.md'), 'inside');
  let now = 0;
  const locator = new Locator(root, () => now);
  expect(locator.locate('notes/deep/a.md')).toBe(join(root, 'notes/deep/a.md'));
  renameSync(join(root, 'notes'), join(base, 'elsewhere'));
  symlinkSync('../elsewhere', join(root, 'notes'));
  now += 1001;
  expect(() => locator.locate('notes/deep/a.md')).toThrow(TouchstoneError);
});
