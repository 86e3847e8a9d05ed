// vitest's global set-up: where Linux offers a disk in memory with room to spare, tests keep their files on it. Syncing a
// file costs nothing there, and they sync some ten thousand times. `test/temporary-place.ts` says which tests do not.
import { accessSync, constants, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Path of an empty folder of this run; `null` without such a disk. */
    memoryFolder: string | null;
  }
}

const MEMORY_DISK = '/dev/shm';
/** In bytes: ten times what a run had there at once. */
const ROOM = 1e9;

export default function setup(project: TestProject): () => void {
  const folder = hasRoom() ? mkdtempSync(join(MEMORY_DISK, 'touchstone-tests-')) : null;
  project.provide('memoryFolder', folder !== null && runsPrograms(folder) ? folder : null);
  return () => { if (folder !== null) rmSync(folder, { recursive: true, force: true }); };
}

/** Some tests run what they write; containers often forbid that there. */
function runsPrograms(folder: string): boolean {
  const program = join(folder, 'program');
  writeFileSync(program, '', { mode: 0o755 });
  try {
    accessSync(program, constants.X_OK);
    return true;
  } catch {
    return false;
  } finally {
    rmSync(program);
  }
}

function hasRoom(): boolean {
  try {
    accessSync(MEMORY_DISK, constants.W_OK);
    const { bavail, bsize } = statfsSync(MEMORY_DISK);
    return bavail * bsize > ROOM;
  } catch {
    return false;
  }
}
