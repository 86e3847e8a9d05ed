// File primitives of the write path on Node: whole writes, synced when they return.
import {
  closeSync, fdatasyncSync, fsyncSync, ftruncateSync, mkdirSync, openSync, readSync, writeSync,
} from 'node:fs';
import { dirname } from 'node:path';

/** Writes a file and syncs its content. */
export function writeSynced(full: string, bytes: Uint8Array, flags: 'w' | 'wx' = 'w'): void {
  const fd = openMakingFolder(full, flags);
  try {
    writeAll(fd, bytes, 0);
    fdatasyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

/** Appends at `offset` and syncs; what a failure (a full disk) left of it is cut off again before the error is thrown. */
export function appendSynced(full: string, offset: number, bytes: Uint8Array): void {
  const isNew = offset === 0;
  const fd = openMakingFolder(full, isNew ? 'a+' : 'r+');
  try {
    writeAll(fd, bytes, isNew ? null : offset);
    fdatasyncSync(fd);
  } catch (error) {
    ftruncateSync(fd, offset);
    throw error;
  } finally {
    closeSync(fd);
  }
  if (isNew) syncFolder(dirname(full));
}

/** Makes a file's content durable, whoever wrote it. */
export function syncFile(full: string): void {
  const fd = openSync(full, 'r+');
  try {
    fdatasyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

/** Makes names in a folder durable. Systems that can't sync a folder (Windows) do it by themselves. */
export function syncFolder(full: string): void {
  let fd: number;
  try {
    fd = openSync(full, 'r');
  } catch {
    return;
  }
  try {
    fsyncSync(fd);
  } catch {
    return;
  } finally {
    closeSync(fd);
  }
}

export function readAll(fd: number, size: number): Uint8Array {
  const bytes = new Uint8Array(size);
  let length = 0;
  while (length < size) {
    const read = readSync(fd, bytes, length, size - length, length);
    if (read === 0) break;
    length += read;
  }
  return bytes.subarray(0, length);
}

function openMakingFolder(full: string, flags: string): number {
  try {
    return openSync(full, flags);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    mkdirSync(dirname(full), { recursive: true });
    return openSync(full, flags === 'r+' ? 'w+' : flags);
  }
}

function writeAll(fd: number, bytes: Uint8Array, position: number | null): void {
  let written = 0;
  while (written < bytes.length) {
    written += writeSync(fd, bytes, written, bytes.length - written, position === null ? null : position + written);
  }
}
