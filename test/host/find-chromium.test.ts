// The browser is found where the user says, then on the PATH.
import { execFile } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';

const SCRIPT = fileURLToPath(new URL('../../scripts/find-chromium.mjs', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'touchstone-browser-'));
const browser = join(folder, 'chromium-browser');
writeFileSync(browser, '');
chmodSync(browser, 0o755);

afterAll(() => { rmSync(folder, { recursive: true }); });

function find(env: Record<string, string>): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [SCRIPT], { env }, (error, stdout, stderr) => { resolve({ code: Number(error?.code ?? 0), stdout, stderr }); });
  });
}

test('CHROMIUM_PATH goes first', async () => {
  expect(await find({ CHROMIUM_PATH: process.execPath, PATH: folder })).toEqual({ code: 0, stdout: `${process.execPath}\n`, stderr: '' });
});

test('a CHROMIUM_PATH that leads nowhere is refused, and nothing else is tried', async () => {
  expect(await find({ CHROMIUM_PATH: join(folder, 'none'), PATH: folder })).toEqual({ code: 1, stdout: '', stderr: `CHROMIUM_PATH is ${join(folder, 'none')}, which is no program.\n` });
});

test('the PATH is searched by the usual names', async () => {
  expect(await find({ PATH: `/nowhere:${folder}` })).toEqual({ code: 0, stdout: `${browser}\n`, stderr: '' });
});
