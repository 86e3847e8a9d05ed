// `StateFiles` on Node: the files below `.touchstone/`, synchronously.
import {
  appendFileSync, closeSync, fstatSync, mkdirSync, openSync, readdirSync, readFileSync, readSync, renameSync, rmSync, statSync, truncateSync, writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import type { FileStat, StateFiles } from '../vault/ports';
import { appendSynced, writeSynced } from './durable';
import { fileStat } from './file-stat';

/** Where caches are written before they are renamed into place; what a killed process leaves here is swept. */
const TEMPORARY_FOLDER = 'local/tmp';

export class NodeStateFiles implements StateFiles {
  private written = 0;

  /** `folder` is the absolute path of `.touchstone`. */
  constructor(private readonly folder: string) {}

  read(path: string): Uint8Array | null {
    return orNull(() => readFileSync(this.full(path)));
  }

  readRange(path: string, start: number, end: number): Uint8Array {
    const fd = openSync(this.full(path), 'r');
    try {
      const bytes = new Uint8Array(Math.max(0, Math.min(end, fstatSync(fd).size) - start));
      let length = 0;
      while (length < bytes.length) {
        const read = readSync(fd, bytes, length, bytes.length - length, start + length);
        if (read === 0) break;
        length += read;
      }
      return bytes.subarray(0, length);
    } finally {
      closeSync(fd);
    }
  }

  stat(path: string): FileStat | null {
    const stat = orNull(() => statSync(this.full(path), { throwIfNoEntry: false, bigint: true }));
    return stat ? fileStat(stat) : null;
  }

  list(folder: string): string[] {
    return orNull(() => readdirSync(this.full(folder)).sort()) ?? [];
  }

  writeSynced(path: string, bytes: Uint8Array): void {
    writeSynced(this.full(path), bytes);
  }

  writeCache(path: string, bytes: Uint8Array): void {
    const temporary = this.full(`${TEMPORARY_FOLDER}/${process.pid}.${this.written++}`);
    makingFolder(temporary, () => writeFileSync(temporary, bytes));
    const full = this.full(path);
    try {
      makingFolder(full, () => renameSync(temporary, full));
    } catch (error) {
      rmSync(temporary, { force: true });
      throw error;
    }
  }

  appendCache(path: string, bytes: Uint8Array): void {
    appendFileSync(this.full(path), bytes);
  }

  append(path: string, offset: number, bytes: Uint8Array): void {
    appendSynced(this.full(path), offset, bytes);
  }

  truncate(path: string, size: number): void {
    truncateSync(this.full(path), size);
  }

  remove(path: string): void {
    rmSync(this.full(path), { force: true });
  }

  rename(from: string, to: string): void {
    makingFolder(this.full(to), () => renameSync(this.full(from), this.full(to)));
  }

  private full(path: string): string {
    return join(this.folder, path);
  }
}

function orNull<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return null;
    throw error;
  }
}

function makingFolder(full: string, act: () => void): void {
  try {
    act();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    mkdirSync(dirname(full), { recursive: true });
    act();
  }
}
