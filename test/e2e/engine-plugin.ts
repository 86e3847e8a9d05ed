// Builds the engine as a plugin of its own, with the settings that the release is built with.
import { build } from 'esbuild';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BUNDLE } from '../../scripts/build-plugin.mjs';
import { cagedPackages } from '../../scripts/caged-packages.mjs';
import { builtOnce } from '../cli/made-once';
import type {} from './engine-plugin/main';

const SOURCE = fileURLToPath(new URL('engine-plugin', import.meta.url));

/** Folder with `main.js` and `manifest.json`; `window.engineUnderTest` is there when it is loaded. */
export function enginePlugin(): Promise<string> {
  return builtOnce('engine-plugin', async (folder) => {
    await build({ ...BUNDLE, entryPoints: [join(SOURCE, 'main.ts')], plugins: [cagedPackages()], outfile: join(folder, 'main.js') });
    cpSync(join(SOURCE, 'manifest.json'), join(folder, 'manifest.json'));
  });
}
