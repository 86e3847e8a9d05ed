// Takes out of third-party packages what must not be in any bundle of ours: code that evaluates notes, an old YAML
// library, hooks on the process. Used for the command line's chunks; the plugin's bundle needs the same cage.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const NO_EXIT_HOOKS = fileURLToPath(new URL('../shared/node/no-exit-hooks.cjs', import.meta.url));
const EMPTY = 'caged-empty';

export function cagedPackages() {
  return {
    name: 'caged-packages',
    setup(build) {
      cageGrayMatter(build);
      cageProperLockfile(build);
      leaveOutChildProcesses(build);
      build.onLoad({ filter: /.*/, namespace: EMPTY }, () => ({ contents: 'module.exports = {};' }));
    },
  };
}

/** Its own engines evaluate JavaScript and read YAML 1.1; `matter.read` reads files. We pass an engine and a text. */
function cageGrayMatter(build) {
  const inGrayMatter = /[\\/]gray-matter[\\/]/;
  build.onResolve({ filter: /^\.\/(lib\/)?engines$/ }, ({ importer }) => (inGrayMatter.test(importer) ? empty() : undefined));
  build.onResolve({ filter: /^(node:)?fs$/ }, ({ importer }) => (inGrayMatter.test(importer) ? empty() : undefined));
  build.onLoad({ filter: /[\\/]gray-matter[\\/]lib[\\/]utils\.js$/ }, async ({ path }) => ({
    contents: withoutBuffer(await readFile(path, 'utf8'), path),
  }));
}

/** Phones have no Buffer; `orig`, the only thing made of one, is never read. */
function withoutBuffer(source, path) {
  const caged = source.replace("typeof input === 'string' ? Buffer.from(input) : input", 'input');
  if (caged.includes('Buffer.from')) throw new Error(`${path} is not the file that its cage was made for`);
  return caged;
}

/** `shared/node/lock.ts` says why. */
function cageProperLockfile(build) {
  const inLockfile = /[\\/]proper-lockfile[\\/]/;
  build.onResolve({ filter: /^signal-exit$/ }, ({ importer }) => (inLockfile.test(importer) ? { path: NO_EXIT_HOOKS } : undefined));
  build.onResolve({ filter: /^graceful-fs$/ }, ({ importer }) => (
    inLockfile.test(importer) ? { path: 'node:fs', external: true } : undefined
  ));
  build.onLoad({ filter: /[\\/]proper-lockfile[\\/]lib[\\/]lockfile\.js$/ }, async ({ path }) => ({
    contents: `const setTimeout = () => ({}), clearTimeout = () => undefined;${await readFile(path, 'utf8')}`,
  }));
}

/** commander could run subcommands as programs of their own; ours are functions. Not loading it saves 4 ms. */
function leaveOutChildProcesses(build) {
  build.onResolve({ filter: /^(node:)?child_process$/ }, ({ importer }) => (
    /[\\/]commander[\\/]/.test(importer) ? empty() : undefined
  ));
}

function empty() {
  return { path: 'empty', namespace: EMPTY };
}
