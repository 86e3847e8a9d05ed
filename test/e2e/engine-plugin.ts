// Builds the engine as a plugin of its own, with the settings that the release is built with.
import { build } from 'esbuild';
import { cpSync, existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inject } from 'vitest';
import { BUNDLE } from '../../scripts/build-plugin.mjs';
import { cagedPackages } from '../../scripts/caged-packages.mjs';
import type {} from './engine-plugin/main';

const SOURCE = fileURLToPath(new URL('engine-plugin', import.meta.url));

/** Folder with `main.js` and `manifest.json`; `window.engineUnderTest` is there when it is loaded. */
export async function enginePlugin(): Promise<string> {
  const folder = join(inject('programFolder'), 'engine-plugin');
  if (existsSync(folder)) return folder;
  const own = `${folder}-${process.pid}`;
  await build({ ...BUNDLE, entryPoints: [join(SOURCE, 'main.ts')], plugins: [cagedPackages()], outfile: join(own, 'main.js') });
  cpSync(join(SOURCE, 'manifest.json'), join(own, 'manifest.json'));
  try {
    renameSync(own, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
    rmSync(own, { recursive: true });
  }
  return folder;
}
