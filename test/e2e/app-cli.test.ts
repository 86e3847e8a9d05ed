// The app's own command line answers with the documents of ours, on the same vault.
import { expect, test } from 'vitest';
import { builtPlugin } from './built-plugin';
import { GovernedVault } from './governed-vault';
import { openObsidian } from './obsidian';
import { vaultWith } from './temporary-vault';

const QUESTIONS: readonly [command: string, params: Record<string, string>, args: readonly string[]][] = [
  ['touchstone:status', {}, ['status']],
  ['touchstone:ready', {}, ['story', 'ready']],
  ['touchstone:ready', { limit: '1' }, ['story', 'ready', '--limit', '1']],
  ['touchstone:proposals', {}, ['proposal', 'list']],
];

/** The report says when it was made: the one thing in which two calls differ. */
function timeless(document: unknown): unknown {
  return JSON.parse(JSON.stringify(document, (key, value: unknown) => (key === 'at' && typeof value === 'string' ? 'then' : value)));
}

test('status, ready and proposals are the documents of the command line, also after it wrote', async () => {
  const vault = GovernedVault.make({ 'conventions/Testing.md': '---\ntype: convention\n---\n# Testing\u202e\n', 'broken.md': '---\na: [\n---\n' });
  vault.expect(['story', 'create', 'Switch a lantern on', '--ac', 'it lights']);
  vault.expect(['story', 'create', 'Dim a lantern \u200f', '--priority', '0', '--ac', 'it dims']);
  const obsidian = await openObsidian({ vault: vault.root, plugin: builtPlugin() });
  const expectSame = async (): Promise<void> => {
    for (const [command, params, args] of QUESTIONS) {
      await expect.poll(async () => timeless(JSON.parse(await obsidian.cli(command, params)))).toEqual(timeless(vault.run(args).answer));
    }
  };
  await expectSame();
  vault.expect(['proposal', 'create', '--target', 'conventions/Testing.md', '--motivation', 'm', '--impact', 'i', '--delete']);
  vault.expect(['story', 'create', 'Paint a lantern', '--ac', 'it is red']);
  await expectSame();
  const line = await obsidian.cli('touchstone:ready');
  expect(line).toContain('\\u200f');
  expect(line).not.toMatch(/[\u200f\n]/);
});

test('a refusal is the error document of the command line', async () => {
  const vault = GovernedVault.make();
  const obsidian = await openObsidian({ vault: vault.root, plugin: builtPlugin() });
  const code = async (params: Record<string, string>): Promise<unknown> => (JSON.parse(await obsidian.cli('touchstone:ready', params)) as { error?: { code: string } }).error?.code;
  await expect.poll(() => code({})).toBeUndefined();
  expect(await code({ limit: 'many' })).toBe('E_USAGE');
});

test('a folder that is not governed is refused, as by the command line', async () => {
  const obsidian = await openObsidian({ vault: vaultWith({ 'a.md': 'a\n' }), plugin: builtPlugin() });
  await expect.poll(async () => JSON.parse(await obsidian.cli('touchstone:status')) as unknown).toMatchObject({ kind: 'error', error: { code: 'E_NOT_FOUND' } });
});
