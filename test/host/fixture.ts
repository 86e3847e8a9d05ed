// Builds the fixture plugin as a release is built: one CommonJS file for a browser, with what the app has left out.
import { build } from 'esbuild';
import { cpSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cagedPackages } from '../../scripts/caged-packages.mjs';
import { builtOnce } from '../cli/made-once';

const SOURCE = fileURLToPath(new URL('fixture-plugin', import.meta.url));
const FROM_THE_APP = ['obsidian', 'electron', '@codemirror/*', '@lezer/*'];

/** Folder with `main.js`, `manifest.json`, `styles.css`. */
export function fixturePlugin(): Promise<string> {
  return builtOnce('fixture-plugin', async (folder) => {
    await build({
      entryPoints: [join(SOURCE, 'main.ts')],
      outfile: join(folder, 'main.js'),
      bundle: true,
      format: 'cjs',
      platform: 'browser',
      target: 'es2022',
      external: [...FROM_THE_APP, ...builtinModules, ...builtinModules.map((name) => `node:${name}`)],
      plugins: [cagedPackages()],
      logLevel: 'warning',
    });
    for (const name of ['manifest.json', 'styles.css']) cpSync(join(SOURCE, name), join(folder, name));
  });
}
