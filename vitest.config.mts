// How the tests run. Most of their time goes into processes that they start and files that they sync, so they take every
// processor; vitest alone would leave one free, which on two is half of them.
import { availableParallelism } from 'node:os';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';

/** Folders whose tests share processes, what these have loaded, and their Chromium: no file leaves anything to the next. */
const TOGETHER = { app: '{e2e,host}', cli: 'cli', core: 'shared' };
/** In these folders, tests of a disk, of a process and of the environment. */
const ALONE = ['test/shared/node/**/*.test.ts', '**/{caches,write-path}.test.ts', 'test/cli/build.test.ts'];

const project = (name: string, include: string[], more: { exclude?: string[]; isolate?: boolean } = {}): TestProjectInlineConfiguration => ({
  // What scripts/build.mjs defines in a bundle, for tests that import the command line's modules.
  define: { __TEST_BUILD__: 'true', __VERSION__: '"0.0.0-source"' },
  test: {
    name, include, ...more,
    environment: 'node',
    setupFiles: ['test/temporary-place.ts'],
    maxWorkers: availableParallelism(),
    testTimeout: 240_000,
    hookTimeout: 240_000,
    // What a test in a browser waits for comes from other processes, which may have to wait for a processor.
    expect: { poll: { timeout: 60_000 } },
  },
});

export default defineConfig({
  test: {
    // Once for all projects.
    globalSetup: ['test/cli/build-folder.ts', 'test/memory-disk.ts'],
    maxWorkers: availableParallelism(),
    // In the order of their names, so that the shortest files come last.
    projects: [
      project('alone', [`test/!(${Object.values(TOGETHER).join('|')})/**/*.test.ts`, 'test/*.test.ts', ...ALONE]),
      ...Object.entries(TOGETHER).map(([name, folder]) => project(name, [`test/${folder}/**/*.test.ts`], { exclude: ALONE, isolate: false })),
    ],
  },
});
