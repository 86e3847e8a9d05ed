// The built test program, made once in a test run. Its clock and fault points can be set; released builds' can't.
import { execFileSync } from 'node:child_process';
import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inject } from 'vitest';
import type {} from './build-folder';

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

/** Builds aside and renames into place: workers that build at once don't disturb each other. */
function program(name: string, options: readonly string[]): string {
  const folder = join(inject('programFolder'), name);
  if (!existsSync(folder)) {
    const own = `${folder}-${process.pid}`;
    execFileSync(process.execPath, [BUILD_SCRIPT, ...options, '--outdir', own], { stdio: ['ignore', 'ignore', 'inherit'] });
    try {
      renameSync(own, folder);
    } catch (error) {
      if (!existsSync(folder)) throw error;
      rmSync(own, { recursive: true });
    }
  }
  return join(folder, 'touchstone.cjs');
}
