// What scripts/build.mjs (and vitest.config.mts) puts in place of these names.

/** Version of the package. */
declare const __VERSION__: string;

/** True in builds for tests only; what depends on it is not in a released build at all. */
declare const __TEST_BUILD__: boolean;

/** Digest of the chunks that the program's first file belongs to. */
declare const __BUILD_ID__: string;
