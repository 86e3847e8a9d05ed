// vitest's set-up of each test file: where `tmpdir()` is, and that nothing stays there. Tests of what a disk does stay on the
// real one.
import { afterAll, expect, inject } from 'vitest';
import type {} from './memory-disk';
import { removeFolders } from './temporary-folders';

const ABOUT_THE_DISK = /\/test\/(crash|bench|shared\/node)\/|\/(caches|write-path)\.test\.ts$/;

const folder = inject('memoryFolder');
if (folder !== null && !ABOUT_THE_DISK.test(expect.getState().testPath ?? '')) process.env['TMPDIR'] = folder;

afterAll(removeFolders);
