// Deciding on a phone, where there is no Node: with the ledger as one more writer, without it not at all.
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { enginePlugin } from './engine-plugin';
import { GovernedVault } from './governed-vault';
import { openObsidian } from './obsidian';

test('with the ledger, the phone is a writer of its own, and the command line finds all in order', async () => {
  const vault = GovernedVault.make({ 'a.md': '# A\n' });
  const foreign = 'd00000000-0000000000.0.gone';
  vault.write(`.touchstone/local/stage/${foreign}`, 'of another device');
  const obsidian = await openObsidian({ vault: vault.root, plugin: await enginePlugin(), phone: true });
  await obsidian.page.waitForFunction(() => window.engineUnderTest.standing() === 'deciding');
  for (const text of ['one', 'two']) {
    expect(await obsidian.page.evaluate((given) => window.engineUnderTest.decide({ verb: 'append', path: 'a.md', text: given }), text)).toMatchObject({ code: null, conflicts: [] });
  }
  expect(readFileSync(join(vault.root, 'a.md'), 'utf8')).toMatch(/one[\s\S]*two/u);
  expect(readFileSync(join(vault.root, '.touchstone/local/stage', foreign), 'utf8')).toBe('of another device');
  const [newest, , first] = vault.log('a.md');
  expect(newest).toMatchObject({ actor: 'ada', kind: 'human', seq: 2 });
  expect(newest?.writer).not.toBe(first?.writer);
  expect(vault.run(['integrity', 'verify']).code).toBe(0);
});

test('without it, nothing is decided, and the words say why', async () => {
  const vault = GovernedVault.make({ 'a.md': '# A\n' });
  rmSync(join(vault.root, '.touchstone'), { recursive: true });
  const obsidian = await openObsidian({ vault: vault.root, plugin: await enginePlugin(), phone: true });
  await obsidian.page.waitForFunction(() => window.engineUnderTest.standing() === 'reading');
  const outcome = await obsidian.page.evaluate(() => window.engineUnderTest.decide({ verb: 'append', path: 'a.md', text: 'one' }));
  expect(outcome).toMatchObject({ code: 'E_POLICY' });
  expect(outcome.message).toContain('did not come to this device');
});
