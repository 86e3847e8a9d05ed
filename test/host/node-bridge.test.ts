// The Node that a desktop page has: the real disk and a real process id, so that the vault's lock is the real one.
import type crypto from 'node:crypto';
import type fs from 'node:fs';
import { existsSync, mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { TouchstoneError } from '../../shared/errors';
import { nodeLock } from '../../shared/node/lock';
import type { HeldLock } from '../../shared/vault/ports';
import { openObsidian } from '../e2e/obsidian';
import { vaultWith } from '../e2e/temporary-vault';
import { openTemporary, temporaryVault, writing } from '../shared/vault/temporary-vault';
import { fixturePlugin } from './fixture';

interface NodeWindow {
  require(name: 'fs'): typeof fs;
  require(name: 'crypto'): typeof crypto;
  process: NodeJS.Process;
}

let plugin: string;

beforeAll(async () => { plugin = await fixturePlugin(); });

function take(vault: string): HeldLock {
  return nodeLock({ folder: join(vault, '.touchstone/local'), waitMs: 0 }).acquire() as HeldLock;
}

function refusal(vault: string): TouchstoneError {
  try {
    void take(vault).release();
  } catch (error) {
    if (error instanceof TouchstoneError) return error;
    throw error;
  }
  throw new Error('the lock was free');
}

test('the plugin\'s lock keeps other programs out, names a living process, and is given back', async () => {
  const obsidian = await openObsidian({ vault: vaultWith(), plugin });
  expect(await obsidian.run('host-fixture:take-lock')).toBe(true);
  await obsidian.page.getByText('The lock is ours').waitFor();
  expect(refusal(obsidian.vault)).toMatchObject({ code: 'E_BUSY', details: { pid: obsidian.pid, state: 'running' } });
  await obsidian.run('host-fixture:give-lock');
  await obsidian.page.getByText('The lock is free').waitFor();
  void take(obsidian.vault).release();
});

test('another program\'s lock keeps the plugin out', async () => {
  const obsidian = await openObsidian({ vault: vaultWith(), plugin });
  const held = take(obsidian.vault);
  await obsidian.run('host-fixture:take-lock');
  await obsidian.page.getByText(`Process ${process.pid} (running) holds the vault's lock`).waitFor();
  void held.release();
});

test('the lock of an app that was killed is taken over', async () => {
  const obsidian = await openObsidian({ vault: vaultWith(), plugin });
  await obsidian.run('host-fixture:take-lock');
  await obsidian.page.getByText('The lock is ours').waitFor();
  await obsidian.crash();
  const holder = readdirSync(join(obsidian.vault, '.touchstone/local/lock'));
  expect(holder).toHaveLength(1);
  void take(obsidian.vault).release();
  expect(existsSync(join(obsidian.vault, '.touchstone/local/lock', holder[0] ?? ''))).toBe(false);
});

test('the engine writes governed notes from inside the app, and others find nothing amiss', async () => {
  const { root, run } = temporaryVault({ 'A.md': 'one' });
  const obsidian = await openObsidian({ vault: root, plugin });
  expect(await obsidian.cli('host-fixture:write', { notes: JSON.stringify({ 'A.md': 'two', 'New/B.md': 'new' }) })).toBe('["A.md","New/B.md"]');
  await expect.poll(() => obsidian.page.evaluate(() => window.app.vault.getFileByPath('New/B.md')?.stat.size)).toBe(3);
  run(writing({ 'A.md': 'three' }));
  await obsidian.cli('host-fixture:write', { notes: JSON.stringify({ 'A.md': 'four' }) });
  const notes = openTemporary(root).read((view) => view.index(''));
  expect(notes.map(({ path, integrity }) => [path, integrity])).toEqual([['A.md', 'ok'], ['New/B.md', 'ok']]);
  expect(readFileSync(join(root, 'A.md'), 'utf8')).toBe('four');
});

test('files, errors and numbers of the bridge are those of Node', async () => {
  const vault = vaultWith({ 'A.md': 'text' });
  mkdirSync(join(vault, 'folder'));
  const obsidian = await openObsidian({ vault });
  const found = await obsidian.page.evaluate((base) => {
    const { require, process } = window as unknown as NodeWindow;
    const fs = require('fs');
    const codeOf = (act: () => unknown): unknown => {
      try {
        return act();
      } catch (error) {
        const { code, syscall } = error as NodeJS.ErrnoException;
        return `${code ?? ''} ${syscall ?? ''}`;
      }
    };
    const fd = fs.openSync(`${base}/B.bin`, 'w+');
    fs.writeSync(fd, new Uint8Array([9, 0, 255, 128, 9]), 1, 3);
    fs.fdatasyncSync(fd);
    const read = new Uint8Array(5);
    const count = fs.readSync(fd, read, 1, 4, 0);
    fs.closeSync(fd);
    const other = fs.openSync(`${base}/A.md`, 'r');
    const first = fs.fstatSync(other).size;
    fs.writeFileSync(`${base}/A.md`, 'longer text');
    const later = new Uint8Array(20);
    const after = [first, fs.readSync(other, later, 0, 20, 0), fs.fstatSync(other).size];
    fs.writeFileSync(`${base}/A.md`, 'text');
    fs.closeSync(other);
    const twice = codeOf(() => {
      fs.closeSync(other);
      return fs.existsSync(base);
    });
    const big = fs.statSync(`${base}/A.md`, { bigint: true });
    return {
      read: [...read], count, after, twice,
      size: String(big.size), kind: typeof big.mtimeNs, isFile: big.isFile(), same: big.mtimeNs / 1_000_000n === BigInt(Math.floor(fs.statSync(`${base}/A.md`).mtimeMs)),
      entries: fs.readdirSync(base, { withFileTypes: true }).filter((entry) => !entry.name.startsWith('.')).map((entry) => `${entry.name} ${entry.isDirectory()}`),
      missing: codeOf(() => fs.readFileSync(`${base}/none`)), none: fs.statSync(`${base}/none`, { throwIfNoEntry: false }),
      notEmpty: codeOf(() => { fs.renameSync(`${base}/A.md`, `${base}/folder`); }),
      text: fs.readFileSync(`${base}/A.md`, 'utf8'), real: fs.realpathSync.native(`${base}/folder/..`),
      hash: require('crypto').createHash('sha256').update('text').digest('hex'),
      git: String.fromCharCode(...process.getBuiltinModule('node:child_process').spawnSync('git', ['--version']).stdout.subarray(0, 11)),
      alive: process.kill(process.pid, 0), dead: codeOf(() => process.kill(2 ** 22 - 1, 0)),
    };
  }, vault);
  expect(found).toEqual({
    read: [0, 0, 255, 128, 0], count: 3, after: [4, 11, 11], twice: 'EBADF close',
    size: '4', kind: 'bigint', isFile: true, same: true,
    entries: ['A.md false', 'B.bin false', 'folder true'],
    missing: 'ENOENT open', none: undefined, notEmpty: 'EISDIR rename', text: 'text', real: vault,
    hash: '982d9e3eb996f559e633f4d194def3761d909f5a3b647d1a851fead67c32c9d1',
    git: 'git version', alive: true, dead: 'ESRCH kill',
  });
  expect([...readFileSync(join(vault, 'B.bin'))]).toEqual([0, 255, 128]);
});
