// The third-party packages that the command line loads only when one of their functions is called, and how esbuild
// makes that so: in the main bundle a package is replaced by a module whose exports require its chunk on first call.
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** Measured (performance.md, "Startup"): each costs a start 2 to 13 ms, and most verbs never need it. */
export const LAZY_PACKAGES = ['yaml', 'gray-matter', 'node-diff3', 'diff', 'valibot', 'commander', 'proper-lockfile'];

const NAMESPACE = 'lazy-package';

/** Path of a package's chunk, relative to the main bundle. */
export function chunkPath(name) {
  return `lib/${name}.cjs`;
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
    // Held in a variable, so that esbuild leaves the require for run time.
    `const path = ${JSON.stringify(`./${chunkPath(name)}`)};`,
    'let loaded;',
    'const chunk = () => (loaded ??= require(path));',
    ...functions.map((key) => `export const ${key} = (...args) => chunk().${key}(...args);`),
  ];
  if (isPlainFunction(whole)) lines.push(`export default Object.assign((...args) => chunk()(...args), { ${functions.join(', ')} });`);
  return lines.join('\n');
}

function isPlainFunction(value) {
  return typeof value === 'function' && !/^class\b/.test(Function.prototype.toString.call(value));
}
