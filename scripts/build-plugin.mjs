// Builds the Obsidian plugin: `node scripts/build-plugin.mjs [--outdir <folder>]`, into dist/plugin/. The three files are
// what a vault's plugin folder takes. The same sources give the same bytes, wherever and however often they are built:
// Obsidian's review builds the plugin again and compares.
import { copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { builtinModules } from 'node:module';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { cagedPackages } from './caged-packages.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** What the app hands to a plugin; what Node has is asked for by the desktop part only, which is loaded late. */
const FROM_THE_APP = ['obsidian', 'electron', '@codemirror/*', '@lezer/*'];
const FROM_NODE = builtinModules.flatMap((name) => [name, `node:${name}`]);

/**
 * Of `main.js`. One file holds also what is imported late: esbuild wraps that, and runs it when it is asked for.
 * @type {import('esbuild').BuildOptions}
 */
export const BUNDLE = {
  absWorkingDir: ROOT,
  entryPoints: ['plugin/main.ts'],
  bundle: true,
  format: 'cjs',
  platform: 'browser',
  target: 'es2022',
  minify: true,
  legalComments: 'none',
  external: [...FROM_THE_APP, ...FROM_NODE],
  logLevel: 'warning',
};

/** @param outdir where `main.js`, `manifest.json` and `styles.css` go; emptied first. */
export async function buildPlugin(outdir) {
  await rm(outdir, { recursive: true, force: true });
  await mkdir(outdir, { recursive: true });
  await Promise.all([
    build({ ...BUNDLE, plugins: [cagedPackages()], outfile: join(outdir, 'main.js') }),
    copyFile(join(ROOT, 'manifest.json'), join(outdir, 'manifest.json')),
    styleSheet().then((css) => writeFile(join(outdir, 'styles.css'), css)),
  ]);
}

/** The sheets of `plugin/styles/`, in the order of their names. */
async function styleSheet() {
  const folder = join(ROOT, 'plugin/styles');
  const names = (await readdir(folder)).filter((name) => name.endsWith('.css')).sort();
  return (await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')))).join('\n');
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { values } = parseArgs({ options: { outdir: { type: 'string' } } });
  await buildPlugin(resolve(values.outdir ?? join(ROOT, 'dist/plugin')));
}
