// The runner notices what must not happen, whichever part of the app it happens in.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openObsidian, type Obsidian } from '../e2e/obsidian';
import { vaultWith } from '../e2e/temporary-vault';

const folders: string[] = [];

afterAll(() => { for (const folder of folders) rmSync(folder, { recursive: true, force: true }); });

/** A plugin whose `onload` is this code. */
function pluginOf(onload: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'touchstone-plugin-'));
  folders.push(folder);
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ id: 'rude', name: 'Rude', version: '0.0.1', minAppVersion: '1.13.0' }));
  writeFileSync(join(folder, 'main.js'), `module.exports = class extends require('obsidian').Plugin { onload() { ${onload} } };`);
  return folder;
}

/** Waits until there is a problem of that kind, and takes it. */
async function problem(obsidian: Obsidian, kind: RegExp): Promise<string> {
  await expect.poll(() => obsidian.problems.list().join('\n')).toMatch(kind);
  return obsidian.problems.take(kind).join('\n');
}

/** `besides`: what the browser says of it in its own words, at a time of its own. */
const RUDE: readonly [what: string, onload: string, kind: RegExp, besides?: RegExp][] = [
  ['an error in a timer', 'setTimeout(() => { throw new Error("late"); });', /^page error: .*late/],
  ['a rejected promise that nobody handles', 'Promise.reject(new Error("unheard"));', /^page error: .*unheard/],
  ['an error in the handler of an event', 'this.app.workspace.onLayoutReady(() => { throw new Error("ready?"); });', /^page error: .*ready\?/],
  ['an error on the console', 'console.error("broken");', /^console error: broken/],
  ['a request of the page', 'fetch("http://example.invalid/x").catch(() => {});', /^network request: http:\/\/example\.invalid\/x/, /ERR_/],
  ['a request by the API', 'require("obsidian").requestUrl("https://example.invalid/y").catch(() => {});', /^network request: https:\/\/example\.invalid\/y/, /ERR_/],
  ['a picture from elsewhere', 'new Image().src = "http://203.0.113.7/z.png";', /^network request: http:\/\/203\.0\.113\.7\/z\.png/, /ERR_/],
  ['a socket', 'new WebSocket("ws://example.invalid/w");', /^network request: ws:\/\/example\.invalid\/w/, /WebSocket/],
];

test.each(RUDE)('%s is a problem', async (_what, onload, kind, besides) => {
  const obsidian = await openObsidian({ vault: vaultWith(), plugin: pluginOf(onload) });
  expect(await problem(obsidian, kind)).toMatch(kind);
  if (besides) await problem(obsidian, besides);
});

test('an unknown require is a problem even where the plugin catches it', async () => {
  const obsidian = await openObsidian({ vault: vaultWith(), plugin: pluginOf('try { require("left-pad"); } catch {}') });
  await expect(obsidian.checkRequires()).resolves.toEqual(['left-pad']);
  expect(obsidian.problems.take(/unknown require: left-pad/)).toHaveLength(1);
});

test('problems make the closing of the app fail', async () => {
  const obsidian = await openObsidian({ vault: vaultWith(), plugin: pluginOf('console.error("broken");') });
  await expect(obsidian.close()).rejects.toThrow('console error: broken');
  obsidian.problems.take(/broken/);
});
