// Builds the fixture plugin as a release is built: one CommonJS file for a browser, with what the app has left out.
import { build } from 'esbuild';
import { cpSync, existsSync, renameSync, rmSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inject } from 'vitest';
import { cagedPackages } from '../../scripts/caged-packages.mjs';

const SOURCE = fileURLToPath(new URL('fixture-plugin', import.meta.url));
const FROM_THE_APP = ['obsidian', 'electron', '@codemirror/*', '@lezer/*'];

/** Folder with `main.js`, `manifest.json`, `styles.css`. */
export async function fixturePlugin(): Promise<string> {
  const folder = join(inject('programFolder'), 'fixture-plugin');
  if (existsSync(folder)) return folder;
  const own = `${folder}-${process.pid}`;
  await build({
    entryPoints: [join(SOURCE, 'main.ts')],
    outfile: join(own, 'main.js'),
    bundle: true,
    format: 'cjs',
    platform: 'browser',
    target: 'es2022',
    external: [...FROM_THE_APP, ...builtinModules, ...builtinModules.map((name) => `node:${name}`)],
    plugins: [cagedPackages()],
    logLevel: 'warning',
  });
  for (const name of ['manifest.json', 'styles.css']) cpSync(join(SOURCE, name), join(own, name));
  try {
    renameSync(own, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
    rmSync(own, { recursive: true });
  }
  return folder;
}
