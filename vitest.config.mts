// How the tests run. Most of their time goes into processes that they start and files that they sync, so they take every
// processor; vitest alone would leave one free, which on two is half of them.
import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  // What scripts/build.mjs defines in a bundle, for tests that import the command line's modules.
  define: { __TEST_BUILD__: 'true', __VERSION__: '"0.0.0-source"' },
  test: {
    include: ['test/**/*.test.ts'],
    environment: 'node',
    globalSetup: ['test/cli/build-folder.ts', 'test/memory-disk.ts'],
    setupFiles: ['test/temporary-place.ts'],
    maxWorkers: availableParallelism(),
    testTimeout: 240_000,
    hookTimeout: 240_000,
    // What a test in a browser waits for comes from other processes, which may have to wait for a processor.
    expect: { poll: { timeout: 60_000 } },
  },
});
