import { defineConfig } from 'vitest/config';

export default defineConfig({
  // What scripts/build.mjs defines in a bundle, for tests that import the command line's modules.
  define: { __TEST_BUILD__: 'true', __VERSION__: '"0.0.0-source"' },
  test: {
    include: ['test/**/*.test.ts'],
    environment: 'node',
    globalSetup: ['test/cli/build-folder.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
