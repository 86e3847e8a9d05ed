// Writing from inside the app: beside the command line, under the person's typing, killed at any step, and kept waiting.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { nodeLock } from '../../shared/node/lock';
import type { HeldLock } from '../../shared/vault/ports';
import { enginePlugin } from './engine-plugin';
import type { Outcome, Wish } from './engine-plugin/main';
import { GovernedVault } from './governed-vault';
import { openObsidian, type Obsidian } from './obsidian';

const NOTE = '# Title\n\nfirst\n\nlast\n';

async function open(vault: GovernedVault): Promise<Obsidian> {
  const obsidian = await openObsidian({ vault: vault.root, plugin: await enginePlugin() });
  await obsidian.page.waitForFunction(() => window.engineUnderTest.standing() === 'deciding');
  return obsidian;
}

const decide = (obsidian: Obsidian, wish: Wish): Promise<Outcome> => obsidian.page.evaluate((given) => window.engineUnderTest.decide(given), wish);
const textOf = (vault: GovernedVault, path: string) => readFileSync(join(vault.root, path), 'utf8');
const stage = (vault: GovernedVault) => readdirSync(join(vault.root, '.touchstone/local/stage'));

test('the app and many processes write the same notes, and none loses a write', async () => {
  const vault = GovernedVault.make({ 'a.md': NOTE, 'b.md': '\uFEFF# Windows\r\n\r\ntext\r\n' });
  const { item } = vault.expect<{ item: { id: string } }>(['story', 'create', 'Switch it on', '--ac', 'works']);
  const obsidian = await open(vault);
  await obsidian.openFile('a.md', 'tab');
  const rounds = [0, 1, 2, 3, 4, 5];
  const cli = rounds.flatMap((n) => [
    vault.start(['note', 'append', 'a.md', `cli ${n}.`]),
    vault.start(['story', 'comment', item.id, `cli ${n}.`]),
  ]);
  const app = rounds.flatMap((n) => [
    decide(obsidian, { verb: 'append', path: 'a.md', text: `app ${n}.` }),
    decide(obsidian, { verb: 'comment', story: item.id, text: `app ${n}.` }),
    decide(obsidian, { verb: 'append', path: 'b.md', text: `app ${n}.` }),
  ]);
  expect((await Promise.all(cli)).map(({ code }) => code)).toEqual(cli.map(() => 0));
  expect((await Promise.all(app)).map(({ code, message }) => code ?? message)).toEqual(app.map(() => ''));
  for (const n of rounds) {
    for (const path of ['a.md', `stories/${item.id}.md`]) {
      for (const who of ['cli', 'app']) expect(textOf(vault, path).split(`${who} ${n}.`), `${path}: ${who} ${n}`).toHaveLength(2);
    }
  }
  expect(textOf(vault, 'b.md')).toMatch(/^\uFEFF# Windows\r\n[\s\S]*app 0\.\r?\n/u);
  expect(vault.run(['integrity', 'verify']).code).toBe(0);
  expect(stage(vault)).toEqual([]);
  await expect.poll(() => obsidian.page.locator('.workspace-leaf:visible .cm-content').last().innerText()).toContain('app 5.');
});

test('a person types while both write the note: nothing typed is lost, nor anything governed', async () => {
  const vault = GovernedVault.make({ 'a.md': `${NOTE}\n## Log\n\n## Mine\n` });
  const obsidian = await open(vault);
  await obsidian.openFile('a.md', 'tab');
  await obsidian.page.locator('.workspace-leaf:visible .cm-content').last().click();
  await obsidian.page.keyboard.press('Control+End');
  const typed = 'what the person typed all the while, word by word';
  const typing = obsidian.page.keyboard.type(typed, { delay: 60 });
  const conflicts: string[] = [];
  const written: string[] = [];
  for (const n of [0, 1, 2, 3]) {
    const { code } = await vault.start(['note', 'append', 'a.md', '--section', 'Log', `cli ${n}.`]);
    if (code === 0) written.push(`cli ${n}.`);
    const outcome = await decide(obsidian, { verb: 'append', path: 'a.md#Log', text: `app ${n}.` });
    if (outcome.code === null) written.push(`app ${n}.`);
    conflicts.push(...outcome.conflicts);
  }
  await typing;
  await expect.poll(() => textOf(vault, 'a.md')).toContain(typed);
  const kept = vault.expect<{ id: string }[]>(['integrity', 'conflicts', 'list']).map(({ id }) => vault.expect<{ text?: string }>(['integrity', 'conflicts', 'show', id]));
  expect(written.length).toBeGreaterThan(0);
  for (const line of written) expect(`${textOf(vault, 'a.md')}${JSON.stringify(kept)}`, line).toContain(line);
  // Typing that no plugin of ours recorded here is drift, and nothing else is.
  expect(['ok', 'modified']).toContain(vault.integrity('a.md'));
  expect((vault.run(['integrity', 'verify']).answer?.data as { broken: unknown[] }).broken).toEqual([]);
});

test.each<[string, 'before' | 'after', (obsidian: Obsidian, file: string) => Promise<void>]>([
  ['with the lock taken', 'before', haltAt('locked')],
  ['with everything staged', 'before', haltAt('staged')],
  ['with the line in the ledger', 'after', haltAt('appended')],
  ['with nothing of the note written', 'after', haltInWriting(0)],
  ['with half of the note written', 'after', haltInWriting(0.5)],
  ['with the note written', 'after', haltAt('applied-one')],
])('killed %s, the next command of anybody finds the note as it was %s', async (_when, which, halt) => {
  const vault = GovernedVault.make({ 'a.md': NOTE, 'b.md': NOTE });
  const obsidian = await open(vault);
  const file = `${vault.root}.halted`;
  await halt(obsidian, file);
  const deciding = decide(obsidian, { verb: 'append', path: 'a.md', text: 'ours' }).catch(() => undefined);
  await expect.poll(() => existsSync(file)).toBe(true);
  await obsidian.crash();
  await deciding;
  vault.expect(['note', 'append', 'b.md', 'next']);
  expect(textOf(vault, 'a.md')).toBe(which === 'before' ? NOTE : `${NOTE}\nours\n`);
  expect(stage(vault)).toEqual([]);
  expect(vault.run(['integrity', 'verify']).code).toBe(0);
});

test('killed in the middle of the note, what a stranger then wrote into it is kept, and is drift', async () => {
  const vault = GovernedVault.make({ 'a.md': NOTE, 'b.md': NOTE });
  const obsidian = await open(vault);
  const file = `${vault.root}.halted`;
  await haltInWriting(0.5)(obsidian, file);
  const deciding = decide(obsidian, { verb: 'append', path: 'a.md', text: 'ours' }).catch(() => undefined);
  await expect.poll(() => existsSync(file)).toBe(true);
  await obsidian.crash();
  await deciding;
  vault.write('a.md', `${NOTE.slice(0, 10)}and a stranger's`);
  vault.expect(['note', 'append', 'b.md', 'next']);
  expect(textOf(vault, 'a.md')).toBe(`${NOTE.slice(0, 10)}and a stranger's`);
  expect(vault.integrity('a.md')).toBe('modified');
  expect(vault.expect<unknown[]>(['integrity', 'conflicts', 'list'])).toHaveLength(1);
});

test('a held lock is waited for while the window lives, and then refused in words', async () => {
  const vault = GovernedVault.make({ 'a.md': NOTE });
  const obsidian = await open(vault);
  const held = nodeLock({ folder: join(vault.root, '.touchstone/local'), waitMs: 0 }).acquire() as HeldLock;
  const waiting = decide(obsidian, { verb: 'append', path: 'a.md', text: 'ours' });
  // The window goes on drawing and answering.
  for (let n = 0; n < 20; n++) await obsidian.page.evaluate(() => new Promise((done) => { window.requestAnimationFrame(done); }));
  const outcome = await waiting;
  expect(outcome.code).toBe('E_BUSY');
  expect(outcome.message).toMatch(new RegExp(`Process ${process.pid}.*holds the vault's lock`, 'u'));
  const again = decide(obsidian, { verb: 'append', path: 'a.md', text: 'ours' });
  await held.release();
  expect((await again).code).toBeNull();
  expect(vault.run(['integrity', 'verify']).code).toBe(0);
});

function haltAt(checkpoint: string): (obsidian: Obsidian, file: string) => Promise<void> {
  return (obsidian, file) => obsidian.page.evaluate(([name, told]) => { window.engineUnderTest.haltAt(name, told); }, [checkpoint, file] as const);
}

function haltInWriting(share: number): (obsidian: Obsidian, file: string) => Promise<void> {
  return (obsidian, file) => obsidian.page.evaluate(([part, told]) => { window.engineUnderTest.haltInWriting(part, told); }, [share, file] as const);
}
