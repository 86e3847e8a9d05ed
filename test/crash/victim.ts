// Processes that are killed at a random moment while they write: bundled once, started, and killed after their first report.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { buildSync } from 'esbuild';
import { afterAll, expect, vi } from 'vitest';

/** `TOUCHSTONE_LONG=1` kills at least 400 times; the time that takes is no failure. */
export const LONG = process.env['TOUCHSTONE_LONG'] === '1';
if (LONG) vi.setConfig({ testTimeout: 3_600_000 });

/** Bundles a file of this folder as the product is bundled, and answers the program's path. */
export function bundledVictim(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'touchstone-victim-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const program = join(folder, 'child.cjs');
  buildSync({
    entryPoints: [resolve('test/crash', `${name}.ts`)], outfile: program, bundle: true, platform: 'node', format: 'cjs', logLevel: 'error',
    alias: { 'graceful-fs': 'node:fs', 'signal-exit': resolve('shared/node/no-exit-hooks.cjs') },
  });
  return program;
}

/** Starts a victim, kills it `delayMs` after its first report, and answers the lines that it had reported by then. */
export async function killedVictim(program: string, args: readonly string[], delayMs: number): Promise<string[]> {
  const child = spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    if (output === '') setTimeout(() => child.kill('SIGKILL'), delayMs);
    output += text;
  });
  const signal = await new Promise((done) => { child.once('close', (_, by) => { done(by); }); });
  expect(signal).toBe('SIGKILL');
  return output.split('\n').slice(0, -1);
}
