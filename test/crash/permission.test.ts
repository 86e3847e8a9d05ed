// Folders that this user may not write in: refused in words before the commit point, and nothing has changed.
// Root may write anywhere, so root's tests run the program as a user without a name; elsewhere the folder's mode is enough.
import { chmodSync, chownSync, cpSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { temporaryFolder, temporaryVault, type Outcome, type TestVault } from '../cli/harness';
import { testProgram } from '../cli/program';

const NOBODY = process.getuid?.() === 0 ? 65534 : undefined;

function giveAway(path: string): void {
  if (NOBODY !== undefined) chownSync(path, NOBODY, NOBODY);
}

/** A vault of that user, and how that user runs the program in it. */
function vaultOfNobody(): { vault: TestVault; call: (args: readonly string[]) => Outcome } {
  const vault = temporaryVault({ notes: { 'free/a.md': 'one\n', 'denied/b.md': 'two\n' } });
  for (const path of ['.', ...(readdirSync(vault.root, { recursive: true }) as string[])]) giveAway(join(vault.root, path));
  const programs = join(temporaryFolder(), 'program');
  cpSync(dirname(realpathSync(testProgram())), programs, { recursive: true });
  chmodSync(dirname(programs), 0o755);
  chmodSync(programs, 0o755);
  const denied = join(vault.root, 'denied');
  chmodSync(denied, 0o555);
  onTestFinished(() => { chmodSync(denied, 0o755); });
  const call = (args: readonly string[]): Outcome => (
    vault.run([...args, '--json'], { as: 'me', program: join(programs, 'touchstone.cjs'), ...(NOBODY === undefined ? {} : { uid: NOBODY }) })
  );
  return { vault, call };
}

/** Every file that matters with its content. */
function contents({ root }: TestVault): Record<string, string> {
  const files = ['free', 'denied', '.touchstone/ledger', '.touchstone/local/stage'].flatMap((folder) => (
    readdirSync(join(root, folder)).map((name) => join(folder, name))
  ));
  return Object.fromEntries(files.map((file) => [file, readFileSync(join(root, file), 'utf8')]));
}

test.each([
  ['a change', ['note', 'append', 'denied/b.md', 'x']],
  ['a creation', ['note', 'create', 'denied/c.md']],
  ['a deletion', ['note', 'delete', 'denied/b.md']],
  ['a move into it', ['note', 'move', 'free/a.md', 'denied/a.md']],
  ['a move out of it', ['note', 'move', 'denied/b.md', 'free/b.md']],
])('%s in a folder without permission fails in words, and the vault is as it was', (_, args) => {
  const { vault, call } = vaultOfNobody();
  // Writes elsewhere work, also for the stage and the ledger.
  expect(call(['note', 'append', 'free/a.md', 'added']).code).toBe(0);
  const before = contents(vault);
  const refused = call(args);
  expect(refused.code).toBe(1);
  expect(refused.failure()).toMatchObject({ code: 'E_FAILED', message: expect.stringMatching(/permission denied.*denied/iu) as string });
  expect(contents(vault)).toEqual(before);
  expect(call(['integrity', 'verify']).json<{ counts: object }>().data.counts).toMatchObject({ modified: 0, deleted: 0, moved: 0, untracked: 0 });
  expect(call(['note', 'append', 'free/a.md', 'and more']).code).toBe(0);
});
