// Lets esbuild make few chunks. It puts modules into one chunk when exactly the same entries reach them; with dozens
// of entries (each command is one) that makes dozens of tiny chunks. But a command is never loaded before what starts
// it, so it may as well import all of that: then all of that is one chunk.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LAZY_MODULES } from './lazy-modules.mjs';

/** What files are entries of their own, and what has always been loaded before them. */
const LAYERS = [
  // Small, and shared by what comes after: tables of verbs say that they list, help and commands align columns.
  { files: /[\\/]cli[\\/]run\.ts$/, above: ['cli/list-options.ts', 'cli/output/text-width.ts'] },
  { files: /[\\/]cli[\\/]verbs[\\/][^\\/]+\.ts$/, above: ['cli/run.ts'] },
  { files: /[\\/]cli[\\/]help[\\/]answer\.ts$/, above: ['cli/run.ts'] },
  { files: /[\\/]cli[\\/]invocation\.ts$/, above: ['cli/run.ts'] },
  { files: /[\\/]cli[\\/]writing\.ts$/, above: ['cli/run.ts', 'cli/invocation.ts'] },
  { files: /[\\/]cli[\\/]commands[\\/].+\.ts$/, above: ['cli/run.ts', 'cli/invocation.ts'] },
  ...LAZY_MODULES.map((path) => ({ files: new RegExp(`[\\\\/]${path.replaceAll('.', '\\.').replaceAll('/', '[\\\\/]')}$`), above: path.startsWith('cli/') ? ['cli/run.ts'] : ['cli/run.ts', 'cli/invocation.ts'] })),
];

/** @param root absolute path of the package. */
export function layers(root) {
  return {
    name: 'layers',
    setup(build) {
      for (const { files, above } of LAYERS) {
        const imports = above.map((path) => `import ${JSON.stringify(join(root, path))};`).join('');
        build.onLoad({ filter: files }, async ({ path }) => ({
          // On the first line, so that line numbers stay.
          contents: `${imports}${await readFile(path, 'utf8')}`,
          loader: 'ts',
        }));
      }
    },
  };
}
