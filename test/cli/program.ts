// The built test program, made once in a test run. Its clock and fault points can be set; released builds' can't.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inject } from 'vitest';
import type {} from './build-folder';
import { madeOnce } from './made-once';

const BUILD_SCRIPT = fileURLToPath(new URL('../../scripts/build.mjs', import.meta.url));

/** Path of `touchstone.cjs`. */
export function testProgram(): string {
  return program('test', ['--test']);
}

/** What programs that a test starts find around them. Without a place to keep compiled code in, each would take twice as long. */
export function programEnvironment(): Record<'PATH' | 'TOUCHSTONE_CODE_CACHE', string | undefined> {
  return { PATH: process.env['PATH'], TOUCHSTONE_CODE_CACHE: inject('programFolder') };
}

/** Path of a program as it is released. */
export function releaseProgram(): string {
  return program('release', []);
}

function program(name: string, options: readonly string[]): string {
  const folder = madeOnce(name, (own) => { execFileSync(process.execPath, [BUILD_SCRIPT, ...options, '--outdir', own], { stdio: ['ignore', 'ignore', 'inherit'] }); });
  return join(folder, 'touchstone.cjs');
}
