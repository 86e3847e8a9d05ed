// What the tests of a run share, made by the first of them that needs it.
import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { inject } from 'vitest';
import type {} from './build-folder';

/**
 * Made aside and renamed into place: workers that make it at once don't disturb each other.
 *
 * @param name of the folder, within that of the run
 * @param make is given the absolute path of a folder that is not there yet
 * @returns the folder's absolute path
 */
export function madeOnce(name: string, make: (folder: string) => void): string {
  const folder = join(inject('programFolder'), name);
  if (!existsSync(folder)) {
    const own = `${folder}-${process.pid}`;
    make(own);
    try {
      renameSync(own, folder);
    } catch (error) {
      if (!existsSync(folder)) throw error;
      rmSync(own, { recursive: true });
    }
  }
  return folder;
}
