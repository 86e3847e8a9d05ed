// The third-party packages that the command line loads only when one of their functions is called, and how esbuild
// makes that so: where a package is imported, its exports are functions that require its chunk on their first call.
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** Measured (performance.md, "Startup"): each costs a start 2 to 13 ms, and most verbs never need it. */
export const LAZY_PACKAGES = ['yaml', 'gray-matter', 'node-diff3', 'diff', 'valibot', 'commander', 'proper-lockfile'];

const NAMESPACE = 'lazy-package';

/** File name of a package's chunk, in the folder of the chunks that import it. */
export function chunkFile(name) {
  return `${name}.cjs`;
}

/** What the chunk of a package is built from. */
export function chunkSource(name) {
  return `module.exports = require(${JSON.stringify(name)});`;
}

/**
 * Replaces every import of a lazy package. Only functions are exported: importing a class or a constant of one fails
 * the build, because neither can be put off until it is called.
 */
export function lazyPackages() {
  return {
    name: 'lazy-packages',
    setup(build) {
      const filter = new RegExp(`^(${LAZY_PACKAGES.join('|')})$`);
      build.onResolve({ filter }, ({ path }) => ({ path, namespace: NAMESPACE, sideEffects: false }));
      build.onLoad({ filter: /.*/, namespace: NAMESPACE }, ({ path }) => ({ contents: proxyModule(path), loader: 'js' }));
    },
  };
}

function proxyModule(name) {
  const whole = require(name);
  const functions = Object.keys(whole).filter((key) => key !== 'default' && isPlainFunction(whole[key])).sort();
  const lines = [
    'let loaded;',
    // `pack-chunks.mjs` turns this name into `require` once esbuild is done with the text.
    `const chunk = () => (loaded ??= __lazyRequire(${JSON.stringify(`./${chunkFile(name)}`)}));`,
    ...functions.map((key) => `export const ${key} = (...args) => chunk().${key}(...args);`),
  ];
  if (isPlainFunction(whole)) {
    lines.push(`export default /* @__PURE__ */ Object.assign((...args) => chunk()(...args), { ${functions.join(', ')} });`);
  }
  return lines.join('\n');
}

function isPlainFunction(value) {
  return typeof value === 'function' && !/^class\b/.test(Function.prototype.toString.call(value));
}
