// Builds what a page of the host needs, once in a test run: its script and style sheet, and the process behind it.
import { buildSync } from 'esbuild';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { madeOnce } from '../cli/made-once';

const HERE = fileURLToPath(new URL('.', import.meta.url));

export interface HostFiles {
  /** Folder with `page.js` and `app.css`. */
  assets: string;
  /** The script of the process. */
  process: string;
}

export function hostFiles(): HostFiles {
  const folder = madeOnce('obsidian-host', build);
  return { assets: folder, process: join(folder, 'process.cjs') };
}

function build(outdir: string): void {
  const settings = { bundle: true, outdir, logLevel: 'warning', sourcemap: 'linked' } as const;
  buildSync({ ...settings, entryPoints: { page: join(HERE, 'page/main.ts') }, platform: 'browser', target: 'chrome120', format: 'iife' });
  buildSync({ ...settings, sourcemap: false, entryPoints: { app: join(HERE, 'page/css/app.css') } });
  buildSync({ ...settings, entryPoints: { process: join(HERE, 'process/main.ts') }, platform: 'node', target: 'node20', format: 'cjs', outExtension: { '.js': '.cjs' } });
}
