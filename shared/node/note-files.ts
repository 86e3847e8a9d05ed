// `NoteFiles` on Node: the notes of a vault, read and replaced with real file operations, synchronously.
import type { Stats } from 'node:fs';
import {
  accessSync, chmodSync, chownSync, closeSync, constants, fstatSync, linkSync, lstatSync, mkdirSync, openSync,
  readSync, renameSync, rmSync, statSync, unlinkSync,
} from 'node:fs';
import { basename, dirname, extname, join, sep } from 'node:path';
import { TouchstoneError } from '../errors';
import { STAGE_FOLDER } from '../vault/objects';
import { folderOf, nameOf } from '../vault/paths';
import type { Applied, FileStat, FolderEntry, NoteFiles, Sha256, Staged } from '../vault/ports';
import type { Stamps } from '../vault/stamps';
import type { Sweep } from '../vault/note-folders';
import { pathIn } from '../vault/walk';
import { readAll, syncFile, syncFolder, writeSynced } from './durable';
import { fileStat } from './file-stat';
import { Folders } from './folders';
import { Glance } from './glance';
import { sha256 } from './hash';
import { Locator } from './locate';

/** Larger files are no notes; reading one whole would take more memory than a command may. */
const MAX_NOTE_BYTES = 64 * 1024 * 1024;
const TRASH = '.trash';

export class NodeNoteFiles implements NoteFiles {
  private readonly locator: Locator;
  private readonly folders: Folders;
  private readonly plain = new Glance();

  /** `root` is the vault's real path. */
  constructor(private readonly root: string) {
    this.locator = new Locator(root);
    this.folders = new Folders(this.locator);
  }

  read(path: string): Uint8Array | null {
    const opened = this.open(path);
    if (!opened) return null;
    const { fd, stat } = opened;
    try {
      // One byte more than it should hold, and nothing more is to be asked: a file that is another by now holds more or less.
      const bytes = new Uint8Array(stat.size + 1);
      const length = readSync(fd, bytes, 0, bytes.length, 0);
      return length <= stat.size ? bytes.subarray(0, length) : readAll(fd, fittingSize(path, fstatSync(fd)));
    } finally {
      closeSync(fd);
    }
  }

  glance(path: string): Uint8Array | null {
    return this.plain.at(`${this.locator.folder(folderOf(path))}${sep}${nameOf(path)}`) ?? this.read(path);
  }

  hashes(folder: string, names: readonly string[]): (Sha256 | null)[] {
    const full = this.locator.folder(folder);
    return names.map((name) => {
      try {
        const bytes = this.plain.at(`${full}${sep}${name}`) ?? this.read(pathIn(folder, name));
        return bytes && sha256(bytes);
      } catch {
        return null;
      }
    });
  }

  stat(path: string): FileStat | null {
    const stat = statSync(this.locator.locate(path), { throwIfNoEntry: false, bigint: true });
    return stat ? fileStat(stat) : null;
  }

  stamps(folder: string, names: readonly string[]): Stamps {
    return this.folders.stamps(folder, names);
  }

  sweep(folder: string): Sweep {
    return this.folders.sweep(folder);
  }

  list(folder: string): FolderEntry[] {
    return this.folders.list(folder);
  }

