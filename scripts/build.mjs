// Builds the command line: `node scripts/build.mjs [--test] [--outdir <folder>]`, into dist/ or, for tests, dist/test/.
// One CommonJS file of our own code, and a chunk per third-party package that is loaded when it is first called.
import { chmod, mkdir, readFile, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { cagedPackages } from './caged-packages.mjs';
import { chunkPath, chunkSource, LAZY_PACKAGES, lazyPackages } from './lazy-packages.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

const COMMON = {
  absWorkingDir: ROOT,
  bundle: true,
  platform: 'node',
  // CommonJS starts a fifth faster than modules do (performance.md).
  format: 'cjs',
  target: 'node20',
  minifyWhitespace: true,
  minifySyntax: true,
  legalComments: 'none',
  logLevel: 'silent',
  write: true,
};

/**
 * @param options.outdir where `touchstone.cjs` and `lib/` go; emptied of them first.
 * @param options.test reads the clock from TOUCHSTONE_NOW and fault points from TOUCHSTONE_FAULT. No released build does.
 * @returns the path of the program.
 */
export async function buildCli({ outdir, test }) {
  await rm(join(outdir, 'lib'), { recursive: true, force: true });
  await mkdir(outdir, { recursive: true });
  const program = join(outdir, 'touchstone.cjs');
  await Promise.all([
    build({
      ...COMMON,
      entryPoints: [join(ROOT, 'cli/main.ts')],
      outfile: program,
      banner: { js: '#!/usr/bin/env node' },
      plugins: [lazyPackages()],
      define: { __TEST_BUILD__: String(test), __VERSION__: JSON.stringify(await version()) },
    }),
    ...LAZY_PACKAGES.map((name) => build({
      ...COMMON,
      stdin: { contents: chunkSource(name), resolveDir: ROOT },
      outfile: join(outdir, chunkPath(name)),
      plugins: [cagedPackages()],
    })),
  ]);
  await chmod(program, 0o755);
  return program;
}

async function version() {
  return JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')).version;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { values } = parseArgs({ options: { test: { type: 'boolean', default: false }, outdir: { type: 'string' } } });
  await buildCli({ outdir: resolve(values.outdir ?? join(ROOT, values.test ? 'dist/test' : 'dist')), test: values.test });
}
