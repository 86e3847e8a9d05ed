// Types of caged-packages.mjs for the tests.
import type { Plugin } from 'esbuild';

export declare function cagedPackages(): Plugin;
