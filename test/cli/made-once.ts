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
  const folder = placeOf(name);
  if (existsSync(folder)) return folder;
  const own = asideOf(folder);
  make(own);
  return moved(own, folder);
}

/** The same for what takes a promise to make. */
export async function builtOnce(name: string, build: (folder: string) => Promise<void>): Promise<string> {
  const folder = placeOf(name);
  if (existsSync(folder)) return folder;
  const own = asideOf(folder);
  await build(own);
  return moved(own, folder);
}

function placeOf(name: string): string {
  return join(inject('programFolder'), name);
}

function asideOf(folder: string): string {
  return `${folder}-${process.pid}`;
}

function moved(own: string, folder: string): string {
  try {
    renameSync(own, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
    rmSync(own, { recursive: true });
  }
  return folder;
}