  prepare(path: string, change: 'create' | 'replace' | 'remove'): void {
    const full = this.locator.locate(path);
    const folder = dirname(full);
    if (change === 'create') mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK | constants.X_OK);
    const stat = lstatSync(full, { throwIfNoEntry: false });
    if (stat?.isDirectory()) throw isFolder(path);
    if (stat && change !== 'create') accessSync(full, constants.W_OK);
  }

  create(path: string, staged: Staged): Applied {
    const full = this.locator.locate(path);
    mkdirSync(dirname(full), { recursive: true });
    const stage = this.stagePath(staged);
    try {
      linkExclusively(stage, full, staged.bytes);
    } catch (error) {
      if (errorCode(error) !== 'EEXIST') throw error;
      const found = this.read(path);
      if (found && sha256(found) !== staged.sha256) return { kind: 'foreign', found: sha256(found) };
    }
    unlinkSync(stage);
    return { kind: 'done' };
  }

  replace(path: string, expected: Sha256, staged: Staged): Applied {
    return this.onExpected(path, expected, (full, stat) => {
      const stage = this.stagePath(staged);
      keepModeAndOwner(stage, stat);
      moveOver(stage, full, staged.bytes);
    });
  }

  remove(path: string, expected: Sha256, trash: boolean): Applied {
    return this.onExpected(path, expected, (full) => {
      if (trash) renameSync(full, this.trashPath(path));
      else unlinkSync(full);
    });
  }

  syncFolders(folders: readonly string[]): void {
    for (const folder of folders) syncFolder(this.locator.folder(folder));
  }

  /** Makes the content of a note durable that another program wrote in place. */
  syncNote(path: string): void {
    try {
      syncFile(this.locator.locate(path));
    } catch (error) {
      // Deleted since by somebody else.
      if (errorCode(error) !== 'ENOENT') throw error;
    }
  }

  /**
   * Runs `change` if the file holds the expected bytes. The file stays open across it: what an editor wrote into it in
   * the last microseconds is read through that handle afterwards and handed back instead of lost.
   */
  private onExpected(path: string, expected: Sha256, change: (full: string, stat: Stats) => void): Applied {
    const opened = this.open(path);
    if (!opened) return { kind: 'foreign', found: null };
    const { fd, full } = opened;
    try {
      const stat = fstatSync(fd);
      const found = sha256(readAll(fd, fittingSize(path, stat)));
      if (found !== expected) return { kind: 'foreign', found };
      change(full, stat);
      const after = readAll(fd, fstatSync(fd).size);
      return sha256(after) === expected ? { kind: 'done' } : { kind: 'overwrote', bytes: after };
    } finally {
      closeSync(fd);
    }
  }

  /** `stat` is what was there before the file was opened. */
  private open(path: string): { fd: number; stat: Stats; full: string } | null {
    // A pipe would block on opening, so what it is comes first.
    const { full, stat } = this.locator.find(path);
    if (!stat) return null;
    if (stat.isDirectory()) throw isFolder(path);
    if (!stat.isFile()) throw notReadable(path, 'it is no regular file');
    fittingSize(path, stat);
    try {
      return { fd: openSync(full, 'r'), stat, full };
    } catch (error) {
      if (errorCode(error) === 'ENOENT') return null;
      throw error;
    }
  }

  private stagePath(staged: Staged): string {
    return join(this.root, '.touchstone', STAGE_FOLDER, staged.name);
  }

  /** A free name in the vault's trash, as Obsidian gives it: `Note.md`, `Note 2.md`. */
  private trashPath(path: string): string {
    const folder = join(this.root, TRASH, folderOf(path));
    mkdirSync(folder, { recursive: true });
    if (!this.locator.leadsInside(folder)) throw notReadable(TRASH, 'it leads out of the vault');
    const extension = extname(path);
    const stem = basename(path, extension);
    for (let n = 1; ; n++) {
      const full = join(folder, n === 1 ? `${stem}${extension}` : `${stem} ${n}${extension}`);
      if (!lstatSync(full, { throwIfNoEntry: false })) return full;
    }
  }
}

/** The size of a file that may be read whole. */
function fittingSize(path: string, { size }: Stats): number {
  if (size <= MAX_NOTE_BYTES) return size;
  throw notReadable(path, `it is larger than ${MAX_NOTE_BYTES / 1024 / 1024} MiB`);
}

/** A hard link is the atomic exclusive create; where there are none, the file is written exclusively. */
function linkExclusively(stage: string, full: string, bytes: Uint8Array): void {
  try {
    linkSync(stage, full);
  } catch (error) {
    if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EXDEV'].includes(errorCode(error))) throw error;
    writeSynced(full, bytes, 'wx');
  }
}

function moveOver(stage: string, full: string, bytes: Uint8Array): void {
  try {
    renameSync(stage, full);
  } catch (error) {
    if (errorCode(error) !== 'EXDEV') throw error;
    // The note lies on another mount than the stage: a dot-named temporary beside it, which Obsidian does not show.
    const beside = join(dirname(full), `.${basename(full)}.touchstone`);
    writeSynced(beside, bytes);
    copyMode(full, beside);
    renameSync(beside, full);
    rmSync(stage, { force: true });
  }
}

function keepModeAndOwner(stage: string, stat: Stats): void {
  chmodSync(stage, stat.mode & 0o7777);
  const self = process.getuid?.();
  if (self !== 0 || stat.uid === self) return;
  // Run as root in a user's vault: the note stays the user's.
  chownSync(stage, stat.uid, stat.gid);
}

function copyMode(from: string, to: string): void {
  chmodSync(to, statSync(from).mode & 0o7777);
}

function isFolder(path: string): TouchstoneError {
  return new TouchstoneError('E_USAGE', `\`${path}\` is a folder, not a note.`, {
    hint: 'Name a note in it, or see them with `touchstone note list --folder`.',
    details: { path },
  });
}

function notReadable(path: string, found: string): TouchstoneError {
  return new TouchstoneError('E_INTEGRITY', `\`${path}\` can't be read as a note: ${found}.`, { details: { path } });
}

function errorCode(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? '';
}
