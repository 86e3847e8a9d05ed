// Builds the product: `node scripts/build.mjs [--test] [--outdir <folder>]`, into dist/ or, for tests, dist/test/.
// `touchstone.cjs` is the program; `lib/` holds what it loads on the way to a verb, and third-party packages; `schema/`
// the JSON schemas that the verb `schema` prints; `plugin/` the Obsidian plugin, which `obsidian install` copies.
import { createHash } from 'node:crypto';
import { chmod, cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { buildPlugin } from './build-plugin.mjs';
import { cagedPackages } from './caged-packages.mjs';
import { layers } from './layers.mjs';
import { LAZY_MODULES, lazyModules } from './lazy-modules.mjs';
import { chunkFile, chunkSource, LAZY_PACKAGES, lazyPackages } from './lazy-packages.mjs';
import { fileOf, packChunks } from './pack-chunks.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Names of our own code stay as they are written, so that the stack under TOUCHSTONE_DEBUG can be read. */
const SETTINGS = {
  platform: 'node',
  target: 'node20',
  minifyWhitespace: true,
  minifySyntax: true,
  legalComments: 'none',
  logLevel: 'silent',
};

/**
 * @param options.outdir where `touchstone.cjs`, `lib/`, `schema/` and `plugin/` go; the folders are emptied first.
 * @param options.test reads the clock from TOUCHSTONE_NOW and fault points from TOUCHSTONE_FAULT. No released build does.
 */
export async function buildProduct({ outdir, test }) {
  const lib = join(outdir, 'lib');
  await rm(lib, { recursive: true, force: true });
  await mkdir(lib, { recursive: true });
  await rm(join(outdir, 'vault-seed'), { recursive: true, force: true });
  await cp(join(ROOT, 'vault-seed'), join(outdir, 'vault-seed'), { recursive: true });
  await Promise.all([buildOwnCode(outdir, lib, test), copySchemas(join(outdir, 'schema')), buildPlugin(join(outdir, 'plugin')), ...LAZY_PACKAGES.map((name) => buildPackage(name, lib))]);
}

async function buildOwnCode(outdir, lib, test) {
  const files = await packChunks(await splitBuild(test), SETTINGS);
  for (const [name, text] of files) await writeFile(join(lib, `${name}.cjs`), text);
  await buildFirstFile(join(outdir, 'touchstone.cjs'), [...files.values()]);
}

/** What is run first, and loads the chunks; it shares no chunk with them. */
async function buildFirstFile(outfile, chunks) {
  await build({
    ...SETTINGS,
    absWorkingDir: ROOT,
    bundle: true,
    format: 'cjs',
    entryPoints: [join(ROOT, 'cli/main.ts')],
    outfile,
    banner: { js: '#!/usr/bin/env node' },
    define: { __VERSION__: JSON.stringify(await version()), __BUILD_ID__: JSON.stringify(digestOf(chunks)) },
  });
  await chmod(outfile, 0o755);
}

function digestOf(texts) {
  const hash = createHash('sha256');
  for (const text of texts) hash.update(text).update('\0');
  return hash.digest('hex').slice(0, 16);
}

async function copySchemas(folder) {
  await rm(folder, { recursive: true, force: true });
  await cp(join(ROOT, 'docs/schema'), folder, { recursive: true });
}

/** Splitting needs ES modules; `packChunks` makes CommonJS of them, which starts a fifth faster (performance.md). */
async function splitBuild(test) {
  const { outputFiles, metafile } = await build({
    ...SETTINGS,
    absWorkingDir: ROOT,
    bundle: true,
    splitting: true,
    format: 'esm',
    entryPoints: {
      run: join(ROOT, 'cli/run.ts'),
      'loading.keep-code': join(ROOT, 'cli/loading/keep-code.ts'),
      ...Object.fromEntries(LAZY_MODULES.map((path) => [fileOf(path), join(ROOT, path)])),
    },
    outdir: 'out',
    outExtension: { '.js': '.cjs' },
    chunkNames: 'lib/[name]-[hash]',
    write: false,
    metafile: true,
    plugins: [lazyPackages(), lazyModules(ROOT, fileOf), layers(ROOT)],
    define: { __TEST_BUILD__: String(test), __VERSION__: JSON.stringify(await version()) },
  });
  const texts = new Map(outputFiles.map(({ path, text }) => [chunkName(path), text]));
  return Object.entries(metafile.outputs).map(([path, { entryPoint, inputs, imports }]) => ({
    name: chunkName(path),
    text: texts.get(chunkName(path)),
    entryPoint,
    inputs: Object.keys(inputs),
    imports: imports.filter(({ kind, external }) => kind === 'import-statement' && external !== true).map((item) => chunkName(item.path)),
  }));
}

function chunkName(path) {
  return basename(path, '.cjs');
}

async function buildPackage(name, lib) {
  await build({
    ...SETTINGS,
    bundle: true,
    minify: true,
    format: 'cjs',
    stdin: { contents: chunkSource(name), resolveDir: ROOT },
    outfile: join(lib, chunkFile(name)),
    plugins: [cagedPackages()],
  });
}

async function version() {
  return JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')).version;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { values } = parseArgs({ options: { test: { type: 'boolean', default: false }, outdir: { type: 'string' } } });
  await buildProduct({ outdir: resolve(values.outdir ?? join(ROOT, values.test ? 'dist/test' : 'dist')), test: values.test });
}
