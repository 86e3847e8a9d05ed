// How the tests run. Most of their time goes into processes that they start and files that they sync, so they take every
// processor; vitest alone would leave one free, which on two is half of them.
import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** Of the core's tests, those of a disk and of a process. */
const ON_NODE = ['test/shared/node/**/*.test.ts', 'test/shared/vault/{caches,write-path}.test.ts'];

export default defineConfig({
  // What scripts/build.mjs defines in a bundle, for tests that import the command line's modules.
  define: { __TEST_BUILD__: 'true', __VERSION__: '"0.0.0-source"' },
  test: {
    environment: 'node',
    globalSetup: ['test/cli/build-folder.ts', 'test/memory-disk.ts'],
    setupFiles: ['test/temporary-place.ts'],
    maxWorkers: availableParallelism(),
    testTimeout: 240_000,
    hookTimeout: 240_000,
    // What a test in a browser waits for comes from other processes, which may have to wait for a processor.
    expect: { poll: { timeout: 60_000 } },
    projects: [
      {
        extends: true,
        test: { name: 'alone', include: ['test/!(shared)/**/*.test.ts', 'test/*.test.ts', ...ON_NODE] },
      },
      {
        // What the core remembers changes no answer, so its tests share processes, and what these have loaded.
        extends: true,
        test: { name: 'core', include: ['test/shared/**/*.test.ts'], exclude: ON_NODE, isolate: false },
      },
    ],
  },
});
