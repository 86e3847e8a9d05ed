// Modules of our own that the command line loads only when one of their functions is called, though what imports them is
// loaded at every start. The sources import them as usual; where they do, the build puts functions that require the
// module's chunk on their first call.
import { readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

/**
 * Measured: compiling takes 1 ms for 25 to 45 KB, of a start of 20 ms, and reading a note needs a quarter of the engine.
 * Each of these exports functions only, and is not called on the way to a note that is as it should be.
 */
export const LAZY_MODULES = [
  'cli/confirm.ts',
  'cli/failure.ts',
  'cli/login-name.ts',
  'cli/output/failure-text.ts',
  'shared/near-words.ts',
  'shared/node/device.ts',
  'shared/node/lock.ts',
  'shared/note/checklist.ts',
  'shared/note/link-resolution.ts',
  'shared/note/merge.ts',
  'shared/note/queries/find-past-note.ts',
  'shared/note/queries/graph/related.ts',
  'shared/note/queries/near-misses.ts',
  'shared/note/queries/note-versions.ts',
  'shared/note/render.ts',
  'shared/note/scan/blocks.ts',
  'shared/note/sections/edit.ts',
  'shared/note/sections/finding.ts',
  'shared/note/yaml-engine.ts',
  'shared/note/yaml-ranges.ts',
  'shared/vault/conflicts.ts',
  'shared/vault/deletion.ts',
  'shared/vault/drift.ts',
  'shared/vault/encode-rows.ts',
  'shared/vault/forks.ts',
  'shared/vault/graph-index.ts',
  'shared/vault/history.ts',
  'shared/vault/memory.ts',
  'shared/vault/row-table.ts',
];

const NAMESPACE = 'lazy-module';

/** @param fileOf the name of the file, in the folder of the chunks, that an entry goes into. */
export function lazyModules(root, fileOf) {
  const lazy = new Set(LAZY_MODULES);
  return {
    name: 'lazy-modules',
    setup(build) {
      build.onResolve({ filter: /^\.{1,2}\// }, async ({ path, importer, kind, resolveDir, pluginData }) => {
        if (kind !== 'import-statement' || pluginData === NAMESPACE) return undefined;
        const resolved = await build.resolve(path, { importer, kind, resolveDir, pluginData: NAMESPACE });
        const name = relative(root, resolved.path).replaceAll(sep, '/');
        return lazy.has(name) ? { path: name, namespace: NAMESPACE, sideEffects: false } : undefined;
      });
      build.onLoad({ filter: /.*/, namespace: NAMESPACE }, async ({ path }) => ({
        contents: proxyModule(path, await readFile(join(root, path), 'utf8'), fileOf(path)),
        loader: 'js',
      }));
    },
  };
}

/** @throws when the module exports anything that can't wait for its first call. */
function proxyModule(path, source, file) {
  const exported = [...source.matchAll(/^export (?!type |interface )(.*)$/gm)].map(([, what]) => what);
  const functions = exported.map((what) => /^(?:async )?function\*? (\w+)/.exec(what)?.[1]);
  if (functions.includes(undefined)) throw new Error(`${path} can't be loaded late: it exports more than functions: ${exported.join('; ')}`);
  return [
    'let loaded;',
    // `pack-chunks.mjs` turns this name into `require` once esbuild is done with the text.
    `const chunk = () => (loaded ??= __lazyRequire(${JSON.stringify(`./${file}.cjs`)}));`,
    ...functions.map((name) => `export const ${name} = (...args) => chunk().${name}(...args);`),
  ].join('\n');
}
